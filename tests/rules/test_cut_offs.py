"""Statements held against bands, and slips that explain a difference."""

from __future__ import annotations

from decimal import Decimal

import pytest

from clinlint.facts.bands import Band
from clinlint.facts.measures import bands
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form
from clinlint.rules.cut_offs import Slip, Stated, explain, fits, run_together

T_SCORE = ("bone.t-score.who-1994",)
A1C = ("glucose.a1c.ada",)


def stated(text: str, form: Form) -> Stated:
    return Stated(Interval.parse(text), form, None, 1)


def band(ids: tuple[str, ...], label: str) -> Band:
    return bands(ids, label)[0]


@pytest.mark.parametrize(
    ("label", "interval", "form"),
    [
        ("osteopenia", "[-2.5, -1.0]", Form.RANGE),
        ("osteopenia", "[-2.4, -1.1]", Form.RANGE),
        ("osteopenia", "(-inf, -1)", Form.LESS_THAN),
        ("normal", "[-1, inf)", Form.AT_LEAST),
        ("normal", "(-1, inf)", Form.MORE_THAN),
        ("normal", "[-1, 1]", Form.WITHIN),
        ("osteoporosis", "(-inf, -2.5]", Form.AT_MOST),
        ("osteoporosis", "(-inf, -2.5)", Form.LESS_THAN),
        ("osteoporosis", "[-3.1, -3.1]", Form.POINT),
    ],
)
def test_accepted(label: str, interval: str, form: Form) -> None:
    assert fits(stated(interval, form), band(T_SCORE, label))


@pytest.mark.parametrize(
    ("label", "interval", "form", "slip"),
    [
        ("osteopenia", "[-2.5, -1.5]", Form.RANGE, Slip.FIGURE),
        ("osteoporosis", "(-inf, 2.5]", Form.AT_MOST, Slip.SIGN),
        ("osteoporosis", "[2.5, inf)", Form.AT_LEAST, Slip.SIGN),
        ("osteoporosis", "[-2.5, inf)", Form.AT_LEAST, Slip.DIRECTION),
        ("osteopenia", "(-inf, -2.5]", Form.AT_MOST, Slip.LABEL),
        ("normal", "[-2.5, -1.0]", Form.RANGE, Slip.LABEL),
        ("osteoporosis", "(-inf, -25]", Form.AT_MOST, Slip.DECIMAL),
    ],
)
def test_explained(label: str, interval: str, form: Form, slip: Slip) -> None:
    given = stated(interval, form)
    assert not fits(given, band(T_SCORE, label))
    assert explain(given, [band(T_SCORE, label)], numbers_signed=given.interval.high < 0)[0] is slip


def test_numbers_that_run_together() -> None:
    joined = run_together(Stated(Interval.point(Decimal(100125)), Form.POINT, None, 0), [band(("glucose.fpg.ada",), "prediabetes")])
    assert joined is not None
    assert str(joined.interval) == "[100, 125]"


def test_an_unknown_unit_is_a_slip_of_the_unit() -> None:
    from clinlint.facts.units import by_code

    given = Stated(Interval.at_least(Decimal("6.5")), Form.AT_LEAST, by_code("mg/dL"), 1)
    assert explain(given, [band(A1C, "diabetes")], numbers_signed=False)[0] is Slip.UNIT
