"""Which substance, how often, for whom, by whose word: the parts of a dose, in prose, lists and tables."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.dose_statements import Dose
from clinlint.facts.doses import doses
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def found(text: str) -> list[tuple[str, Dose]]:
    article = Article(parse(Source("x.md", text)), TriggerSet({}))
    return [(article.texts[d.block][d.quantity.core_start : d.quantity.core_end].rstrip("."), d) for d in article.fact(doses)]


def substances(text: str) -> list[tuple[str, str]]:
    return [(amount, dose.ids[0]) for amount, dose in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take 500 mg of calcium and 400 IU of vitamin D.", [("500 mg", "nutrient.calcium"), ("400 IU", "nutrient.vitamin-d")]),
        ("Calcium 500 mg, vitamin D 400 IU.", [("500 mg", "nutrient.calcium"), ("400 IU", "nutrient.vitamin-d")]),
        ("Folic acid 400 mcg and vitamin D 10 mcg.", [("400 mcg", "drug.folic-acid"), ("10 mcg", "nutrient.vitamin-d")]),
        (
            "Methotrexate 15 mg weekly with folic acid 1 mg daily.",
            [("15 mg", "drug.methotrexate"), ("1 mg", "drug.folic-acid")],
        ),
        ("Take one Fosamax 70 mg tablet.", [("70 mg", "drug.alendronate")]),
        ("The intake of calcium for men stays at 1,000 mg.", [("1,000 mg", "nutrient.calcium")]),
        ("A cup of milk has 300 mg of calcium and 5 g of fat.", [("300 mg", "nutrient.calcium")]),
        ("Her calcium channel blocker is amlodipine 5 mg.", [("5 mg", "drug.amlodipine")]),
        ("Take diclofenac sodium 50 mg.", [("50 mg", "drug.diclofenac")]),
        ("Adults need 0.8 g of protein per kilogram of body weight.", []),
        ("Her calcium was 9.5 mg/dL.", []),
        ("The coronary calcium score was 400.", []),
    ],
)
def test_the_substance_of_an_amount(text: str, expected: list[tuple[str, str]]) -> None:
    assert substances(text) == expected


def test_the_substance_stands_in_the_heading_or_the_sentence_before() -> None:
    assert substances("## Calcium\n\nAdults need 1,000 mg a day.") == [("1,000 mg", "nutrient.calcium")]
    assert substances("Calcium builds bone. Adults need 1,000 mg a day.") == [("1,000 mg", "nutrient.calcium")]
    ((_, either),) = found("Calcium and iron matter. Adults need 1,000 mg a day.")
    assert either.rivals
    assert either.ids == ("nutrient.calcium", "nutrient.iron")


def test_an_amount_is_of_the_substance_that_is_given_in_its_unit() -> None:
    assert substances("Vitamin D helps the gut take up calcium. Adults need 600 IU a day.") == [("600 IU", "nutrient.vitamin-d")]
    ((_, dose),) = found("Paracetamol is a powder to add to water.\n\nAdults can take 500 mg four times a day.")
    assert (dose.ids, dose.near, dose.rivals) == (("drug.paracetamol",), True, False)


def test_a_list_takes_substance_and_authority_from_its_lead_in_and_the_group_from_its_label() -> None:
    (first, one), (second, two) = found("US intakes for vitamin D:\n\n- Ages 1 to 70: 600 IU\n- Over 70: 800 IU\n")
    assert (first, second) == ("600 IU", "800 IU")
    assert one.ids == two.ids == ("nutrient.vitamin-d",)
    assert [a.id for a in one.authorities] == ["authority.us"]
    assert [str(p) for p in one.people] == ["people 1 to 70"]
    assert [str(p) for p in two.people] == ["people 71 and over"]
    assert one.listed


def test_a_table_takes_unit_substance_and_group_from_its_headers() -> None:
    table = "| Age | Calcium (mg) | Vitamin D (IU) |\n| --- | --- | --- |\n| 19-50 years | 1,000 | 600 |\n| 71+ years | 1,200 | 800 |\n"
    rows = found(table)
    assert [(d.ids[0], d.quantity.unit.code if d.quantity.unit else "", str(d.quantity.value)) for _, d in rows] == [
        ("nutrient.calcium", "mg", "1000"),
        ("nutrient.vitamin-d", "[IU]", "600"),
        ("nutrient.calcium", "mg", "1200"),
        ("nutrient.vitamin-d", "[IU]", "800"),
    ]
    assert [str(d.people[0]) for _, d in rows] == ["people 19 to 50", "people 19 to 50", "people 71 and over", "people 71 and over"]


@pytest.mark.parametrize(
    ("text", "purpose", "firm"),
    [
        ("Adults need 1,000 mg of calcium a day.", Purpose.NEED, False),
        ("The RDA of calcium is 1,000 mg.", Purpose.NEED, True),
        ("The upper limit of calcium is 2,500 mg.", Purpose.LIMIT, True),
        ("Do not take more than 2,500 mg of calcium a day.", Purpose.LIMIT, False),
        ("Take 500 mg of calcium at a time.", Purpose.PORTION, False),
        ("The Daily Value of calcium is 1,300 mg.", Purpose.LABEL, True),
        ("The EAR of calcium is 800 mg.", Purpose.AVERAGE, True),
        ("Each year she takes 500 mg of calcium.", Purpose.OPEN, False),
    ],
)
def test_what_an_amount_is_said_to_be(text: str, purpose: Purpose, firm: bool) -> None:
    ((_, dose),) = found(text)
    assert (dose.purpose, dose.firm) == (purpose, firm)


@pytest.mark.parametrize(
    ("text", "period", "count"),
    [
        ("Take alendronate 70 mg once a week.", "P7D", 1),
        ("Once a week, take alendronate 70 mg.", "P7D", 1),
        ("Take ibuprofen 400 mg three times a day.", "P1D", 3),
        ("Adults need 10 mcg of vitamin D every day.", "P1D", 1),
        ("Alendronate is taken daily (10 mg).", "P1D", 1),
        ("No more than 4,000 mg of paracetamol in 24 hours.", "P1D", 1),
    ],
)
def test_how_often(text: str, period: str, count: int) -> None:
    ((_, dose),) = found(text)
    assert dose.rate
    assert (dose.rate.period, dose.rate.count.high) == (period, count)


def test_a_second_unit_in_brackets_is_the_same_amount() -> None:
    (_, first), (_, second) = found("Take 10 mcg (400 IU) of vitamin D a day.")
    assert second.pair == first.index
    (_, first), (_, second) = found("Take 1,000 mg of calcium a day (25 mmol).")
    assert second.pair == first.index


def test_a_salt_is_told_apart_from_its_element() -> None:
    (_, salt), (_, element) = found("Chew 1,250 mg of calcium carbonate, equal to 500 mg of elemental calcium.")
    assert (salt.salt, element.salt) == ("carbonate", "")


def test_a_crowd_of_amounts_is_no_prose() -> None:
    assert found("calcium " + "5 mg, " * 500) == []


def test_groups_in_one_sentence_stay_with_their_amounts() -> None:
    rows = found("Adults should keep to 100 mcg of vitamin D a day or less; children aged 1 to 10 should have no more than 50 mcg.")
    assert [[str(p) for p in d.people] for _, d in rows] == [["people 19 and over"], ["children 1 to 10"]]


def test_drinks_counted_in_words() -> None:
    ((amount, dose),) = found("Men do best with at most two drinks of alcohol a week.")
    assert (amount, dose.ids[0], dose.purpose) == ("two drinks", "nutrient.alcohol", Purpose.LIMIT)
    assert dose.rate is not None
    assert dose.rate.period == "P7D"


def test_times_in_a_day_are_counted() -> None:
    ((_, dose),) = found("Adults can take 500 mg of paracetamol four times in 24 hours.")
    assert dose.rate is not None
    assert (dose.rate.count.high, dose.rate.period) == (4, "P1D")


def test_two_masses_joined_by_or_are_choices_unless_their_digits_are_the_same() -> None:
    assert [dose.pair for _, dose in found("Paracetamol comes as 500 mg or 1 g tablets.")] == [-1, -1]
    assert [dose.pair >= 0 for _, dose in found("Keep to 2,300 mg or 23 g of sodium.")] == [False, True]
    assert [amount for amount, _ in found("Men need 1 000 milligrams of calcium.")] == ["1 000 milligrams"]
