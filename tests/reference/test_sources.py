"""Evidence names who says so, and gives an address only where it was checked."""

from __future__ import annotations

import pytest

from clinlint.errors import PackError
from clinlint.model.finding import Trust
from clinlint.reference.sources import DATA, evidence, evidence_of, known
from clinlint.resources import shelf


def test_a_source_of_the_standards() -> None:
    found = evidence("hnr")
    assert found.authority == "HealthNewsReview.org"
    assert found.trust is Trust.PRIMARY
    assert found.year == 2018
    assert found.url.startswith("https://www.healthnewsreview.org/")


def test_a_scale_is_its_own_evidence() -> None:
    found = evidence("bone.t-score.who-1994")
    assert (found.reference, found.authority, found.year, found.trust) == ("bone.t-score.who-1994", "WHO", 1994, Trust.SECONDARY)


def test_a_figure_of_an_entry_names_the_entry() -> None:
    assert evidence_of("nutrient.calcium", "nasem-2011-ca-d").reference == "nutrient.calcium"


def test_an_unknown_source_is_the_pack_writers_mistake() -> None:
    with pytest.raises(PackError, match="no source nobody-1900"):
        evidence("nobody-1900")


@pytest.mark.parametrize("identifier", known())
def test_addresses_only_where_checked(identifier: str) -> None:
    row = shelf(DATA).entry(f"source {identifier}")
    assert ("url" in row) <= ("identifier" in row["checked"])
    assert (row["trust"] == "unverified") == ("figure" not in row["checked"])
    assert evidence(identifier).authority


def test_nothing_says_how_a_figure_was_found() -> None:
    keys = {key for identifier in known() for key in shelf(DATA).entry(f"source {identifier}")}
    assert keys <= {"id", "authority", "title", "year", "trust", "checked", "url"}
