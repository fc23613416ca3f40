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
