"""Named stretches of a scale, and those that texts name `low` and `high` where the scale itself names only its normal range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clinlint.model.interval import INFINITY, Interval
from clinlint.record import record
from clinlint.reference.scales import Scale

_SIDES = frozenset({"reference-range", "category-scale", "cutoff"})
_LOW, _HIGH = ("low", "too low"), ("high", "raised", "elevated", "too high")


@record
class Band:
    """A named stretch of a scale: a category, one part of a category in two dimensions, or the figure of one group (`group` says which).

    `unit` is the unit of its figures where it is not the measure's. A goal has no name that texts use. `side`: all that lies below or above
    the normal range. `absent`: the scale knows nothing on that side, so that only the ends of its other categories show the wrong name.
    `judges`: the name is a word of praise or of blame, which holds anywhere in the interval.
    """

    scale: Scale
    names: tuple[str, ...]
    interval: Interval
    alternatives: Mapping[str, Interval]
    group: str = ""
    qualifier: bool = False
    unit: str = ""
    side: bool = False
    absent: bool = False
    judges: bool = False

    @property
    def name(self) -> str:
        """What the reference calls it."""
        return self.names[0]


def is_good(band: Band, good: frozenset[str]) -> bool:
    """Whether one of a band's names says that nothing is wrong."""
    return any(name.lower().partition(" (")[0] in good for name in band.names)


def sides(found: Scale, bands: Sequence[Band], good: frozenset[str]) -> list[Band]:
    """Bands with `low` and `high` as names of all that lies below and above the normal range, where no category has that name."""
    every = sorted((b for b in bands if not b.qualifier), key=lambda b: (b.interval.low, b.interval.high))
    if found.kind not in _SIDES or any(b.group for b in bands) or len(every) < 2:
        return []
    normal = [b for b in every if is_good(b, good)]
    if not normal:
        return []
    known = {name.lower() for b in bands for name in b.names}
    first, last = normal[0].interval, normal[-1].interval
    low, high = tuple(n for n in _LOW if n not in known), tuple(n for n in _HIGH if n not in known)
    told: list[Band] = []
    if "low" in low:
        told.append(_below(found, every, first, low))
    if "high" in high:
        told.append(_above(found, every, last, high))
    return told


def judgements(found: Scale, bands: Sequence[Band], better: str, words: tuple[tuple[str, ...], tuple[str, ...]]) -> list[Band]:
    """Bands with words of praise and of blame as names, on a scale that is better one way and has no category of that name.

    What is praised reaches from the good end up to the worst category, what is blamed from the bad end up to the best one.
    """
    every = sorted((b for b in bands if not (b.qualifier or b.side or b.group)), key=lambda b: (b.interval.low, b.interval.high))
    if not better or len(every) < 2:
        return []
    known = {name.lower() for b in bands for name in b.names}
    praise, blame = (tuple(n for n in names if n not in known) for names in words)
    low = Interval(-INFINITY, every[-1].interval.low, False, not every[-1].interval.low_closed)
    high = Interval(every[0].interval.high, INFINITY, not every[0].interval.high_closed, False)
    good, bad = (low, high) if better == "down" else (high, low)
    return [
        Band(found, names, interval, {}, side=True, absent=True, judges=True) for names, interval in ((praise, good), (blame, bad)) if names
    ]


def _below(found: Scale, every: Sequence[Band], normal: Interval, names: tuple[str, ...]) -> Band:
    mine = [b for b in every if b.interval.low < normal.low]
    if not mine:
        return Band(found, names, Interval(-INFINITY, normal.high, False, normal.high_closed), {}, side=True, absent=True)
    alternatives = mine[0].alternatives if len(mine) == 1 else {}
    return Band(found, names, Interval(mine[0].interval.low, normal.low, False, not normal.low_closed), alternatives, side=True)


def _above(found: Scale, every: Sequence[Band], normal: Interval, names: tuple[str, ...]) -> Band:
    mine = [b for b in every if b.interval.high > normal.high]
    if not mine:
        return Band(found, names, Interval(normal.low, INFINITY, normal.low_closed, False), {}, side=True, absent=True)
    alternatives = mine[0].alternatives if len(mine) == 1 else {}
    top = max(b.interval.high for b in mine)
    return Band(found, names, Interval(normal.high, top, not normal.high_closed, False), alternatives, side=True)
