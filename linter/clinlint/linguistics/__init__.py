"""How a passage is worded: triggers, sentences, and the context that changes what words assert. Knows no rules."""

from __future__ import annotations

from clinlint.linguistics.assertion import Assertion, Stance, Status, Surroundings, Voice

__all__ = ["Assertion", "Stance", "Status", "Surroundings", "Voice", "assertion"]


def assertion(text: str, start: int, end: int) -> Assertion:
    """Who holds words `[start, end)` of a text, and how, its sentences taken as neighbours; the cue in code points of the text."""
    from clinlint.linguistics.statement import held

    return held(text, start, end)
