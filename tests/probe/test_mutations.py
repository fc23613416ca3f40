from decimal import Decimal

import pytest

from clinlint.probe.mutations import mutants


def _by_kind(text: str, kind: str) -> list[str]:
    return [plant.text for plant in mutants(text) if plant.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Take 1,200 mg a day.", "decimal", "Take 12,000 mg a day."),
        ("Take 1,200 mg a day.", "decimal", "Take 120 mg a day."),
        ("Take 600 IU a day.", "unit", "Take 600 mcg a day."),
        ("A level of 110 mg/dL.", "unit", "A level of 110 mmol/L."),
        ("A T-score of -2.5 or lower.", "sign", "A T-score of 2.5 or lower."),
        ("A T-score of &minus;2.5 or lower.", "sign", "A T-score of 2.5 or lower."),
        ("A T-score of -2.5 or lower.", "comparator", "A T-score of -2.5 or higher."),
        ("At least 150 minutes.", "comparator", "At most 150 minutes."),
        ("Low is 2; high is 3.", "label", "High is 2; low is 3."),
        ("A normal pulse is 60 to 100.", "label", "A high pulse is 60 to 100."),
        ("70 mg once a week", "frequency", "70 mg once a day"),
        ("12 ng/mL (30 nmol/L)", "conversion", "12 ng/mL (42 nmol/L)"),
        ("60–100 beats", "lost dash", "60100 beats"),
        ("A BMI of 30 or more.", "boundary", "A BMI of 33 or more."),
    ],
)
def test_each_kind_of_slip_is_planted(text: str, kind: str, expected: str) -> None:
    assert expected in _by_kind(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Women aged 50 to 70 need 1,200 mg.",
        "Adults over 18 take 75 mg.",
        "In 2014, 75 mg was usual.",
        "Vitamin B 12, 2.4 mcg",
        "As told [14]: 75 mg",
    ],
)
def test_ages_years_names_and_notes_are_left_alone(text: str) -> None:
    for plant in mutants(text):
        assert all(word in plant.text for word in text.split() if word.isdigit() and word != "75")


def test_a_value_that_somebody_gives_is_no_error() -> None:
    values = {plant.text for plant in mutants("A BMI of 30 or more.", lambda value: value == Decimal(33)) if plant.kind == "boundary"}
    assert values == {"A BMI of 27 or more."}


def test_the_span_is_that_of_the_changed_words() -> None:
    for plant in mutants("Men need 8 mg of iron a day, women need 18 mg."):
        for edit, span in zip(plant.edits, plant.spans, strict=True):
            assert plant.text[span.start : span.end].startswith(edit.text)
    lost = next(p for p in mutants("A T-score of -2.5 or lower.") if p.kind == "sign")
    assert [lost.text[s.start : s.end] for s in lost.spans] == ["2.5"]
