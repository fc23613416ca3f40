"""Plain text: paragraphs, lines that are headings, and lists, by their layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from clinlint.formats.builder import Builder, Finished
from clinlint.formats.format import Format
from clinlint.formats.outline import OpenList, Outline
from clinlint.model.document import BlockKind, Document
from clinlint.model.source import Source
from clinlint.record import record

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BULLET = re.compile(r"([ \t]*)(?:[•◦▪‣·*–-]|(\d{1,3})[.)])[ \t]+(?=\S)")
_ENDS = ".!;:,)”\"'…"
_LONGEST_HEADING = 90
SECTIONS = frozenset(["references", "sources", "bibliography", "notes"]) | {"further reading", "works cited", "reference list"}
"""Titles of sections whose entries need not look like prose."""
_WRAPPED = (40, 110)
"""Widths between which a line that ends without a stop is one that an editor wrapped."""


@record
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
    running = [len(line.text) for line, after in pairwise(lines) if not after.blank_before]
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


def _is_heading(groups: Sequence[tuple[_Line, ...]], number: int, repeated: frozenset[str], *, spaced: bool) -> bool:
    """Whether a line stands above prose like a title: short, without a stop, said once, with prose or a list soon after.

    The first short line is the title. In a `spaced` text, one that parts its paragraphs by blank lines, so are headings.
    """
    group, after = groups[number], groups[number + 1 : number + 3]
    text = group[0].stripped
    if text.lower() in SECTIONS or (number == 0 and len(groups) > 2 and len(text) <= _LONGEST_HEADING and text[-1] not in ".:;,"):
        return True
    if len(group) > 1 or not after or len(text) > _LONGEST_HEADING or text in repeated:
        return False
    if text[-1] in _ENDS or text[-1].isdigit() or not (text[0].isupper() or text[0].isdigit()):
        return False
    longer = sum(len(line.stripped) for line in after[0]) > len(text)
    if not (group[0].blank_before or (longer and not spaced)) or not (after[0][0].blank_before or longer):
        return False
    return any(_is_prose(each) for each in after)


def _is_prose(group: tuple[_Line, ...]) -> bool:
    text = group[-1].stripped
    return sum(len(line.stripped) for line in group) > _LONGEST_HEADING or text[-1] in ".!:" or _BULLET.match(group[0].text) is not None


def _parse(source: Source) -> Document:
    outline = Outline()
    groups = list(_paragraphs(list(_lines(source.text))))
    said = Counter(group[0].stripped for group in groups)
    repeated = frozenset(text for text, count in said.items() if count > 1)
    paragraphs = [group for group in groups if not _BULLET.match(group[0].text)]
    spaced = sum(group[0].blank_before for group in paragraphs) * 2 > len(paragraphs)
    lists: list[tuple[int, OpenList]] = []
    for number, group in enumerate(groups):
        bullet = _BULLET.match(group[0].text)
        done = _text(group, bullet.end() if bullet else 0)
        if bullet:
            _enter(lists, len(bullet[1].expandtabs(4)), outline, bullet[2])
            lists[-1][1].item(outline)
            outline.add(BlockKind.ITEM, done, inside=lists[-1][1])
            continue
        lists = []
        if _is_heading(groups, number, repeated, spaced=spaced):
            outline.add(BlockKind.HEADING, done, level=2 if outline.blocks else 1)
        else:
            outline.add(BlockKind.PARAGRAPH, done)
    return Document(source, "text", tuple(outline.blocks))


def _text(group: Sequence[_Line], skip: int) -> Finished:
    builder = Builder()
    end = -1
    for line in group:
        words = line.text[skip:]
        begin = line.start + skip + len(words) - len(words.lstrip())
        if end >= 0:
            builder.blank(end, begin)
        words = words.strip()
        builder.exact(words, begin)
        end, skip = begin + len(words), 0
    return builder.finish()


def _enter(lists: list[tuple[int, OpenList]], indent: int, outline: Outline, number: str | None) -> None:
    """Leave the lists that are indented deeper, and begin one if this item is the first of its indent and kind."""
    while lists and lists[-1][0] > indent:
        lists.pop()
    if lists and lists[-1][0] == indent:
        if lists[-1][1].ordered == bool(number):
            return
        lists.pop()
    first = int(number) if number else 1
    lists.append((indent, outline.open_list(lists[-1][1] if lists else None, ordered=bool(number), first=first)))


FORMAT = Format(("txt",), _parse)
