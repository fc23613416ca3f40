"""Benefits that follow from another, and headings that name one."""

from __future__ import annotations

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source


def causal(text: str) -> list[str]:
    """Phrases that flat-causation reports."""
    report = Linter(Config()).lint(Source("a.md", text + "\n"))
    return [text[f.span.start : f.span.end] for f in report.findings if f.rule == "overclaim/flat-causation"]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Chaga feeds good bacteria, thereby easing bloating.", ["easing bloating"]),
        ("Chaga may feed good bacteria, thereby easing bloating.", []),
        ("The benefits of chaga include calming the nerves.", ["calming the nerves"]),
        ("The pump moves blood, thereby easing swelling.", []),
    ],
)
def test_what_follows_from_a_remedy_is_a_benefit_too(text: str, phrases: list[str]) -> None:
    assert causal(text) == phrases


def test_items_of_a_page_about_a_remedy_name_its_benefits() -> None:
    text = "Why nettle tea is good\n\nNettle tea is an old drink.\n\n1. Better Sleep\n\n2. Lower Blood Pressure\n\n3. How to brew it"
    assert causal(text) == ["Better Sleep", "Lower Blood Pressure"]


def test_items_of_a_page_about_an_illness_name_none() -> None:
    assert causal("Living with gout\n\nGout drugs help most people.\n\n1. Better Sleep\n\n2. Lower Blood Pressure") == []
