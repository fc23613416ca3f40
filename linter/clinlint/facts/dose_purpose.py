"""What a quantity of a substance is said to be: a need, a limit, an average requirement, a label's value, a portion for one time."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from clinlint.record import record


class Purpose(enum.Enum):
    """What an amount is for. `open`: the text does not say; it may be a supplement's dose."""

    NEED = "need"
    LIMIT = "limit"
    AVERAGE = "average"
    LABEL = "label"
    PORTION = "portion"
    OPEN = "open"


@record
class Cue:
    """Words at code points `[start, end)` that tell a purpose; `firm` ones are the field's own terms (RDA, upper limit)."""

    start: int
    end: int
    purpose: Purpose
    firm: bool


_CUES = {
    "average": r"(?-i:\bEARs?\b)|estimated average requirements?|average requirements?",
    "label": r"daily values?|(?-i:\bDVs?\b|\bNRVs?\b)|nutrient reference values?|nutrition facts|labell?ing",
    "portion": (
        r"at (?:a|any one|one) time|at once|in one go|single (?:dose|serving)|per dose|in portions|portions of|(?:in )?smaller (?:doses|amounts)"
        r"|each dose|one dose|split (?:\w+ ){0,3}(?:into|doses|between)"
    ),
    "firm_limit": (
        r"(?:tolerable )?upper (?:intake |safe )?(?:limits?|levels?|amounts?)|tolerable|(?-i:\bULs?\b)|safe (?:upper )?(?:limits?|levels?|ceiling)"
        r"|upper intake|maximum (?:safe |daily |recommended |tolerable )*(?:intake|amount|level|limit|dose)s?|intake limits?|ceiling"
    ),
    "limit": (
        r"(?:(?:should|must|ought to|need|can|may|could) ?)?(?:not|n't|never|nobody|no one|avoid|without)\b[^.;:]{0,60}?\b(?:more than|over|above|exceed\w*|beyond|past)"
        r"|limit(?:ed|s|ing)? (?:(?:your|their|his|her|its|the|total|daily|own) )*[a-z]* ?(?:intake|consumption|use|supplements?)? ?(?:[a-z]+ )?to\b"
        r"|no more than|against (?:exceeding|going (?:over|above)|(?:taking|having|getting) (?:\w+ ){0,2}?(?:more than|over|above))|the most [a-z]+ recommended|(?:highest|largest|top) (?:daily |recommended |safe |single )*(?:doses?|amounts?)|not exceed\w*|at most|maximum|\bmax\b|(?:stay|keep|kept|remain)\w* (?:\w+ ){0,4}?(?:under|below|within|to)|limit(?:ed|s)?\b"
        r"|the most (?:you|anyone|adults)|or less\b|(?:is|are|be|seems?|appears?) (?:generally |considered |thought |regarded |to be |as |probably |usually )*safe (?:for|in)\b"
    ),
    "firm_need": (
        r"(?-i:\bRDAs?\b|\bRDIs?\b|\bRNIs?\b|\bPRIs?\b|\bAIs?\b)|recommended (?:daily |dietary |nutrient )*(?:allowances?|intakes?|amounts?)"
        r"|(?:adequate|reference|population reference) intakes?|daily (?:requirements?|needs?)|requirements?|dietary reference"
    ),
    "need": (
        r"need(?:s|ed|ing)?\b|allowances?\b|recommend(?:s|ed|ations?|ing)?\b|(?:should|must|ha(?:ve|s) to) (?:\w+ ){0,2}?(?:get|have|aim|consume|consider|eat|reach|take in|drink)|aim(?:s|ing)? (?:for|at|to)"
        r"|require[sd]?|targets?|goals?|intakes?|advise[sd]?|ought to|enough for|sufficient|meets? the|ask for|get at least|suggest(?:s|ed)?"
        r"|calls? for|set at"
    ),
}
_RATED = (
    r"(?:is|are|be|been|seems?|appears?|remains?) (?:\w+ly |considered |thought |regarded |known |to be |as |quite |still )*(?:safe|fine|ok|okay|harmless|all right|acceptable|well tolerated)\b"
    r"|(?:is |are )?(?:unlikely|not likely|not known|not expected) to (?:\w+ )?(?:harm|cause|do|be)\b|(?:should|must|ought to|is best|are best) (?:always |generally )?(?:be )?avoided\b"
)
"""What is said of an amount behind it that makes it the most that is safe, or too much."""
_TRAILING = frozenset({"per dose", "each dose", "at a time", "at one time", "at any one time", "at once", "in one go"})
"""Words of a portion that stand behind its amount."""
_WEAK = frozenset({"intake", "intakes", "set at"})
"""Words that name what a limit is of, or where it lies: `the upper limit for intake is set at`."""
_ORDER = ("average", "label", "portion", "firm_limit", "limit", "firm_need", "need")
_PURPOSE = {
    "average": Purpose.AVERAGE,
    "label": Purpose.LABEL,
    "portion": Purpose.PORTION,
    "firm_limit": Purpose.LIMIT,
    "limit": Purpose.LIMIT,
    "firm_need": Purpose.NEED,
    "need": Purpose.NEED,
}


@cache
def _pattern() -> Any:
    return re2.compile("(?i)" + "|".join(f"(?P<{name}>{_CUES[name]})" for name in _ORDER))


def cues(text: str) -> Iterator[Cue]:
    """Every cue of a normalised text, in its order."""
    for match in _pattern().finditer(text):
        name = match.lastgroup
        yield Cue(match.start(), match.end(), _PURPOSE[name], name.startswith(("firm", "average", "label")))


def purpose_of(text: str, end: int, until: int = 1 << 60, since: int = -1) -> Cue | None:
    """The cue that tells what the quantity that ends at `end` of a sentence is: a portion anywhere, else the last before it, else the first behind.

    What stands at `until` or later belongs to the next quantity, words of a portion right behind `since` to the one before.
    """
    found = list(cues(text))
    portion = next((c for c in found if c.purpose is Purpose.PORTION and not _is_of_another(text, c, end, since)), None)
    if portion is not None:
        return portion
    rated = _rated().search(text[end : min(until, end + 80)])
    before = [c for c in found if c.start < end]
    if rated is not None and not (before and before[-1].firm):
        return Cue(end + rated.start(), end + rated.end(), Purpose.LIMIT, firm=False)
    if not before:
        return next((c for c in found if end <= c.start < min(until, end + 80) and not _leads_on(text, c, until)), None)
    last = before[-1]
    if last.purpose is Purpose.NEED and not last.firm and text[last.start : last.end].lower() in _WEAK:
        limits = [c for c in before if c.purpose is Purpose.LIMIT and c.start > since]
        limit = next((c for c in reversed(limits) if c.firm or text[c.start : c.end].lower() in {"maximum", "max"}), None)
        last = limit or last
    return next((c for c in reversed(before) if c.firm and c.purpose is last.purpose), last)


def _is_of_another(text: str, cue: Cue, end: int, since: int) -> bool:
    """Whether words of a portion stand right behind the amount before this one: `1 g per dose and 4 g a day`."""
    return 0 <= since <= cue.start < end and cue.start - since <= 2 and text[cue.start : cue.end].lower() in _TRAILING


def _leads_on(text: str, cue: Cue, until: int) -> bool:
    """Whether a cue leads on to the next amount: `50 mcg daily, up to a maximum of 200 mcg`."""
    return text[until : until + 1].isdigit() and _leading().fullmatch(text[cue.end : until]) is not None


@cache
def _rated() -> Any:
    return re2.compile("(?i)" + _RATED)


@cache
def _leading() -> Any:
    return re2.compile(
        r"(?i)(?: (?:daily |weekly )?(?:doses?|intakes?|amounts?|levels?))?(?: of| is| to|:)?(?: (?:about|around|up to|from|between))* *"
    )
