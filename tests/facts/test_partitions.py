"""Ranges that cut one scale into pieces."""

from __future__ import annotations

from clinlint.facts.article import Article
from clinlint.facts.partitions import partitions, step
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def pieces(text: str) -> list[list[str]]:
    article = Article(parse(Source("x.md", text)), TriggerSet({}))
    return [[str(p.quantity.interval) for p in row] for row in article.fact(partitions)]


def test_a_list_from_below_to_or_more() -> None:
    found = pieces("- 30 points or more: c\n- 10 to 29 points: b\n- below 10 points: a\n")
    assert found == [["(-Infinity, 10)", "[10, 29]", "[30, Infinity)"]]


def test_amounts_for_groups_are_no_pieces() -> None:
    assert pieces("- children: 10 to 20 mg\n- women: 15 to 25 mg\n- men: 20 to 30 mg\n") == []


def test_the_step_is_that_of_the_finest_number() -> None:
    article = Article(parse(Source("x.md", "- below 18.5\n- 18.5 to 24.9\n- 25 or more\n")), TriggerSet({}))
    assert [str(step(row)) for row in article.fact(partitions)] == ["0.1"]
