"""Drugs that are never taken daily and an article says they are, without an amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import re2

from clinlint.facts.article import Article
from clinlint.facts.dose_schedules import Schedule, schedules
from clinlint.facts.role import Role, role_at
from clinlint.model.finding import Finding, Severity
from clinlint.model.settings import Settings
from clinlint.reference.periods import period_words
from clinlint.reference.substances import Row, spaced_names, substance
from clinlint.rules.doses.amounts import days
from clinlint.rules.rule import Kind, Rule

_ALLOWED = frozenset({Role.RECOMMENDATION, Role.STATEMENT, Role.TREATMENT, Role.TARGET, Role.DEFINITION, Role.LIMIT})
_OTHER = r"(?i)\b(?:not|never|n't|instead of|rather than|other than|blood test|check|monitor|folic|avoid|mistake|error|wrong|supplement|calcium|vitamin|exercise)\b"
_CANCER = r"(?i)cancer|leuk|lymphom|myelom|oncolog|tumou?r|carcinom|chemotherap"


def _triggers(_rule: Rule) -> Mapping[str, str]:
    names = sorted(spaced_names(), key=len, reverse=True)
    return {"": r"\b(?:" + "|".join(re2.escape(name) for name in names) + r")\b"}


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    for schedule in schedules(article, frozenset(spaced_names())):
        text = article.texts[schedule.block]
        if schedule.rate.days > 1 or re2.search(_OTHER, text[slice(*schedule.sentence)]) or re2.search(_CANCER, text):
            continue
        role = role_at(article, schedule.block, schedule.start, schedule.end)
        if role.role not in _ALLOWED or role.negated:
            continue
        yield _finding(rule, article, schedule)


def _finding(rule: Rule, article: Article, schedule: Schedule) -> Finding:
    entry = substance(schedule.ids[0])
    rows = sorted((r for r in entry.of("regimen") if (days(r.every) or 0) >= 7), key=lambda r: not entry.verified(r))
    best: Row = rows[0]
    text = article.texts[schedule.block]
    return rule.at(
        article.blocks[schedule.block],
        schedule.start,
        schedule.end,
        message=f"{entry.name.capitalize()} is not a daily medicine: it is given {period_words(best.every).replace('a ', 'once a ', 1)} ({best.context}).",
        severity=rule.severity if entry.verified(best) else Severity.INFO,
        found=text[schedule.start : schedule.end],
        expected=period_words(best.every),
        evidence=(entry.evidence(best),),
        detail=(("substance", entry.name), ("slip", "never-daily")),
    )


KIND = Kind(options={"properties": {}, "required": []}, check=_check, triggers=_triggers)
