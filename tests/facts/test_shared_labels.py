"""Several measures or groups that share one category."""

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(Config(select=("threshold",)))


def _found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings]


@pytest.mark.parametrize(
    ("text", "rule", "where"),
    [
        (
            "Diabetes means an A1C of 6.5% or more, or a fasting glucose of 12.6 mg/dL or more.",
            "threshold/wrong-cut-off",
            "12.6 mg/dL or more",
        ),
        ("Prediabetes is a fasting glucose of 100 to 125 mg/dL and/or an A1C of 7.5% to 8.4%.", "threshold/wrong-cut-off", "7.5% to 8.4%"),
        (
            "Anaemia is a haemoglobin below 13 g/dL in men, below 1.2 g/dL in women, and below 11 g/dL in pregnancy.",
            "threshold/wrong-cut-off",
            "below 1.2 g/dL",
        ),
        (
            "A T-score of −1.5 and a T-score of −2.2 are both in the osteoporosis range.",
            "threshold/swapped-labels",
            "−2.2 are both in the osteoporosis range",
        ),
        ("A BMI of 3539.9 is class 2 obesity.", "threshold/wrong-cut-off", "3539.9"),
        ("A normal resting heart rate ranges from 60100 beats per minute.", "threshold/wrong-cut-off", "60100 beats per minute"),
    ],
)
def test_each_number_of_an_enumeration_is_held_to_the_category(text: str, rule: str, where: str) -> None:
    assert (rule, where) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Diabetes means an A1C of 6.5% or more, or a fasting glucose of 126 mg/dL or more.",
        "Anaemia is a haemoglobin below 13 g/dL in men, below 12 g/dL in women, and below 11 g/dL in pregnancy.",
        "An A1C of 5.7% to 6.4% is prediabetes, and an A1C of 6.5% or more is diabetes.",
        "Stage 2 hypertension is a reading such as 160/80 mm Hg.",
        "People with an A1C of 6.8% and a BMI of 24 have diabetes.",
    ],
)
def test_right_enumerations_are_silent(text: str) -> None:
    assert _found(text) == []
