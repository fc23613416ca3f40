"""What foods and habits are said to do, in the present tense."""

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
    ("text", "phrase"),
    [
        ("Two slices of rye bread a day improve memory.", "improve memory"),
        ("Three handfuls of raisins a week protect the liver.", "protect the liver"),
    ],
)
def test_several_of_something_take_the_plain_form_of_the_verb(text: str, phrase: str) -> None:
    assert causal(text) == [phrase]


def test_one_of_something_with_the_plain_form_is_no_statement() -> None:
    assert causal("Let a slice of rye bread improve memory tests for once.") == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# Night buses shrink children's lungs", ""),
        ("# Traffic noise shrinks children's lungs", "shrinks children's lungs"),
        ("# Mobile phones are scrambling our memory", "are scrambling our memory"),
        ("# A compound in parsley prevents skin cancer", "prevents skin cancer"),
        ("# Parsley prevents gout and eases eczema", "prevents gout"),
        ("# Rye and barley stave off strokes", "stave off strokes"),
        ("Swapping soda for water protects you from type 2 diabetes.", "protects you from type 2 diabetes"),
        ("The longer you scroll, the worse your memory gets.", "The longer you scroll, the worse your memory gets"),
        ("# Zinc helps beat colds", "helps beat colds"),
    ],
)
def test_what_people_live_with_acts_on_health(text: str, phrase: str) -> None:
    found = causal(text)
    assert found[:1] == ([phrase] if phrase else [])


@pytest.mark.parametrize(
    "text",
    [
        "Air pollution makes asthma worse.",
        "Loud noise damages your hearing.",
        "Drinking sugary drinks causes tooth decay.",
        "The longer you have had the disease, the greater your risk of a fracture.",
        "Heart failure brought on by iron is the leading cause of death here.",
        "Zinc may help beat colds.",
        "In both sexes, immune defences also prevent infection.",
        "# Chocolate fails to protect the heart",
    ],
)
def test_accepted_facts_and_the_run_of_an_illness_are_none(text: str) -> None:
    assert causal(text) == []
