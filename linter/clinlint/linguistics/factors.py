"""What a text must hold for a pattern to match it: of each factor one word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Need: TypeAlias = Sequence[str]
"""Factors, each a line of words of which a text must hold one. A word is a run of ASCII letters, digits and underscores between two other
characters, as RE2's `\\b` has it; `stem*` stands for all that begin so, `*part*` for all that hold it, `#` for any digit, `~` for any
character beyond ASCII. A factor that begins with `?` is met by so many texts that it is asked of those only that meet the others."""
DIGIT = "#"
FOREIGN = "~"
ASKED_LAST = "?"
STEM = 4
"""Letters that a stem has at least; also what stems are looked up by."""
PART = 3
"""Letters that a part has at least; also what parts are looked up by."""
