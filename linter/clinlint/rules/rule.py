"""A rule as its pack states it, and the kind of check that runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from clinlint.facts.article import Article
from clinlint.model.document import Block
from clinlint.model.finding import Category, Confidence, Evidence, Fact, Finding, Fix, Related, Severity
from clinlint.model.settings import Settings
from clinlint.model.span import Span
from clinlint.record import record

T = TypeVar("T")


@record
class Example:
    """A text that a rule flags, or must not. In `flag` the expected spans were marked `[[…]]`; `text` has the marks taken out.

    `spans` are code points of `text`; `because` says why an accepted one is right; `settings` are keys of the configuration.
    """

    text: str
    flagged: bool
    spans: tuple[Span, ...] = ()
    because: str = ""
    format: str = "markdown"
    settings: tuple[tuple[str, Any], ...] = ()


@record(slots=False)
class Rule:
    """One check: what it is, why, who says so, and the options its kind reads. Its examples: `rules.load.examples`."""

    id: str
    kind: str
    category: Category
    severity: Severity
    confidence: Confidence
    title: str
    message: str
    why: str
    help: str
    evidence_ids: tuple[str, ...]
    options: Mapping[str, Any]
    enabled: bool = True

    def once(self, make: Callable[[Rule], T]) -> T:
        """What a kind makes of the rule's options, made once."""
        made: dict[Callable[[Rule], Any], Any] = self.__dict__.setdefault("_made", {})
        if make not in made:
            made[make] = make(self)
        result: T = made[make]
        return result

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Who says so, from the sources of the reference."""
        from clinlint.reference.sources import evidence

        return tuple(evidence(identifier) for identifier in self.evidence_ids)

    def at(
        self,
        block: Block,
        start: int,
        end: int,
        *,
        message: str = "",
        severity: Severity | None = None,
        confidence: Confidence | None = None,
        found: str = "",
        expected: str = "",
        evidence: tuple[Evidence, ...] | None = None,
        related: tuple[Related, ...] = (),
        fixes: tuple[Fix, ...] = (),
        help: str = "",
        detail: tuple[tuple[str, str], ...] = (),
    ) -> Finding:
        """A finding of this rule about text `[start, end)` of a block; what is not given comes from the rule."""
        return self.on(
            block.span(start, end),
            message=message,
            severity=severity,
            confidence=confidence,
            found=found,
            expected=expected,
            evidence=evidence,
            related=related,
            fixes=fixes,
            help=help,
            detail=detail,
        )

    def on(
        self,
        span: Span,
        *,
        message: str = "",
        severity: Severity | None = None,
        confidence: Confidence | None = None,
        found: str = "",
        expected: str = "",
        evidence: tuple[Evidence, ...] | None = None,
        related: tuple[Related, ...] = (),
        fixes: tuple[Fix, ...] = (),
        help: str = "",
        detail: tuple[tuple[str, str], ...] = (),
    ) -> Finding:
        """A finding of this rule about a span of the source."""
        return Finding(
            rule=self.id,
            category=self.category,
            severity=severity or self.severity,
            confidence=confidence or self.confidence,
            message=message or self.message,
            span=span,
            found=found,
            expected=expected,
            evidence=self.evidence if evidence is None else evidence,
            related=related,
            fixes=fixes,
            help=help or self.help,
            detail=detail,
        )


@record
class Kind:
    """The code that many rules share. Each module of `rules/kinds/` exports one as `KIND`; its name is the module's.

    `options` is a JSON Schema (`properties` and `required`) of what an entry of this kind may say beside the common fields.
    `triggers` gives RE2 patterns whose matches `Article.hits` holds under `RULE-ID` or `RULE-ID#name`.
    `check` yields the findings of one rule in one article. `any_language`: also for articles that are not in English.
    `surer`: its findings may be surer than their rule says.
    `facts` tells what a rule saw in an article, excused triggers included. `always`: check also where no trigger of the rule fired; without triggers a kind is always asked.
    """

    options: Mapping[str, Any]
    check: Callable[[Rule, Article, Settings], Iterator[Finding]]
    triggers: Callable[[Rule], Mapping[str, str]] = lambda _rule: {}
    any_language: bool = False
    always: bool = False
    surer: bool = False
    facts: Callable[[Rule, Article], Iterator[Fact]] | None = None


@record
class Waking:
    """What wakes a rule: RE2 patterns by the name their matches have in `Article.hits`; `always`: it is asked even where none fired.

    `any_language` and `surer` are those of its kind, which is then not imported to know them.
    """

    patterns: Mapping[str, str]
    always: bool
    any_language: bool
    surer: bool
