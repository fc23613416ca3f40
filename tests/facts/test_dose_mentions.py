"""Names of nutrients and drugs as texts write them, and not where the words mean something else."""

from __future__ import annotations

import pytest

from clinlint.facts.dose_mentions import mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vitamin D-3 and vitamin-D", ["nutrient.vitamin-d", "nutrient.vitamin-d"]),
        ("vitamins C and E", ["nutrient.vitamin-c"]),
        ("vitamin B-12, B6", ["nutrient.vitamin-b12", "nutrient.vitamin-b6"]),
        ("calcium/vitamin D", ["nutrient.calcium", "nutrient.vitamin-d"]),
        ("FOSAMAX tablets", ["drug.alendronate"]),
        ("folic acid", ["drug.folic-acid"]),
        ("plenty of fluids", ["nutrient.water"]),
        ("alendronate with colecalciferol", ["drug.alendronate-colecalciferol"]),
        ("a calcium channel blocker", []),
        ("her blood calcium", []),
        ("calcium oxalate stones", []),
        ("non-calcium binders", []),
        ("serum 25-hydroxyvitamin D", []),
        ("environment", []),
    ],
)
def test_what_is_named(text: str, expected: list[str]) -> None:
    assert [m.ids[0] for m in mentions(text)] == expected


def test_a_salt_is_part_of_the_mention() -> None:
    (mention,) = mentions("calcium carbonate 1250 mg")
    assert (mention.salt, mention.end) == ("carbonate", len("calcium carbonate"))


def test_the_salt_of_a_drug_is_no_nutrient() -> None:
    assert [m.ids[0] for m in mentions("diclofenac potassium")] == ["drug.diclofenac"]
    assert [m.ids[0] for m in mentions("warfarin sodium")] == ["drug.warfarin"]


def test_letters_whose_lower_case_is_longer_keep_offsets() -> None:
    text = "\u0130\u0130 calcium"
    (mention,) = mentions(text)
    assert text[mention.start : mention.end] == "calcium"
