"""Cues that change what a sentence asserts, as data: negation, hedge, question, condition, goal, attribution, history, advice."""

from __future__ import annotations

from typing import Any


def compile_topics(topics: dict[str, Any]) -> dict[str, Any]:
    """One table of cues and two automata over words, for the sentence itself and for its neighbours (used when the data is generated)."""
    from clinlint.linguistics.phrases import automaton

    cues: list[dict[str, Any]] = []
    inside: list[tuple[str, int]] = []
    beside: list[tuple[str, int]] = []
    for groups in topics.values():
        for group in groups:
            phrases = beside if group.get("beside") or group["effect"] in {"rejects", "rejects-next", "confirms", "asserts"} else inside
            phrases += [(phrase, len(cues)) for phrase in group["phrases"]]
            cues.append({name: value for name, value in group.items() if name != "phrases"})
    return {"cues": cues, "inside": automaton(inside), "beside": automaton(beside)}
