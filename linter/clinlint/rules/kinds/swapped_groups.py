"""Two intakes of one sentence, one for men and one for women, that were exchanged: each is the other group's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

import re2

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.dose_statements import Dose
from clinlint.facts.doses import doses
from clinlint.facts.populations import PopulationPhrase, populations
from clinlint.facts.role import role_at
from clinlint.model.finding import Finding
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form
from clinlint.model.settings import Settings
from clinlint.record import record
from clinlint.reference.substances import Row, Substance, substance
from clinlint.rules.doses.amounts import factors, row_ends, shown
from clinlint.rules.rule import Kind, Rule

_JOINED = r"(?i)[(:=-]|\b(?:for|in|if|when|to|among|by|as)\b"
"""What ties an amount to a group behind it: `18 mg for women`, not the next line of a list."""
_ADULT = 19
_OLDEST = 110
_WIDEST = Decimal(2)
"""A row that spans more than this says how much diets differ, and not what a group needs."""

_NARROW = Decimal("1.2")
"""The same for a row of both sexes, which may else hold what is right for one and wrong for the other."""


@record
class Told:
    """An amount in the substance's canonical unit and the group that it is said to be for."""

    dose: Dose
    group: PopulationPhrase
    amount: Decimal


@record
class Swap:
    """Two amounts said for the wrong group each, and the rows that have them the other way round."""

    first: Told
    second: Told
    right: tuple[Row, Row]
    entry: Substance


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    for (block, sentence), found in groupby(article.fact(doses), key=lambda dose: (dose.block, dose.sentence)):
        told = [dose for dose in found if dose.pair < 0 and not dose.rivals and dose.purpose is not Purpose.LIMIT]
        if len(told) < 2:
            continue
        text = article.texts[block]
        groups = [p for p in populations(text[sentence[0] : sentence[1]]) if p.population.sex != "any"]
        ages = tuple(_ages(article, block, sentence))
        for first, second in pairwise(_tied(text, told, groups, sentence[0])):
            swap = _swapped(first, second, settings.jurisdictions, ages)
            if swap is not None and role_at(article, block, first.dose.quantity.start, second.dose.quantity.end).judged:
                yield _finding(rule, article, swap, sentence[0])


def _ages(article: Article, block: int, sentence: tuple[int, int]) -> Iterator[Interval]:
    """Ages that a sentence names, also as a bare range: `between 51 and 70`."""
    for phrase in populations(article.texts[block][sentence[0] : sentence[1]]):
        if phrase.population.age is not None:
            yield phrase.population.age
    for quantity in article.fact(article_quantities)[block]:
        ends = quantity.interval
        bare = quantity.unit is None and quantity.form is Form.RANGE and quantity.rate is None
        if sentence[0] <= quantity.core_start < sentence[1] and bare and 0 < ends.low < ends.high <= _OLDEST:
            yield Interval(ends.low, ends.high + 1, True, False)


def _tied(text: str, told: Sequence[Dose], groups: Sequence[PopulationPhrase], offset: int) -> Iterator[Told]:
    """Each amount with its group: the last one named before it, or the first behind it where the sentence begins with an amount."""
    if not groups:
        return
    leading = groups[0].start + offset < told[0].quantity.start
    for dose in told:
        at = dose.quantity.start - offset
        before = [g for g in groups if g.end <= at]
        behind = [g for g in groups if g.start >= at and re2.search(_JOINED, text[dose.quantity.end : g.start + offset])]
        group = (before[-1] if before else None) if leading else (behind[0] if behind else None)
        entry = substance(dose.ids[0])
        possible = factors(entry, dose.quantity.unit) if dose.quantity.unit else ()
        if group is not None and len(possible) == 1 and not group.population.pregnancy and not group.population.lactation:
            yield Told(dose, group, dose.quantity.value * possible[0])


def _swapped(first: Told, second: Told, jurisdictions: frozenset[str], ages: tuple[Interval, ...]) -> Swap | None:
    sexes = (first.group.population.sex, second.group.population.sex)
    if first.dose.ids != second.dose.ids or sexes[0] == sexes[1] or first.amount == second.amount:
        return None
    entry = substance(first.dose.ids[0])
    rows = [row for row in entry.of("need") if _adult(row) and ("INT" in row.jurisdictions or row.jurisdictions & jurisdictions)]
    rows = [row for row in rows if not ages or row.population.age is None or any(row.population.age.overlaps(age) for age in ages)]
    if entry.is_drug or (_fits(entry, rows, first.amount, sexes[0]) and _fits(entry, rows, second.amount, sexes[1])):
        return None
    for one in rows:
        for other in rows:
            if one.authority == other.authority and _is(entry, one, first.amount, sexes[1]) and _is(entry, other, second.amount, sexes[0]):
                return Swap(first, second, (one, other), entry)
    return None


def _adult(row: Row) -> bool:
    age = row.population.age
    return not (row.population.pregnancy or row.population.lactation) and (age is None or age.high > _ADULT)


def _fits(entry: Substance, rows: Sequence[Row], amount: Decimal, sex: str) -> bool:
    return any(_is(entry, row, amount, sex) or _is(entry, row, amount, "any", _NARROW) for row in rows)


def _is(entry: Substance, row: Row, amount: Decimal, sex: str, widest: Decimal = _WIDEST) -> bool:
    ends = row_ends(entry, row)
    return row.population.sex == sex and ends is not None and ends[0] <= amount <= ends[1] <= widest * ends[0]


def _finding(rule: Rule, article: Article, swap: Swap, offset: int) -> Finding:
    first, second = swap.first, swap.second
    text = article.texts[first.dose.block]
    places = [(t.group.start + offset, t.group.end + offset) for t in (first, second)]
    places += [(t.dose.quantity.start, t.dose.quantity.end) for t in (first, second)]
    start, end = min(p[0] for p in places), max(p[1] for p in places)
    end = start + len(text[start:end].rstrip(" ."))
    written = [text[t.dose.quantity.core_start : t.dose.quantity.core_end].rstrip(" .") for t in (first, second)]
    names = [_name(t) for t in (first, second)]
    who = swap.entry.evidence(swap.right[0])
    return rule.at(
        article.blocks[first.dose.block],
        start,
        end,
        message=(
            f"{written[0]} of {swap.entry.name} is given for {names[0]} and {written[1]} for {names[1]}; "
            f"{who.authority} has them the other way round."
        ),
        found=f"{names[0]}: {written[0]}, {names[1]}: {written[1]}",
        expected=f"{names[1]}: {shown(first.amount)} {swap.entry.unit}, {names[0]}: {shown(second.amount)} {swap.entry.unit}",
        evidence=(who,),
        detail=(("substance", first.dose.name), ("slip", "swapped")),
    )


def _name(told: Told) -> str:
    return {"female": "women", "male": "men"}[told.group.population.sex]


KIND = Kind(
    options={"properties": {}, "required": []},
    check=_check,
    triggers=lambda _: {"": r"\b(?:wo)?m[ae]n\b|\b(?:fe)?males?\b|\bboys\b|\bgirls\b"},
)
