"""Reference lists that stand beside an article: BibTeX and CSL files become works, each with its line; what is broken is told by line."""

from __future__ import annotations

from collections.abc import Callable

from clinlint.formats.works import Bibliography, Flaw, Work

LARGEST = 20_000_000
"""Bytes of the largest list that is read."""


def may_be(path: str) -> bool:
    """Whether a path ends as the files of reference lists do."""
    return path.lower().endswith((".bib", ".bibtex", ".json", ".yaml", ".yml"))


def read(data: bytes, path: str) -> Bibliography:
    """The list of a file's bytes; whatever is wrong with it is a flaw, and the rest is read."""
    if len(data) > LARGEST:
        return Bibliography(path, (), (Flaw(0, f"has more than {LARGEST // 1_000_000} MB"),))
    text, flaws = _decoded(data)
    works, found = _reader(path)(text)
    kept: dict[str, Work] = {}
    for work in works:
        if work.key in kept:
            found.append(Flaw(work.line, f"the key “{work.key}” is that of line {kept[work.key].line} already; this entry is left out"))
        else:
            kept[work.key] = work
    flaws += found
    return Bibliography(path, tuple(kept.values()), tuple(sorted(flaws, key=lambda flaw: flaw.line)))


def _reader(path: str) -> Callable[[str], tuple[list[Work], list[Flaw]]]:
    if path.lower().endswith((".bib", ".bibtex")):
        from clinlint.formats.bibtex import works

        return works
    from clinlint.formats.csl import json_works, yaml_works

    return json_works if path.lower().endswith(".json") else yaml_works


def _decoded(data: bytes) -> tuple[str, list[Flaw]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), [Flaw(0, "is UTF-16; save it as UTF-8")]
        except UnicodeDecodeError:
            return "", [Flaw(0, "cannot be read as text; save it as UTF-8")]
    if b"\0" in data:
        return "", [Flaw(0, "holds binary data, not text")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return data.decode("latin-1"), [Flaw(line, f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8")]
