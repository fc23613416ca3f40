"""What a text must hold for a pattern to match it: of each factor one word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Need: TypeAlias = Sequence[str]
"""Factors, each a line of words of which a text must hold one. A word is a run of ASCII letters and underscores between two other
characters, so “5mg” holds the word “mg”; `stem*` stands for all that begin so, `*part*` for all that hold it, `#` for any digit, `~` for any
character beyond ASCII, a sign for itself, and `.` for no end of a sentence anywhere: neither full stop nor question or exclamation mark."""
DIGIT = "#"
FOREIGN = "~"
ENDLESS = "."
ENDS = ".!?"
SIGNS = "$%&+<=>@"
"""Signs that few texts hold."""
STEM = 4
"""Letters that a stem has at least; also what stems are looked up by."""
PART = 3
"""Letters that a part has at least; also what parts are looked up by."""
