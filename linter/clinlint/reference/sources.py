"""Who says so: sources of the reference by id, as evidence of findings."""

from __future__ import annotations

from clinlint.errors import PackError
from clinlint.model.finding import Evidence, Trust
from clinlint.reference.holdings import DATA, current, per_library

__all__ = ["DATA", "evidence", "evidence_of", "known"]


@per_library
def evidence(identifier: str) -> Evidence:
    """The evidence behind a source id or a scale id. Raises PackError where the reference holds no such source."""
    return evidence_of(identifier, identifier)


@per_library
def evidence_of(entry: str, identifier: str) -> Evidence:
    """The same source as the evidence behind another entry of the reference, which the finding then names."""
    key = f"source {identifier}"
    if key not in current():
        raise PackError(f"the reference has no source {identifier}", hint="`clinlint reference --sources` lists all")
    row = current().entry(key)
    return Evidence(
        reference=entry,
        authority=row["authority"],
        title=row.get("title", ""),
        year=row.get("year"),
        trust=Trust(row["trust"]),
        url=row.get("url", ""),
    )


def known() -> tuple[str, ...]:
    """Ids of all sources, in the order of the reference."""
    return current().listed("sources")
