"""Rules over the articles of one run: two that contradict each other, two with one id or title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clinlint.digest import sha256
from clinlint.engine.config import Config
from clinlint.model.finding import FileReport, Finding, Related, Said
from clinlint.record import replace
from clinlint.rules.load import builtin
from clinlint.rules.rule import Rule
from clinlint.rules.said import FIGURES, ID, RULES

_ROUNDED = "0.02"
"""Share by which two figures may differ and still be one, rounded or converted."""
_MOST = 8
"""Other articles that a finding tells of at most."""


def across(reports: Sequence[FileReport], config_for: Callable[[str], Config]) -> tuple[FileReport, ...]:
    """The reports, with what one article says against an earlier one added to the later."""
    rules = {rule.id: rule for rule in builtin() if rule.id in RULES}
    first: dict[tuple[str, str], list[tuple[FileReport, Said]]] = {}
    result: list[FileReport] = []
    config = Config()
    found_under: FileReport | None = None
    selected = _Selected()
    for report in reports:
        found: list[Finding] = []
        for said in report.summary.statements:
            earlier = first.setdefault((said.rule, said.about), [])
            against = [(other, theirs) for other, theirs in earlier if differs(theirs, said)]
            if found_under is not report:
                found_under, config = report, config_for(report.source.path).at(report.source.path)
            rule = rules.get(said.rule)
            if rule is None or not selected(config, rule):
                continue
            if against:
                severity = config.severity_of(rule.id, rule.severity, rule.category)
                found.append(replace(_finding(rule, said, against), severity=severity))
            if len(earlier) < _MOST and (not against or said.figures):
                earlier.append((report, said))
        result.append(replace(report, findings=_ordered(report, found)) if found else report)
    return tuple(result)


class _Selected:
    """Whether configurations, of which one after the other is asked about, select rules; each rule is looked at once."""

    def __init__(self) -> None:
        self._config: Config | None = None
        self._known: dict[str, bool] = {}

    def __call__(self, config: Config, rule: Rule) -> bool:
        if config is not self._config:
            self._config, self._known = config, {}
        known = self._known.get(rule.id)
        if known is None:
            known = self._known[rule.id] = config.selects(rule.id, rule.category, enabled=rule.enabled)
        return known


def differs(one: Said, other: Said) -> bool:
    """Whether two statements of one thing cannot both hold; names are told because they are the same."""
    if not one.figures:
        return True
    pairs = list(zip(one.figures, other.figures, strict=False))
    return len(one.figures) == len(other.figures) and any(not _same(a, b) for a, b in pairs)


def _same(one: str, other: str) -> bool:
    """Whether two figures agree as far as both were rounded: 24.9 and 25, 18.5 and 18.50."""
    from decimal import Decimal

    a, b = Decimal(one), Decimal(other)
    places = min(-int(x.normalize().as_tuple().exponent) for x in (a, b))
    step = Decimal(10) ** -places if a % 1 or b % 1 else Decimal(1)
    return abs(a - b) <= max(min(step, Decimal(1)), max(abs(a), abs(b)) * Decimal(_ROUNDED))


def _finding(rule: Rule, said: Said, against: Sequence[tuple[FileReport, Said]]) -> Finding:
    report, earlier = against[0]
    where = f"{report.source.path}, line {report.source.location(earlier.span.start).line}"
    name = f"{said.name[:1].upper()}{said.name[1:]}"
    if said.rule == FIGURES:
        message = f"{name} is given as “{said.shown}” here and as “{earlier.shown}” in {where}; say whose figure each is, or keep one."
    elif said.rule == ID:
        message = f"The id “{said.shown}” is also that of {where}."
    else:
        message = f"The title “{said.shown}” is also that of {where}."
    told = f"The other article says “{earlier.shown}”." if said.rule == FIGURES else "The other article."
    related = tuple(Related(told, other.span, at.source) for at, other in against)
    digest = sha256(f"{rule.id}\0{said.about}\0{said.shown}\0{earlier.shown}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return replace(rule.on(said.span, message=message, found=said.shown, related=related), fingerprint=digest)


def _ordered(report: FileReport, found: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted((*report.findings, *found), key=lambda f: (f.span.start, f.span.end, f.rule, f.message)))
