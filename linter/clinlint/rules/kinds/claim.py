"""Claims of benefit, safety and certainty that the text asserts without distance or limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clinlint.facts.article import Article
from clinlint.facts.claims import Claim, Term, judge, settle
from clinlint.linguistics.assertion import Voice
from clinlint.model.document import BlockKind
from clinlint.model.finding import Applicability, Confidence, Edit, Fact, Finding, Fix, Severity
from clinlint.model.settings import Profile, Settings
from clinlint.rules.rule import Kind, Rule

_STRICT = frozenset({"cure", "guarantee", "safety"})
_REASONS = {"type": "object", "additionalProperties": {"type": "string"}}


def term_of(rule: Rule, entry: Mapping[str, Any]) -> Term:
    """A term of a rule from its pack entry."""
    return Term(
        name=entry["name"],
        subtype=rule.options["subtype"],
        match=entry["match"],
        frame=entry.get("frame", "phrase"),
        subject=tuple(entry.get("subject", ())),
        object=tuple(entry.get("object", ())),
        before=entry.get("before", {}),
        after=entry.get("after", {}),
        anywhere=entry.get("anywhere", {}),
        hedge=rule.options.get("hedge", True),
        figures=rule.options.get("figures", True),
    )


def _terms(rule: Rule) -> tuple[tuple[str, Term, Mapping[str, Any]], ...]:
    """The terms of a rule with their triggers' names and their pack entries."""
    return tuple((f"{rule.id}#{entry['name']}", term_of(rule, entry), entry) for entry in rule.options["terms"])


def claims(rule: Rule, article: Article, *, explain: bool = False) -> Iterator[tuple[Claim, Mapping[str, Any]]]:
    """Every trigger of a rule in an article with what became of it, excused ones included, and the term's pack entry."""
    found: list[Claim] = []
    entries: list[Mapping[str, Any]] = []
    for name, term, entry in rule.once(_terms):
        if name not in article.fired:
            continue
        for hit in article.hits[name]:
            if article.blocks[hit.block].kind is not BlockKind.FOOTNOTE:
                found.append(judge(article, hit, term, explain=explain))
                entries.append(entry)
    yield from zip(settle(article, found), entries, strict=True)


def _triggers(rule: Rule) -> dict[str, str]:
    return {entry["name"]: entry["match"] for entry in rule.options["terms"]}


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    taken = (-1, 0)
    found = sorted(
        claims(rule, article), key=lambda pair: (pair[0].block, pair[0].start, pair[0].start - pair[0].end, "verb" not in pair[1])
    )
    for claim, entry in found:
        shown = _shown(rule, claim, settings.profile)
        if shown is None:
            continue
        if claim.block == taken[0] and claim.start < taken[1]:
            continue
        taken = claim.block, claim.end
        yield _finding(rule, article, claim, entry, shown)


def _facts(rule: Rule, article: Article) -> Iterator[Fact]:
    for claim, _ in claims(rule, article, explain=True):
        detail = (("rule", rule.id), ("voice", claim.voice.value), ("cue", claim.cue), ("borderline", "yes" if claim.borderline else ""))
        span = article.blocks[claim.block].span(claim.start, claim.end)
        yield Fact("claim", span, claim.reason or "asserted", claim.subtype, tuple(pair for pair in detail if pair[1]))


def _shown(rule: Rule, claim: Claim, profile: Profile) -> tuple[Severity, Confidence] | None:
    """Severity and confidence at which a claim is shown, or nothing where it passes."""
    strict = profile is not Profile.DEFAULT
    if not claim.reason:
        if claim.voice is Voice.QUOTE:
            return (Severity.WARNING if strict else Severity.INFO), Confidence.HIGH
        return rule.severity, rule.confidence
    if claim.borderline:
        return Severity.INFO, Confidence.LOW
    if strict and claim.hedged and claim.subtype in _STRICT:
        return Severity.WARNING, Confidence.MEDIUM
    return None


def _finding(rule: Rule, article: Article, claim: Claim, entry: Mapping[str, Any], shown: tuple[Severity, Confidence]) -> Finding:
    severity, confidence = shown
    block = article.blocks[claim.block]
    text = block.text[claim.start : claim.end]
    message = rule.message.replace("{text}", text)
    if claim.voice is Voice.QUOTE and not claim.reason:
        message = message.removesuffix(".") + "; the text lets somebody else's words stand."
    fixes = (*_reworded(article, claim, entry.get("verb", "")), *_advice(entry.get("better", "")))
    excuse = claim.reason or "none: asserted without negation, hedge, question, attribution or figures that limit it"
    detail = (("subtype", claim.subtype), ("voice", claim.voice.value), ("term", claim.term), ("excuse", excuse))
    return rule.at(
        block, claim.start, claim.end, message=message, severity=severity, confidence=confidence, found=text, fixes=fixes, detail=detail
    )


def _advice(better: str) -> tuple[Fix, ...]:
    return (Fix(f"Consider wording such as “{better}”", Applicability.DISPLAY, ()),) if better else ()


def _reworded(article: Article, claim: Claim, verb: str) -> tuple[Fix, ...]:
    """The sentence with a weaker verb in the form of the one it replaces; nothing where that would not be English."""
    block = article.blocks[claim.block]
    text = article.texts[claim.block]
    word, _, _ = text[claim.start : claim.end].partition(" ")
    end = claim.start + len(word)
    if not verb or not word.isalpha() or not word.islower() or not block.map.exact(claim.start, end):
        return ()
    before = text[max(0, claim.start - 40) : claim.start].lower().split()
    new = _inflected(verb, word, before)
    if not new:
        return ()
    return (Fix(f"Write “{new}”", Applicability.SUGGESTED, (Edit(block.span(claim.start, end), new),)),)


def _inflected(verb: str, word: str, before: list[str]) -> str:
    """A verb phrase in the form of a word: `may ease` for a present, `eased` for a past, `easing`; empty for a passive or a noun."""
    head, _, rest = verb.partition(" ")
    stem = head.removesuffix("e")
    last = before[-1] if before else ""
    if last in _NOUNS or not _BE.isdisjoint(before[-3:]):
        return ""
    if word.endswith("ing"):
        form = stem + "ing"
    elif word.endswith("ed"):
        form = stem + "ed"
    else:
        form = head if last in _MODALS else f"may {head}"
    return f"{form} {rest}".strip()


_NOUNS = frozenset({"a", "the", "no", "this", "of", "for", "new", "real", "true", "any"})
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being"})
_MODALS = frozenset({"will", "can", "to", "would", "shall", "could"})


KIND = Kind(
    options={
        "required": ["subtype", "terms"],
        "properties": {
            "subtype": {"enum": ["cure", "efficacy", "safety", "guarantee", "hype", "natural", "proof", "cause", "pressure"]},
            "hedge": {"type": "boolean"},
            "figures": {"type": "boolean"},
            "terms": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["name", "match"],
                    "additionalProperties": False,
                    "properties": {
                        "name": {"type": "string"},
                        "match": {"type": "string"},
                        "frame": {"type": "string"},
                        "subject": {"type": "array", "items": {"type": "string"}},
                        "object": {"type": "array", "items": {"type": "string"}},
                        "before": _REASONS,
                        "after": _REASONS,
                        "anywhere": _REASONS,
                        "better": {"type": "string"},
                        "verb": {"type": "string"},
                    },
                },
            },
        },
    },
    check=_check,
    triggers=_triggers,
    surer=True,
    facts=_facts,
)
