"""Whom a text speaks of: ages, sex, pregnancy, breastfeeding, menopause, wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import re2

from clinlint.facts.numbers import NOTATION
from clinlint.facts.units import unit_at
from clinlint.model.interval import INFINITY, Interval
from clinlint.model.population import Population
from clinlint.record import record, replace
from clinlint.resources import compiled

_TWELVE = Decimal(12)
_WEEKS = Decimal(52)


@record
class PopulationPhrase:
    """A group of people and its code points `[start, end)` in the block's text."""

    start: int
    end: int
    population: Population


@record
class _Mention:
    start: int
    end: int
    group: Population | None = None
    age: Interval | None = None


@cache
def _groups() -> Mapping[str, Population]:
    data = compiled(NOTATION)["groups"]
    found: dict[str, Population] = {}
    for row in (*data["groups"], *data["states"]):
        population = Population(
            age=Interval.parse(row["age"]) if "age" in row else None,
            sex=row.get("sex", "any"),
            pregnancy=row.get("pregnancy", False),
            lactation=row.get("lactation", False),
            condition=row.get("condition", ""),
        )
        found.update(dict.fromkeys(row["words"], population))
    return found


def _number() -> str:
    return r"(?:\d{1,3}(?:\.5)?|" + "|".join(compiled(NOTATION)["numerals"]["words"]) + ")"


@cache
def _parts() -> tuple[str, ...]:
    """The ways of naming people: six with their age, groups with or without it, states."""
    data = compiled(NOTATION)["groups"]
    n, u = _number(), r"(?:years?|yrs?|months?|mos?|weeks?)"
    b = r"(?: ?[-/] ?| (?:to|and|through|or|up to) )"
    people = "|".join(sorted((w for row in data["groups"] for w in row["words"]), key=len, reverse=True))
    states = "|".join(sorted((w for row in data["states"] for w in row["words"]), key=len, reverse=True))
    over = r"over|under|older than|younger than|above|below|at least|from|after|before|by|until|up to|at|beyond|past|less than|more than"
    tail = r"(?:,? (?:and|or) (?:over|older|above|up|upwards?|under|younger|below|more)|\+)"
    return (
        rf"\b(?:aged?|ages)(?: of)?(?: (?P<how1>between|from|{over}))?(?: of)? (?P<a1>{n})(?:[ -]?(?P<u1>{u})\b)?(?:{b}(?P<b1>{n})\b)?(?:[ -]?(?P<v1>{u})\b)?(?: of age| old)?(?P<t1>{tail})?",
        rf"\b(?P<how2>{over})(?: the)? ages? (?:of )?(?:about |around )?(?P<a2>{n})(?:(?: to |-)(?P<b2>{n})\b)?(?:[ -]?(?P<u2>{u})\b)?",
        rf"\b(?:(?P<how3>{over}) )?(?P<a3>{n})(?:[ -]?(?P<u3>{u}))?(?:{b}(?P<b3>{n}))?[ -]?(?P<v3>{u})(?:[ -]of[ -]age|[ -]olds?)\b(?P<t3>{tail})?",
        rf"\b(?P<a4>{n})(?:{b}(?P<b4>{n}))? ?(?P<u4>{u})?(?P<t4>,? (?:and|or) (?:older|younger)\b)",
        rf"\b(?P<a5>{n})(?:{b}(?P<b5>{n}))? ?(?P<u5>years?)(?P<t5>,? (?:and|or) (?:over|above|under|below|up)\b|\+)",
        r"\bin (?:your|their|his|her|our|the) (?:early |mid-?|late )?(?P<a6>\d0)s\b",
        rf"\b(?:{people})\b(?P<g>,? ?(?:(?:who are |who is |of )?(?:aged |ages )?(?:(?P<how7>{over}|between|of)(?: the age of)? )?\(?(?P<a7>{n})(?:{b}(?P<b7>{n})\b)?(?:[ -]?(?P<u7>{u})\b)?(?: old)?(?P<t7>{tail})?))?",
        rf"\b(?:{states})\b",
    )


@cache
def _pattern() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile("|".join(_parts()), options)


@cache
def _aged() -> Any:
    """Whether any age is named; without captures this is told many times faster than where."""
    *aged, group, _ = _parts()
    options = re2.Options()
    options.case_sensitive = False
    options.never_capture = True
    return re2.compile("|".join((*aged, group.removesuffix("?"))), options)


@cache
def _bare() -> Any:
    n, u = _number(), r"(?:years?|yrs?|y|months?|mos?|mo|m)"
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(
        rf"(?:^|[ ,(])(?P<how>[<>≤≥]|birth|over|under|above)? ?(?:to )?(?P<a>{n})?(?: ?(?P<u>{u}))?(?: ?(?:-|to|through) ?(?P<b>{n}))? ?(?P<v>{u})?\.?(?P<t>\+|,? (?:and|or|&) (?:over|older|above|up|younger))?(?:$|[ ,):*])",
        options,
    )


def age_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Code points of a normalised text whose numbers are ages."""
    if not _aged().search(text):
        return ()
    return tuple((m.start, m.end) for m in _mentions(text) if m.age is not None and (m.group is None or m.group.age is not m.age))


def populations(text: str) -> tuple[PopulationPhrase, ...]:
    """Groups of people that a normalised text names, in order; a group and its age make one."""
    found: list[PopulationPhrase] = []
    for mention in _mentions(text):
        population = _population(mention)
        last = found[-1] if found else None
        if last is not None and _joins(text[last.end : mention.start], last.population, population):
            found[-1] = PopulationPhrase(last.start, mention.end, _merged(last.population, population))
            continue
        found.append(PopulationPhrase(mention.start, mention.end, population))
    return tuple(found)


def population_of(text: str) -> Population | None:
    """The group that a table header, a cell or a list label stands for (`19-50 years`, `Women 51+`, `Pregnancy`); None where it is none."""
    if len(text) > 80:
        return None
    named = populations(text)
    merged: Population | None = None
    for phrase in named:
        merged = phrase.population if merged is None else _merged(merged, phrase.population)
    if merged is not None and any(m.age is not None and (m.group is None or m.group.age is not m.age) for m in _mentions(text)):
        return merged
    match = _bare().search(text)
    age = _bare_age(match.groupdict(), text) if match else None
    if age is None:
        return merged
    return replace(merged, age=age) if merged else Population(age=age)


def _bare_age(groups: Mapping[str, str | None], text: str) -> Interval | None:
    how = (groups["how"] or "").lower()
    first, second, tail = groups["a"], groups["b"], groups["t"] or ""
    unit = groups["v"] or groups["u"]
    lowered = text.lower()
    if first is None and not (how == "birth" and second):
        return None
    if unit is None and not (tail or second or "age" in lowered or "year" in lowered):
        return None
    if how == "birth":
        how, first, second = "", "0", second or first
    word = {"<": "under", "≤": "up to", ">": "over", "≥": "at least"}.get(how, how)
    return _age(word, first or "0", second, (groups["u"] or "", unit or ""), tail)


@lru_cache(maxsize=64)
def _mentions(text: str) -> tuple[_Mention, ...]:
    found: list[_Mention] = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        group = _groups().get(text[start:end].lower())
        mention = _Mention(start, end, group) if group is not None else _mention(text, match.groupdict(), start, end)
        if mention is not None:
            found.append(mention)
    return tuple(found)


_ONE_OF = ("man of", "woman of", "girl of", "boy of")


def _mention(text: str, groups: Mapping[str, str | None], start: int, end: int) -> _Mention | None:
    number = next((k for k in "1234567" if groups.get(f"a{k}")), "")
    words = text[start:end].lower()
    if not number:
        if groups["g"]:
            end -= len(groups["g"])
            words = text[start:end].lower()
        return _Mention(start, end, _groups().get(words))
    group = None
    if number == "7":
        group = next((p for w, p in sorted(_groups().items(), key=lambda i: -len(i[0])) if words.startswith(w)), None)
        bare = end - len(groups["g"] or "")
        unit = unit_at(text, end + 1 if text[end : end + 1] in {" ", "-"} else end)
        plain = (
            not (groups["how7"] or groups["b7"] or groups["t7"] or groups["u7"])
            and "age" not in (groups["g"] or "")
            and not words.startswith(_ONE_OF)
        )
        other = text[end : end + 1] in {".", ","} and text[end + 1 : end + 2].isdigit()
        if (
            plain
            or other
            or text[end : end + 1] == "%"
            or (unit and unit[0].dimension != "time")
            or (groups["how7"] == "of" and not (groups["u7"] or words.startswith(_ONE_OF)))
        ):
            return _Mention(start, bare, group)
    if number == "6":
        low = Decimal(groups["a6"] or 0)
        return _Mention(start, end, None, Interval(low, low + 10, True, False))
    how = (groups.get(f"how{number}") or "").lower()
    unit_word = groups.get(f"v{number}") or groups.get(f"u{number}") or ""
    age = _age(
        how,
        groups[f"a{number}"] or "",
        groups.get(f"b{number}"),
        (groups.get(f"u{number}") or "", unit_word),
        groups.get(f"t{number}") or "",
    )
    return _Mention(start, end, group, age) if age or group else None


def _age(how: str, first: str, second: str | None, units: tuple[str, str], tail: str) -> Interval | None:
    first_unit, unit = units
    step = _step(unit)
    low = _value(first) / _step(first_unit or unit)
    if low > 125:
        return None
    whole = Decimal(1) if step == 1 else Decimal(0)
    if second is not None:
        high = _value(second) / step
        return Interval(min(low, high), max(low, high) + whole, True, False) if low != high else None
    ending = tail.rsplit(maxsplit=1)[-1] if tail.strip() else ""
    if (
        ending in {"over", "older", "above", "up", "upward", "upwards", "more"}
        or tail == "+"
        or how in {"from", "at least", "after", "beyond", "past", "older than", "over", "above", "more than"}
    ):
        strictly = how in {"older than", "over", "above", "more than"} and not ending
        return Interval(low + (whole if strictly else 0), INFINITY, True, False)
    if ending in {"under", "younger", "below"} or how in {"under", "younger than", "below", "before", "until", "up to", "by", "less than"}:
        bound = low + (whole if how == "up to" or ending == "younger" else 0)
        return Interval(Decimal(0), bound, True, False) if bound else None
    return Interval(low, low + 1 / step, True, False)


def _step(unit: str) -> Decimal:
    if unit.lower().startswith("m"):
        return _TWELVE
    return _WEEKS if unit.lower().startswith("w") else Decimal(1)


def _value(word: str) -> Decimal:
    words: Mapping[str, int] = compiled(NOTATION)["numerals"]["words"]
    return Decimal(words.get(word.lower(), 0)) if not word[0].isdigit() else Decimal(word)


def _population(mention: _Mention) -> Population:
    group = mention.group or Population()
    return replace(group, age=mention.age) if mention.age is not None else group


def _joins(gap: str, last: Population, this: Population) -> bool:
    """Whether the next mention only says more about the same people."""
    words = gap.strip(" ,(").lower()
    if len(gap) > 24:
        return False
    if words in {"", "who are", "aged", "of", "is", "are", "in", "and", "or", "at", "who"}:
        if words in {"and", "or"}:
            return last.age is None and not (last.pregnancy or last.lactation or this.pregnancy or this.lactation)
        return not (this.age is not None and last.age is not None and _specific(last) and _specific(this))
    return False


def _specific(population: Population) -> bool:
    return population.sex != "any" and population.age is not None


def _merged(a: Population, b: Population) -> Population:
    sex = a.sex if b.sex == "any" else b.sex if a.sex == "any" else a.sex if a.sex == b.sex else "any"
    age = b.age if a.age is None else a.age if b.age is None else _narrower(a.age, b.age)
    return Population(age, sex, a.pregnancy or b.pregnancy, a.lactation or b.lactation, a.condition or b.condition)


def _narrower(a: Interval, b: Interval) -> Interval:
    if a.within(b):
        return a
    return b if b.within(a) or not a.overlaps(b) else Interval(max(a.low, b.low), min(a.high, b.high), True, False)
