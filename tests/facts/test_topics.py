"""What acts where a sentence leaves its subject to its list, its heading or the sentence before."""

from __future__ import annotations

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source


def causal(text: str) -> list[str]:
    """Phrases that flat-causation reports."""
    report = Linter(Config()).lint(Source("a.md", text + "\n"))
    return [text[f.span.start : f.span.end] for f in report.findings if f.rule == "overclaim/flat-causation"]


def test_items_of_a_list_of_benefits_are_about_what_its_lead_in_names() -> None:
    text = "The benefits of beetroot juice:\n\n- lowers blood pressure\n- Protects the liver\n- tastes of earth"
    assert causal(text) == ["lowers blood pressure", "Protects the liver"]


def test_a_heading_without_a_subject_is_about_the_title() -> None:
    assert causal("# Rooibos tea\n\n## Soothes the stomach\n\nIt comes from the Cape.") == ["Soothes the stomach"]


def test_a_pronoun_after_a_pronoun_points_to_the_heading() -> None:
    assert causal("# Nettle tea\n\nIt tastes of hay. It lowers cholesterol.") == ["lowers cholesterol"]


@pytest.mark.parametrize(
    "text",
    [
        "# Gout drugs\n\n- Lowers uric acid\n- Prevents gout attacks",
        "Nettle tea may have these effects:\n\n- lowers blood pressure",
        "# Physical activity\n\n- Lowers blood pressure\n- Improves sleep",
        "# Does nettle tea work?\n\n- Lowers blood pressure: not shown",
        "# Nettle tea\n\nThe liver makes bile. It lowers cholesterol.",
    ],
)
def test_medicines_hedged_lists_accepted_care_questions_and_organs_stay_silent(text: str) -> None:
    assert causal(text) == []
