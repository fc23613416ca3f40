"""How numbers, units, rates, groups of people and the roles of statements are written, as data."""

from __future__ import annotations

from typing import Any


def compile_topics(topics: dict[str, Any]) -> dict[str, Any]:
    """The files as they are, phrases split into slots (used when the data is generated)."""
    from clinlint.facts.cues import parse

    roles = topics.pop("roles")
    groups = [
        {"role": group["role"], "clause": group.get("reach") == "clause", "phrases": [parse(phrase) for phrase in group["phrases"]]}
        for group in roles
    ]
    return {**topics, "roles": groups}
