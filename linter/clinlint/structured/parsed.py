"""Structured data as it was written: plain values, and where each key and value stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinlint.model.document import Fault, Path
from clinlint.model.span import Span
from clinlint.record import field, record

DEEPEST = 60
"""Levels of nesting that are read; deeper data is a fault."""


@record
class Parsed:
    """`values` is plain data (mappings, lists, strings, ints, Decimals, booleans, None; dates stay strings).

    Spans are code points of the text that was given, plus its offset. With faults, `values` holds what could be read.
    """

    values: Any
    key_spans: Mapping[Path, Span] = field(default_factory=dict)
    value_spans: Mapping[Path, Span] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    literal: Mapping[Path, str] = field(default_factory=dict)
    """How each string value is written: `plain`, `quoted` (double), `single`, `literal` or `folded`."""
