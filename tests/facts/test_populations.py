"""Groups of people in text."""

from __future__ import annotations

import pytest

from clinlint.facts.populations import age_spans, population_of, populations
from clinlint.linguistics.normalise import normalise


def told(text: str) -> list[tuple[str, str, str]]:
    plain = normalise(text)
    return [(plain[p.start : p.end], str(p.population.age) if p.population.age else "", p.population.sex) for p in populations(plain)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Women over 50 and men over 70 need more.",
            [("Women over 50", "[51, Infinity)", "female"), ("men over 70", "[71, Infinity)", "male")],
        ),
        ("It helps adults aged 51 to 70.", [("adults aged 51 to 70", "[51, 71)", "any")]),
        ("For children 1–3 years it is 700 mg.", [("children 1-3 years", "[1, 4)", "any")]),
        ("Anyone under the age of 19 may join.", [("Anyone under the age of 19", "[0, 19)", "any")]),
        ("It is 600 IU up to age 70 and 800 IU after that.", [("up to age 70", "[0, 71)", "any")]),
        ("A man of 68 asks.", [("man of 68", "[68, 69)", "male")]),
        ("Women take 5 mg.", [("Women", "", "female")]),
    ],
)
def test_groups_with_ages(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("19–50 years", "[19, 51)"),
        (">70 years", "[71, Infinity)"),
        ("71+ years", "[71, Infinity)"),
        ("0–6 months", "[0, 0.5)"),
        ("Birth to 6 months*", "[0, 0.5)"),
        ("Males 19–50 years", "[19, 51)"),
        ("4-8", "[4, 9)"),
    ],
)
def test_a_header_that_is_an_age(text: str, age: str) -> None:
    found = population_of(normalise(text))
    assert found is not None
    assert str(found.age) == age


@pytest.mark.parametrize("text", ["Calcium", "1,200 mg", "RDA"])
def test_a_header_that_is_none(text: str) -> None:
    assert population_of(text) is None


def test_states() -> None:
    pregnant, nursing = populations("during pregnancy; breastfeeding mothers")
    assert (pregnant.population.pregnancy, nursing.population.lactation) == (True, True)
    assert populations("postmenopausal women")[0].population.condition == "postmenopausal"


def test_ages_are_hidden_from_quantities() -> None:
    assert age_spans("adults aged 51 to 70 need 600 IU") == ((0, 20),)
