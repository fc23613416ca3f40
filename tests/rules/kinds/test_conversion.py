"""Pairs of numbers in two units: the measure may be named far off, and the second figure may stand without brackets."""

from __future__ import annotations

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.finding import Finding
from clinlint.model.source import Source

LINTER = Linter(Config(select=("unit/wrong-conversion",)))
ARTICLE = "# Vitamin D levels\n\nBlood is sent to the laboratory.\n\n## What is enough?\n\nMost people have enough at {} or more.\n"


def findings(text: str) -> tuple[Finding, ...]:
    return LINTER.lint(Source("x.md", text)).findings


def test_a_measure_that_the_article_names_elsewhere() -> None:
    text = ARTICLE.format("20 ng/mL (80 nmol/L)")
    (finding,) = findings(text)
    assert text[finding.span.start : finding.span.end] == "20 ng/mL (80 nmol/L)"
    assert finding.message.endswith("it is 50 nmol/L.")
    assert findings(ARTICLE.format("20 ng/mL (50 nmol/L)")) == ()


def test_units_of_elsewhere_without_brackets() -> None:
    text = "Diabetes begins at an HbA1c of 48 mmol/mol, or 7.5% in the old units."
    (finding,) = findings(text)
    assert finding.message == "48 mmol/mol is given as 7.5% for HbA1c; it is 6.5%."
    assert findings(text.replace("7.5", "6.5")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin D was low in some. The folate was 23 ng/mL (52 nmol/L).",
        "Cut the salt by 5 g, or 1 teaspoon, a day.",
        "Take 5 mg, or 10 mg in old age.",
    ],
)
def test_silent(text: str) -> None:
    assert [f.message for f in findings(text)] == []


def test_a_pair_of_doses_is_told_once() -> None:
    text = "Keep salt low: 2,400 mg or 24 g of sodium a day is the most."
    assert [f.rule for f in Linter(Config()).lint(Source("x.md", text)).findings if f.category in {"unit", "dose"}] == [
        "dose/wrong-conversion"
    ]
