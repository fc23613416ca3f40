"""Scales are found by the names people use, with their digits as written."""

from __future__ import annotations

from decimal import Decimal

from clinlint.reference.scales import measure_names, scale, scales_of


def test_the_t_score_by_any_name_and_letter_case() -> None:
    assert measure_names()["t score"] == ("bone.t-score.who-1994",)
    (entry,) = scales_of("T-Score")
    osteopenia = entry.category("low bone mass")
    assert osteopenia
    assert str(osteopenia.interval) == "(-2.5, -1.0)"
    assert entry.measure.unit == "SD"
    assert "INT" in entry.jurisdictions


def test_an_affine_unit_converts_there_and_back() -> None:
    conversion = scale("glucose.a1c.ada").measure.conversions["mmol/mol"]
    assert round(conversion(Decimal("6.5"))) == 48
    assert conversion.back(conversion(Decimal("6.5"))) == Decimal("6.5")


def test_two_dimensions_and_how_they_combine() -> None:
    entry = scale("bp.acc-aha-2025")
    stage = entry.category("stage 1 hypertension")
    assert stage
    assert stage.match == "any"
    assert str(stage.parts["diastolic"]) == "[80, 90)"
    assert entry.assign == "highest"


def test_a_superseded_scheme_names_its_successor() -> None:
    entry = scale("bp.acc-aha-2017")
    assert not entry.current
    assert entry.superseded_by == "bp.acc-aha-2025"
    assert entry.valid_to == 2025
