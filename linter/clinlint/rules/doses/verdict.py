"""What is wrong with a dose: the slip, the figure that fits, who says so, and the one change that puts it right."""

from __future__ import annotations

from collections.abc import Mapping

from clinlint.facts.doses import Dose
from clinlint.model.finding import Confidence, Evidence, Severity
from clinlint.model.quantity import Rate
from clinlint.record import record


@record
class Change:
    """Replace text `[start, end)` of the block by `text`."""

    start: int
    end: int
    text: str


@record
class Verdict:
    """A dose that does not fit. `slip` names the kind of mistake, `start` to `end` is the wrong place in the block's text."""

    dose: Dose
    slip: str
    start: int
    end: int
    message: str
    found: str
    expected: str
    evidence: tuple[Evidence, ...]
    severity: Severity = Severity.ERROR
    confidence: Confidence = Confidence.HIGH
    change: Change | None = None


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
    return _PERIOD_WORDS.get(period, period)


def rate_words(rate: Rate | None) -> str:
    """A rate of the text in a reader's words; empty where none is told."""
    if rate is None:
        return ""
    each = period_words(rate.period)
    if rate.count.low == rate.count.high == 1:
        return {"a day": "daily", "a week": "weekly", "a month": "monthly", "a year": "yearly"}.get(each, each)
    count = str(rate.count.high)
    return f"{ {'2': 'twice'}.get(count, f'{count} times') } {each}"
