"""The published formula gives the published grades."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.readability import Reading, reading, syllables
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


@pytest.mark.parametrize(
    ("word", "count"),
    [("bone", 1), ("fracture", 2), ("walked", 1), ("measured", 2), ("table", 2), ("area", 2), ("medicine", 2), ("the", 1)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula() -> None:
    assert Reading(sentences=10, words=100, syllables=150).grade == "6.0"
    assert Reading(sentences=30, words=400, syllables=600, long=49).smog == 104


def test_only_prose_counts() -> None:
    text = "# Considerable deterioration\n\nWalk a bit each day.\n\n```\ncomplicated identification\n```\n\n## References\n\n1. Roe A. Longitudinal observation. 2021.\n"
    found = reading(Article(parse(Source("a.md", text)), TriggerSet({})))
    assert (found.sentences, found.words) == (1, 5)
