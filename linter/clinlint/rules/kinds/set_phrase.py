"""Numbers in set phrases that give one figure of a scale without its category: `a standard drink holds 14 g of alcohol`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.bands import Band
from clinlint.facts.measures import categories_of, goals_of, unit_named
from clinlint.facts.populations import populations
from clinlint.facts.rates import rates
from clinlint.facts.role import Role, role_at
from clinlint.linguistics.sentences import Sentence
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding, Severity, Trust
from clinlint.model.interval import Interval
from clinlint.model.population import Sex
from clinlint.model.quantity import Form, Quantity, RatePhrase, Unit
from clinlint.model.settings import Settings
from clinlint.record import record, replace
from clinlint.reference.authorities import named
from clinlint.reference.scales import Scale, scale
from clinlint.rules.cut_offs import Slip, Stated, explain, fits, in_unit, touches
from clinlint.rules.judged import is_judged
from clinlint.rules.rule import Kind, Rule
from clinlint.rules.wording import figure, in_words, number

_VETO = frozenset({Role.MYTH, Role.QUESTION, Role.STUDY, Role.HISTORY, Role.MEASUREMENT})
_PERIODS = {"P1D": "day", "P7D": "week"}
_ROUNDED = Decimal("0.05")
"""How far a figure may be rounded that is one number and no range."""
_NEAR = 48
"""How far behind a number its rate may stand."""
_REACH = 240
"""How much of a sentence before a number is held against a phrase."""


@record
class _Said:
    """A number of a phrase: code points `[start, end)` of block `block`, and what it says; `near`: the distance of an acuity.

    `told_from`: where the finding begins if the words before the number belong to it; -1 where it is the number alone.
    """

    phrase: Mapping[str, Any]
    block: int
    start: int
    end: int
    stated: Stated
    approximate: bool = False
    near: int = 0
    rate: RatePhrase | None = None
    told_from: int = -1


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    judged: set[tuple[int, int]] = set()
    for place, phrase in enumerate(rule.options["phrases"]):
        for index in sorted({hit.block for hit in article.each_hit(f"{rule.id}#{place}")}):
            if article.blocks[index].kind is BlockKind.FIELD:
                continue
            for sentence in article.sentences(index):
                if sentence.end - sentence.start > 2000:
                    continue
                for said in _said(article, index, sentence, phrase):
                    if (index, said.start) not in judged:
                        judged.add((index, said.start))
                        yield from _judge(rule, article, sentence, said, settings)


def _said(article: Article, index: int, sentence: Sentence, phrase: Mapping[str, Any]) -> Iterator[_Said]:
    """Numbers of a sentence that stand where the phrase has one."""
    text = article.texts[index]
    for start, end, said in _numbers(article, index, sentence, phrase):
        first = max(sentence.start, start - _REACH)
        match = _pattern(phrase["before"] + "$").search(text[first:start])
        if not match or not _pattern("^(?:" + phrase.get("after", "") + ")").search(text[end : sentence.end]):
            continue
        if "unless" in phrase and _pattern(phrase["unless"]).search(text[sentence.start : sentence.end]):
            return
        yield replace(said, told_from=first + match.start()) if phrase.get("named") else said


def _numbers(article: Article, index: int, sentence: Sentence, phrase: Mapping[str, Any]) -> Iterator[tuple[int, int, _Said]]:
    if "as" in phrase:
        words = article.texts[index][sentence.start : sentence.end]
        for match in (_age() if phrase["as"] == "age" else _acuity()).finditer(words):
            start, end = match.start() + sentence.start, match.end() + sentence.start
            stated = _acuity_of(match) if phrase["as"] == "acuity" else Stated(Interval.point(Decimal(match[0])), Form.POINT, None, 0)
            near = int(match["near"]) if phrase["as"] == "acuity" else 0
            yield start, end, _Said(phrase, index, start, end, _meant(stated, phrase), near=near)
        return
    every = article.fact(article_quantities)[index]
    for quantity in every[bisect_left(every, sentence.start, key=_begin) : bisect_left(every, sentence.end, key=_begin)]:
        if quantity.converts < 0 and quantity.form is not Form.FUSED:
            unit = _unit(quantity.unit, phrase)
            places = max(n.places for n in quantity.numbers)
            stated = _meant(Stated(quantity.interval, quantity.form, unit, places), phrase)
            if (
                phrase.get("form") == "at most"
                and stated.form.upward
                and _denied().search(article.texts[index][sentence.start : quantity.start])
            ):
                stated = stated.with_(Interval.at_most(stated.interval.low), Form.AT_MOST)
            rate = _rate(article.texts[index], quantity, sentence)
            said = _Said(phrase, index, quantity.start, quantity.end, stated, quantity.approximate, rate=rate)
            yield quantity.start, quantity.end, said
            if quantity.rate is not None:
                yield quantity.start, quantity.core_end, said


def _begin(quantity: Quantity) -> int:
    return quantity.core_start


def _rate(text: str, quantity: Quantity, sentence: Sentence) -> RatePhrase | None:
    """How often, right at a number or shortly behind it."""
    if quantity.rate is not None:
        return RatePhrase(*quantity.rate_at, quantity.rate)
    found = next(iter(rates(text[quantity.end : sentence.end][:_NEAR])), None)
    return RatePhrase(found.start + quantity.end, found.end + quantity.end, found.rate) if found else None


def _acuity_of(match: Any) -> Stated:
    """What `20/200 or worse` says of an acuity as a decimal; a worse acuity is a lower one."""
    value = (Decimal(match["near"]) / Decimal(match["far"])).quantize(Decimal("0.001"))
    words = " ".join((match["before"] or match["after"] or "").lower().split())
    if words.removeprefix("or ").startswith(("better", "more", "greater", "higher", "above")):
        return Stated(Interval.at_least(value), Form.AT_LEAST, None, 3)
    return Stated(Interval.at_most(value), Form.AT_MOST, None, 3) if words else Stated(Interval.point(value), Form.POINT, None, 3)


def _unit(written: Unit | None, phrase: Mapping[str, Any]) -> Unit | None:
    """The unit of a number with what the words of the phrase add: of a bare number, or of what it is `per`."""
    below = unit_named(phrase["per"]) if "per" in phrase else None
    if written is not None and below is not None:
        return written.per(below)
    return written or (unit_named(phrase["unit"]) if "unit" in phrase else None)


def _meant(stated: Stated, phrase: Mapping[str, Any]) -> Stated:
    """A lone number as the phrase means it: `from the age of 65` is 65 or more."""
    if stated.form is not Form.POINT or "form" not in phrase:
        return stated
    value = stated.interval.low
    if phrase["form"] == "at least":
        return stated.with_(Interval.at_least(value), Form.AT_LEAST)
    return stated.with_(Interval.at_most(value), Form.AT_MOST)


def _judge(rule: Rule, article: Article, sentence: Sentence, said: _Said, settings: Settings) -> Iterator[Finding]:
    index, phrase = said.block, said.phrase
    if is_judged(article, index, said.start, said.end, settings.jurisdictions):
        return
    role = role_at(article, index, said.start, said.end)
    before = article.texts[index][sentence.start : said.start]
    vetoed = role.role in _VETO and not (role.role is Role.MEASUREMENT and _supposed().search(before))
    if vetoed or (role.negated and not said.stated.form.downward) or said.approximate:
        return
    text = article.texts[index][sentence.start : sentence.end]
    speaking = tuple(n.authority for n in named(text))
    every = [b for identifier in phrase["scales"] for b in _bands(identifier, tuple(phrase.get("of", ())))]
    held = [b for b in every if any(who.speaks(b.scale.authority, b.scale.jurisdictions) for who in speaking)]
    if not held and any(who.elsewhere for who in speaking):
        return
    held = held or [b for b in every if "INT" in b.scale.jurisdictions or b.scale.jurisdictions & settings.jurisdictions]
    held = [b for b in held if _of_sex(b, _sex(text, said.start - sentence.start, said.end - sentence.start))]
    if not held:
        return
    other_period = said.rate is not None and "period" in phrase and said.rate.rate.period != phrase["period"]
    if any(_fits(said.stated, b) for b in held):
        if other_period and said.rate is not None and any(_is_end(said.stated, b) for b in held):
            yield _finding(rule, article, replace(said, end=max(said.end, said.rate.end)), held[0], said.stated.unit)
        return
    slip, band, right, _ = explain(said.stated, held, numbers_signed=False)
    if slip is Slip.DECIMAL and right is not None and right.form is Form.POINT and not _is_end(right, band):
        slip = Slip.FIGURE
    if slip is Slip.FIGURE and not (phrase.get("firm") and _is_far(said.stated, held, exact=phrase.get("exact", False))):
        return
    if other_period or (slip is Slip.UNIT and right is None):
        return
    yield _finding(rule, article, said, band, right.unit if slip is Slip.UNIT and right else said.stated.unit)


def _fits(stated: Stated, band: Band) -> bool:
    """Whether a lone number lies in the band, or what is compared has the band's own end."""
    if band.interval.is_point:
        values = [i.low for i, _ in in_unit(band, stated.unit)]
        return any(
            abs(end - value) <= value * _ROUNDED
            for value in values
            for end in (stated.interval.low, stated.interval.high)
            if end.is_finite()
        )
    return fits(stated, band) and (stated.form in {Form.POINT, Form.RANGE} or touches(stated, band))


def _is_end(stated: Stated, band: Band) -> bool:
    """Whether a number is an end of the band, as far as it is rounded."""
    given = [end for end in (stated.interval.low, stated.interval.high) if end.is_finite()]
    ends = [end for interval, _ in in_unit(band, stated.unit) for end in (interval.low, interval.high) if end.is_finite()]
    return any(abs(one - end) <= abs(end) * _ROUNDED for one in given for end in ends)


def _is_far(stated: Stated, held: Sequence[Band], *, exact: bool) -> bool:
    """Whether a figure that no slip explains is another one than any band's, and no narrower comparison."""
    return not any(_is_end(stated, b) or (not exact and _is_inside(stated, b)) for b in held)


def _is_inside(stated: Stated, band: Band) -> bool:
    """Whether a comparison is a narrower one than the band's: a TSH above 10 is a high one too."""
    return any(stated.interval.within(interval) for interval, _ in in_unit(band, stated.unit))


def _finding(rule: Rule, article: Article, said: _Said, band: Band, unit: Unit | None) -> Finding:
    evidence = band.scale.evidence
    found = figure(article.texts[said.block][said.start : said.end]).rstrip(".")
    expected = _expected(said, band, unit)
    if "period" in said.phrase:
        expected = f"{expected} a {_PERIODS[said.phrase['period']]}"
    who = f"{evidence.authority} {evidence.year}" if evidence.year else evidence.authority
    name = said.phrase["name"]
    return rule.at(
        article.blocks[said.block],
        said.told_from if said.told_from >= 0 else said.start,
        said.end,
        message=f"{name[:1].upper()}{name[1:]} is given as {found}; {who} says {expected}.",
        severity=Severity.INFO if evidence.trust is Trust.UNVERIFIED else None,
        found=found,
        expected=expected,
        evidence=(evidence,),
        detail=(("measure", band.scale.measure.name),),
    )


def _expected(said: _Said, band: Band, unit: Unit | None) -> str:
    """The band in a unit where it can be; an acuity as the text writes acuities."""
    interval = band.interval
    if said.near:
        worse = not interval.low or not interval.low.is_finite()
        return f"{said.near}/{said.near / (interval.high if worse else interval.low):.0f} or {'worse' if worse else 'better'}"
    shown = in_unit(band, unit)
    unit = unit if shown else unit_named(band.unit or band.scale.measure.unit)
    if shown and interval.is_point:
        return f"{number(shown[-1][0].low.normalize())} {unit.name if unit else ''}".strip()
    return in_words(shown[-1][0] if shown else interval, band, unit)


@cache
def _bands(identifier: str, of: tuple[str, ...]) -> tuple[Band, ...]:
    """The figures of a scale that a phrase may give, by their names; of several, also all of them together."""
    found = scale(identifier)
    every = [*_criteria(found), *categories_of(identifier), *goals_of(identifier)]
    mine = [b for b in every if not of or b.group in of or any(name in of for name in b.names)]
    mine = [replace(b, scale=replace(b.scale, domain=None)) if b.interval.is_point else b for b in mine]
    if len(of) > 1 and mine and all(b.group == mine[0].group for b in mine):
        low, high = min(mine, key=lambda b: b.interval.low).interval, max(mine, key=lambda b: b.interval.high).interval
        mine.append(replace(mine[0], interval=Interval(low.low, high.high, low.low_closed, high.high_closed), alternatives={}))
    return tuple(mine)


def _criteria(found: Scale) -> Sequence[Band]:
    return [
        Band(found, (item.name,), item.interval, item.alternatives, item.name, unit=item.unit or found.measure.unit)
        for item in found.criteria
        if item.interval is not None
    ]


def _of_sex(band: Band, sex: Sex) -> bool:
    if sex == "any":
        return True
    words = (*band.group.lower().split(), *band.name.lower().split())
    return ("men" if sex == "female" else "women") not in words and band.scale.population.sex in {"any", sex}


def _sex(text: str, start: int, end: int) -> Sex:
    """Of whom a number is: the group right behind it, else the only one before."""
    told = [p for p in populations(text) if p.population.sex != "any"]
    after = next((p for p in told if 0 <= p.start - end <= 24 and not set(text[end : p.start]) & set(",;")), None)
    if after is not None and text[end : after.start].strip().lower().rpartition(" ")[2] in {"in", "for", "among", "if", "("}:
        return after.population.sex
    before = {p.population.sex for p in told if p.end <= start}
    return before.pop() if len(before) == 1 else "any"


@cache
def _pattern(source: str) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(source, options)


@cache
def _denied() -> Any:
    """A denial that makes a ceiling of what is above a number: `should not go above`."""
    return re2.compile(r"(?i)(?:\b(?:not|never|avoid|nobody|no one)\b|n't\b)[^,;]{0,24}$")


@cache
def _supposed() -> Any:
    """Somebody's value as a condition, in no past: `when her T-score is`."""
    return re2.compile(
        r"(?i)\b(?:when|if|once|whose)\b(?: (?:you|your|his|her|their|the|a|somebody's|[a-z-]+-scores?|is|are|falls?|of|at|level|levels))* $"
    )


@cache
def _acuity() -> Any:
    """A visual acuity as Snellen wrote it, with its comparison: `20/200 or worse`."""
    return re2.compile(
        r"(?i)(?P<before>(?:worse|less|poorer|lower|better|more|greater|higher) than |below |above )?\b(?P<near>[1-9]\d{0,2})/(?P<far>[1-9]\d{0,2})\b(?P<after> or (?:worse|less|lower|poorer|below|better|greater|more|higher|above))?"
    )


@cache
def _age() -> Any:
    return re2.compile(r"\b\d{1,3}\b")


KIND = Kind(
    options={
        "properties": {
            "phrases": {
                "type": "array",
                "minItems": 1,
                "description": "Phrases with one number, and the figures of the reference that it may be.",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["name", "scales", "wakes", "before"],
                    "properties": {
                        "name": {"type": "string", "description": "What the number is, for the message."},
                        "scales": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                        "of": {
                            "type": "array",
                            "items": {"type": "string"},
                            "description": "Names of criteria, groups or categories of the scales; all where none is given.",
                        },
                        "wakes": {"type": "string", "description": "RE2 pattern of words that are cheap to find."},
                        "before": {"type": "string", "description": "RE2 pattern of the words right before the number."},
                        "after": {"type": "string", "description": "RE2 pattern of the words right behind it."},
                        "per": {
                            "type": "string",
                            "description": "Unit below the number's own: 30 mg of albumin for each `g` of creatinine.",
                        },
                        "period": {"enum": ["P1D", "P7D"], "description": "How often the number is meant, where a rate stands beside it."},
                        "unless": {"type": "string", "description": "RE2 pattern of words of the sentence that make it another matter."},
                        "unit": {"type": "string", "description": "Unit of a number that stands without one."},
                        "form": {"enum": ["at least", "at most"], "description": "How a lone number is meant."},
                        "as": {"enum": ["age", "acuity"], "description": "The number is an age, or an acuity such as 20/200."},
                        "named": {
                            "type": "boolean",
                            "description": "The words before the number are marked too: one of them may be the wrong one.",
                        },
                        "exact": {"type": "boolean", "description": "A narrower comparison is wrong too: at least five where it is four."},
                        "firm": {"type": "boolean", "description": "Tell of any other figure, not only of one that a slip explains."},
                    },
                },
            }
        },
        "required": ["phrases"],
    },
    check=_check,
    triggers=lambda rule: {str(place): phrase["wakes"] for place, phrase in enumerate(rule.options["phrases"])},
)
