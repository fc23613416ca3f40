"""Reference lists of an article: sections, footnotes and metadata, entry by entry, with what each one says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from clinlint.facts.article import Article
from clinlint.facts.entries import Entry, References, entry_of
from clinlint.facts.identifiers import Scheme, identifiers
from clinlint.facts.listed_elsewhere import listed_elsewhere
from clinlint.formats.bibliography import may_be
from clinlint.model.document import Block, BlockKind
from clinlint.model.span import Span
from clinlint.record import replace
from clinlint.resources import compiled

_NUMBERED = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.):]?(?=\s))\s*")
_YEAR = re.compile(r"(?<![\d/.:-])((?:19|20)\d\d)(?![\d/])")
_PRINTED = r"(?<![\d/.:-])((?:19|20)\d\d)(?: [A-Z][a-z]{2}(?: \d{1,2})?)?\s?;\s?\d|\(((?:19|20)\d\d)[a-z]?\)"
"""A year as journals are cited: before the volume, or in brackets after the authors."""
_FINAL_YEAR = re.compile(r",\s*((?:19|20)\d\d)\.?\s*$")
_INTRODUCES = re.compile(
    r"(?i)\s*(?:the )?(?:information|content|this|these|all|we|our|sources?|references?|works?|statements?|see|click|show|view|back)\b"
)
"""How a paragraph begins that tells about the list and is no entry of it."""


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in compiled("clinlint.facts.wordings")["lists"].items()}


def _names_list(text: str) -> str:
    """What a heading says the list below it holds: `sources`, `further` reading, or nothing of the kind."""
    words = text.lower().replace("(", " ").replace(")", " ").rstrip(" :.").split()
    while words and (words[0] in _words()["before"] or words[0].rstrip(".").isdigit()):
        words = words[1:]
    if len(words) > 1 and words[-1].isdigit():
        words = words[:-1]
    name = "-".join(words)
    return "sources" if name in _words()["sources"] else "further" if name in _words()["further"] else ""


def references(article: Article) -> References:
    """The reference list of an article; empty where it has none."""
    return article.fact(_references)


def cites_works(article: Article) -> bool:
    """Whether the reference list names works by DOI or PMID, so that what became of them can be looked up."""
    return any(entry.of(Scheme.DOI) or entry.of(Scheme.PMID) for entry in references(article).entries)


def _references(article: Article) -> References:
    section = _section(article)
    notes = tuple(_footnotes(article))
    fields = tuple(_fields(article))
    elsewhere = tuple(listed_elsewhere(article)) if article.beside.shelves else ()
    if not section and not notes and not fields and not elsewhere:
        return References(heading=section.heading, blocks=section.blocks)
    entries = [*fields, *section.entries, *elsewhere]
    taken = section.blocks | {b for e in notes for b in e.blocks}
    entries = [replace(e, number=n) for n, e in enumerate([*entries, *notes], 1)]
    return References(
        tuple(entries),
        frozenset(taken),
        section.heading,
        section.numbered or (not section and bool(fields) and all(e.label for e in fields)),
        section.general and not notes and not fields and not elsewhere,
        bool(notes) and not section and not fields and not elsewhere,
    )


def _section(article: Article) -> References:
    found = References()
    for index in range(len(article.blocks)):
        if line := _one_line(article, index):
            found = References((*found.entries, *line), found.blocks | {index}, found.heading, found.numbered, found.general or not found)
            continue
        named = _names_list(article.texts[index]) if _may_head(article.blocks[index]) else ""
        if not named:
            continue
        body = _body(article, index)
        entries, used = _entries(article, body)
        if not entries and found:
            continue
        numbered = any(e.label for e in entries)
        further = named == "further"
        general = further or len(entries) == 1
        entries = [replace(entry, general=further) for entry in entries]
        if found:
            both = (*found.entries, *entries)
            found = References(both, found.blocks | used | {index}, found.heading, found.numbered or numbered, found.general and general)
        else:
            found = References(tuple(entries), frozenset({index, *used}), index, numbered, general)
    return found


def _one_line(article: Article, index: int) -> list[Entry]:
    """The entries of a paragraph that is a whole list, “Sources: …; …”; they need no marker."""
    text = article.texts[index]
    name, colon, rest = text[:_WIDEST].partition(":")
    if article.blocks[index].kind is not BlockKind.PARAGRAPH or not colon or len(rest.strip()) < _SHORTEST or not _names_list(name):
        return []
    entries: list[Entry] = []
    start = len(name) + 1
    for part in text[start:].split(";"):
        if len(part.strip()) > 2:
            entries.append(replace(_entry(article, index, start, start + len(part), ""), general=True))
        start += len(part) + 1
    return entries


_WIDEST, _SHORTEST = 4_000, 8
"""Characters of such a paragraph that are looked at, and the least that a source takes."""


def _may_head(block: Block) -> bool:
    return len(block.text) <= 60 and block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}


def _body(article: Article, index: int) -> range:
    """Blocks after the heading at `index` that belong to its section."""
    blocks = article.blocks
    here = blocks[index]
    nested = article.document.format != "text"
    end = index + 1
    while end < len(blocks):
        block = blocks[end]
        if block.kind is BlockKind.FIELD:
            break
        if nested and block.kind is BlockKind.HEADING and (block.level <= here.level or not here.level):
            break
        end += 1
    return range(index + 1, end)


def _entries(article: Article, body: Sequence[int]) -> tuple[list[Entry], set[int]]:
    labelled = _labelled(article, body)
    if labelled[0]:
        return labelled
    entries: list[Entry] = []
    used: set[int] = set()
    for index in body:
        block = article.blocks[index]
        text = article.texts[index]
        if block.kind is BlockKind.HEADING:
            if article.document.format == "text" and entries and not _NUMBERED.match(text) and not _YEAR.search(text):
                break
            used.add(index)
            continue
        if block.kind is BlockKind.FOOTNOTE or not text.strip():
            continue
        used.add(index)
        if block.kind is BlockKind.PARAGRAPH and (_follows(article, entries, text) or (_INTRODUCES.match(text) and not _YEAR.search(text))):
            continue
        entries.extend(_split(article, index))
    return entries, used


def _follows(article: Article, entries: Sequence[Entry], text: str) -> bool:
    """Whether a paragraph stands behind the list and is none of its entries: the others are items or numbered, and it is not."""
    if not entries:
        return False
    listed = article.blocks[entries[-1].blocks[0]].kind is BlockKind.ITEM
    return listed or (bool(entries[-1].label) and _NUMBERED.match(text) is None)


def _split(article: Article, index: int) -> Iterator[Entry]:
    """The entries of one block: one, or several that follow each other under consecutive numbers."""
    block = article.blocks[index]
    text = article.texts[index]
    match = _NUMBERED.match(text)
    if match is None:
        label = str(block.ordinal) if block.ordered and block.ordinal else ""
        yield _entry(article, index, 0, len(text), label)
        return
    number = int(next(g for g in match.groups() if g))
    bracket = text[match.start() : match.end()].strip()[:1]
    start = 0
    while True:
        mark = f"[{number + 1}]" if bracket == "[" else f"({number + 1})" if bracket == "(" else f" {number + 1}. "
        at = text.find(mark, match.end() if start == 0 else start + len(mark))
        if at < 0:
            break
        yield _entry(article, index, start, at, str(number))
        start, number = at, number + 1
    yield _entry(article, index, start, len(text), str(number))


def _entry(article: Article, index: int, start: int, end: int, label: str) -> Entry:
    block = article.blocks[index]
    text = article.texts[index]
    end = start + len(text[start:end].rstrip())
    start += len(text[start:end]) - len(text[start:end].lstrip())
    body = text[start:end]
    shown = _NUMBERED.match(body)
    words = body[shown.end() :] if shown and label else body
    url = next((m.target for m in block.marks if m.target.startswith("http") and m.start < end and start < m.end), "")
    return Entry(
        number=0,
        label=label,
        text=words,
        span=block.span(start, end),
        blocks=(index,),
        start=start,
        end=end,
        title=_title(words),
        year=_year(words),
        identifiers=identifiers(f"{words} {url}" if url and url not in words else words),
        url=url,
        anchor=block.anchor,
    )


def _title(text: str) -> str:
    """The longest of the first parts between full stops that is neither a list of authors nor a place in a journal."""
    parts = [part.strip() for part in re.split(r"(?<=[\w)\]])[.?]\s+", text[:600])][:5]
    titles = [part for part in parts if not re.search(r"\bet al\b|\d;\d|\bdoi\b|https?://|\b[A-Z][\w'-]+ [A-Z]{1,3}(?:,|$)", part)]
    return max(titles or parts, key=len, default="")


def _year(text: str) -> int | None:
    plain = re.sub(r"(?i)\b(?:doi:?\s*|https?://)\S+|\b10\.\d{4,9}/\S+", " ", text)
    final = _FINAL_YEAR.search(plain)
    if final:
        return int(final[1])
    printed = re.search(_PRINTED, plain)
    if printed:
        return int(printed[1] or printed[2])
    years = [int(y) for y in _YEAR.findall(re.sub(r"(?i)(?:accessed|retrieved|cited|viewed)\b.*", "", plain))]
    return max(years) if years else None


def _labelled(article: Article, body: Sequence[int]) -> tuple[list[Entry], set[int]]:
    """Entries printed as lines: a type (“Guideline”), a title, and a container that ends in its year."""
    entries: list[Entry] = []
    used: set[int] = set()
    index = body.start if isinstance(body, range) else 0
    stop = index + len(body)
    while index + 2 < stop and article.texts[index].strip().lower().replace(" ", "-") in _words()["labels"]:
        last = next((i for i in range(index + 2, min(index + 5, stop)) if _FINAL_YEAR.search(article.texts[i])), -1)
        if last < 0:
            break
        lines = [article.texts[i].strip() for i in range(index, last + 1)]
        text = " ".join(lines)
        span = Span(article.blocks[index].span().start, article.blocks[last].span().end)
        entries.append(
            Entry(
                number=0,
                label="",
                text=text,
                span=span,
                blocks=tuple(range(index, last + 1)),
                end=len(article.texts[index]),
                title=lines[1],
                container=lines[-1],
                declared=lines[0],
                year=_year(lines[-1]),
                identifiers=identifiers(text),
            )
        )
        used.update(range(index, last + 1))
        index = last + 1
    return entries, used


def _footnotes(article: Article) -> Iterator[Entry]:
    blocks: dict[str, list[int]] = {}
    for index, block in enumerate(article.blocks):
        if block.kind is BlockKind.FOOTNOTE and block.label:
            blocks.setdefault(block.label, []).append(index)
    for label, indices in blocks.items():
        entry = _entry(article, indices[0], 0, len(article.texts[indices[0]]), label)
        yield replace(entry, blocks=tuple(indices), text=" ".join(article.texts[i] for i in indices))


_FIELDS = ("references", "citations", "citation", "bibliography", "sources")
"""Names under which metadata holds the list."""


def _fields(article: Article) -> Iterator[Entry]:
    fields = article.document.fields
    name = next((n for n in _FIELDS if isinstance(fields.values.get(n), list)), "") if fields else ""
    if fields is None or not name:
        return
    listed: Sequence[Any] = fields.values[name]
    if all(isinstance(item, str) and may_be(item) and " " not in item for item in listed):
        return
    for index, item in enumerate(listed):
        span = fields.value_spans.get((name, index), fields.span)
        if isinstance(item, str):
            yield Entry(
                0,
                str(index + 1),
                item,
                span,
                title=_title(item),
                year=_year(item),
                identifiers=identifiers(item),
                path=(name, index),
            )
        elif isinstance(item, Mapping):
            yield _declared(item, name, index, span)


def _declared(item: Mapping[str, Any], name: str, index: int, span: Span) -> Entry:
    """An entry that metadata gives as keys, ours or those of CSL."""
    from clinlint.formats.csl import work

    return entry_of(work(item, str(item.get("id", index + 1)), 0), span, path=(name, index))
