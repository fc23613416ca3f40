"""Groups of people: who meets whom, and how a group is called."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinlint.model.interval import Interval
from clinlint.model.population import Population, Sex

AGES = st.integers(0, 100).flatmap(
    lambda low: st.integers(low + 1, 120).map(lambda high: Interval(Decimal(low), Decimal(high), True, False))
)
SEXES: st.SearchStrategy[Sex] = st.sampled_from(["female", "male", "any"])
PEOPLE = st.builds(Population, age=st.none() | AGES, sex=SEXES, pregnancy=st.booleans(), lactation=st.booleans())


@given(PEOPLE, PEOPLE)
def test_meeting_is_mutual(one: Population, other: Population) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.meets(one)


@pytest.mark.parametrize(
    ("population", "words"),
    [
        (Population(Interval.parse("[51, 71)"), "female"), "women 51 to 70"),
        (Population(Interval.parse("[71, inf)")), "people 71 and over"),
        (Population(Interval.parse("[0, 0.5)")), "children 0 to 6 months"),
        (Population(Interval.parse("[14, 51)"), "female", pregnancy=True), "pregnant women 14 to 50"),
        (Population(text="adults"), "adults"),
        (Population(), "people"),
    ],
)
def test_what_a_group_is_called(population: Population, words: str) -> None:
    assert str(population) == words
