"""Doses and intakes held against the reference; each rule tells of some slips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clinlint.facts.article import Article
from clinlint.model.document import Block
from clinlint.model.finding import Applicability, Edit, Finding, Fix
from clinlint.model.settings import Settings
from clinlint.rules.doses.judge import judge
from clinlint.rules.doses.verdict import Verdict
from clinlint.rules.rule import Kind, Rule

SLIPS = (
    "decimal",
    "unit",
    "conversion",
    "salt",
    "lost-dash",
    "frequency",
    "limit",
    "comparator",
    "figure",
    "stale",
    "inverted",
    "never-daily",
)

_TRIGGER = (
    r"(?:\d|\b)[ -]?(?:m?c?g|µg|ug|i\.?u\.?|mmol|meq|m?l)\b"
    r"|(?:%|per ?cent) (?:of )?(?:\w+ ){0,3}(?:energy|calori)\w*"
    r"|\b(?:milligram|microgram|gram|international unit|unit|litre|liter|cup|drink)s?\b"
)


def _triggers(_rule: Rule) -> Mapping[str, str]:
    return {"": _TRIGGER}


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    slips = frozenset(rule.options["slips"])
    for verdict in article.fact(judge(settings.jurisdictions)):
        if verdict.slip in slips:
            yield _finding(rule, article.blocks[verdict.dose.block], verdict)


def _finding(rule: Rule, block: Block, verdict: Verdict) -> Finding:
    return rule.at(
        block,
        verdict.start,
        verdict.end,
        message=verdict.message,
        severity=verdict.severity if verdict.severity.rank < rule.severity.rank else rule.severity,
        confidence=verdict.confidence if verdict.confidence.rank < rule.confidence.rank else rule.confidence,
        found=verdict.found,
        expected=verdict.expected,
        evidence=verdict.evidence or None,
        fixes=tuple(_fixes(block, verdict)),
        detail=(("substance", verdict.dose.name), ("slip", verdict.slip)),
    )


def _fixes(block: Block, verdict: Verdict) -> Iterator[Fix]:
    change = verdict.change
    if change is None or not block.map.exact(change.start, change.end):
        return
    edit = Edit(block.span(change.start, change.end), change.text)
    yield Fix(f"Write {change.text}", Applicability.SUGGESTED, (edit,))


KIND = Kind(
    options={
        "properties": {
            "slips": {
                "type": "array",
                "items": {"enum": list(SLIPS)},
                "minItems": 1,
                "description": "Kinds of mistakes this rule tells of.",
            }
        },
        "required": ["slips"],
    },
    check=_check,
    triggers=_triggers,
)
