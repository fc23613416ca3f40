"""What a passage about a remedy says in its praise, whatever stands for the remedy."""

from __future__ import annotations

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source


def claimed(text: str) -> list[str]:
    """Phrases that the rules of overclaim report."""
    report = Linter(Config()).lint(Source("a.md", text + "\n"))
    return [text[f.span.start : f.span.end] for f in report.findings if f.category == "overclaim"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Nettle grows in every ditch. In the evening the brew lowers blood pressure.", "lowers blood pressure"),
        ("Our rooibos arrives in tins. Made strong, it calms the stomach.", "calms the stomach"),
        ("Yoga came from India.\n\nSlow stretching on a mat relieves migraine.", "relieves migraine"),
        ("Sea moss is a red weed.\n\n1. Soothes the stomach\n\nEat it with fruit.", "Soothes the stomach"),
    ],
)
def test_good_is_said_of_the_remedy_of_a_passage(text: str, phrase: str) -> None:
    assert phrase in " ".join(claimed(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nettle grows in every ditch. The tablets from the chemist lower blood pressure.",
        "Nettle grows in every ditch. Nobody has shown that the infusion lowers blood pressure.",
        "Nettle grows in every ditch. If the infusion lowers blood pressure, it does so a little.",
        "Nettle grows in every ditch. The liver clears toxins.",
        "Gout comes in attacks. In the evening a tablet eases the pain.",
        "Magnesium is found in nuts. The body needs it, and it keeps muscles working.",
        "A nettle can cause a rash. Stings worsen in heat.",
    ],
)
def test_medicines_doubts_organs_and_needs_stay_silent(text: str) -> None:
    assert claimed(text) == []
