"""Pairs of numbers in two units that do not say the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clinlint.facts.article import Article
from clinlint.facts.conversions import Pair, agrees, conversions, rules_of
from clinlint.facts.conversions import Rule as Conversion
from clinlint.facts.role import Role, role_at
from clinlint.model.finding import Applicability, Edit, Finding, Fix
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule
from clinlint.rules.wording import figure, number


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    for pair in article.fact(conversions):
        known = rules_of(pair)
        if not known or any(agrees(conversion, pair.first, pair.second) for conversion in known):
            continue
        if role_at(article, pair.block, pair.first.start, pair.second.end).role in {Role.MYTH, Role.QUESTION}:
            continue
        if _told_of_a_dose(article, pair, settings):
            continue
        yield _finding(rule, article, pair, known[0])


def _told_of_a_dose(article: Article, pair: Pair, settings: Settings) -> bool:
    """Whether a rule on doses speaks of the pair already, and knows the substance."""
    from clinlint.rules.doses.judge import judge

    verdicts = article.fact(judge(settings.jurisdictions))
    return any(v.dose.block == pair.block and v.start < pair.second.end and pair.first.core_start < v.end for v in verdicts)


def _finding(rule: Rule, article: Article, pair: Pair, conversion: Conversion) -> Finding:
    text, block = article.texts[pair.block], article.blocks[pair.block]
    first = figure(text[pair.first.core_start : pair.first.core_end])
    second = figure(text[pair.second.core_start : pair.second.core_end])
    unit = pair.second.unit.name if pair.second.unit else ""
    places = [max(n.places, 0) for n in pair.second.numbers]
    right = [conversion(n.value) for n in pair.first.numbers]
    shown = [number(_rounded(value, place)) for value, place in zip(right, places, strict=True)]
    expected = f"{' to '.join(shown)}{'' if unit == '%' else ' '}{unit}"
    if _in_hours(pair, second):
        hours, minutes = divmod(int(right[0]), 60)
        expected = " and ".join(f"{n} {what}{'s' if n > 1 else ''}" for n, what in ((hours, "hour"), (minutes, "minute")) if n)
    what = f" for {pair.measure}" if pair.measure and not conversion.exact else ""
    edits = [
        (n.digits, n.end, s.lstrip("\u2212"))
        for n, s, value in zip(pair.second.numbers, shown, right, strict=True)
        if abs(n.value - value) > abs(value) * Decimal("0.01")
    ]
    fixes: tuple[Fix, ...] = ()
    if edits and not _in_hours(pair, second) and all(block.map.exact(s, e) for s, e, _ in edits):
        title = "Replace by " + ", ".join(t for _, _, t in edits)
        fixes = (Fix(title, Applicability.SUGGESTED, tuple(Edit(block.map.span(s, e), t) for s, e, t in edits)),)
    end = pair.second.core_end
    return rule.at(
        block,
        pair.first.core_start,
        end + 1 if text[end : end + 1] in {")", "]"} else end,
        message=f"{first} is given as {second}{what}; it is {expected}.",
        found=second,
        expected=expected,
        fixes=fixes,
        detail=(("measure", pair.measure),),
    )


def _in_hours(pair: Pair, written: str) -> bool:
    """Whether minutes are written as hours and minutes."""
    return pair.second.unit is not None and pair.second.unit.code == "min" and " h" in written.lower()


def _rounded(value: Decimal, places: int) -> Decimal:
    if not places and abs(value) < 10 and value % 1:
        places = 1
    return value.quantize(Decimal(10) ** -places)


KIND = Kind(options={"properties": {}, "required": []}, check=_check, triggers=lambda _: {"": "[0-9]"})
