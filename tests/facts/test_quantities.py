"""Numbers, units, intervals and rates as articles write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinlint.facts.quantities import quantities
from clinlint.linguistics.normalise import normalise
from clinlint.model.quantity import Form, Quantity, Sign


def read(text: str) -> tuple[Quantity, ...]:
    return quantities(normalise(text), text)


def shown(text: str) -> list[tuple[str, str, str]]:
    plain = normalise(text)
    return [(plain[q.start : q.end], str(q.interval), q.unit.code if q.unit else "") for q in read(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200 mg", "1200"),
        ("1\u00a0200 mg", "1200"),
        ("1\u2009200 mg", "1200"),
        ("1 200 mg of salt", "1200"),
        ("1.2 million cells", "1200000"),
        ("½ cup", "0.5"),
        ("1½ cups", "1.5"),
        ("1 1/2 cups", "1.5"),
        ("two thousand IU", "2000"),
        ("twenty-five mg", "25"),
        ("two hundred and fifty mg", "250"),
        (".5 mg", "0.5"),
        ("-2.5 SD", "-2.5"),
        ("\u22122.5 SD", "-2.5"),
        ("minus 2.5 SD", "-2.5"),
        ("negative 2.5 SD", "-2.5"),
        ("minus two point five SD", "-2.5"),
        ("2.5 SD below the mean", "-2.5"),
        ("70-mg tablet", "70"),
        ("5mg", "5"),
    ],
)
def test_one_number(text: str, value: str) -> None:
    found = read(f"Given as {text} here.")[:1]
    assert [q.value for q in found] == [Decimal(value)]
    assert found[0].unit is not None


@pytest.mark.parametrize(
    ("text", "interval", "form"),
    [
        ("between -1 and -2.5", "[-2.5, -1]", Form.RANGE),
        ("from -1.0 to -2.5", "[-2.5, -1.0]", Form.RANGE),
        ("\u22121.0\u2013\u22122.5", "[-2.5, -1.0]", Form.RANGE),
        ("-1.0 to -2.5", "[-2.5, -1.0]", Form.RANGE),
        ("-2.5 < T < -1.0", "(-2.5, -1.0)", Form.RANGE),
        ("18.5\u201324.9 kg/m2", "[18.5, 24.9]", Form.RANGE),
        ("at least 1,000 mg", "[1000, Infinity)", Form.AT_LEAST),
        ("\u2265 65 mg", "[65, Infinity)", Form.AT_LEAST),
        ("no more than 2,300 mg", "(-Infinity, 2300]", Form.AT_MOST),
        ("up to 4,000 IU", "(-Infinity, 4000]", Form.AT_MOST),
        ("-2.5 or lower", "(-Infinity, -2.5]", Form.AT_MOST),
        ("5 mmol/L or more", "[5, Infinity)", Form.AT_LEAST),
        ("less than 5 mmol/L", "(-Infinity, 5)", Form.LESS_THAN),
        ("above -2.5", "(-2.5, Infinity)", Form.MORE_THAN),
        ("within 1 SD of the mean", "[-1, 1]", Form.WITHIN),
        ("2.5 SD or more below", "(-Infinity, -2.5]", Form.AT_MOST),
        ("between 1 and 2.5 SD below average", "[-2.5, -1]", Form.RANGE),
        ("100.4 °F (38 °C) or higher", "[100.4, Infinity)", Form.AT_LEAST),
        ("\u22121.02.5", "[-2.5, -1.0]", Form.FUSED),
    ],
)
def test_intervals(text: str, interval: str, form: Form) -> None:
    found = read(f"It is {text} here.")[0]
    assert (str(found.interval), found.form) == (interval, form)


def test_a_unit_is_shared_by_both_ends() -> None:
    found = read("Take 1,000\u20131,200 mg/day.")
    assert [(str(q.interval), q.unit.code if q.unit else "", q.shared_unit, q.rate.period if q.rate else "") for q in found] == [
        ("[1000, 1200]", "mg", True, "P1D")
    ]
    assert str(read("from 500 mg to 1 g")[0].interval) == "[0.500, 1]"


@pytest.mark.parametrize(
    ("text", "period", "count"),
    [
        ("70 mg once weekly", "P7D", "[1, 1]"),
        ("60 mg every six months", "P6M", "[1, 1]"),
        ("5 mg twice a day", "P1D", "[2, 2]"),
        ("10 mg BID", "P1D", "[2, 2]"),
        ("400 IU daily", "P1D", "[1, 1]"),
        ("400 IU per day", "P1D", "[1, 1]"),
        ("2 g/d", "P1D", "[1, 1]"),
        ("5 mg every other day", "P2D", "[1, 1]"),
        ("5 mg 2 to 3 times a week", "P7D", "[2, 3]"),
    ],
)
def test_rates(text: str, period: str, count: str) -> None:
    rate = read(text)[0].rate
    assert rate is not None
    assert (rate.period, str(rate.count)) == (period, count)


def test_a_number_in_brackets_converts_the_one_before() -> None:
    found = read("a level of 20 ng/mL (50 nmol/L)")
    assert [q.converts for q in found] == [-1, 0]


def test_a_pair_has_two_numbers() -> None:
    found = read("below 120/80 mmHg")[0]
    assert (str(found.interval), [n.value for n in found.second]) == ("(-Infinity, 120)", [Decimal(80)])


@pytest.mark.parametrize(
    "text",
    [
        "in 2019",
        "women aged 51 to 70",
        "a 24-year-old",
        "treatment.1,2 Next",
        "as shown [1, 2]",
        "type 2 diabetes",
        "vitamin B12",
        "5 March 2020",
        "call 555-123-4567",
        "10^400",
        "1e999",
        "9" * 3000,
        "1 in 10",
        "COVID-19",
    ],
)
def test_no_quantity(text: str) -> None:
    assert shown(f"We read of {text}") == []


def test_the_sign_tells_how_it_was_written() -> None:
    signs = [q.numbers[0].sign for q in read("-2.5, minus 2.5, 2.5 SD below it, 2.5")]
    assert signs == [Sign.MARK, Sign.WORD, Sign.BELOW, Sign.NONE]


@settings(max_examples=200)
@given(st.text(alphabet="0123456789.,-–−/ ()<>≥%mgdLIU tosrand", max_size=60))
def test_any_text_is_read_and_spans_stay_inside(text: str) -> None:
    for quantity in read(text):
        assert 0 <= quantity.start <= quantity.core_start < quantity.core_end <= quantity.end <= len(text)
        assert all(n.start <= n.digits < n.end for n in quantity.numbers)


@pytest.mark.parametrize(
    ("text", "interval", "unit"),
    [
        ("at least 2 hours and 30 minutes", "[150, Infinity)", "min"),
        ("7 hours 30 minutes", "[450, 450]", "min"),
        ("nobody should go above 14 units", "(-Infinity, 14]", "{unit}"),
        ("you shouldn't go over 6 g", "(-Infinity, 6]", "g"),
        ("from 100.4 °F upwards", "[100.4, Infinity)", "[degF]"),
        ("fewer than 16 million sperm per millilitre", "(-Infinity, 16000000)", "/mL"),
        ("130/80 cm Hg", "[130, 130]", "cm[Hg]"),
    ],
)
def test_times_ceilings_and_counts(text: str, interval: str, unit: str) -> None:
    assert [(i, u) for _, i, u in shown(text)] == [(interval, unit)]
