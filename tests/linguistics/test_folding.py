"""Patterns and texts in lower case, so that one pass over all rules need not fold case."""

from __future__ import annotations

import pytest

from clinlint.linguistics.triggers import TriggerSet, folded, lower


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bIU\b", r"\biu\b"),
        (r"[A-Z]\W\S\D", r"[a-z]\W\S\D"),
        (r"(?P<target>Cure)", r"(?P<target>cure)"),
        (r"A\\B", r"a\\b"),
        (r"\\\\B\B", r"\\\\b\B"),
        (r"\pL\p{Greek}X", r"\pL\p{Greek}X"),
        ("", ""),
    ],
)
def test_letters_are_lowered_and_escapes_kept(pattern: str, expected: str) -> None:
    assert folded(pattern) == expected


def test_lower_keeps_the_length() -> None:
    assert lower("İSTANBUL Ä") == "İstanbul ä"
    assert len(lower("İ" * 5)) == 5


def test_case_is_no_matter_but_where_a_pattern_says_so() -> None:
    triggers = TriggerSet({"cure": r"\bCures?\b", "code": r"(?-i:\bPRN\b)"})
    assert triggers.fired([(3, "Nothing."), (4, "It CURES all, prn.")]) == {"cure": (4,), "code": (4,)}
    assert list(triggers.matches("cure", "It CURES all.")) == [(3, 8)]
    assert list(triggers.matches("code", "as needed, prn")) == []
    assert list(triggers.matches("code", "PRN")) == [(0, 3)]
