"""Scales, cut-offs, targets and reference ranges that authorities set for a measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from clinlint.model.finding import Evidence
from clinlint.model.interval import Interval
from clinlint.model.population import Population
from clinlint.record import field, record
from clinlint.reference.holdings import current, per_library
from clinlint.reference.rows import interval, number, population
from clinlint.reference.sources import evidence

Kind = Literal[
    "category-scale",
    "category-scale-2d",
    "cutoff",
    "definition",
    "reference-range",
    "target",
    "recommendation",
    "statement",
]


@record
class Conversion:
    """Value in the other unit = value x factor + offset. `printed` holds the rounded pairs that sources print."""

    factor: Decimal
    offset: Decimal = Decimal(0)

    def __call__(self, value: Decimal) -> Decimal:
        """To the other unit."""
        return value * self.factor + self.offset

    def back(self, value: Decimal) -> Decimal:
        """From the other unit to the measure's own."""
        return (value - self.offset) / self.factor


@record
class Measure:
    """What is measured, in which unit, and how other units convert.

    `printed`: rounded pairs that sources print, own unit to text in the other unit.
    """

    name: str
    aliases: tuple[str, ...]
    unit: str
    conversions: Mapping[str, Conversion]
    printed: Mapping[Decimal, str]


@record
class Category:
    """A named stretch of a scale.

    `interval` in the measure's unit; `alternatives` in other units. Two-dimensional scales have `parts` by dimension instead, and
    `match` says whether `all` or `any` of them must hold. `named` is False for our filler labels, which no text is expected to use.
    `qualifier_of`: a class on top of another that also `requires` something.
    """

    label: str
    aliases: tuple[str, ...] = ()
    interval: Interval | None = None
    alternatives: Mapping[str, Interval] = field(default_factory=dict)
    parts: Mapping[str, Interval] = field(default_factory=dict)
    match: Literal["all", "any"] = "all"
    printed: str = ""
    named: bool = True
    qualifier_of: str = ""
    requires: tuple[str, ...] = ()


@record
class Item:
    """One criterion of a definition, or one figure of a group: what, in which unit, which interval."""

    name: str
    interval: Interval | None
    unit: str = ""
    alternatives: Mapping[str, Interval] = field(default_factory=dict)
    printed: str = ""


@record(slots=False)
class Scale:
    """One authority's statement on a measure.

    `categories` partition `domain` (in two dimensions `assign` says that the highest match wins); `overlays` are groupings outside the
    partition. `criteria` are combined by `combine`; `groups` give figures by group and name (`first trimester` / `anaemia`); `targets`
    give one interval a group; `target`, `recommended` and `conditional` are single intervals or amounts.
    """

    id: str
    measure: Measure
    kind: Kind
    scheme: str
    authority: str
    jurisdictions: frozenset[str]
    population: Population
    current: bool
    superseded_by: str
    valid_from: int | None
    valid_to: int | None
    resolution: Decimal | None
    integer: bool
    domain: Interval | None
    domains: Mapping[str, Interval]
    assign: str
    categories: tuple[Category, ...]
    overlays: tuple[Category, ...]
    combine: str
    criteria: tuple[Item, ...]
    groups: Mapping[str, tuple[Item, ...]]
    targets: tuple[Item, ...]
    target: Interval | None
    recommended: Interval | None
    conditional: Interval | None
    variants: tuple[str, ...]
    common_errors: tuple[str, ...]
    disputed: tuple[str, ...]
    notes: str
    evidence: Evidence

    def category(self, label: str) -> Category | None:
        """The category of this label or alias, letter case aside."""
        low = label.lower()
        for found in (*self.categories, *self.overlays):
            if low == found.label.lower() or low in (alias.lower() for alias in found.aliases):
                return found
        return None


def measure_names() -> Mapping[str, tuple[str, ...]]:
    """Ids of the scales for each name and alias of a measure, in lower case."""
    return _names()


@per_library
def _names() -> dict[str, tuple[str, ...]]:
    return current().names("scales")


def scale_ids() -> tuple[str, ...]:
    """Ids of all scales, in the order of the reference."""
    return tuple(dict.fromkeys(identifier for ids in _names().values() for identifier in ids))


def scales_of(name: str) -> tuple[Scale, ...]:
    """The scales of a measure by one of its names; empty where there is none."""
    return tuple(scale(identifier) for identifier in _names().get(name.lower(), ()))


@per_library
def scale(identifier: str) -> Scale:
    """One scale by its id. Raises KeyError where there is none."""
    return read(current().entry(identifier), evidence(identifier))


def read(row: Mapping[str, Any], source: Evidence) -> Scale:
    """A scale from its parsed YAML."""
    domain = row.get("domain")
    criteria = row.get("criteria", {})
    return Scale(
        id=row["id"],
        measure=_measure(row["measure"]),
        kind=row["kind"],
        scheme=row["scheme"],
        authority=row["authority"],
        jurisdictions=frozenset(row["jurisdictions"]),
        population=population(row.get("population")),
        current=row["status"] == "current",
        superseded_by=row.get("superseded_by", ""),
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
        resolution=number(row["resolution"]) if "resolution" in row else None,
        integer=bool(row.get("integer")),
        domain=interval(domain),
        domains=_intervals(domain) if isinstance(domain, Mapping) else {},
        assign=row.get("assign", ""),
        categories=tuple(_category(c) for c in row.get("categories", ())),
        overlays=tuple(_category(c) for c in row.get("overlays", ())),
        combine=criteria.get("combine", ""),
        criteria=tuple(_item(item, item["measure"]) for item in criteria.get("items", ())),
        groups={group["group"]: tuple(_figures(group)) for group in row.get("groups", ())},
        targets=tuple(
            Item(group["group"], interval(group.get("target")), printed=str(group.get("printed", "")))
            for group in row.get("targets_by_group", ())
        ),
        target=interval(row.get("target")),
        recommended=interval(row.get("recommended")),
        conditional=interval(row.get("conditional")),
        variants=tuple(row.get("accepted_variants", ())),
        common_errors=tuple(error["claim"] for error in row.get("common_errors", ())),
        disputed=tuple(figure["says"] for figure in row.get("disputed_figures", ())),
        notes=str(row.get("notes", "")),
        evidence=source,
    )


def _measure(row: Mapping[str, Any]) -> Measure:
    return Measure(
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        unit=row["unit"],
        conversions={
            unit: Conversion(number(rule["factor"]), number(rule.get("offset", 0))) for unit, rule in row.get("alternatives", {}).items()
        },
        printed={number(value): str(text) for value, text in row.get("print_equivalents", {}).items()},
    )


def _category(row: Mapping[str, Any]) -> Category:
    parts = row.get("all") or row.get("any") or {}
    return Category(
        label=row["label"],
        aliases=tuple(row.get("aliases", ())),
        interval=interval(row.get("interval")),
        alternatives=_intervals(row.get("alt_interval", {})),
        parts=_intervals(parts),
        match="any" if "any" in row else "all",
        printed=str(row.get("printed", "")),
        named=row.get("named", True),
        qualifier_of=row.get("qualifier_of", ""),
        requires=tuple(row.get("requires", ())),
    )


def _item(row: Mapping[str, Any], name: str) -> Item:
    return Item(
        name, interval(row.get("interval")), row.get("unit", ""), _intervals(row.get("alt_interval", {})), str(row.get("printed", ""))
    )


def _figures(group: Mapping[str, Any]) -> Iterator[Item]:
    for name, value in group.items():
        if (found := interval(value)) is not None:
            yield Item(name.replace("_", " "), found)


def _intervals(rows: Mapping[str, Any]) -> dict[str, Interval]:
    return {name: found for name, value in rows.items() if (found := interval(value)) is not None}
