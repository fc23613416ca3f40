"""How a passage is worded: triggers, sentences, and the context that changes what words assert. Knows no rules."""

from __future__ import annotations

from clinlint.linguistics.assertion import Assertion, Stance, Status, Surroundings, Voice, assertion

__all__ = ["Assertion", "Stance", "Status", "Surroundings", "Voice", "assertion"]
