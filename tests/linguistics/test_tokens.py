"""Words and marks with their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clinlint.linguistics.tokens import tokens


def test_hyphens_part_words_and_apostrophes_do_not() -> None:
    assert tokens("It doesn't cure low-grade pain - ever.").words == ("it", "doesn't", "cure", "low", "grade", "pain", "-", "ever", ".")


@given(st.text())
def test_every_word_reads_back(text: str) -> None:
    found = tokens(text)
    assert all(
        text[s:e].lower()[:1] == w[:1] or len(text[s:e].lower()) != e - s
        for w, s, e in zip(found.words, found.starts, found.ends, strict=True)
    )
    assert all(a <= b for a, b in zip(found.ends, found.starts[1:], strict=False))
