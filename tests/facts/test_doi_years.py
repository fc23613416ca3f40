"""Forms of DOIs that tell a year, and those that tell none."""

from __future__ import annotations

import pytest

from clinlint.facts.doi_years import stamped_years


@pytest.mark.parametrize(
    ("doi", "year"),
    [
        ("10.1016/j.bone.2010.03.012", 2010),
        ("10.1001/jama.2019.1234", 2019),
        ("10.1056/NEJMoa067312", 2006),
        ("10.1056/NEJMoa1607948", 2016),
        ("10.1136/annrheumdis-2018-213585", 2018),
        ("10.1007/s00198-014-2794-2", 2014),
        ("10.7326/M16-1361", 2016),
        ("10.1210/jc.2011-2704", 2011),
        ("10.1101/2022.01.01.22268600", 2022),
    ],
)
def test_a_year_is_told(doi: str, year: int) -> None:
    years = stamped_years(doi)
    assert years is not None
    assert (years.start, year - 1 in years, year + 2 in years, year + 9 in years) == (year, False, True, False)


@pytest.mark.parametrize(
    "doi", ["10.1000/182", "10.1016/S0140-6736(07)61349-0", "10.1371/journal.pone.0123456", "10.1002/jbmr.1234", "10.1093/ije/dyw123", ""]
)
def test_no_year_is_told(doi: str) -> None:
    assert stamped_years(doi) is None
