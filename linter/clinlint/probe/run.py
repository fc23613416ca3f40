"""Plants errors into statements, rewrites them harmlessly, and counts what is found, where, and what is reported without cause."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from clinlint.engine.linter import Linter
from clinlint.formats.parse import format_of
from clinlint.model.finding import Finding, Severity
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.probe.mutations import mutants
from clinlint.probe.planting import Planted
from clinlint.probe.reference_values import given_by_somebody
from clinlint.probe.rewrites import rewrites
from clinlint.probe.statements import Statement
from clinlint.record import replace

CATEGORIES = frozenset({"threshold", "dose", "unit", "consistency"})
"""Categories of findings that are about numbers; findings of severity info count neither way."""


@dataclass(frozen=True)
class Trial:
    """One planted error: whether it was found and where. `silent`: nothing was reported on the untouched statement."""

    statement: Statement
    plant: Planted
    found: bool
    located: bool
    silent: bool
    reported: tuple[str, ...] = ()

    @property
    def paired(self) -> bool:
        """Found, and the untouched statement silent."""
        return self.found and self.silent


@dataclass(frozen=True)
class Alarm:
    """A finding on a statement that gives no cause: untouched, or rewritten harmlessly (then `plant` says how)."""

    statement: Statement
    plant: Planted | None
    reported: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """All trials and all false alarms of a run; `untouched` statements and `rewritten` ones are counted."""

    trials: tuple[Trial, ...]
    alarms: tuple[Alarm, ...]
    untouched: int
    rewritten: int

    def share(self, chosen: Callable[[Trial], bool], hit: Callable[[Trial], bool] = lambda t: t.paired) -> Share:
        """How many of the chosen trials hit."""
        mine = [t for t in self.trials if chosen(t)]
        return Share(sum(hit(t) for t in mine), len(mine))

    @property
    def paired(self) -> Share:
        """Planted errors found, the untouched statement silent."""
        return self.share(lambda _: True)

    @property
    def located(self) -> Share:
        """Of the errors found, those whose finding overlaps the changed words."""
        return self.share(lambda t: t.found, lambda t: t.located)

    @property
    def false_untouched(self) -> Share:
        """Untouched statements with a finding."""
        return Share(sum(a.plant is None for a in self.alarms), self.untouched)

    @property
    def false_rewritten(self) -> Share:
        """Harmless rewrites with a finding that the original does not have."""
        return Share(sum(a.plant is not None for a in self.alarms), self.rewritten)


@dataclass(frozen=True)
class Share:
    """A count out of a total, with its 95 % Wilson interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share; 1 of nothing."""
        return self.hits / self.total if self.total else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end of the 95 % interval."""
        if not self.total:
            return 0.0, 1.0
        z, p, n = 1.96, self.hits / self.total, self.total
        centre, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (centre - spread) / (1 + z * z / n)), min(1.0, (centre + spread) / (1 + z * z / n))


def probe(linter: Linter, statements: Iterable[Statement], *, seed: int = 0, each: int = 2) -> Outcome:
    """Plant up to `each` errors of every kind into every right statement, and as many rewrites; the same seed gives the same plants."""
    linter = _numeric(linter)
    trials: list[Trial] = []
    alarms: list[Alarm] = []
    untouched = rewritten = 0
    base: dict[int, Sequence[Finding]] = {}
    for statement in statements:
        source = statement.source
        if id(source) not in base:
            base[id(source)] = findings(linter, source)
        before = [f for f in base[id(source)] if f.span.overlaps(statement.span)]
        untouched += 1
        if before:
            alarms.append(Alarm(statement, None, _told(before)))
        if not statement.right:
            continue
        plants = chosen(mutants(statement.text, given_by_somebody(_around(statement))), seed, each)
        trials += [_trial(linter, statement, plant, before) for plant in plants]
        for plant in chosen(rewrites(statement.text, format_of(statement.source.path) or ""), seed, each):
            rewritten += 1
            after = _new(_over(findings(linter, _source(statement, plant)), statement, plant), before)
            if after:
                alarms.append(Alarm(statement, plant, _told(after)))
    return Outcome(tuple(trials), tuple(alarms), untouched, rewritten)


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Several outcomes as one."""
    return Outcome(
        tuple(trial for outcome in outcomes for trial in outcome.trials),
        tuple(alarm for outcome in outcomes for alarm in outcome.alarms),
        sum(outcome.untouched for outcome in outcomes),
        sum(outcome.rewritten for outcome in outcomes),
    )


def _numeric(linter: Linter) -> Linter:
    """The same linter with the rules about numbers only."""
    wanted = (rule.id for rule in linter.rules if rule.category in CATEGORIES or rule.category == "internal")
    return Linter(replace(linter.config, select=tuple(sorted(wanted))))


def chosen(plants: Iterator[Planted], seed: int, each: int) -> list[Planted]:
    """Up to `each` plants of every kind, drawn by hash of seed, kind and text, in a fixed order."""
    by_kind: dict[str, list[tuple[str, Planted]]] = {}
    for plant in plants:
        key = sha256(f"{seed}\0{plant.kind}\0{plant.text}".encode("utf-8", "surrogatepass")).hexdigest()
        by_kind.setdefault(plant.kind, []).append((key, plant))
    return [plant for kind in sorted(by_kind) for _, plant in sorted(by_kind[kind], key=lambda pair: pair[0])[:each]]


def findings(linter: Linter, source: Source) -> Sequence[Finding]:
    """Findings about numbers, of severity error or warning."""
    return [f for f in linter.lint(source).findings if f.category in CATEGORIES and f.severity is not Severity.INFO]


def _around(statement: Statement) -> str:
    text, span = statement.source.text, statement.span
    return text[max(0, span.start - 600) : span.end]


def _trial(linter: Linter, statement: Statement, plant: Planted, before: Sequence[Finding]) -> Trial:
    after = _new(findings(linter, _source(statement, plant)), before)
    mine = _over(after, statement, plant)
    spans = [Span(s.start + statement.span.start, s.end + statement.span.start) for s in plant.spans]
    located = any(f.span.overlaps(s) for f in mine for s in spans)
    return Trial(statement, plant, bool(mine), located, not before, _told(mine))


def _source(statement: Statement, plant: Planted) -> Source:
    text, span = statement.source.text, statement.span
    return Source(statement.source.path, text[: span.start] + plant.text + text[span.end :])


def _over(found: Sequence[Finding], statement: Statement, plant: Planted) -> list[Finding]:
    place = Span(statement.span.start, statement.span.start + len(plant.text))
    return [f for f in found if f.span.overlaps(place)]


def _new(found: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    known = {(f.rule, f.message) for f in before}
    return [f for f in found if (f.rule, f.message) not in known]


def _told(found: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(f"{f.rule}: {f.message}" for f in found)
