"""Stated pairs of units."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.conversions import agrees, conversions, rules_of
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def agreement(text: str) -> list[bool]:
    """Whether each pair of which a conversion is known agrees."""
    article = Article(parse(Source("x.md", text)), TriggerSet({}))
    pairs = [(pair, rules_of(pair)) for pair in article.fact(conversions)]
    return [any(agrees(rule, pair.first, pair.second) for rule in rules) for pair, rules in pairs if rules]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A fasting glucose of 126 mg/dL (7.0 mmol/L).", [True]),
        ("A fasting glucose of 126 mg/dL (8.1 mmol/L).", [False]),
        ("A vitamin D level of 20 ng/mL (50 nmol/L).", [True]),
        ("An HbA1c of 6.5% (48 mmol/mol).", [True]),
        ("An HbA1c of 6.5% (84 mmol/mol).", [False]),
        ("A temperature of 38 °C (100.4 °F).", [True]),
        ("A temperature of 38 °C (104.4 °F).", [False]),
        ("She weighs 70 kg (154 pounds).", [True]),
        ("A loss of 5 pounds (about 2 kg).", [True]),
        ("He is 6 feet (1.8 m) tall.", [True]),
        ("A syrup of 5 mg (10 mL).", []),
        ("Take 800 IU (20 mcg) of vitamin D.", []),
    ],
)
def test_pairs(text: str, expected: list[bool]) -> None:
    assert agreement(text) == expected
