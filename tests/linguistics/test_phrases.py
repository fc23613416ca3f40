"""Phrases with alternatives, and the automaton that matches them."""

from __future__ import annotations

import pytest

from clinlint.linguistics.phrases import automaton, longest, slots

NODES = automaton(
    [
        ("no", 0),
        ("no (good|) (evidence|proof) (of|for)", 1),
        ("# of #", 2),
        ("in (#past)", 3),
        ("(n't|not) only", 4),
        ("so-called _ cure", 5),
    ]
)


@pytest.mark.parametrize(
    ("words", "end", "ids"),
    [
        ("no evidence of harm", 3, [1]),
        ("no good proof for it", 4, [1]),
        ("no harm", 1, [0]),
        ("3 of 10 people", 3, [2]),
        ("in 1950", 2, [3]),
        ("in 1990", 0, []),
        ("doesn't only", 2, [4]),
        ("so called miracle cure", 4, [5]),
        ("harm", 0, []),
    ],
)
def test_the_longest_phrase_wins(words: str, end: int, ids: list[int]) -> None:
    found = longest(NODES, words.split(), 0)
    assert (found[0], list(found[1])) == (end, ids)


def test_phrases_that_end_alike_share_their_nodes() -> None:
    nodes = automaton([("(red|green|blue) apple pie", 0), ("a (red|green) apple pie", 0), ("plum pie", 1)])
    assert len(nodes) == 7
    for words in ("red apple pie", "blue apple pie", "a green apple pie"):
        assert longest(nodes, words.split(), 0) == (len(words.split()), (0,))
    assert longest(nodes, ["plum", "pie"], 0) == (2, (1,))
    assert longest(nodes, ["plum", "apple"], 0) == (0, ())


def test_slots_are_alternatives_of_words() -> None:
    assert slots("free (of|from|) pain") == [[["free"]], [["of"], ["from"], []], [["pain"]]]


def test_a_bracket_left_open_is_told() -> None:
    with pytest.raises(ValueError, match="brackets do not match"):
        slots("no (evidence")
