"""Periods of the reference in a reader's words."""

from __future__ import annotations

import pytest

from clinlint.reference.periods import period_words


@pytest.mark.parametrize(
    ("period", "words"),
    [("P1D", "a day"), ("P7D", "a week"), ("PT6H", "every 6 hours"), ("P5D", "every 5 days"), ("P4W", "every 4 weeks"), ("once", "once")],
)
def test_words(period: str, words: str) -> None:
    assert period_words(period) == words
