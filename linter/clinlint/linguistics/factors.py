"""What a text must hold for a pattern to match it: of each factor one word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Need: TypeAlias = Sequence[str]
"""Factors, each a line of words of which a text must hold one. A word is a run of ASCII letters, digits and underscores between two other
characters, as RE2's `\\b` has it; `stem*` stands for all that begin so, `#` for any digit."""
DIGIT = "#"
STEM = 4
"""Letters that a stem has at least; also what stems are looked up by."""
