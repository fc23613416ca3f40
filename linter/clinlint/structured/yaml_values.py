"""What a plain scalar stands for in the core schema of YAML 1.2."""

from __future__ import annotations

import re
from decimal import Decimal

_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NUMERIC = frozenset("+-.0123456789")
_INTEGER = r"[-+]?[0-9]{1,400}"
_DECIMAL = r"[-+]?(?:\.[0-9]{1,400}|[0-9]{1,400}(?:\.[0-9]{0,400})?)(?:[eE][-+]?[0-9]{1,3})?"


def resolved(text: str) -> bool | int | Decimal | str | None:
    """The value of a scalar that is written without quotes; dates stay strings."""
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if text in _NULLS:
        return None
    if text[0] not in _NUMERIC:
        return text
    if re.fullmatch(_INTEGER, text):
        return int(text)
    return Decimal(text) if re.fullmatch(_DECIMAL, text) else text
