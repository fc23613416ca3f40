"""What the reference holds on a measure, a nutrient or a drug, as text for people."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clinlint.model.finding import Evidence, Trust
from clinlint.model.interval import Interval
from clinlint.model.population import Population
from clinlint.reference.periods import period_words
from clinlint.reference.scales import Category, Item, Scale
from clinlint.reference.substances import Row, Section, Substance

_TRUST = {
    Trust.PRIMARY: "seen in the authority's own text",
    Trust.SECONDARY: "seen in a restatement",
    Trust.UNVERIFIED: "not verified yet: backs no error",
}
_SECTIONS: dict[Section, str] = {
    "need": "Recommended intakes",
    "average": "Average requirements",
    "limit": "Upper limits",
    "label": "Label values",
    "regimen": "Regimens",
    "maximum": "Largest doses",
    "plausible": "Doses that look high and are right",
    "superseded": "Figures of the past",
}


def scale_text(scale: Scale) -> Iterator[str]:
    """A scale, its categories or targets, what is accepted, what goes wrong, who says so."""
    unit = "" if scale.measure.unit in {"", "none"} else f" ({scale.measure.unit})"
    yield f"{scale.measure.name}{unit}: {scale.scheme}"
    yield f"  {scale.id}, {scale.authority}, {', '.join(sorted(scale.jurisdictions))}, {_status(scale)}"
    if str(scale.population) != "people":
        yield f"  for {scale.population}"
    yield ""
    yield from _table(_figures(scale))
    if scale.variants:
        yield from ("", "  Accepted as well:", *(f"    {text}" for text in scale.variants))
    if scale.common_errors:
        yield from ("", "  Seen wrong:", *(f"    {text}" for text in scale.common_errors))
    if scale.notes:
        yield from ("", f"  {scale.notes}")
    yield from ("", f"  {source_text(scale.evidence)}")


def _status(scale: Scale) -> str:
    since = f" since {scale.valid_from}" if scale.valid_from else ""
    if scale.current:
        return f"current{since}"
    by = f" by {scale.superseded_by}" if scale.superseded_by else ""
    return f"superseded{by}, valid {scale.valid_from or '?'} to {scale.valid_to or '?'}"


def _figures(scale: Scale) -> Iterator[tuple[str, str]]:
    for category in (*scale.categories, *scale.overlays):
        if category.named:
            yield category.label, _category(category)
    for item in (*scale.criteria, *scale.targets):
        yield item.name, _item(item)
    for group, items in scale.groups.items():
        for item in items:
            yield f"{group}, {item.name}", _item(item)
    for name, interval in (("target", scale.target), ("recommended", scale.recommended), ("conditionally", scale.conditional)):
        if interval is not None:
            yield name, interval_text(interval)


def _category(category: Category) -> str:
    if category.parts:
        joint = " and " if category.match == "all" else " or "
        return joint.join(f"{name} {interval_text(part)}" for name, part in category.parts.items())
    text = interval_text(category.interval) if category.interval else category.printed
    others = ", ".join(f"{interval_text(part)} {unit}" for unit, part in category.alternatives.items())
    needs = f", with {' and '.join(category.requires)}" if category.requires else ""
    return f"{text} ({others}){needs}" if others else f"{text}{needs}"


def _item(item: Item) -> str:
    text = interval_text(item.interval) if item.interval else item.printed
    return f"{text} {item.unit}".strip()


def interval_text(interval: Interval) -> str:
    """An interval in words: `−1.0 and above`, `above −2.5 and below −1.0`."""
    if not interval.low.is_finite() and not interval.high.is_finite():
        return "any value"
    if not interval.high.is_finite():
        return f"{_number(interval.low)} and above" if interval.low_closed else f"above {_number(interval.low)}"
    if not interval.low.is_finite() or (interval.low == 0 and interval.low_closed):
        return f"{_number(interval.high)} and below" if interval.high_closed else f"below {_number(interval.high)}"
    if interval.low_closed and interval.high_closed:
        return f"{_number(interval.low)} to {_number(interval.high)}"
    if interval.low_closed:
        return f"{_number(interval.low)} to below {_number(interval.high)}"
    return f"above {_number(interval.low)}, {'up to' if interval.high_closed else 'below'} {_number(interval.high)}"


def _number(value: Decimal) -> str:
    return f"{value:,f}".replace("-", "\u2212")


def substance_text(entry: Substance) -> Iterator[str]:
    """A nutrient or a drug: figures by authority and group, salts, known mistakes, sources."""
    brands = sorted({name for names in entry.brands.values() for name in names})
    yield f"{entry.name} ({entry.id}), in {entry.unit}"
    yield f"  also: {', '.join((*entry.names[1:], *brands))}" if len(entry.names) > 1 or brands else "  no other names"
    for section, title in _SECTIONS.items():
        rows = list(entry.of(section))
        if rows:
            yield from ("", f"  {title}", *_table((_whose(row), f"{row_text(row)}{'' if entry.verified(row) else ' *'}") for row in rows))
    if entry.salts:
        yield from ("", "  Elemental share", *_table((form, f"{fraction:.1%}") for form, fraction in entry.salts.items()))
    if entry.errors:
        yield from (
            "",
            "  Seen wrong",
            *(f"    {error.error}: {error.why}" if error.why else f"    {error.error}" for error in entry.errors),
        )
    yield from ("", "  Sources", *(f"    {source_text(source)}" for source in dict.fromkeys(entry.evidence(row) for row in entry.rows)))
    if not all(entry.verified(row) for row in entry.rows):
        yield "    * not verified yet: accepted in a text, but backs no error"


def _whose(row: Row) -> str:
    parts = [f"{row.authority} {row.kind}".strip()] if row.authority else []
    if row.context:
        parts.append(row.context)
    if row.population != Population():
        parts.append(str(row.population))
    return ", ".join(parts) or row.section


def row_text(row: Row) -> str:
    """A figure with its unit, how often, and what limits it: `1,000 mg, P1D, supplemental`."""
    if row.undetermined:
        return "no limit set"
    amount = _number(row.low) if row.low == row.high else f"{_number(row.low)} to {_number(row.high)}"
    lasting = f"for {period_words(row.duration).removeprefix('every ')}" if row.duration else ""
    rest = (row.pattern, row.route, lasting, "" if row.scope == "total" else row.scope, row.note)
    return ", ".join((f"{amount} {row.unit} {period_words(row.every)}", *(part for part in rest if part)))


def source_text(evidence: Evidence) -> str:
    """Who says so, and how well the figure was seen."""
    year = f", {evidence.year}" if evidence.year else ""
    return f"{evidence.authority}: {evidence.title}{year} ({_TRUST[evidence.trust]}){f' {evidence.url}' if evidence.url else ''}"


def _table(rows: Iterator[tuple[str, str]]) -> Iterator[str]:
    found = list(rows)
    width = min(max((len(label) for label, _ in found), default=0), 60)
    for label, text in found:
        yield f"    {label:{width}}  {text}"
