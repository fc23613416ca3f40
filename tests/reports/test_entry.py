"""Entries of the reference as text for a medical editor."""

from __future__ import annotations

import pytest

from clinlint.model.interval import Interval
from clinlint.reference.scales import scale, scale_ids
from clinlint.reference.substances import substance, substance_ids
from clinlint.reports.entry import interval_text, scale_text, substance_text


@pytest.mark.parametrize(
    ("notation", "words"),
    [
        ("(-inf, -2.5]", "−2.5 and below"),
        ("(-2.5, -1.0)", "above −2.5, below −1.0"),
        ("[-1.0, inf)", "−1.0 and above"),
        ("[126, 200)", "126 to below 200"),
        ("[0, 140)", "below 140"),
        ("(30, 100]", "above 30, up to 100"),
        ("[2.0, 3.0]", "2.0 to 3.0"),
        ("(-inf, inf)", "any value"),
    ],
)
def test_an_interval_in_words(notation: str, words: str) -> None:
    assert interval_text(Interval.parse(notation)) == words


@pytest.mark.parametrize("identifier", scale_ids())
def test_every_scale_has_a_text(identifier: str) -> None:
    lines = list(scale_text(scale(identifier)))
    assert scale(identifier).measure.name in lines[0]
    assert lines[-1].strip().startswith(scale(identifier).evidence.authority)


@pytest.mark.parametrize("identifier", substance_ids())
def test_every_substance_has_a_text(identifier: str) -> None:
    text = "\n".join(substance_text(substance(identifier)))
    assert f"({identifier})" in text
    assert "  Sources" in text
    assert ("* not verified yet" in text) == any(not substance(identifier).verified(row) for row in substance(identifier).rows)
