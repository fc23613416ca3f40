"""Periods of the reference (ISO 8601) in a reader's words."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PERIOD_WORDS: Mapping[str, str] = {
    "P1D": "a day",
    "P2D": "every other day",
    "P3D": "every three days",
    "P7D": "a week",
    "P14D": "every two weeks",
    "P21D": "every three weeks",
    "P28D": "every four weeks",
    "P1M": "a month",
    "P56D": "every eight weeks",
    "P84D": "every twelve weeks",
    "P3M": "every three months",
    "P6M": "every six months",
    "P1Y": "a year",
    "P2Y": "every two years",
    "PT1H": "every hour",
    "PT4H": "every 4 hours",
    "PT6H": "every 6 hours",
    "PT8H": "every 8 hours",
    "PT12H": "every 12 hours",
    "once": "once",
    "dose": "at one time",
    "per dose": "at one time",
    "course": "a course",
}


def period_words(period: str) -> str:
    """A period of the reference in a reader's words."""
    found = _PERIOD_WORDS.get(period)
    if found is None and (match := re.fullmatch(r"P(T?)(\d+)([HDWMY])", period)):
        unit = {"H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}[match[3]]
        return f"every {match[2]} {unit}s" if match[2] != "1" else f"every {unit}"
    return found or period
