"""BibTeX files, read by bibtexparser: entries with their lines, and every block that it gives up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from clinlint.formats.works import Flaw, Work, year_of

_IDENTIFIERS = ("doi", "pmid", "pmcid", "isbn", "nct")
_ACCENTS = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "r": "\u030a",
    "k": "\u0328",
}
_ACCENTED = re.compile(r"\\(?:([\"'`^~=.])\s*|([uvHcrk])(?:\s+|(?=\{)))\{?\\?([A-Za-z])\}?")
_NAMED = {r"\ss": "ß", r"\o": "ø", r"\O": "Ø", r"\ae": "æ", r"\AE": "Æ", r"\aa": "å", r"\AA": "Å", r"\l": "ł", r"\L": "Ł"}
_NAMES = re.compile(r"\\(?:ss|ae|AE|aa|AA|o|O|l|L)(?![A-Za-z])")
_LOST_SIGN = re.compile(r"^\s*(?:article|book|incollection|inproceedings|misc|techreport|online|report)\s*\{[^{}]*=", re.IGNORECASE)


def works(text: str) -> tuple[list[Work], list[Flaw]]:
    """The entries of a BibTeX text, and what is wrong with the others."""
    import logging

    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)
    try:
        blocks = parse_string(text).blocks
    except Exception as error:  # noqa: BLE001  whatever its parser trips over, the article is linted
        return [], [Flaw(0, f"cannot be read as BibTeX ({type(error).__name__})")]
    found: list[Work] = []
    flaws: list[Flaw] = []
    for block in blocks:
        _block(block, type(block).__name__, found, flaws)
    if not found and not flaws and text.strip():
        flaws.append(Flaw(0, "holds no BibTeX entry"))
    return found, flaws


def _block(block: Any, kind: str, found: list[Work], flaws: list[Flaw]) -> None:
    line = (block.start_line or 0) + 1
    if kind == "Entry":
        found.append(_work(block, line))
        if (before := _commaless(block)) is not None:
            flaws.append(Flaw(line, f"“{block.key}” lacks a comma after its {before}"))
        if not block.key.strip():
            flaws.append(Flaw(line, "this entry has no key, so nothing can cite it"))
    elif kind == "DuplicateBlockKeyBlock":
        entry = getattr(block, "ignore_error_block", None)
        if type(entry).__name__ == "Entry":
            found.append(_work(entry, line))
    elif kind == "DuplicateFieldKeyBlock":
        entry = block.ignore_error_block
        twice = ", ".join(sorted(block.duplicate_keys))
        flaws.append(Flaw(line, f"“{entry.key}” gives {twice} twice; the first one counts"))
        found.append(_work(entry, line))
    elif kind == "ImplicitComment":
        if _LOST_SIGN.match(block.comment):
            flaws.append(Flaw(line, "this looks like an entry without its “@”, and is left out"))
    elif kind not in {"String", "Preamble", "ExplicitComment"}:
        flaws.append(Flaw(line, f"this entry{_named(block.raw)} is not closed or lacks a comma or a brace, and is left out"))


def _named(raw: str | None) -> str:
    match = re.match(r"@\w+\s*\{\s*([^\s,{}@]{1,60})", raw or "")
    return f" (“{match[1]}”)" if match else ""


def _work(entry: Any, line: int) -> Work:
    fields: dict[str, str] = {}
    for field in entry.fields:
        for name, value in _parted(field.key, str(field.value)):
            fields.setdefault(name.lower(), value)
    plain = {name: shown(value) for name, value in fields.items()}
    title = ": ".join(part for part in (plain.get("title", ""), plain.get("subtitle", "")) if part)
    container = next(
        (plain[n] for n in ("journal", "journaltitle", "booktitle", "publisher", "institution", "organization") if n in plain), ""
    )
    named = [(name, fields[name].strip()) for name in _IDENTIFIERS if fields.get(name, "").strip()]
    if fields.get("eprinttype", "").lower() == "pubmed" and fields.get("eprint"):
        named.append(("pmid", fields["eprint"].strip()))
    return Work(
        key=entry.key.strip(),
        line=line,
        kind=entry.entry_type.lower(),
        authors=_authors(plain.get("author", "")),
        title=title,
        container=container,
        year=year_of(plain.get("year", "") or plain.get("date", "")),
        identifiers=tuple(named),
        url=fields.get("url", "").strip(),
        note=plain.get("note", ""),
    )


_RUN_ON = re.compile(r"(?:\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|\"([^\"]*)\")\s+([A-Za-z]\w*)\s*=\s*(?=[{\"\d])")
"""A closed value with the next field right behind it: the comma between the two is missing."""
_MOST_FIELDS = 40


def _commaless(entry: Any) -> str | None:
    """The field of an entry after which a comma is missing, if there is one."""
    return next((field.key for field in entry.fields if _RUN_ON.match(str(field.value))), None)


def _parted(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A field, and those behind it that a missing comma made part of its value."""
    for _ in range(_MOST_FIELDS):
        match = _RUN_ON.match(value)
        if match is None:
            break
        yield name, match[1] if match[1] is not None else match[2]
        name, value = match[3], value[match.end() :]
        if not _RUN_ON.match(value):
            value = value.strip().strip('{}"')
    yield name, value


def _authors(written: str) -> str:
    people = [part.strip() for part in re.split(r"\s+and\s+", written) if part.strip()]
    return ", ".join(person.replace(",", "") if "," in person else person for person in people)


def shown(value: str) -> str:
    """A value without LaTeX: accents composed, braces and commands gone."""

    def accented(match: re.Match[str]) -> str:
        return unicodedata.normalize("NFC", match[3] + _ACCENTS[match[1] or match[2]])

    if value.startswith('"') and value.endswith('"'):
        value = re.sub(r'"\s*#\s*"', "", value).strip('"')
    text = _ACCENTED.sub(accented, value) if "\\" in value else value
    text = _NAMES.sub(lambda match: _NAMED[match[0]], text)
    text = re.sub(r"\\([&%$#_{}])", r"\1", text)
    text = re.sub(r"\\[A-Za-z]+\s*", "", text)
    return " ".join(text.replace("{", "").replace("}", "").replace("~", " ").replace("--", "–").split())
