"""One source to its findings: parse, ask every rule, apply suppressions, filter, sort, fingerprint."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from clinlint.engine.beside import beside
from clinlint.engine.config import Config, Waiver
from clinlint.engine.files import decode
from clinlint.facts.article import Article
from clinlint.facts.metadata import metadata
from clinlint.facts.references import cites_works
from clinlint.formats.format import Unreadable
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.document import Document
from clinlint.model.finding import Acceptance, Accepted, Applicability, Fact, FactSummary, FileReport, Finding, Fix, Said
from clinlint.model.rendering import Rendering
from clinlint.model.settings import Profile, Settings
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.record import replace
from clinlint.reference.holdings import Library, using
from clinlint.rules.load import builtin, kind_of, trigger_index, waking
from clinlint.rules.rule import Rule
from clinlint.rules.suppressions import Suppression, apply, suppressions

_RETRACTED = "citation/retracted-work"
_PLACE = 256
"""Code points of a stretch of text whose claims are held against each other."""


class Linter:
    """Lints sources by the rules that a configuration selects; holds no state between sources.

    Sources that lie `apart` are rows of tables: nothing is read beside them. Raises PackError where a rule cannot be used, ConfigError where
    the configuration names what does not exist.
    """

    def __init__(self, config: Config | None = None, rules: Sequence[Rule] | None = None, *, apart: bool = False) -> None:
        self.config = config or Config()
        self._apart = apart
        self.everything = tuple(rules) if rules is not None else (*builtin(), *_own(self.config))
        self.known = frozenset(rule.id for rule in self.everything)
        self.config.verify(self.known, {rule.category for rule in self.everything})
        self.rules = tuple(rule for rule in self.everything if self.config.selects(rule.id, rule.category, enabled=rule.enabled))
        self.library = _library(self.config)
        with using(self.library):
            self._checks = tuple((rule, waking(rule)) for rule in self.rules)
        self._left_out: dict[Profile, frozenset[str]] = {}
        self._silent: dict[Profile, frozenset[str]] = {}
        never = frozenset.intersection(*map(self._unasked, _profiles(self.config)))
        self._triggers = TriggerSet(
            {name: pattern for rule, wakes in self._checks if rule.id not in never for name, pattern in wakes.patterns.items()},
            trigger_index(),
        )
        self._always = [number for number, (_, wakes) in enumerate(self._checks) if wakes.always]
        self._woken: dict[str, list[int]] = {}
        for number, (_, wakes) in enumerate(self._checks):
            for name in wakes.patterns:
                self._woken.setdefault(name, []).append(number)
        self._by_id = {rule.id: rule for rule in self.rules}

    def lint_bytes(self, data: bytes, path: str) -> FileReport:
        """The findings of a file's bytes."""
        source, unreadable = decode(data, path)
        return self.lint(source, unreadable)

    def lint(self, source: Source, unreadable: Unreadable | None = None) -> FileReport:
        """The findings of one source, in order; content that cannot be read is a finding, never an error."""
        with using(self.library):
            return self._lint(source, unreadable)

    def _lint(self, source: Source, unreadable: Unreadable | None) -> FileReport:
        settings = self.config.for_path(source.path)
        if unreadable and not source.text:
            return FileReport(source, tuple(self._unreadable(source, unreadable)), FactSummary(source.path))
        article = self._read(source, self._triggers)
        document = article.document
        raw = one_claim_each(self._ask(article, settings))
        if unreadable:
            raw += self._unreadable(source, unreadable)
        given = (*suppressions(document), *map(waived, self.config.waivers_at(source.path)))
        try:
            summary, probes = self._summary(article, settings, suppressed=bool(given))
        except Exception as error:  # noqa: BLE001  what others may contradict must not take the article's own findings with it
            summary, probes = FactSummary(source.path), {}
            raw += self._failed("consistency/articles-disagree", error)
        kept, excused = apply(
            [*raw, *probes], given, self._by_id, self.known, today=settings.today, source=source, quiet=self._quiet(settings.profile)
        )
        if probes:
            told = tuple(said for probe, said in probes.items() if probe in kept)
            summary = replace(summary, statements=told)
            kept, excused = tuple(f for f in kept if f not in probes), tuple(pair for pair in excused if pair[0] not in probes)
        shown: Iterable[Finding] = (
            self._with_severity(finding) for finding in kept if finding.confidence.rank >= settings.profile.confidence.rank
        )
        if isinstance(source, Rendering):
            shown = map(advised, shown)
        language = metadata(article, settings).language
        notes = () if language == "en" else (f"articles in “{language}” get schema, citation and date rules only",)
        if not settings.retractions and _RETRACTED in self._by_id and cites_works(article):
            notes = (*notes, "retractions unchecked: import data once (clinlint retractions)")
        accepted = self._accepted(document, [pair for pair in excused if pair[0].confidence.rank >= settings.profile.confidence.rank])
        return FileReport(source, fingerprinted(document, shown), summary, notes, accepted)

    def _summary(self, article: Article, settings: Settings, *, suppressed: bool) -> tuple[FactSummary, dict[Finding, Said]]:
        """What other articles may contradict; where the article suppresses anything, also a finding in place of each, to be suppressed."""
        path = article.document.source.path
        if not any(rule.startswith("consistency/") for rule in self._by_id):
            return FactSummary(path), {}
        from clinlint.rules.said import said

        statements = said(article, settings)
        probes = {self._by_id[each.rule].on(each.span): each for each in statements if suppressed and each.rule in self._by_id}
        return FactSummary(path, statements), probes

    def facts(self, source: Source) -> tuple[Fact, ...]:
        """What the article says, number by number and claim by claim, in order of the text, whether or not a rule minds."""
        with using(self.library):
            return self._facts(source)

    def _facts(self, source: Source) -> tuple[Fact, ...]:
        from clinlint.facts.inspection import numbers

        article = self._read(source, self._every_trigger)
        found = list(numbers(article))
        for rule, wakes in self._checks:
            if not article.fired.isdisjoint(wakes.patterns) and (told := kind_of(rule.kind).facts):
                found += told(rule, article)
        return tuple(sorted(dict.fromkeys(found), key=lambda fact: (fact.span, fact.kind, fact.role)))

    @cached_property
    def _every_trigger(self) -> TriggerSet:
        """The patterns of all rules, also of those that no profile of the configuration shows."""
        return TriggerSet({name: pattern for _, wakes in self._checks for name, pattern in wakes.patterns.items()}, trigger_index())

    def _read(self, source: Source, triggers: TriggerSet) -> Article:
        document = parse(source)
        return Article(document, triggers, beside(document, self.config.at(source.path), apart=self._apart))

    def _check(self, rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
        return kind_of(rule.kind).check(rule, article, settings)

    def _ask(self, article: Article, settings: Settings) -> Iterator[Finding]:
        english = metadata(article, settings).language == "en"
        unasked = self._unasked(settings.profile)
        awake = {*self._always, *(number for name in article.fired for number in self._woken[name])}
        for rule, wakes in map(self._checks.__getitem__, sorted(awake)):
            if rule.id in unasked or not (english or wakes.any_language):
                continue
            try:
                yield from self._check(rule, article, settings)
            except Exception as error:  # noqa: BLE001  a rule that fails must not take the others with it
                yield from self._failed(rule.id, error)

    def _quiet(self, profile: Profile) -> frozenset[str]:
        """Rules whose own confidence the profile does not reach down to."""
        if profile not in self._left_out:
            least = profile.confidence.rank
            self._left_out[profile] = frozenset(rule.id for rule in self.rules if rule.confidence.rank < least)
        return self._left_out[profile]

    def _unasked(self, profile: Profile) -> frozenset[str]:
        """Rules of which a profile shows nothing; an overclaim counts even so, because of several at one place the gravest is told."""
        if profile not in self._silent:
            quiet = self._quiet(profile)
            self._silent[profile] = frozenset(
                rule.id for rule, wakes in self._checks if rule.id in quiet and rule.category != "overclaim" and not wakes.surer
            )
        return self._silent[profile]

    def _failed(self, rule: str, error: Exception) -> Iterator[Finding]:
        if failure := self._by_id.get("internal/rule-failed"):
            yield failure.on(Span(0, 0), message=f"Rule {rule} failed on this article ({type(error).__name__}: {error}).")

    def _unreadable(self, source: Source, unreadable: Unreadable) -> Iterator[Finding]:
        if rule := self._by_id.get(f"schema/{unreadable.rule}"):
            at = max(source.text.find("\ufffd"), 0)
            yield rule.on(Span(at, min(at + 1, len(source.text))), message=unreadable.message)

    def _accepted(self, document: Document, excused: Sequence[tuple[Finding, Suppression]]) -> tuple[Accepted, ...]:
        if not excused:
            return ()
        by_finding = {self._with_severity(finding): suppression for finding, suppression in excused}
        told = fingerprinted(document, by_finding)
        reasons = [by_finding[replace(finding, fingerprint="")] for finding in told]
        return tuple(
            Accepted(f, Acceptance.CONFIGURATION if s.file else Acceptance.ARTICLE, s.reason, s.by, s.until)
            for f, s in zip(told, reasons, strict=True)
        )

    def _with_severity(self, finding: Finding) -> Finding:
        severity = self.config.severity_of(finding.rule, finding.severity, finding.category)
        return finding if severity is finding.severity else replace(finding, severity=severity)


def waived(waiver: Waiver) -> Suppression:
    """A waiver of the configuration as what it does in an article."""
    one = not any(sign in pattern or pattern.endswith("/") for pattern in waiver.files for sign in "*?")
    whole, start = Span(0, sys.maxsize), Span(0, 0)
    return Suppression(
        (waiver.rule,), waiver.reason, whole, start, waiver.by, waiver.until, text=waiver.text, file=waiver.file, line=waiver.line, one=one
    )


def _profiles(config: Config) -> Iterator[Profile]:
    """Every profile that a configuration gives some file."""
    yield config.profile
    for override in config.overrides:
        for name, value in override.changes:
            if name == "profile":
                yield value


def _library(config: Config) -> Library | None:
    """The reference with the repository's own over it; None for what ships."""
    if not config.reference:
        return None
    from clinlint.engine.references import library

    return library(config.reference)


def _own(config: Config) -> tuple[Rule, ...]:
    if not config.packs:
        return ()
    from clinlint.engine.packs import own

    return own(config.packs)


def advised(finding: Finding) -> Finding:
    """A finding whose fixes are advice only, because nothing is written into the file that it is about."""
    return replace(finding, fixes=tuple(Fix(fix.title, Applicability.DISPLAY, ()) for fix in finding.fixes)) if finding.fixes else finding


def one_claim_each(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, of several overclaims at one place the gravest only: an editor mends a sentence once."""
    found = list(findings)
    claims = sorted((f for f in found if f.category == "overclaim"), key=lambda f: (-f.severity.rank, -f.confidence.rank, f.span, f.rule))
    if len(claims) < 2:
        return found
    kept: list[Finding] = []
    at: dict[int, list[Finding]] = {}
    for claim in claims:
        places = range(claim.span.start // _PLACE, claim.span.end // _PLACE + 1)
        if not any(claim.span.overlaps(other.span) and claim.rule != other.rule for place in places for other in at.get(place, ())):
            kept.append(claim)
            for place in places:
                at.setdefault(place, []).append(claim)
    return [*(f for f in found if f.category != "overclaim"), *kept]


def fingerprinted(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order of span and rule, each once, with identities that edits elsewhere in the file leave alone."""
    ordered = sorted(dict.fromkeys(findings), key=lambda f: (f.span.start, f.span.end, f.rule, f.message))
    if not ordered:
        return ()
    from clinlint.digest import sha256

    seen: dict[str, int] = {}
    result = []
    for finding in ordered:
        key = f"{finding.rule}\0{_context(document, finding.span)}"
        number = seen[key] = seen.get(key, -1) + 1
        digest = sha256(f"{key}\0{number}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        result.append(replace(finding, fingerprint=digest))
    return tuple(result)


def _context(document: Document, span: Span) -> str:
    text = document.source.text
    words = " ".join(text[max(0, span.start - 40) : span.end + 40].split())
    return f"{' '.join(document.source.slice(span).split())}\0{words}" if len(words) < 400 else document.source.slice(span)
