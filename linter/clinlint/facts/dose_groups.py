"""Whom an amount is for, and how often, where several amounts, groups and rates share a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import re2

from clinlint.facts.populations import PopulationPhrase, population_of
from clinlint.model.population import Population
from clinlint.model.quantity import Quantity, RatePhrase


def rate_for(text: str, quantity: Quantity, quantities: Sequence[Quantity], free: Sequence[RatePhrase], offset: int) -> RatePhrase | None:
    """The rate of a quantity that has none beside it: the first one behind it before the next quantity, else the only one in the sentence."""
    if text[: quantity.start].rstrip().endswith("("):
        opening = text.rfind("(", 0, quantity.start)
        labelled = next((r for r in free if r.end + offset == len(text[:opening].rstrip())), None)
        if labelled is not None:
            return labelled
    previous = max((q.end for q in quantities if q.end <= quantity.start), default=0)
    led = [r for r in free if previous <= r.start + offset and _of_noun().fullmatch(text[r.end + offset : quantity.start]) is not None]
    if led:
        return led[-1]
    following = min((q.start for q in quantities if q.start > quantity.end and q.converts < 0), default=1 << 60)
    behind = [r for r in free if quantity.end <= r.start + offset < following]
    if behind and text[quantity.end : behind[0].start + offset].strip(" -") and _adjective().match(text[behind[0].end + offset :]):
        free = [r for r in free if r is not behind[0]]
        behind = []
    if behind:
        return behind[0]
    return free[0] if len(free) == 1 and (free[0].end + offset <= quantity.start or len(quantities) > 1) else None


@cache
def _of_noun() -> Any:
    """What stands between how often and the amount that it tells of: `daily dosing of 10 mg`, `a weekly supplement providing at least 2 mg`."""
    return re2.compile(
        r"(?i) (?:[\w-]+ ){0,2}?(?:dos(?:e|es|ing|age)|supplements?|supplementation|tablets?|capsules?|pills?|injections?|infusions?|total)"
        r" (?:of|providing|containing|with|that (?:has|contains|provides)|is|at)(?: (?:at least|about|around|up to|no more than))? ?"
    )


@cache
def _adjective() -> Any:
    """What follows how often where it tells of another amount: `the maximum daily dose`, `if weekly dosing`."""
    return re2.compile(r"(?i)^ (?:\w+ )?(?:dos(?:e|es|age|ing)|intakes?|amounts?|limits?|maximum|total|allowance)\b")


def people_for(
    quantity: Quantity, quantities: Sequence[Quantity], people: Sequence[PopulationPhrase], offset: int, text: str
) -> tuple[Population, ...]:
    """The groups a quantity is about: those before it since the last quantity, and those behind it before the next one in the same clause."""
    if not people:
        return ()
    label = next(
        (p for p in people if p.end + offset <= quantity.start and text[p.end + offset : quantity.start].strip(" :(=-") == ""), None
    )
    if label is not None and (label.population.age or label.population.sex != "any" or label.population.pregnancy):
        return (label.population,)
    previous = max((q.end for q in quantities if q.end <= quantity.start and q.converts < 0), default=-1)
    following = min((q.start for q in quantities if q.start >= quantity.end and q.converts < 0), default=len(text))
    clause = text.find(";", quantity.end, following)
    following = clause if clause >= 0 else following
    before = [
        p.population
        for p in people
        if previous <= p.start + offset
        and p.end + offset <= quantity.start
        and not (previous >= 0 and text[p.end + offset : quantity.start].strip(" ,;") in {"and", "or", "then", ""})
    ]
    behind = [p.population for p in people if quantity.end <= p.start + offset < following]
    if _referring().search(text[quantity.end : following]):
        return ()
    if previous >= 0 and before and behind and not any(c in text[previous : quantity.start] for c in ";,"):
        return tuple(behind)
    return (*before, *behind)


def label_before(text: str, start: int, end: int) -> Population | None:
    """The group in a label before a quantity: `Over 70: 800 IU`; also where the label is a sentence of its own (`Over 70?`)."""
    label = text[start:end].strip(" -:*")
    if label and len(label) <= 60 and text[start:end].rstrip().endswith((":", "-", "(", "=")):
        return _population(label)
    previous = text[max(0, start - 24) : start].strip()
    return _population(previous.rstrip("?")) if previous.endswith("?") else None


def labelled(text: str) -> Population | None:
    """The group that a row's label stands for; one that is a bare number of years with its direction is an age: `Over 70`, `19-50`."""
    text = text.rstrip(" *\u2020\u2021\u00a7")
    return population_of(text) or (population_of(f"aged {text.strip().lower()}") if _bare_age().search(text) else None)


def combined(row: Population | None, column: Population | None) -> Population | None:
    """The group of a cell whose row tells one part and whose column another: `1-3 years`, `male`."""
    if row is None or column is None:
        return row or column
    return Population(
        age=row.age or column.age,
        sex=row.sex if row.sex != "any" else column.sex,
        pregnancy=row.pregnancy or column.pregnancy,
        lactation=row.lactation or column.lactation,
        condition=row.condition or column.condition,
    )


@cache
def _bare_age() -> Any:
    return re2.compile(
        r"(?i)^ *(?:(?:over|under|up to|above|below|from|[<>≤≥]) ?\d{1,3}|\d{1,3} ?(?:-|to) ?\d{1,3}|\d{1,3} ?(?:\+|(?:and|or) (?:over|older|above|up))) *$"
    )


def _population(label: str) -> Population | None:
    """The group of a label, also where only its number tells that it is an age: `Over 70`."""
    found = population_of(label)
    return found or (population_of(f"aged {label.lower()}") if any(c.isdigit() for c in label) and len(label) < 24 else None)


@cache
def _referring() -> Any:
    return re2.compile(
        r"(?i)^.{0,24}\b(?:above|over|after|beyond|below|under|before|past|older than|younger than) (?:that|this|then|these|those)\b"
    )
