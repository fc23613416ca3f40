"""Nutrients and drugs: what authorities say on intakes, limits, regimens, maxima and dangerous errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from clinlint.model.finding import Evidence, Severity, Trust
from clinlint.model.population import Population
from clinlint.record import record
from clinlint.reference.holdings import current, per_library
from clinlint.reference.rows import ends, number, population
from clinlint.reference.sources import evidence_of

Section = Literal["need", "limit", "average", "label", "plausible", "superseded", "regimen", "maximum"]

SECTIONS: Mapping[str, Section] = {
    "recommendations": "need",
    "upper_limits": "limit",
    "average_requirements": "average",
    "daily_values": "label",
    "plausible_single_doses": "plausible",
    "superseded": "superseded",
    "regimens": "regimen",
    "max": "maximum",
}
"""What each list of an entry holds: a need, a limit, an average requirement, a label's reference value, a dose that looks high but is right,
a figure of the past, a drug's regimen, its ceiling."""


@record(slots=False)
class Row:
    """One figure of one authority: `low` to `high` of a unit, for whom, how often, and where it is said.

    `every` is an ISO 8601 period (`P1D`, `P7D`, `PT6H`), `once`, `as needed`, or another word of the source. `context` is what it is for:
    a limit's scope, a regimen's indication, a ceiling's context. `undetermined`: the authority looked and set no figure.
    """

    section: Section
    authority: str
    jurisdictions: frozenset[str]
    kind: str
    population: Population
    low: Decimal
    high: Decimal
    unit: str
    every: str
    source: str
    context: str = ""
    route: str = ""
    duration: str = ""
    pattern: str = ""
    scope: str = ""
    note: str = ""
    until: int | None = None
    undetermined: bool = False


@record
class KnownError:
    """A mistake met in real texts, in words; an `accept` is right and only looks wrong."""

    error: str
    why: str
    severity: Severity | None
    source: str


@record(slots=False)
class Substance:
    """A nutrient or a drug.

    `units` are factors to the canonical unit; `ambiguous` names units that need a form first (IU of vitamin A). `salts` are elemental
    fractions by the form's name.
    """

    id: str
    names: tuple[str, ...]
    brands: Mapping[str, tuple[str, ...]]
    drug_class: str
    unit: str
    units: Mapping[str, Decimal]
    ambiguous: Mapping[str, tuple[str, ...]]
    rows: tuple[Row, ...]
    salts: Mapping[str, Decimal]
    errors: tuple[KnownError, ...]
    variants: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def is_drug(self) -> bool:
        """Whether this is a drug, not a nutrient."""
        return self.id.startswith("drug.")

    @property
    def name(self) -> str:
        """What readers call it."""
        return self.names[0]

    def of(self, *sections: Section) -> Iterator[Row]:
        """Rows of some sections, in the order of the reference."""
        return (row for row in self.rows if row.section in sections)

    def evidence(self, row: Row | KnownError) -> Evidence:
        """Who says so."""
        return evidence_of(self.id, row.source)

    def verified(self, row: Row | KnownError) -> bool:
        """Whether the figure was seen, so that it may back an error."""
        return self.evidence(row).trust is not Trust.UNVERIFIED


def substance_names() -> Mapping[str, tuple[str, ...]]:
    """Ids of the nutrients and drugs for each name and brand, in lower case."""
    return _names()


@per_library
def _names() -> dict[str, tuple[str, ...]]:
    return current().names("substances")


def spaced_names() -> tuple[str, ...]:
    """Names and brands of the drugs that are never taken daily, in lower case."""
    spaced = set(current().listed("spaced"))
    return tuple(name for name, ids in _names().items() if spaced.issuperset(ids))


def substance_ids() -> tuple[str, ...]:
    """Ids of all nutrients and drugs, in the order of the reference."""
    return tuple(dict.fromkeys(identifier for ids in _names().values() for identifier in ids))


@per_library
def substance(identifier: str) -> Substance:
    """One nutrient or drug by its id. Raises KeyError where there is none."""
    return read(current().entry(identifier))


def read(entry: Mapping[str, Any]) -> Substance:
    """A nutrient or drug from its parsed YAML."""
    return Substance(
        id=entry["id"],
        names=tuple(entry["names"]),
        brands={country: tuple(names) for country, names in entry.get("brands", {}).items()},
        drug_class=entry.get("drug_class", ""),
        unit=entry["canonical_unit"],
        units={unit: number(factor) for unit, factor in entry["units"].items()},
        ambiguous={unit: tuple(forms) for unit, forms in entry.get("ambiguous_units", {}).items()},
        rows=tuple(_row(row, section) for name, section in SECTIONS.items() for row in entry.get(name, ())),
        salts={salt["form"]: number(salt["fraction"]) for salt in entry.get("elemental_fraction", ())},
        errors=tuple(_error(error) for name in ("common_errors", "dangerous_errors") for error in entry.get(name, ())),
        variants=(*entry.get("accepted_variants", ()), *entry.get("accepted_contexts", ())),
        notes=tuple(entry.get("notes", ())),
    )


def _row(row: Mapping[str, Any], section: Section) -> Row:
    amount = row.get("amount")
    low, high = ends(amount) if amount is not None else (Decimal(0), Decimal(0))
    return Row(
        section=section,
        authority=row.get("authority", row.get("label", "")),
        jurisdictions=frozenset(row.get("jurisdictions", ())),
        kind=row.get("kind", ""),
        population=population(row.get("population")),
        low=low,
        high=high,
        unit=row["unit"],
        every=_every(row),
        source=row["source"],
        context="; ".join(text for text in (row.get("indication"), row.get("context")) if text),
        route=row.get("route", ""),
        duration=row.get("duration", ""),
        pattern=row.get("pattern", ""),
        scope=row.get("scope", ""),
        note=row.get("note", ""),
        until=row.get("until"),
        undetermined=amount is None,
    )


def _every(row: Mapping[str, Any]) -> str:
    every: str = row.get("every") or row.get("per") or "P1D"
    return {"day": "P1D", "week": "P7D"}.get(every, every)


def _error(row: Mapping[str, Any]) -> KnownError:
    severity = row.get("severity", "info")
    return KnownError(row["error"], row.get("why", ""), None if severity == "accept" else Severity(severity), row["source"])
