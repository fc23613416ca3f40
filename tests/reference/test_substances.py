"""Nutrients and drugs are found by name and brand, with figures for whom, how often, and who says so."""

from __future__ import annotations

from decimal import Decimal

from clinlint.model.finding import Severity, Trust
from clinlint.reference.substances import substance, substance_names


def test_names_and_brands_lead_to_the_entry() -> None:
    assert substance_names()["colecalciferol"] == ("nutrient.vitamin-d",)
    assert substance_names()["fosamax"] == ("drug.alendronate",)
    assert substance_names()["folic acid"] == ("drug.folic-acid", "nutrient.folate")
    assert "ca" not in substance_names()


def test_a_need_tells_for_whom_and_who_says_so() -> None:
    calcium = substance("nutrient.calcium")
    row = next(r for r in calcium.of("need") if r.authority == "NASEM" and r.population.sex == "female" and r.low == 1200)
    assert str(row.population.age) == "[51, 71)"
    assert row.jurisdictions == {"US"}
    assert row.every == "P1D"
    assert calcium.evidence(row).trust is Trust.PRIMARY
    assert calcium.verified(row)


def test_units_convert_by_substance() -> None:
    vitamin_d = substance("nutrient.vitamin-d")
    assert vitamin_d.unit == "mcg"
    assert vitamin_d.units["IU"] == Decimal("0.025")
    assert "IU" not in substance("nutrient.calcium").units


def test_a_drug_has_regimens_maxima_and_known_errors() -> None:
    methotrexate = substance("drug.methotrexate")
    assert methotrexate.is_drug
    assert {row.every for row in methotrexate.of("regimen")} >= {"P7D"}
    daily = methotrexate.errors[0]
    assert daily.severity is Severity.ERROR
    assert "daily" in daily.error


def test_elemental_fractions() -> None:
    assert substance("nutrient.calcium").salts["calcium carbonate"] == Decimal("0.4")
