"""How often a weekly drug is said to be taken, without an amount."""

from __future__ import annotations

from clinlint.facts.article import Article
from clinlint.facts.dose_schedules import carried, schedules
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source
from clinlint.reference.substances import spaced_names

NAMES = frozenset(spaced_names())


def found(text: str) -> list[tuple[str, str]]:
    article = Article(parse(Source("x.md", text)), TriggerSet({}))
    return [(s.name, s.rate.period) for s in schedules(article, NAMES)]


def test_a_name_and_a_rate() -> None:
    assert found("Take methotrexate every day.") == [("methotrexate", "P1D")]
    assert found("Denosumab is injected every six months.") == [("denosumab", "P6M")]


def test_with_an_amount_it_is_a_dose() -> None:
    assert found("Take methotrexate 15 mg every day.") == []


def test_a_rate_of_the_next_medicine_is_not_this_ones() -> None:
    assert found("With methotrexate, take folic acid every day.") == []


def test_drugs_that_some_take_daily_are_left_out() -> None:
    assert "alendronate" not in NAMES
    assert found("Take alendronate every day.") == []


def carried_over(text: str) -> list[tuple[str, str]]:
    article = Article(parse(Source("x.md", text)), TriggerSet({}))
    return [(s.name, s.rate.period) for s in carried(article, frozenset({"denosumab"}))]


def test_what_is_given_next_is_the_drug_that_the_block_named_last() -> None:
    assert carried_over("Denosumab is a shot. The injection is repeated every 6 weeks.") == [("denosumab", "P42D")]
    assert carried_over("Denosumab is a shot. Calcium matters. It is taken every day.") == []
    assert carried_over("Denosumab is a shot. Your blood is tested every week.") == []
