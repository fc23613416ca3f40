"""How often: `a day`, `/d`, `once weekly`, `every six months`, `twice a day`, `BID`, wherever it stands in a block's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.numbers import NOTATION
from clinlint.model.interval import Interval
from clinlint.model.quantity import Rate, RatePhrase
from clinlint.resources import compiled

_ONE = Interval.point(Decimal(1))


@cache
def _data() -> Mapping[str, Any]:
    result: Mapping[str, Any] = compiled(NOTATION)["rates"]
    return result


@cache
def _periods() -> Mapping[str, tuple[str, Decimal]]:
    """Duration and days by noun and adverb, in lower case."""
    return {
        word.lower(): (row["period"], Decimal(row["days"]))
        for row in _data()["periods"]
        for word in (*row["nouns"], *row.get("adverbs", ()))
    }


def _source() -> str:
    number = r"(?:\d{1,3}|" + "|".join(compiled(NOTATION)["numerals"]["words"]) + ")"
    nouns = "|".join(sorted((re.escape(n) for row in _data()["periods"] for n in row["nouns"]), key=len, reverse=True))
    adverbs = "|".join(sorted((re.escape(a) for row in _data()["periods"] for a in row.get("adverbs", ())), key=len, reverse=True))
    short = "|".join(re.escape(a) for a in _data()["abbreviations"])
    count = rf"(?P<count>once|twice|thrice|{number}(?: ?(?:-|to|or) ?{number})? times|(?:a )?single (?:dose )?)"
    every = rf"(?:every|each|q) ?(?P<step>{number}(?: ?(?:-|to|or) ?{number})?|other|second|third|few)?[ -]?(?P<of>{nouns})\b"
    per = rf"(?:/ ?|per |an? |in an? |in one |in any |in |within |over )(?P<per>{nouns})\b"
    monthly = rf"(?P<nth>{number})[ -](?P<ly>hourly|weekly|monthly|yearly)"
    inner = rf"{monthly}|{every}|{per}|(?P<adverb>{adverbs})\b|(?P<short>(?:{short}))(?:\b|$| )"
    return rf"(?:{count}[ -]?)?(?:{inner})"


@cache
def _here() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(_source(), options)


@cache
def _everywhere() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(rf"(?:^|[^\w/-])(?:{_source()})", options)


def rate_at(text: str, start: int) -> RatePhrase | None:
    """The rate that begins at a code point of a normalised text."""
    match = _here().match(text[start : start + _WINDOW])
    return _phrase(match.groupdict(), start, start + match.end()) if match else None


_WINDOW = 64
"""Code points that a rate may take."""


def rates(text: str) -> Iterator[RatePhrase]:
    """Every rate in a normalised text, in order, none inside another."""
    for match in _everywhere().finditer(text):
        groups = match.groupdict()
        start, end = match.span()
        if start < end and not text[start].isalnum() and text[start] != "/":
            start += 1
        if groups["per"] and not groups["count"] and not text.startswith(("/", "per ", "a ", "an "), start):
            continue
        phrase = _phrase(groups, start, end)
        if phrase:
            yield phrase


def _phrase(groups: Mapping[str, str | None], start: int, end: int) -> RatePhrase | None:
    count = _count(groups["count"])
    if groups["short"]:
        times = _data()["abbreviations"].get(groups["short"]) or _data()["abbreviations"].get(groups["short"].upper())
        if times is None or groups["short"] == "bd":
            return None
        return RatePhrase(start, end, Rate(Interval.point(Decimal(times)), "P1D", Decimal(1)))
    if groups["nth"] and groups["ly"]:
        noun = groups["ly"].lower().removesuffix("ly")
        return RatePhrase(start, end, _every(_number(groups["nth"]), noun, count))
    if groups["of"] and groups["step"]:
        step = groups["step"].lower()
        ordinal = {"other": Decimal(2), "second": Decimal(2), "third": Decimal(3)}.get(step)
        if step == "few":
            return None
        return RatePhrase(start, end, _every(ordinal or _range(step).high, groups["of"] or "", count))
    noun = groups["of"] or groups["per"] or groups["adverb"] or ""
    if not groups["count"] and groups["per"] and groups["per"] in {"H", "D", "MO"}:
        return None
    period, days = _periods()[noun.lower()]
    return RatePhrase(start, end, Rate(count, period, days))


def _every(step: Decimal, noun: str, count: Interval) -> Rate:
    period, days = _periods()[noun.lower()]
    if step == 0:
        return Rate(count, period, days)
    if period == "P1D" and noun.lower().startswith("24"):
        return Rate(count, period, days)
    head, tail = ("PT", period[-1]) if period.startswith("PT") else ("P", period[-1])
    size = int(period[len(head) : -1])
    return Rate(count, f"{head}{step * size:f}{tail}", days * step)


def times_daily(count: str | None) -> Rate:
    """Once a day, or as often as a word or a number says."""
    return Rate(_count(count), "P1D", Decimal(1))


def _count(text: str | None) -> Interval:
    if text is None:
        return _ONE
    word = text.lower().removesuffix(" times").strip()
    if word in _data()["times"]:
        return Interval.point(Decimal(_data()["times"][word]))
    return _ONE if "single" in word else _range(word)


def _range(text: str) -> Interval:
    ends = [_number(part) for part in re.split(r" ?(?:-|to|or) ?", text) if part]
    return Interval(min(ends), max(ends)) if ends else _ONE


def _number(word: str) -> Decimal:
    words: Mapping[str, int] = compiled(NOTATION)["numerals"]["words"]
    return Decimal(words.get(word.lower(), word if word.isdigit() else 1))


def spoken(word: str) -> Decimal | None:
    """A count in digits or in one word; None where it is neither, or none."""
    words: Mapping[str, int] = compiled(NOTATION)["numerals"]["words"]
    value = words.get(word.lower(), word if word.isdigit() else 0)
    return Decimal(value) or None
