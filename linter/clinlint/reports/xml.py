"""Text as XML can hold it: escaped, and without the control characters that no XML file may contain."""

from __future__ import annotations

import re
from functools import cache

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def clean(value: str) -> str:
    """Text with U+FFFD where a character stands that no XML or HTML file may contain."""
    return _forbidden().sub("\ufffd", value)


def text(value: str) -> str:
    """For the inside of an element."""
    return clean(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attributes(**values: object) -> str:
    """` name="value"` for each, in the order given."""
    return "".join(f' {name}="{"".join(_ESCAPES.get(c, c) for c in clean(str(value)))}"' for name, value in values.items())


@cache
def _forbidden() -> re.Pattern[str]:
    return re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
