"""Numbers that share a category with one beside them: the other part of a measure, the other sex, the next of several measures or groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinlint.facts.measure_words import sex_of, words_of
from clinlint.facts.measures import LabelMention, MeasureMention
from clinlint.facts.populations import PopulationPhrase
from clinlint.facts.statement_parts import Part
from clinlint.model.quantity import Form, Quantity, Sign
from clinlint.record import record

_JOINTS = frozenset({",", "and", "or", "and/or", "plus", "&"})
_BETWEEN = _JOINTS | frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "is",
        "are",
        "at",
        "in",
        "for",
        "with",
        "to",
        "between",
        "on",
        "your",
        "their",
        "his",
        "her",
        "test",
        "tests",
        "result",
        "results",
        "reading",
        "level",
        "levels",
        "value",
        "values",
        "(",
        ")",
        "/",
        "-",
        "who",
        "not",
        "non",
        "has",
        "have",
        "having",
        "either",
        "both",
        "either",
        "both",
        "over",
        "years",
        "year",
        "age",
        "aged",
        "score",
        "scores",
    ]
)
_FARTHEST = 24
"""Words between two numbers of one enumeration."""


@record
class Sentence:
    """A sentence with what it names, and which numbers its words tie to which category."""

    part: Part
    kept: Sequence[Quantity]
    labels: Sequence[LabelMention]
    measures: Sequence[MeasureMention]
    people: Sequence[PopulationPhrase]
    parts: Sequence[str]


def sharing(sentence: Sentence, tied: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Further pairs of a number and a category, told by a number that is tied and stands beside."""
    taken = {number for number, _ in tied}
    for number, which in tied:
        for step in (-1, 1):
            last, at = number, number + step
            while 0 <= at < len(sentence.kept) and at not in taken and _joined(sentence, min(last, at), max(last, at)):
                taken.add(at)
                yield at, which
                last, at = at, at + step


def _joined(sentence: Sentence, left: int, right: int) -> bool:
    """Whether two neighbouring numbers are parts of one statement."""
    return (
        "" != sentence.parts[left] != sentence.parts[right] != ""
        or _of_both(sentence.part, sentence.kept[left], sentence.kept[right], sentence.people)
        or _enumerated(sentence, sentence.kept[left], sentence.kept[right])
        or _restated(sentence, sentence.kept[left], sentence.kept[right])
    )


def _restated(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """Whether deviations from a mean are said once more as a score: `2.5 SD or more below the mean, designated as a T-score of −2.5`."""
    part = sentence.part
    if one.numbers[0].sign is not Sign.BELOW and one.form is not Form.WITHIN:
        return False
    first, last = words_of(part, one)[1], words_of(part, other)[0]
    if not first < last <= first + _FARTHEST or any(first <= label.first < last for label in sentence.labels):
        return False
    named = [m for m in sentence.measures if first <= m.first and m.last <= last <= m.last + 2]
    return bool(named) and (other.unit is None or other.unit.code == "{SD}")


def _of_both(part: Part, one: Quantity, other: Quantity, people: Sequence[PopulationPhrase]) -> bool:
    """Whether the same is said of one sex and right after it of the other: `under 12 in women or under 13 in men`."""
    between = part.text[one.end - part.start : other.start - part.start]
    sexes = {sex_of(part, q, people) for q in (one, other)}
    joined = len(between) < 40 and " ".join(between.split()).endswith((" or", " and", ",")) and ";" not in between
    return joined and sexes == {"female", "male"} and one.form is other.form


def _enumerated(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """Whether only a joint and another measure or group stand between: `an A1C of 6.5% or a fasting glucose of 126 mg/dL`."""
    part = sentence.part
    first, last = words_of(part, one)[1], words_of(part, other)[0]
    if not first < last <= first + _FARTHEST or any(first <= label.first < last for label in sentence.labels):
        return False
    measured = [i for m in sentence.measures if first <= m.first and m.last <= last for i in range(m.first, m.last)]
    spans = [(p.start, p.end) for p in sentence.people]
    grouped = [i for i in range(first, last) if any(start <= part.words.starts[i] < end for start, end in spans)]
    rest = {part.words.words[i] for i in range(first, last) if i not in measured and i not in grouped}
    if not rest <= _BETWEEN or rest.isdisjoint(_JOINTS):
        return False
    compared = all(q.form.upward or q.form.downward for q in (one, other))
    same = (one.form is other.form or compared) and (one.unit is None) == (other.unit is None)
    return bool(measured) or (bool(grouped) and same)
