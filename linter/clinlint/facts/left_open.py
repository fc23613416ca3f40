"""What leaves a claim open, or makes it somebody's own, and stands in no list of cues: models studied, guesses at reasons, names of papers."""

from __future__ import annotations

from itertools import pairwise

from clinlint.facts.view import View


def left_open(view: View) -> bool:
    """Whether animals or yeast were studied, or the words are a guess at a reason (“it may be because …”) or part of a paper's name."""
    before = view.words[: view.target[0]]
    if not _MODELS.isdisjoint(view.words) or any(pair in _MODEL_STUDIES for pair in pairwise(view.words)):
        return True
    if any(before[i] in {"may", "might", "could"} and before[i + 1 : i + 3] == ("be", "because") for i in range(len(before))):
        return True
    if view.title or not view.start or not view.text[view.start].isupper() or view.text.isupper():
        return False
    return sum(word[:1].islower() and len(word) >= _LONG for word in view.text.split()) >= _RUNNING


_MODELS = frozenset(
    {"mice", "mouse", "rats", "rat", "rodents", "hamsters", "zebrafish", "worms", "fruitflies", "flies", "yeast", "monkeys"}
)
_MODEL_STUDIES = frozenset(
    (kind, what)
    for kind in ("animal", "cell", "laboratory", "lab", "test-tube")
    for what in ("study", "studies", "experiments", "tests", "research")
)
_LONG, _RUNNING = 4, 3
"""So many long words in small letters show that a sentence is no headline."""


def leads_in(view: View) -> bool:
    """Whether the writer opens with praise before somebody speaks: “In a stunning breakthrough, doctors have announced …”."""
    lead = view.text[: view.start]
    if view.words[:1] != ("in",) or "," in view.words[: view.target[0]]:
        return False
    return not any(mark in lead for mark in '“"‘')
