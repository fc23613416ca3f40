"""What the words of a sentence say of its numbers: which measure, which part of it, whose, and whether the unit can be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import re2

from clinlint.facts.measures import (
    HEALTHY,
    PARTS,
    LabelMention,
    MeasureMention,
    data,
    family,
    goals_of,
    is_bare,
    labels_in,
    unit_named,
)
from clinlint.facts.measures import words_of as listed
from clinlint.facts.populations import PopulationPhrase
from clinlint.facts.statement_parts import Part
from clinlint.facts.units import unit_at
from clinlint.model.population import Sex
from clinlint.model.quantity import Form, Quantity, Unit
from clinlint.record import record
from clinlint.reference.scales import scale


def shared_unit(part: Part, measures: Sequence[MeasureMention]) -> Unit | None:
    """The one unit that numbers of a sentence have, for those beside them that have none: `above 100 beats per minute … below 60`."""
    ids = [i for m in measures for i in family(m.ids)]
    if any(is_bare(scale(i).measure.unit) for i in ids):
        return None
    units = {
        q.unit for _, q in part.quantities if q.unit is not None and q.converts < 0 and not q.second and fits_unit(q.unit, ids, exact=False)
    }
    return units.pop() if len(units) == 1 else None


def by_unit(part: Part, about: str = "") -> list[MeasureMention]:
    """The measure that the unit of a number tells with other words: `2.5 standard deviations below the young adult mean`, `levels of vitamin D`.

    `about` is a wider text that may say what the sentence is about.
    """
    return by_unit_of([q for _, q in part.quantities], part.text, about)


def by_unit_of(quantities: Sequence[Quantity], text: str, about: str = "") -> list[MeasureMention]:
    """The same of some numbers and the text that they stand in."""
    units = {q.unit.code for q in quantities if q.unit is not None}
    for row in _by_unit() if units else ():
        if not units.isdisjoint(row.units) and row.words.search(text) and row.about.search(about or text):
            return [MeasureMention(-1, -1, scale(row.scales[0]).measure.name, row.scales)]
    return []


def may_tell_by_unit(text: str) -> bool:
    """Whether a text has the other words with which a unit tells a measure."""
    return any(row.words.search(text) for row in _by_unit())


@record
class _Row:
    scales: tuple[str, ...]
    units: frozenset[str]
    about: Any
    words: Any


@cache
def _by_unit() -> tuple[_Row, ...]:
    options = re2.Options()
    options.case_sensitive = False
    return tuple(
        _Row(
            tuple(row["scales"]),
            frozenset(row.get("units", ("{SD}",))),
            re2.compile(row["about"], options),
            re2.compile(row["words"], options),
        )
        for row in data()["deviations"]
    )


def in_its_unit(part: Part, mentions: Sequence[MeasureMention]) -> list[MeasureMention]:
    """The last of the measures that another sentence names, of those that the numbers' units fit where any does."""
    units = [q.unit for _, q in part.quantities if q.unit is not None]
    return [m for m in mentions if any(fits_unit(u, m.ids, exact=False) for u in units)][-1:] or list(mentions[-1:])


def in_time(identifier: str) -> bool:
    """Whether the scale's measure is a time."""
    own = unit_named(scale(identifier).measure.unit)
    return own is not None and own.dimension == "time"


_JOINT = 48
"""Most code points between the two numbers of a measure in two parts, of which the second is named."""


def parts_of(part: Part, kept: Sequence[Quantity], ids: Sequence[str]) -> tuple[str, ...]:
    """Of a measure in two parts, the part that each number is of: by the words, else by the order (`130 to 139 or 80 to 89`)."""
    if not any(scale(i).kind == "category-scale-2d" for i in ids):
        return ("",) * len(kept)
    found: list[str] = []
    for start, end in _clauses(part.text):
        mine = [q for q in kept if start <= q.start - part.start < end]
        told = [part_of_measure(part.text[start:end], q.start - part.start - start, q.end - part.start - start) for q in mine]
        if len(mine) == 2 and not told[0] and not any(q.second for q in mine):
            joint = part.text[mine[0].end - part.start : mine[1].start - part.start].strip(" ,").lower()
            told = list(PARTS) if not told[1] and joint in {"or", "and", "and/or", "over", "/", ""} else told
            if joint.split(" ")[0] in {"or", "and", "and/or"} and len(joint) <= _JOINT and not told[0] and told[1]:
                told[0] = PARTS[told[1] == PARTS[0]]
        found += told
    return tuple(found)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Parts of a sentence between semicolons."""
    start = 0
    while (at := text.find(";", start)) >= 0:
        yield start, at
        start = at + 1
    yield start, len(text)


def of_patients(part: Part, label: LabelMention) -> bool:
    """Whether a category's name tells whose goal a sentence gives: `the A1C goal for many adults with diabetes`."""
    before = part.words.words[: label.first]
    return bool(before) and before[-1] == "with" and not _GOALS.isdisjoint(before)


_GOALS = frozenset({"goal", "goals", "target", "targets", "aim", "aims"})


def may_be_goal(part: Part, mention: MeasureMention, quantity: Quantity) -> bool:
    """Whether a measure has goals and a number's unit fits; a healthy category is one only where the words before the measure aim at it."""
    ids = family(mention.ids)
    goals = [goal for i in ids for goal in goals_of(i)]
    if not goals:
        return False
    if any(goal.name != HEALTHY for goal in goals):
        return fits_unit(quantity.unit, ids, exact=True)
    before = part.text[max(0, part.words.starts[mention.first] - 48) : part.words.starts[mention.first]]
    return fits_unit(quantity.unit, ids, exact=False) and _aims().search(before) is not None


@cache
def _aims() -> Any:
    """Words of aiming right before what is aimed at: `a general goal to aim for is a`."""
    return re2.compile(
        r"(?i)\b(?:goals?|targets?|aim(?:s|ing)?|(?:try|try(?:ing)?|need|want) to (?:keep|maintain))(?: (?:for|is|are|of|to aim|an?|your|the|at|have|reach))*:? $"
    )


def is_form(quantity: Quantity) -> bool:
    """Whether a number counts tablets or the like, which no measure is given in."""
    return quantity.unit is not None and quantity.unit.dimension == "dosage form"


OF = frozenset(
    {
        "of",
        "is",
        "was",
        "at",
        "level",
        "levels",
        "score",
        "value",
        "result",
        "a",
        "=",
        ":",
        ",",
        "between",
        "above",
        "below",
        "over",
        "under",
        "from",
    }
)


def words_of(part: Part, quantity: Quantity) -> tuple[int, int]:
    """First and after last of the words of a number in a sentence."""
    every = part.words
    first = next((i for i, end in enumerate(every.ends) if end > quantity.start - part.start), len(every.words))
    return first, max(next((i for i, start in enumerate(every.starts) if start >= quantity.end - part.start), len(every.words)), first + 1)


def nearest(measures: Sequence[MeasureMention], part: Part, quantity: Quantity, label: LabelMention) -> MeasureMention | None:
    """The measure of a number: the last one named before it whose unit fits and that knows the category, else the first after it.

    None where the number is another measure's by the words right before it: `people with a BMI of 30 often have high blood pressure`.
    """
    at = next((i for i, end in enumerate(part.words.ends) if end > quantity.start - part.start), 0)
    fitting = [m for m in measures if fits_unit(quantity.unit, family(m.ids), exact=False)] or list(measures)
    known = [m for m in fitting if _knows(part, m, label)]
    owner = next(
        (m for m in reversed(measures) if m.first >= 0 and m.last <= at and at - m.last <= 3 and set(part.words.words[m.last : at]) <= OF),
        None,
    )
    if owner is not None and known and owner not in known:
        return None
    known = known or fitting
    before = [m for m in known if m.first <= at]
    return before[-1] if before else known[0]


def _knows(part: Part, measure: MeasureMention, label: LabelMention) -> bool:
    return any(label.label == n.label for n in labels_in(part.words, part.text, family(measure.ids)))


def fits_unit(unit: Unit | None, ids: Sequence[str], *, exact: bool) -> bool:
    """Whether a number with this unit, or without one, can be of the measure."""
    for identifier in ids:
        measure = scale(identifier).measure
        own = unit_named(measure.unit)
        if unit is None:
            if is_bare(measure.unit) and not (exact and own is not None and own.code != "{SD}"):
                return True
            continue
        others = [unit_named(name) for name in measure.conversions]
        if any(u is not None and (u.code == unit.code or u.converts_to(unit)) for u in (own, *others)):
            return True
        if is_bare(measure.unit) and (unit.code == "{point}" or (unit.code == "%" and measure.unit == "SD")):
            return True
    return False


def is_aside(part: Part, quantity: Quantity, label: LabelMention) -> bool:
    """Whether a category after a number is somebody's condition (`in women with osteoporosis`), or only what a single value may be."""
    words = part.words.words
    at = next((i for i, end in enumerate(part.words.ends) if end > quantity.start - part.start), 0)
    if not label.specific and words[label.last : label.last + 1] == ("for",) and _is_qualified(words[label.last + 1 : label.last + 4]):
        return True
    if label.first < at:
        return any(a in _MODAL and b in _HAPPENS for a, b in pairwise(words[label.last : at]))
    if label.first and words[label.first - 1] in {"with", "without", "despite"}:
        return words[max(0, label.first - 3) : label.first] != ("be", "diagnosed", "with") or "who" in words[at : label.first]
    if not label.specific and words[label.last : label.last + 1] and words[label.last] in listed("persons"):
        return True
    return quantity.form is Form.POINT and not _MODAL.isdisjoint(words[at : label.first])


def _is_qualified(words: Sequence[str]) -> bool:
    """Whether words name people with a condition: `for individuals with heart disease`."""
    at = next((i for i, word in enumerate(words) if word in _PERSONS), -1)
    return at >= 0 and not _WITH.isdisjoint(words[at + 1 :])


_PERSONS = frozenset({"people", "individuals", "patients", "those", "anyone", "someone", "adults", "men", "women", "persons"})
_WITH = frozenset({"with", "at", "taking"})
_HAPPENS = frozenset({"start", "begin", "occur", "happen", "develop", "appear"})
_MODAL = frozenset({"can", "may", "might", "could", "sometimes"})


def is_strange(unit: Unit | None, ids: Sequence[str]) -> bool:
    """Whether a unit is one of a laboratory, as the measure's own is, but none that the measure is given in: potassium in mg/dL."""
    own = [unit_named(scale(identifier).measure.unit) for identifier in ids]
    return unit is not None and unit.dimension.endswith("/volume") and all(u is not None and u.dimension.endswith("/volume") for u in own)


def unit_in(header: str) -> Unit | None:
    """The unit that a column's header gives in brackets or after a comma: `25(OH)D (ng/mL)`, `Level, nmol/L`."""
    for index, char in enumerate(header[:120]):
        if char in "(,[":
            start = index + 2 if header[index + 1 : index + 2] == " " else index + 1
            found = unit_at(header, start)
            if found is not None and header[found[1] : found[1] + 1] in {"", ")", "]", ",", " ", ";"}:
                return found[0]
    return None


def apart(part: Part, measure: MeasureMention, quantity: Quantity) -> int:
    """Code points between a measure's name and a number; a name after the number counts as further away."""
    start, end = part.words.starts[measure.first], part.words.ends[measure.last - 1]
    before = quantity.start - part.start - end
    return before if before >= 0 else 3 * max(start - (quantity.end - part.start), 0)


def beside(part: Part, measure: MeasureMention, quantity: Quantity) -> bool:
    """Whether a few words only stand between a measure's name and a number, and no other number, bracket or denial."""
    start, end = quantity.start - part.start, quantity.end - part.start
    first = next((i for i, stop in enumerate(part.words.ends) if stop > start), 0)
    last = next((i for i, begin in enumerate(part.words.starts) if begin >= end), len(part.words.words))
    gap = part.words.words[measure.last : first] if measure.last <= first else part.words.words[last : measure.first]
    return len(gap) <= 7 and not any(w in {";", ".", "(", ")", ","} or w[0].isdigit() or w in {"not", "no", "never"} for w in gap)


def part_of_measure(text: str, start: int, end: int) -> str:
    """Systolic or diastolic: the word nearest before a number, or right after it; in a header (no place given) the only one named."""
    lowered = text.lower()
    found = [
        (lowered.rfind(word, 0, start) if start >= 0 else lowered.find(word), part)
        for part, words in data()["parts"].items()
        for word in words
    ]
    named = [(at, part) for at, part in found if at >= 0]
    if start < 0:
        parts = {part for _, part in named}
        return str(parts.pop()) if len(parts) == 1 else ""
    after = lowered[end : end + 24].lstrip(" (")
    for name, words in data()["parts"].items():
        if after.startswith(tuple(words)):
            return str(name)
    return str(max(named)[1]) if named else ""


def sex_of(part: Part, quantity: Quantity, people: Sequence[PopulationPhrase]) -> Sex:
    """Of whom a number is: the group named right after it (`35 inches for women`), else the nearest before."""
    start, end = quantity.start - part.start, quantity.end - part.start
    told = [p for p in people if p.population.sex != "any"]
    after = next((p for p in told if 0 <= p.start - end <= 24 and not set(part.text[end : p.start]) & set(",;")), None)
    tie = part.text[end : after.start].lower().replace("(", "( ").split() if after is not None else []
    if after is not None and tie and tie[-1] in {"in", "for", "(", "among", "if"} and not {"and", "or", "but"} & set(tie):
        return after.population.sex
    before = [p for p in told if p.end <= start]
    if before:
        return before[-1].population.sex
    return after.population.sex if after is not None else "any"
