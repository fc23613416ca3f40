import pytest

from clinlint.facts.article import Article
from clinlint.facts.thresholds import Statement, thresholds
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def _statements(text: str) -> tuple[Statement, ...]:
    return Article(parse(Source("a.md", text)), TriggerSet({})).fact(thresholds)


def _told(text: str) -> list[tuple[str, str, str]]:
    return [(s.measure.lower(), s.label, str(s.quantity.interval)) for s in _statements(text)]


def test_short_paragraphs_under_a_colon_are_a_list_that_lost_its_marks() -> None:
    text = "Ask for your body mass index (BMI). A BMI:\n\nBelow 18.5 is a sign of being underweight.\n\nFrom 18.5 to 24.9 is in the normal range.\n"
    assert _told(text) == [("bmi", "underweight", "(-Infinity, 18.5)"), ("bmi", "normal range", "[18.5, 24.9]")]


def test_a_paragraph_behind_a_long_one_is_no_item() -> None:
    long = "Then came a year of long walks, cold baths, warm meals, new shoes, old friends, and in the end a good deal of sleep as well."
    assert _told(f"A BMI:\n\n{long}\n\nBetween 18.5 and 24.9 is in the normal range.\n") == []


@pytest.mark.parametrize("text", ["A BMI:\n\n# Pulse\n\nBetween 18.5 and 24.9 is in the normal range.\n"])
def test_a_heading_ends_such_a_list(text: str) -> None:
    assert _told(text) == []


def test_the_other_number_of_a_measure_in_two_parts_shares_the_category() -> None:
    found = _statements("High blood pressure is a systolic pressure of 140 mm Hg or above or a diastolic pressure of 90 mm Hg or above.")
    assert [(s.part, s.label, str(s.quantity.value)) for s in found] == [
        ("systolic", "hypertension", "140"),
        ("diastolic", "hypertension", "90"),
    ]
