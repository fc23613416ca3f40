"""What the reference holds on the number, drug, nutrient or measure under the pointer, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.engine.linter import Linter
from clinlint.model.finding import Fact
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.record import record
from clinlint.reference.holdings import using
from clinlint.reference.scales import measure_names, scale
from clinlint.reference.substances import substance, substance_ids, substance_names
from clinlint.reports.entry import scale_text, substance_text

_WORDS = 6
"""Words that a name may have."""
_ENTRIES = 3
_LINES = 30
_INNER = frozenset({"cue", "value", "unit"})
"""Details that repeat what is written, or are for us."""
_APART = frozenset(" \t\r\n.,;:!?()[]{}\"'“”‘’*_|<>/=")


@record
class Held:
    """A place, and what is to be said of it as lines of plain text."""

    span: Span
    lines: tuple[str, ...]


def held(linter: Linter, source: Source, offset: int) -> Held | None:
    """What there is to say of a place; None where it is neither a number that was read nor a name of the reference, own entries first."""
    with using(linter.library):
        return _held(linter, source, offset)


def _held(linter: Linter, source: Source, offset: int) -> Held | None:
    facts = [fact for fact in linter.facts(source) if fact.kind != "claim" and fact.span.start <= offset <= fact.span.end]
    if facts:
        fact = min(facts, key=lambda each: each.span.end - each.span.start)
        ids = _ids(fact.about.lower()) if fact.about else ()
        return Held(fact.span, (_told(source, fact), *_entries(ids)))
    for span in _names(source, offset):
        if ids := _ids(" ".join(source.slice(span).lower().split())):
            return Held(span, tuple(_entries(ids)))
    return None


def _told(source: Source, fact: Fact) -> str:
    words = " ".join(source.slice(fact.span).split())
    detail = ", ".join(f"{name} {value}" for name, value in fact.detail if name not in _INNER)
    return f"“{words}”: {fact.kind}{f' of {fact.about}' if fact.about else ''}, read as {fact.role}{f' ({detail})' if detail else ''}"


def _ids(name: str) -> tuple[str, ...]:
    spellings = (name, name.replace("-", " "), name.replace(" ", "-"), name.removesuffix("s"))
    names = (measure_names(), substance_names())
    return tuple(dict.fromkeys(i for spelling in spellings for each in names for i in each.get(spelling, ())))


def _entries(ids: tuple[str, ...]) -> Iterator[str]:
    for identifier in ids[:_ENTRIES]:
        yield ""
        lines = [*(substance_text(substance(identifier)) if identifier in substance_ids() else scale_text(scale(identifier)))]
        yield from (line.rstrip() for line in lines[:_LINES])
        if len(lines) > _LINES:
            yield f"  … `clinlint reference {identifier}` shows the rest"
    if len(ids) > _ENTRIES:
        yield ""
        yield f"{len(ids) - _ENTRIES} more: {', '.join(ids[_ENTRIES : _ENTRIES + 10])}"


def _names(source: Source, offset: int) -> Iterator[Span]:
    """Runs of words on the line that hold a place, longest first."""
    place = source.location(min(offset, len(source.text)))
    begin = source.line_starts[place.line - 1]
    line = source.line(place.line)
    low, high = max(0, offset - begin - 200), offset - begin + 200
    words: list[Span] = []
    start = -1
    for index in range(low, min(high, len(line)) + 1):
        apart = index >= len(line) or line[index] in _APART
        if not apart and start < 0:
            start = index
        elif apart and start >= 0:
            words.append(Span(begin + start, begin + index))
            start = -1
    here = next((i for i, word in enumerate(words) if word.start <= offset <= word.end), -1)
    if here < 0:
        return
    runs = [
        Span(words[first].start, words[last].end) for first in range(here + 1) for last in range(here, len(words)) if last - first < _WORDS
    ]
    yield from sorted(runs, key=lambda span: span.start - span.end)
