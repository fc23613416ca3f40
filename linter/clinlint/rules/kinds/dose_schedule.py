"""Drugs that an article says are taken daily, or at an interval that nobody gives, without an amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import re2

from clinlint.facts.article import Article
from clinlint.facts.dose_schedules import Schedule, carried, schedules
from clinlint.facts.rates import rates
from clinlint.facts.role import Role, role_at
from clinlint.model.finding import Finding, Severity
from clinlint.model.settings import Settings
from clinlint.reference.periods import period_words
from clinlint.reference.substances import Row, Substance, spaced_names, substance, substance_names
from clinlint.rules.doses.amounts import days
from clinlint.rules.doses.verdict import rate_words
from clinlint.rules.rule import Kind, Rule

_ALLOWED = frozenset({Role.RECOMMENDATION, Role.STATEMENT, Role.TREATMENT, Role.TARGET, Role.DEFINITION, Role.LIMIT})
_OTHER = r"(?i)\b(?:not|never|n't|instead of|rather than|other than|blood test|check|monitor|folic|avoid|mistake|error|wrong|supplement|calcium|vitamin|exercise)\b"
_ELSE = r"(?i)\b(?:visits?|appointments?|scan\w*|review\w*|dentist|dental|follow\w*|see (?:your|a|the)|pain|fever|symptoms?|side effects?|after|if|until|unless|first|cost\w*|trial|study|studied|up|rais\w+|increas\w+|step\w*|titrat\w+|higher)\b"
"""Words of something else that happens at an interval, or of a course that has several."""
_BETWEEN = (
    r"(?i)[\w'-]+(?: (?:acid|sodium|plus d|with (?:vitamin d|colecalciferol)))?s?(?:\W+(?:\([^()]{0,30}\)|is|are|be|should|must|can|may|has|have|to|a|an|the|as|of|by|in|into|it|usually|normally|typically|often|also|only|just|now|that|which|you|people|patients|women|men|take|swallow|get|gets"
    r"|given|taken|injected|self-injected|infused|administered|repeated|swallowed|dosed|needed|required|requires?|needs?|comes?|available|prescribed|scheduled?"
    r"|injections?|infusions?|tablets?|pills?|drips?|shots?|jabs?|doses?|treatment|therapy|use|mouth|vein|skin|under|intravenous(?:ly)?|subcutaneous(?:ly)?|oral(?:ly)?|iv|sc|single|same|next|every|once|twice))*\W*"
)
"""A drug, or a word of giving, and only such words behind it."""
_SOONER, _LATER = Decimal("0.45"), Decimal("2.2")
"""How far an interval may be from a regimen's."""
_CANCER = r"(?i)cancer|leuk|lymphom|myelom|oncolog|tumou?r|carcinom|chemotherap|metasta|malignan"


def _names(rule: Rule) -> tuple[str, ...]:
    """Names of the drugs that a rule is about, in lower case: those it lists, else all that are never taken daily."""
    listed = frozenset(rule.options.get("drugs", ()))
    return tuple(name for name, ids in substance_names().items() if listed.issuperset(ids)) if listed else spaced_names()


def _triggers(rule: Rule) -> Mapping[str, str]:
    names = sorted(_names(rule), key=len, reverse=True)
    return {"": r"\b(?:" + "|".join(re2.escape(name) for name in names) + r")\b"}


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    names, listed = frozenset(_names(rule)), "drugs" in rule.options
    for schedule in (*schedules(article, names), *(carried(article, names) if listed else ())):
        text = article.texts[schedule.block]
        sentence = text[slice(*schedule.sentence)]
        if re2.search(_OTHER, sentence) or re2.search(_CANCER, text):
            continue
        daily = schedule.rate.days <= 1
        if (daily and schedule.name in spaced_names()) if listed else not daily:
            continue
        if listed and (re2.search(_ELSE, sentence) or _wrong_interval(schedule) is None or not _tied(text, schedule)):
            continue
        role = role_at(article, schedule.block, schedule.start, schedule.end)
        if role.role not in _ALLOWED or role.negated:
            continue
        yield _finding(rule, article, schedule) if not listed else _at_wrong_interval(rule, article, schedule)


def _tied(text: str, schedule: Schedule) -> bool:
    """Whether only words of giving stand between a drug and how often, so that nothing else happens at that interval."""
    phrase = next(r for r in rates(text[schedule.start : schedule.end]) if r.end == schedule.end - schedule.start)
    return re2.fullmatch(_BETWEEN, text[schedule.start : schedule.start + phrase.start]) is not None


def _wrong_interval(schedule: Schedule) -> list[Row] | None:
    """The regimens of a drug, where none has an interval near the stated one; None where one has or nothing can be said."""
    rows = [r for r in substance(schedule.ids[0]).of("regimen") if "osteoporosis" in r.context or not re2.search(_CANCER, r.context)]
    known = [(r, period) for r in rows if (period := days(r.every)) is not None]
    interval = schedule.rate.interval_days
    if not known or any(period * _SOONER <= interval <= period * _LATER for _, period in known):
        return None
    if any(r.pattern and period / 5 <= interval <= period * 4 for r, period in known):
        return None
    return [r for r, _ in known]


def _stated(schedule: Schedule) -> str:
    """The stated interval in a reader's words."""
    weeks, rest = divmod(schedule.rate.days, 7)
    return f"every {weeks:f} weeks" if weeks > 1 and not rest and schedule.rate.count.high == 1 else rate_words(schedule.rate)


def _at_wrong_interval(rule: Rule, article: Article, schedule: Schedule) -> Finding:
    entry = substance(schedule.ids[0])
    rows = _seen_first(entry, _wrong_interval(schedule) or ())
    right = " or ".join(dict.fromkeys(_once(r) for r in rows if entry.verified(r) or r is rows[0]))
    message = f"{entry.name.capitalize()} is given {right}, not {_stated(schedule)}: {rows[0].context}."
    return _told(rule, article, schedule, rows[0], message=message, expected=right, slip="frequency")


def _finding(rule: Rule, article: Article, schedule: Schedule) -> Finding:
    entry = substance(schedule.ids[0])
    best = _seen_first(entry, (r for r in entry.of("regimen") if (days(r.every) or 0) >= 7))[0]
    message = f"{entry.name.capitalize()} is not a daily medicine: it is given {_once(best)} ({best.context})."
    return _told(rule, article, schedule, best, message=message, expected=period_words(best.every), slip="never-daily")


def _seen_first(entry: Substance, rows: Iterable[Row]) -> list[Row]:
    """Rows in their order, those with a seen source first."""
    return sorted(rows, key=lambda row: not entry.verified(row))


def _once(row: Row) -> str:
    """How often a row's dose is given, in a reader's words: `once a week`."""
    return period_words(row.every).replace("a ", "once a ", 1)


def _told(rule: Rule, article: Article, schedule: Schedule, row: Row, *, message: str, expected: str, slip: str) -> Finding:
    """A finding on a schedule that rests on one row; one that nobody has seen is no more than information."""
    entry = substance(schedule.ids[0])
    return rule.at(
        article.blocks[schedule.block],
        schedule.start,
        schedule.end,
        message=message,
        severity=rule.severity if entry.verified(row) else Severity.INFO,
        found=article.texts[schedule.block][schedule.start : schedule.end],
        expected=expected,
        evidence=(entry.evidence(row),),
        detail=(("substance", entry.name), ("slip", slip)),
    )


KIND = Kind(
    options={
        "properties": {
            "drugs": {
                "type": "array",
                "items": {"type": "string"},
                "minItems": 1,
                "description": "Ids of drugs whose every interval the reference has; the rule then tells of any other interval.",
            }
        },
        "required": [],
    },
    check=_check,
    triggers=_triggers,
)
