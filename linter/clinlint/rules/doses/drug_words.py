"""Words that tell what an amount of a drug is for and how it is given."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.rates import spoken
from clinlint.model.quantity import Quantity

_CANCER = r"(?i)cancer|leuk|lymphom|myelom|oncolog|tumou?r|carcinom|sarcom|chemotherap|mycosis fungoides|metasta|malignan"
_ONCOLOGY = r"(?i)oncolog|leuk|lymphom|myelom|tumou?r|carcinom|sarcom|mycosis fungoides|metasta|malignan"
_COUNTER = r"(?i)without (?:a |any |seeing a |your )?(?:doctor|prescription)|over[- ]the[- ]counter|\bOTC\b|can buy|self-care|self-treat"
_LOADING = r"(?i)\bload|first (?:day|dose|week|month)|initial|on day (?:one|1)|start(?:ing)? (?:dose|with)|to begin|single|one-time|bolus|infusion|intraven|\bIV\b|inject"


@cache
def cancer() -> Any:
    """Words of cancer and its treatment."""
    return re2.compile(_CANCER)


@cache
def swallowed() -> Any:
    """Words of taking by mouth."""
    return re2.compile(r"(?i)\b(?:by mouth|oral(?:ly)?|tablets?|capsules?|swallow\w*)\b")


@cache
def on_the_skin() -> Any:
    """Forms whose amounts are of the preparation, not of the drug."""
    return re2.compile(
        r"(?i)\b(?:gel|cream|ointment|lotion|drops|mouthwash|suppositor\w+|shampoo|topical\w*|foam|paste|syrup|suspension|apply|applied|rub)\b"
    )


@cache
def oncology() -> Any:
    """Words of a regimen that is for cancer."""
    return re2.compile(_ONCOLOGY)


@cache
def counter() -> Any:
    """Words of buying and using without a prescription."""
    return re2.compile(_COUNTER)


@cache
def loading() -> Any:
    """Words of a first, larger dose or an injection."""
    return re2.compile(_LOADING)


def is_container(text: str, end: int, sentence: str, *, rated: bool) -> bool:
    """Whether the amount that ends at `end` is what a vial or a pen holds, not what is taken."""
    return bool(_volume().search(text[end : end + 16])) or (not rated and bool(_vessel().search(sentence)))


def counted(text: str, quantity: Quantity) -> Decimal | None:
    """How many pieces of a strength are meant: `eight 500 mg tablets`, `8 tablets of 500 mg`, `2 x 200 mg`; the most of `one or two`."""
    before = _many().search(text[max(0, quantity.start - 40) : quantity.start])
    if before is None:
        return None
    of_strength = before[3] is not None or _piece().search(text[quantity.core_end : quantity.core_end + 24]) is not None
    return spoken(before[2] or before[1]) if of_strength else None


@cache
def _many() -> Any:
    word = r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|[a-z]+ty|\d{1,2}"
    return re2.compile(
        rf"(?i)\b({word})(?:(?: or | to |-| ?/ ?)({word}))?,? ?((?:tablets?|capsules?|pills?|caplets?) (?:of |\()|x ?|× ?)?$"
    )


@cache
def _piece() -> Any:
    return re2.compile(r"(?i)^[ -]?(?:[a-z-]+ )?(?:tablets?|capsules?|pills?|caplets?)\b")


@cache
def _volume() -> Any:
    return re2.compile(r"(?i)^ ?(?:/|in|per) ?\d*(?:\.\d+)? ?m?l\b")


@cache
def _vessel() -> Any:
    return re2.compile(r"(?i)\b(?:vials?|pens?|bottles?|packs?|cartridges?|bags?|boxe?s?|ampoules?)\b")
