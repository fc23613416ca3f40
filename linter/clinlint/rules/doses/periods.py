"""A dose with two periods that cannot both be: `the recommended weekly intake is 800 IU a day`."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_statements import Dose
from clinlint.reference.substances import Row, substance
from clinlint.rules.doses.verdict import Verdict, rate_words

_DAYS = {"daily": 1, "weekly": 7, "monthly": 30, "yearly": 365}
_FAR = Decimal("2.5")
"""How many times as long one period must be as the other."""


def verdict(text: str, dose: Dose) -> Verdict | None:
    """The contradiction of a dose's own rate with the adjective of the noun that it is of; None where both agree or one is missing."""
    if dose.rate is None or dose.rate_at[0] < dose.quantity.start or not dose.near:
        return None
    before = text[dose.sentence[0] : dose.quantity.start]
    named = _period().search(before)
    if named is None or dose.rate.count.high != 1 or dose.rate.days < 1:
        return None
    days, own = Decimal(_DAYS[named[1].lower()]), dose.rate.days
    if max(days, own) < min(days, own) * _FAR:
        return None
    entry = substance(dose.ids[0])
    row = _row(dose)
    if row is None:
        return None
    start = dose.sentence[0] + named.start(1)
    message = f"One period only can be right: the {named[1].lower()} amount of {entry.name} is given {rate_words(dose.rate)}."
    return Verdict(dose, "frequency", start, dose.rate_at[1], message, text[start : dose.rate_at[1]], "one period", (entry.evidence(row),))


def _row(dose: Dose) -> Row | None:
    """A seen row of the substance, which tells how often its amounts are counted."""
    entry = substance(dose.ids[0])
    return next((row for row in entry.rows if entry.verified(row) and row.section in {"need", "limit", "regimen"}), None)


@cache
def _period() -> Any:
    """An adjective of a period with the noun of an amount, and only words that say what it is of, for whom and how much before the amount."""
    return re2.compile(
        r"(?i)\b(daily|weekly|monthly|yearly) (?:[\w+-]+ ){0,4}?(?:intakes?|doses?|dosage|limits?|allowances?|requirements?|needs?|amounts?)"
        r"(?: (?:of|for) (?:[\w-]+ ){0,6}?[\w-]+)?(?: \([^()]{0,40}\))?(?: (?:is|are|should be|must be|at|remains?)|:|,)?(?: (?:set|about|around|at|to|between|no more than|at least|less than|up to))* $"
    )
