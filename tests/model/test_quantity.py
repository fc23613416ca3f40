"""Forms, units and rates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from clinlint.model.interval import Interval
from clinlint.model.quantity import Form, Rate, Unit

MG = Unit("mg", "mg", "mass", Decimal("0.001"))
DL = Unit("dL", "dL", "volume", Decimal("0.1"))
ML = Unit("mL", "mL", "volume", Decimal("0.001"))


def test_a_quotient_has_the_quotient_of_codes_names_and_factors() -> None:
    unit = MG.per(DL)
    assert (unit.code, unit.name, unit.dimension, unit.factor) == ("mg/dL", "mg/dL", "mass/volume", Decimal("0.01"))


def test_units_of_one_dimension_convert() -> None:
    assert MG.per(DL).converts_to(MG.per(ML))
    assert not MG.converts_to(DL)


@pytest.mark.parametrize(
    ("form", "upward", "downward"),
    [
        (Form.AT_LEAST, True, False),
        (Form.MORE_THAN, True, False),
        (Form.AT_MOST, False, True),
        (Form.LESS_THAN, False, True),
        (Form.RANGE, False, False),
    ],
)
def test_forms_know_their_direction(form: Form, upward: bool, downward: bool) -> None:
    assert (form.upward, form.downward) == (upward, downward)


def test_days_between_two_times() -> None:
    assert Rate(Interval.point(Decimal(2)), "P1D", Decimal(1)).interval_days == Decimal("0.5")
    assert Rate(Interval.point(Decimal(1)), "P7D", Decimal(7)).interval_days == Decimal(7)
