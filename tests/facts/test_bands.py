"""`Low` and `high` on scales that only know what is normal."""

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(Config(select=("threshold",)))


def _found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A T-score between −1 and −2.5 means high bone density.", "between −1 and −2.5 means high bone density"),
        ("A T-score of −1.0 or above counts as high.", "−1.0 or above counts as high"),
        ("High bone mass is a T-score from −1 to −2.5.", "High bone mass is a T-score from −1 to −2.5"),
        ("A Z-score of −2.0 or lower is above the expected range for age.", "−2.0 or lower is above the expected range for age"),
        ("A BMI of 18.5 to 24.9 is low.", "18.5 to 24.9 is low"),
        ("LDL cholesterol of 160 to 189 mg/dL is low.", "160 to 189 mg/dL is low"),
        ("A total cholesterol of 240 mg/dL or more is low.", "240 mg/dL or more is low"),
        ("A 25(OH)D level above 50 ng/mL is too low.", "above 50 ng/mL is too low"),
    ],
)
def test_a_side_that_the_scale_does_not_have_is_a_wrong_name(text: str, where: str) -> None:
    assert _found(text) == [("threshold/swapped-labels", where)]


@pytest.mark.parametrize(
    "text",
    [
        "A T-score of +1.8 is high for a woman of her age.",
        "People with a BMI of 22 have a low risk of diabetes.",
        "An LDL cholesterol below 70 mg/dL is low.",
        "A BMI below 18.5 is low, and one of 25 or more is high.",
        "A 25(OH)D level below 12 ng/mL is too low; one above 50 ng/mL is too high.",
        "Low bone mass is a T-score from −1 to −2.5.",
    ],
)
def test_a_side_in_its_place_is_silent(text: str) -> None:
    assert _found(text) == []
