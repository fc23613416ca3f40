"""Scores that stand without a category: `treatment from a T-score of −2.5 or lower`; only a slip in them can be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import re2

from clinlint.facts.measure_words import apart, beside, fits_unit
from clinlint.facts.measures import MeasureMention, data, family
from clinlint.facts.statement_parts import Part
from clinlint.model.quantity import Form, Quantity

_TWO_DIGITS = 10


def are_scores(ids: Iterable[str]) -> bool:
    """Whether numbers of these scales are looked at where no category stands beside them."""
    return not _alone().keys().isdisjoint(ids)


def is_about(ids: Iterable[str], text: str) -> bool:
    """Whether a text speaks of what such scores are of, and not of other things that are scored so."""
    return any(i in _alone() and _alone()[i].search(text) for i in ids)


def lone_scores(
    part: Part, measures: Sequence[MeasureMention], quantities: Sequence[Quantity]
) -> Iterator[tuple[Quantity, MeasureMention]]:
    """Comparisons and ranges that stand right behind a score's name, with it."""
    for quantity in quantities:
        named = [
            m
            for m in measures
            if m.first >= 0 and are_scores(m.ids) and quantity.start - part.start >= part.words.ends[m.last - 1] and _fits(quantity, m)
        ]
        measure = next((m for m in sorted(named, key=lambda m: apart(part, m, quantity)) if beside(part, m, quantity)), None)
        if measure is None or quantity.form in {Form.FUSED, Form.WITHIN} or (quantity.form is Form.POINT and quantity.value > -_TWO_DIGITS):
            continue
        if quantity.form is Form.AT_LEAST and not _advised().search(part.text):
            continue
        if quantity.form is Form.AT_LEAST and _aside().search(part.text):
            continue
        yield quantity, measure


def _fits(quantity: Quantity, measure: MeasureMention) -> bool:
    return fits_unit(quantity.unit, family(measure.ids), exact=False)


@cache
def _alone() -> Mapping[str, Any]:
    return {i: re2.compile(f"(?i){entry['alone']}") for entry in data()["also"] if "alone" in entry for i in entry["scales"]}


@cache
def _advised() -> Any:
    """Words of a sentence on who is to be treated."""
    return re2.compile(r"(?i)\b(?:treat\w*|medicines?|medications?|drugs?|therapy|bisphosphonates?|diagnos\w+|confirm\w*)\b")


@cache
def _aside() -> Any:
    """Words that make a floor of what is to be reached, what is not treated, or one condition of several."""
    return re2.compile(
        r"(?i)\b(?:not|no|never|without|unless|until|only|reach\w*|achiev\w*|goals?|targets?|stop\w*|paus\w*|holiday|frax|fractures?|broken|even|despite|although|but|though|risk|and <)\b|n't\b"
    )
