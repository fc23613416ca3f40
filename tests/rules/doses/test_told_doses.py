"""Doses next to words of limits, harms, salt and sodium: what is told, and what is not."""

from __future__ import annotations

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(Config(select=("dose", "unit")))


def found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings]


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("Eat no more than 6 g of salt ({}) a day.", ("2.4 g sodium", "6 g sodium"), "dose/wrong-conversion"),
        ("Five grams of salt contain about {}.", ("2 g of sodium", "5 g of sodium"), "dose/wrong-conversion"),
        ("Keep below 5 g of salt a day. This equals {}.", ("2 g of sodium", "20 mg of sodium"), "dose/wrong-conversion"),
        ("Alendronate {} once a week lowers the risk of fractures.", ("70 mg", "700 mg"), "dose/decimal-slip"),
        (
            "Begin methotrexate 15 mg {} while taking at least 5 mg of folic acid a week to limit side effects.",
            ("once a week", "once a day"),
            "dose/wrong-frequency",
        ),
        ("Up to {} (about 4 cups of coffee) a day of caffeine is safe for most adults.", ("400 mg", "4,000 mg"), "dose/decimal-slip"),
        ("# Calcium\n\nTaking {} or less a day is unlikely to harm you.", ("1,500 mg", "15,000 mg"), "dose/decimal-slip"),
        (
            "Levothyroxine is started at {} daily and increased every three weeks up to a maximum of 200 mcg.",
            ("50 mcg", "50 mg"),
            "dose/wrong-unit",
        ),
        ("The largest daily dose of amoxicillin is {}.", ("6 g", "60 g"), "dose/decimal-slip"),
        ("At most 1 g per dose and {} a day of paracetamol are taken.", ("4 g", "40 g"), "dose/above-limit"),
        ("You may take 1 g of paracetamol ({}) at a time.", ("two 500 mg tablets", "two 50 mg tablets"), "dose/wrong-conversion"),
        ("Begin methotrexate 15 mg once a week and rise by 5 mg to reach 25 mg {}.", ("weekly", "daily"), "dose/wrong-frequency"),
        ("# Paracetamol\n\nThe usual dose for adults is 500 mg or {}.", ("1 g", "10 g"), "dose/decimal-slip"),
        ("Adults need {} of calcium a day.", ("1,000 to 1,200 mg", "1,200 to 1,000 mg"), "dose/inverted-range"),
        ("Ibuprofen {} every six hours eases most aches.", ("200-400 mg", "400-200 mg"), "dose/inverted-range"),
        ("Adults can take 500 mg of paracetamol {} in 24 hours.", ("four times", "fourteen times"), "dose/above-limit"),
    ],
)
def test_a_slip_is_told_and_its_right_twin_is_not(right: str, wrong: tuple[str, str], rule: str) -> None:
    assert found(right.format(wrong[0])) == []
    assert [name for name, _ in found(right.format(wrong[1]))] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "Six doses of 1 g of paracetamol (6 g) would fit into a day, but the maximum is 4 g.",
        "Reduce your calcium from 1,200 to 1,000 mg a day.",
        "Take prednisolone 40 to 20 mg a day, then stop.",
        "Prednisolone 60-5 mg a day is tapered over months.",
        "A cup of milk brings about 300 mg of calcium, some 30% of the daily recommended intake for adults.",
        "Poisoning is seen in people who take 40,000 IU of vitamin D a day.",
        "Start levothyroxine at 25 mcg a day, with increases of 25 mcg every four weeks.",
        "Change levothyroxine in 12.5 mcg increments every six weeks.",
        "The recommended sodium intake in the US is less than 2,300 mg a day.",
        "The daily reference intake of salt is 6 g for adults; labels give it per 100 g.",
        "# Vitamin K\n\nAfter too much warfarin it is swallowed. Adults need 90 to 120 mcg.",
        "Alendronate 10 mg daily or 70 mg weekly, risedronate 35 mg weekly.",
        "After a bypass take 3,000 IU of vitamin D, 350 to 1,000 mcg of B12 and 50 mg of iron.",
        "# Steroids\n\nPrednisolone is swallowed. Beclometasone is inhaled; above 800 micrograms a day it counts as high.",
        "Prednisone 1 g a day for three days is given in lupus.",
        "# Vitamin B6\n\nDoses of 200 mg a day over years harmed nerves.",
        "Rickets is treated with vitamin D, 150,000 IU once.",
        "# Salt\n\nAdults: no more than 6 g a day (2.4 g sodium).",
        "Progesterone 200 mg for 12 days a month is one way.",
        "In grave illness a doctor may go up to 100 mg of prednisone a day.",
        "Iron deficiency: take ferrous sulfate 325 mg twice a day.",
        "The most that adults can take is eight 500 mg tablets of paracetamol in 24 hours.",
        "Paracetamol: at most 4 g (8 tablets of 500 mg) in 24 hours.",
        "Take 600 mg of calcium (one or two 500 mg tablets).",
        "Paracetamol comes as 500 mg or 1 g.",
        "A bag of crisps holds 0.5 g of salt (0.2 g sodium).",
        "She took 15 mg of methotrexate daily by mistake, which can cause death.",
        "A body holds 3 g of iron. Women lose 40 mg a month.",
    ],
)
def test_what_is_no_advice_is_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Walk for 150 minutes ({}) a week.", ("2 hours and 30 minutes", "3 hours and 30 minutes")),
        ("Walk for 150 minutes ({}) a week.", ("2.5 hours", "3.5 hours")),
        ("Vitamin D levels lie between 20 and 50 nanograms per milliliter (ng/mL) or {}.", ("50 to 125 nmol/L", "80 to 200 nmol/L")),
        ("Gout comes from uric acid. Aim for less. The figure is 6 mg/dL ({}).", ("360 µmol/L", "630 µmol/L")),
    ],
)
def test_a_pair_that_does_not_convert_is_told(right: str, wrong: tuple[str, str]) -> None:
    assert found(right.format(wrong[0])) == []
    assert [name for name, _ in found(right.format(wrong[1]))] == ["unit/wrong-conversion"]


@pytest.mark.parametrize(
    "text",
    [
        "Wait 30 minutes or 1 hour after eating.",
        "Take it 15 mcg/day (600 IU/day) of vitamin D.",
        "Creatinine is 0.7 mg/dL (62 µmol/L). Bilirubin is made too. It is 1.2 mg/dL (20 µmol/L).",
    ],
)
def test_choices_and_pairs_of_unclear_measures_are_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "### Foods with vitamin D\n\n- Trout: 645 IU\n- An egg: 44 IU\n",
        "Dairy is known for calcium. A cup of yogurt brings 4,150 mg in ten days.",
        "Levothyroxine is dosed by weight: 100 to 125 mcg a day suit an adult of 70 kg.",
        "Vitamin A is given for measles. Children get 200,000 IU a day for two days.",
        "Gout hurts. Earlier regimens had 6 mg of colchicine every hour.",
        "# Denosumab\n\nThe trial drug exampletinib is taken as 160 mg twice a day.",
        "Calcium leaves in urine. A body loses 150 mg a day.",
        "| Vitamin | Daily need |\n|---|---|\n| B6 | 1.3 mg |\n| Vitamin B12 | 2.4 mcg |\n",
    ],
)
def test_foods_bodies_courses_and_other_medicines_are_silent(text: str) -> None:
    assert found(text) == []


def test_an_amount_beside_how_often_is_of_the_drug_named_before() -> None:
    assert found("Prolia needs a prescription. You get a 600 mg shot every six months.") == [("dose/decimal-slip", "600 mg")]
    assert found("Ramipril is built up. Doctors often begin with 25 mg once a day.") == [("dose/decimal-slip", "25 mg")]
    rows = "| Medicine | Dose | How often |\n|---|---|---|\n| Denosumab | 60 mg | {} |\n"
    assert found(rows.format("every 6 months")) == []
    assert [rule for rule, _ in found(rows.format("every 6 weeks"))] == ["dose/wrong-frequency"]
    table = "| Life stage | Recommended |\n|---|---|\n| Adults 19-50 years | 10,000 mg |\n\nThis is how much calcium you need.\n"
    assert found(table) == [("dose/decimal-slip", "10,000 mg")]
