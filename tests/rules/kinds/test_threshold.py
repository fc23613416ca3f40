"""Where findings on cut-offs stand, and what an article's date says of an old scheme."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.finding import Finding, Severity
from clinlint.model.source import Source

LINTER = Linter(Config(today=date(2026, 11, 24)))
OLD = "A vitamin D level of 30 ng/mL or more is sufficient, says the Endocrine Society.\n"


def found(text: str) -> list[Finding]:
    return [f for f in LINTER.lint(Source("x.md", text)).findings if f.category == "threshold"]


@pytest.mark.parametrize(
    ("dated", "severity", "ending"),
    [
        ("2026-01-10", Severity.WARNING, "that scheme is superseded."),
        ("2019-05-01", Severity.INFO, "that scheme is superseded since 2024, after the article's date."),
    ],
)
def test_an_old_scheme_is_compared_with_the_articles_date(dated: str, severity: Severity, ending: str) -> None:
    (finding,) = found(f"---\ntitle: Vitamin D\ndate_published: {dated}\n---\n\n{OLD}")
    assert finding.rule == "threshold/superseded"
    assert finding.severity is severity
    assert finding.message.endswith(ending)


def test_a_swapped_name_in_a_table_is_shown_at_the_name() -> None:
    text = "| Result | T-score |\n| --- | --- |\n| Normal | -1.0 and above |\n| Osteopenia | -2.5 and below |\n"
    (finding,) = found(text)
    assert finding.rule == "threshold/swapped-labels"
    assert text[finding.span.start : finding.span.end] == "Osteopenia"


def test_both_comparisons_that_close_a_range_are_shown_and_turned() -> None:
    text = "Osteopenia covers every T-score above -1 and below -2.5.\n"
    (finding,) = found(text)
    assert text[finding.span.start : finding.span.end] == "above -1 and below -2.5"
    assert finding.fixes[0].title == "Write “below −1 and above −2.5”"


@pytest.mark.parametrize(
    ("text", "rule", "spot"),
    [
        ("Drug treatment is advised when FRAX gives a hip fracture risk of 5% or more.", "threshold/wrong-cut-off", "5% or more"),
        ("Treatment is considered at a FRAX risk of 3% or more for a major fracture.", "threshold/swapped-labels", "3% or more"),
        ("Treatment is usually offered if the 10-year hip fracture risk is at most 3%.", "threshold/wrong-direction", "at most 3%"),
        ("| FRAX | Treat if |\n| --- | --- |\n| Hip fracture | 30% or more |", "threshold/wrong-cut-off", "30% or more"),
    ],
)
def test_where_treatment_begins_by_frax(text: str, rule: str, spot: str) -> None:
    (finding,) = found(text)
    assert finding.rule == rule
    assert text[finding.span.start : finding.span.end] == spot


@pytest.mark.parametrize(
    "text",
    [
        "Drug treatment is advised when FRAX gives a hip fracture risk of 3% or more.",
        "No treatment is advised when the FRAX hip fracture risk is below 3%.",
        "At least 1% of adults break a hip within 10 years of starting treatment with steroids.",
        "Guidelines suggest drug treatment for a 10-year CVD risk of 10% or more; hip fracture is another matter.",
        "The 10-year risk of a hip fracture doubles to 6% or more in untreated women, so guidelines recommend treatment.",
        "About 20% of people die within a year of a hip fracture, so treatment should be considered early.",
        "In Switzerland, treatment is paid for from a 10-year major fracture risk of 30% at 75.",
        "The drug lowered the 10-year risk of a hip fracture to 2% or less, and treatment is recommended.",
        "Osteoporosis was found in women whose bone density was 3.4 standard deviations below the young adult mean.",
    ],
)
def test_other_risks_and_findings_are_silent(text: str) -> None:
    assert found(text) == []
