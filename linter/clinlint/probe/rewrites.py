"""Rewrites a statement so that it means the same; whatever is reported on the result and not on the original is a false alarm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from clinlint.model.finding import Edit
from clinlint.model.span import Span
from clinlint.probe.figures import Figure, figures, numbers, sign_of, slips
from clinlint.probe.planting import Planted, planted


def rewrites(text: str, markup: str) -> Iterator[Planted]:
    """Every rewrite of a statement that its format (`markdown`, `html`, …) can hold, in a fixed order."""
    for rewrite in (*_IN_TEXT, *_MARKUP.get(markup, ())):
        yield from rewrite(text)


def _edit(start: int, end: int, text: str) -> Edit:
    return Edit(Span(start, end), text)


def _each(kind: str, text: str, spans: list[tuple[int, int, str]]) -> Iterator[Planted]:
    if spans:
        yield planted(kind, text, [_edit(*span) for span in spans])


def _digits(text: str, figure: Figure) -> int:
    return figure.start + len(sign_of(text, figure.start))


def _thousands(text: str) -> Iterator[Planted]:
    """Another way to part thousands: none, a thin space, a no-break space."""
    commas = [m.start() for m in re.finditer(r"(?<=\d),(?=\d{3}(?!\d))", text)]
    for mark in ("", "\u2009", "\u00a0"):
        yield from _each("thousands", text, [(c, c + 1, mark) for c in commas])


def _minus(text: str) -> Iterator[Planted]:
    """Another minus sign: typographic, an entity, a word."""
    signs = [(f.start, _digits(text, f)) for f in numbers(text) if f.value < 0]
    for mark in ("\u2212", "\u2011", "minus "):
        yield from _each("minus", text, [(start, end, mark) for start, end in signs])


def _dash(text: str) -> Iterator[Planted]:
    """A range written with a dash, or with a word."""
    found = numbers(text)
    pairs = list(pairwise(found))
    spans = [(a.end, b.start, "\u2013") for a, b in pairs if text[a.end : b.start] == " to " and a.value >= 0 and b.value > a.value]
    yield from _each("dash", text, spans)
    yield from _each(
        "dash", text, [(a.end, b.start, " to ") for a, b in pairs if text[a.end : b.start] in {"\u2013", "-"} and b.value > a.value]
    )


def _blank(text: str) -> Iterator[Planted]:
    """A no-break or narrow space between number and unit."""
    places = [f.end for f in numbers(text) if f.unit and text[f.end] == " "]
    for mark in ("\u00a0", "\u202f"):
        yield from _each("blank", text, [(p, p + 1, mark) for p in places])


def _tags(text: str) -> Iterator[Planted]:
    """A number in a tag, or with one in its middle."""
    found = figures(text)
    yield from _each("bold", text, [span for f in found for span in ((f.start, f.start, "<b>"), (f.end, f.end, "</b>"))])
    halves = [(_digits(text, f), m) for f in found if (m := _middle(text, f))]
    yield from _each("bold inside", text, [span for first, middle in halves for span in ((first, first, "<b>"), (middle, middle, "</b>"))])


def _bold(text: str) -> Iterator[Planted]:
    """A number in bold, or with bold in its middle; not where the text begins with a tag, which Markdown leaves as it is."""
    found = [] if text.lstrip().startswith("<") else figures(text)
    yield from _each("bold", text, [span for f in found for span in ((f.start, f.start, "**"), (f.end, f.end, "**"))])
    halves = [(_digits(text, f), m) for f in found if (m := _middle(text, f))]
    yield from _each("bold inside", text, [span for first, middle in halves for span in ((first, first, "**"), (middle, middle, "**"))])


def _middle(text: str, figure: Figure) -> int:
    """A place inside a number where bold can end in Markdown: behind a digit; 0 where there is none."""
    first = _digits(text, figure)
    return next((at for at in range(figure.end - 1, first, -1) if text[at - 1].isdigit()), 0)


def _entities(text: str) -> Iterator[Planted]:
    """Signs as entities."""
    names = {"\u2265": "&ge;", "\u2264": "&le;", "\u2013": "&ndash;", "\u00b5": "&micro;", "\u00b0": "&deg;"}
    yield from _each("entity", text, [(m.start(), m.end(), names[m[0]]) for m in re.finditer("[" + "".join(names) + "]", text)])
    yield from _each("entity", text, [(f.start, _digits(text, f), "&minus;") for f in numbers(text) if f.value < 0])
    yield from _each("entity", text, [(f.end, f.end + 1, "&nbsp;") for f in numbers(text) if f.unit and text[f.end] == " "])


def _swap(kind: str, text: str, *, after_number: bool) -> Iterator[Planted]:
    for group in slips()["synonyms"][kind]:
        for phrase in group:
            lead = r"(?<=\d )" if after_number else r"(?<![\w-])"
            more = r"(?<!no )" if phrase in {"more than", "less than"} else ""
            found = [m.span() for m in re.finditer(rf"{lead}{more}{re.escape(phrase)}(?![\w/-])", text)]
            for other in group if found else ():
                if other != phrase:
                    yield from _each(f"synonym: {kind}", text, [(s, e, other) for s, e in found])


def _comparators(text: str) -> Iterator[Planted]:
    """Another comparator of the same meaning."""
    for plant in _swap("comparator", text, after_number=False):
        if not re.search(r"(?i)\b(?:no|not|never)\b", plant.text) and all(
            any(0 <= f.start - e.span.end <= 1 or 0 <= e.span.start - f.end <= 14 for f in figures(text)) for e in plant.edits
        ):
            yield plant


def _units(text: str) -> Iterator[Planted]:
    """Another spelling of a unit."""
    yield from _swap("unit", text, after_number=True)


def _rates(text: str) -> Iterator[Planted]:
    """Another wording of how often."""
    for plant in _swap("rate", text, after_number=False):
        if (
            not any(
                re.search(r"(?i)\b(?:once|twice|times|one|two|for|first|\w+ing) $", text[max(0, e.span.start - 12) : e.span.start])
                for e in plant.edits
            )
            or "twice" in plant.what
            or "once" in plant.what
        ):
            yield plant


def _converted(text: str) -> Iterator[Planted]:
    """The same amount in another unit, exactly."""
    found = figures(text)
    for rule in slips()["synonyms"]["conversion"]:
        mine = [f for f in found if f.unit == rule["from"]]
        if not mine or any(not f.unit for f in found):
            continue
        edits = []
        for f in mine:
            value = f.value * Decimal(rule["factor"])
            shown = f"{value.normalize():,f}" if value == value.to_integral_value() else f"{value.normalize():f}"
            edits += [(f.start, f.end, shown), (f.unit_at, f.unit_at + len(f.unit), rule["to"])]
        yield from _each("conversion", text, edits)


def _wrapped(text: str) -> Iterator[Planted]:
    """A line that ends inside the statement."""
    if "\n" not in text:
        places = [f.end for f in numbers(text) if text[f.end : f.end + 1] == " "]
        yield from _each("line wrap", text, [(p, p + 1, "\n") for p in places])


_IN_TEXT: tuple[Callable[[str], Iterator[Planted]], ...] = (_thousands, _minus, _dash, _blank, _comparators, _units, _rates, _converted)
_MARKUP: Mapping[str, tuple[Callable[[str], Iterator[Planted]], ...]] = {
    "markdown": (_bold, _tags, _entities, _wrapped),
    "html": (_tags, _entities, _wrapped),
}
