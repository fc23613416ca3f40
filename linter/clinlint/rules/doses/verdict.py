"""What is wrong with a dose: the slip, the figure that fits, who says so, and the one change that puts it right."""

from __future__ import annotations

from clinlint.facts.dose_statements import Dose
from clinlint.model.finding import Confidence, Evidence, Severity
from clinlint.model.quantity import Rate
from clinlint.record import record
from clinlint.reference.periods import period_words


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


def rate_words(rate: Rate | None) -> str:
    """A rate of the text in a reader's words; empty where none is told."""
    if rate is None:
        return ""
    each = period_words(rate.period)
    if rate.count.low == rate.count.high == 1:
        return {"a day": "daily", "a week": "weekly", "a month": "monthly", "a year": "yearly"}.get(each, each)
    count = str(rate.count.high)
    return f"{ {'2': 'twice'}.get(count, f'{count} times') } {each}"
