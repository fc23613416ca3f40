"""Cheap tests of a text that must never be wrongly no."""

from __future__ import annotations

import pytest

from clinlint.facts.measures import category_names, labels_in, measures_in, names_of_measures
from clinlint.facts.naming import may_name_category, may_name_measure, words_of_text
from clinlint.facts.populations import age_spans
from clinlint.facts.quantities import quantities
from clinlint.facts.unit_signs import may_have_quantity, may_have_unit
from clinlint.linguistics.tokens import tokens
from clinlint.reference.holdings import using
from clinlint.reference.own import own_library
from clinlint.reference.scales import scale_ids

OWN = """\
- id: house.mood-index
  measure: {name: mood index, unit: points}
  kind: cutoff
  scheme: House 2025
  authority: House board
  jurisdictions: [UK]
  population: {text: adults, age: '[18, inf)'}
  status: current
  domain: '[0, 100]'
  categories:
  - {label: thundery, interval: '[0, 40)'}
  - {label: sunny spell, interval: '[40, 100]'}
  source: {authority: House board, title: The mood index, year: 2025, trust: primary, checked: [figure]}
"""


def test_every_category_is_seen_by_its_name() -> None:
    for identifier in scale_ids():
        for name in filter(None, category_names((identifier,))):
            assert may_name_category(words_of_text(f"So it is {name.upper()}, 5 or less.")), name


def test_every_measure_is_seen_by_its_name() -> None:
    for name in names_of_measures():
        for text in (f"A {name} of 5.", f"A {name.upper()} of 5.", f"≥5: {name}"):
            if list(measures_in(tokens(text), text)):
                assert may_name_measure(words_of_text(text)), text


def test_a_repository_s_own_names_are_seen_where_they_are_in_use() -> None:
    words = words_of_text("A sunny spell is a mood index of 40 or more.")
    with using(own_library([("own.yaml", OWN)])):
        assert may_name_category(words_of_text("A sunny spell begins at 40."))
        assert may_name_measure(words)
    assert not may_name_measure(words)


def test_plain_text_names_nothing() -> None:
    words = words_of_text("Ring us on Monday at 10, or write to 5 Mill Lane.")
    assert not may_name_measure(words)
    assert not may_name_category(words)


@pytest.mark.parametrize("text", ["It was osteopenia­—5.", "Osteopenia: −1", "a pre-diabetes", "Barrett's “obesity”, 30"])
def test_signs_and_hyphens_part_words(text: str) -> None:
    words = tokens(text)
    if labels_in(words, text, tuple(scale_ids())):
        assert may_name_category(words_of_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "take two tablets",
        "two point five",
        "minus one",
        "one to two",
        "half of two and a half",
        "20 or more mg",
        "100%",
        "twenty per cent",
        "½ cup",
        "2-mg tablet",
        "five or higher",
        "10⁹/L",
        "five hundred IU",
        "1,000 kcal",
        "3 g",
        "٣ mg",
        "sixty beats per minute",
        "two hours and thirty minutes",
    ],
)
def test_quantities_and_units_are_seen(text: str) -> None:
    found = quantities(text)
    assert may_have_quantity(text) or not found
    assert may_have_unit(text) or not any(q.unit for q in found)


def test_a_lone_whole_number_in_words_is_no_quantity() -> None:
    assert not may_have_quantity("This is one of the reasons why.")
    assert not may_have_unit("Some 5 girls and 10 others came.")


@pytest.mark.parametrize("text", ["women over 50", "aged 65", "in your 40s", "a 12-year-old", "children 4 to 8", "65 and older"])
def test_ages_are_seen(text: str) -> None:
    assert age_spans(text)
