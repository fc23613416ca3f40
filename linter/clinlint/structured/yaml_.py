"""YAML with positions: plain blocks are read directly, everything else by PyYAML's C parser.

Loading PyYAML costs a short run a sixth of its time, and most front matter is a few keys with values.
"""

from __future__ import annotations

from clinlint.structured.parsed import Parsed
from clinlint.structured.yaml_plain import plain


def parse(text: str, offset: int = 0) -> Parsed:
    """The data of one YAML document; its first error is a fault at the parser's position, never an exception."""
    parsed = plain(text, offset)
    if parsed is not None:
        return parsed
    from clinlint.structured.yaml_composed import composed

    return composed(text, offset)
