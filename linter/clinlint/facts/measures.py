"""Measures that a text names, and the categories that the reference's scales know for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from clinlint.facts.numbers import NOTATION
from clinlint.facts.units import by_code
from clinlint.linguistics.tokens import Tokens, tokens
from clinlint.model.interval import Interval
from clinlint.model.quantity import Unit
from clinlint.reference.scales import Category, Scale, measure_names, scale
from clinlint.resources import compiled


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """A measure's name in words `[first, last)` of a text and the scales that go by it."""

    first: int
    last: int
    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelMention:
    """A category's name in words `[first, last)`; `label` is the name in lower case, a synonym resolved."""

    first: int
    last: int
    label: str
    specific: bool


@cache
def data() -> Mapping[str, Any]:
    """What texts call measures and categories, beside the reference's names."""
    result: Mapping[str, Any] = compiled(NOTATION)["measures"]
    return result


@cache
def _names() -> Mapping[str, Sequence[tuple[tuple[str, ...], str, tuple[str, ...]]]]:
    """Names of measures by their first word, longest first: words, name, ids."""
    ids: dict[str, list[str]] = {name: list(found) for name, found in measure_names().items()}
    for entry in data()["also"]:
        for name in entry.get("names", ()):
            ids.setdefault(name.lower(), []).extend(entry["scales"])
    found: dict[str, list[tuple[tuple[str, ...], str, tuple[str, ...]]]] = {}
    for name, scales in ids.items():
        words = tokens(name).words
        if words:
            found.setdefault(words[0], []).append((words, name, tuple(dict.fromkeys(scales))))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def measures_in(words: Tokens, text: str) -> Iterator[MeasureMention]:
    """Measures named in a tokenised text, longest names first at each place."""
    names, capitals = _names(), frozenset(data()["capitals"])
    index = 0
    while index < len(words.words):
        for row, name, ids in names.get(words.words[index], ()):
            end = index + len(row)
            if words.words[index:end] != row:
                continue
            written = text[words.starts[index] : words.ends[end - 1]]
            if name in capitals and written != name.upper():
                continue
            yield MeasureMention(index, end, written, ids)
            index = end - 1
            break
        index += 1


@cache
def family(ids: tuple[str, ...]) -> tuple[str, ...]:
    """All scales that share a name of their measure with one of these."""
    names = {s.measure.name.lower() for s in map(scale, ids)}
    found = [i for name in sorted(names) for i in measure_names().get(name, ())]
    return tuple(dict.fromkeys((*ids, *found)))


@cache
def _labels(ids: tuple[str, ...]) -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """Names of categories by their first word, longest first: words, label in lower case."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, label in _label_names(ids):
        if words:
            found.setdefault(words[0], []).append((words, label))
    return {first: tuple(sorted(dict.fromkeys(rows), key=lambda r: -len(r[0]))) for first, rows in found.items()}


def _label_names(ids: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    synonyms: Mapping[str, Sequence[str]] = data()["synonyms"]
    own = {label: names for entry in data()["also"] if set(entry["scales"]) & set(ids) for label, names in entry.get("labels", {}).items()}
    for identifier in ids:
        for category in categories_of(identifier):
            for name in category.names:
                label = name.lower().partition(" (")[0]
                for variant in (label, *synonyms.get(label, ()), *own.get(label, ())):
                    yield tokens(variant.lower()).words, label


_ASIDE = frozenset({"below", "above", "than", "from", "under", "over"})
"""Before these words a general label is a place on the scale, not a category: `2.5 SD below normal`."""


def labels_in(words: Tokens, ids: tuple[str, ...]) -> list[LabelMention]:
    """Categories of these scales named in a tokenised text."""
    names, generic = _labels(ids), frozenset(data()["generic"])
    found: list[LabelMention] = []
    index = 0
    while index < len(words.words):
        for row, label in names.get(words.words[index], ()):
            end = index + len(row)
            if words.words[index:end] == row:
                if label not in generic or index == 0 or words.words[index - 1] not in _ASIDE:
                    found.append(LabelMention(index, end, label, label not in generic))
                index = end - 1
                break
        index += 1
    return found


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a scale: a category, or the figure of one group of people (`group`)."""

    scale: Scale
    names: tuple[str, ...]
    interval: Interval
    alternatives: Mapping[str, Interval]
    group: str = ""
    qualifier: bool = False

    @property
    def name(self) -> str:
        """What the reference calls it."""
        return self.names[0]


@cache
def categories_of(identifier: str) -> tuple[Band, ...]:
    """Named bands of a one-dimensional scale, in its order."""
    found = scale(identifier)
    bands = [_band(found, c) for c in (*found.categories, *found.overlays) if c.named and c.interval is not None]
    bands += [
        Band(found, (item.name,), item.interval, item.alternatives, group)
        for group, items in found.groups.items()
        for item in items
        if item.interval is not None
    ]
    return tuple(bands)


def _band(found: Scale, category: Category) -> Band:
    assert category.interval is not None
    return Band(found, (category.label, *category.aliases), category.interval, category.alternatives, "", bool(category.qualifier_of))


def bands(ids: Iterable[str], label: str) -> list[Band]:
    """Bands of these scales that go by a label."""
    return [
        band for identifier in ids for band in categories_of(identifier) if label in (n.lower().partition(" (")[0] for n in band.names)
    ]


@cache
def unit_named(name: str) -> Unit | None:
    """The unit that a reference's measure is given in; None where it is none of ours."""
    mapped = data()["units"].get(name)
    return by_code(mapped or name) or by_code(name)


@cache
def is_bare(name: str) -> bool:
    """Whether numbers of a unit of the reference usually stand without it."""
    return name in data()["bare"]


def unless(ids: Iterable[str]) -> frozenset[str]:
    """Words that tell that a name means another measure than these scales' own."""
    wanted = set(ids)
    return frozenset(word for entry in data()["also"] if wanted & set(entry["scales"]) for word in entry.get("unless", ()))


@cache
def implied(label: str) -> tuple[str, ...]:
    """Scales whose measure a label tells by itself (osteopenia: the T-score)."""
    return tuple(i for entry in data()["also"] if label in entry.get("implied", ()) for i in entry["scales"])
