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


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Nettle is a weed. Its leaves hold an acid that lowers blood pressure.", "lowers blood pressure"),
        ("Nettle is a weed with the power to calm the stomach.", "calm the stomach"),
        ("Nettle stings. It relaxes stiff muscles and lowers blood pressure.", "lowers blood pressure"),
        ("Nettle stings. It not only tastes good but also relieves gout.", "relieves gout"),
    ],
)
def test_parts_powers_and_second_verbs_count(text: str, phrase: str) -> None:
    assert phrase in " ".join(claimed(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nettle stings. People have used it to relieve gout.",
        "Nettle stings. Researchers want to find a way to relieve gout.",
        "Nettle stings. Some people say that it has the power to calm the stomach.",
    ],
)
def test_custom_aims_and_hearsay_stay_silent(text: str) -> None:
    assert claimed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It is absurd to believe that a nettle tea melts fat.",
        "People seek a miracle cure for baldness.",
        "Reversing gout is a term that refers to years without attacks.",
        "Homeopathic drops do not cure an allergy.",
        "I get emails that advertise a powder which normalises blood pressure without drugs.",
    ],
)
def test_scorn_search_definition_denial_and_advertisement_stay_silent(text: str) -> None:
    assert claimed(text) == []
