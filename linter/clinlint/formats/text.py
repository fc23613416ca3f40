"""Plain text: paragraphs, lines that are headings, and lists, by their layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinlint.formats.builder import Builder, Outline
from clinlint.formats.format import Format
from clinlint.model.document import Block, BlockKind, Document, Mark, MarkKind
from clinlint.model.source import Source

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BULLET = re.compile(r"([ \t]*)(?:[•◦▪‣·*–-]|(\d{1,3})[.)])[ \t]+(?=\S)")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_ENDS = ".!;:,)”\"'…"
_LONGEST_HEADING = 90
_SECTIONS = frozenset("references sources bibliography notes".split()) | {"further reading", "works cited", "reference list"}
"""Titles of sections whose entries need not look like prose."""
_WRAPPED = (40, 110)
"""Widths between which a line that ends without a stop is one that an editor wrapped."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    blank_before: bool

    @property
    def stripped(self) -> str:
        return self.text.strip()


def _lines(text: str) -> Iterator[_Line]:
    blank = True
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        match = _LINE.match(text, at)
        if match is None or match.end() == at:
            break
        if match[1].strip():
            yield _Line(match[1], at, blank)
            blank = False
        else:
            blank = True
        at = match.end()


def _wraps(lines: Sequence[_Line]) -> bool:
    """Whether the text is hard-wrapped: lines that run on into the next are common and of one width."""
    running = [len(line.text) for line, after in zip(lines, lines[1:], strict=False) if not after.blank_before]
    if len(running) < 3 or max((len(line.text) for line in lines), default=0) > 2 * _WRAPPED[1]:
        return False
    fitting = sum(_WRAPPED[0] <= length <= _WRAPPED[1] for length in running)
    return fitting * 2 > len(running)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[tuple[_Line, ...]]:
    wraps = _wraps(lines)
    group: list[_Line] = []
    for line in lines:
        joins = wraps and group and not line.blank_before and not _BULLET.match(line.text) and len(group[-1].text) >= _WRAPPED[0]
        if group and not joins:
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _is_heading(groups: Sequence[tuple[_Line, ...]], number: int, repeated: frozenset[str]) -> bool:
    """Whether a line stands above prose like a title: short, without a stop, said once, with prose or a list soon after; the first short line is the title."""
    group, after = groups[number], groups[number + 1 : number + 3]
    text = group[0].stripped
    if text.lower() in _SECTIONS or (number == 0 and len(groups) > 2 and len(text) <= _LONGEST_HEADING and text[-1] not in ".:;,"):
        return True
    if len(group) > 1 or not after or len(text) > _LONGEST_HEADING or text in repeated:
        return False
    if text[-1] in _ENDS or text[-1].isdigit() or not (text[0].isupper() or text[0].isdigit()):
        return False
    longer = sum(len(line.stripped) for line in after[0]) > len(text)
    if not ((group[0].blank_before or longer) and (after[0][0].blank_before or longer)):
        return False
    return any(_is_prose(each) for each in after)


def _is_prose(group: tuple[_Line, ...]) -> bool:
    text = group[-1].stripped
    return sum(len(line.stripped) for line in group) > _LONGEST_HEADING or text[-1] in ".!:" or _BULLET.match(group[0].text) is not None


def _parse(source: Source) -> Document:
    outline = Outline()
    groups = list(_paragraphs(list(_lines(source.text))))
    lists: list[tuple[int, int, int, int]] = []
    said = Counter(group[0].stripped for group in groups)
    repeated = frozenset(text for text, count in said.items() if count > 1)
    for number, group in enumerate(groups):
        first = group[0]
        bullet = _BULLET.match(first.text)
        builder = Builder()
        skip = bullet.end() if bullet else 0
        builder.exact(first.text[skip:], first.start + skip)
        for line, before in zip(group[1:], group, strict=False):
            builder.replaced(" ", before.start + len(before.text.rstrip()), line.start + len(line.text) - len(line.text.lstrip()))
            builder.exact(line.text.lstrip(), line.start + len(line.text) - len(line.text.lstrip()))
        text, source_map, marks = builder.finish()
        marks = (*marks, *(Mark(m.start(), m.end(), MarkKind.URL, m[0]) for m in _ADDRESS.finditer(text)))
        if bullet:
            lists = _enter(lists, len(bullet[1].expandtabs(4)), outline)
            _, list_id, lead, ordinal = lists[-1]
            outline.add(
                Block(
                    BlockKind.ITEM, text, source_map, marks, lead=lead, list_id=list_id, ordered=bool(bullet[2]), ordinal=int(bullet[2] or ordinal)
                )
            )
            continue
        lists = []
        heading = _is_heading(groups, number, repeated)
        kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        outline.add(Block(kind, text, source_map, marks, level=(2 if outline.blocks else 1) if heading else 0))
    return Document(source, "text", tuple(outline.blocks))


def _enter(lists: list[tuple[int, int, int, int]], indent: int, outline: Outline) -> list[tuple[int, int, int, int]]:
    """The open lists (indent, number, lead, ordinal) when an item of this indent comes next."""
    kept = [entry for entry in lists if entry[0] <= indent]
    if kept and kept[-1][0] == indent:
        depth, number, lead, ordinal = kept[-1]
        return [*kept[:-1], (depth, number, lead, ordinal + 1)]
    last = outline.blocks[-1] if outline.blocks else None
    leads = last is not None and last.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
    outline.lists += 1
    return [*kept, (indent, outline.lists - 1, len(outline.blocks) - 1 if leads else -1, 1)]


FORMAT = Format(("txt",), _parse)
