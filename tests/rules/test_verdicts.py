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
        ("As a rule, aim for a BMI below 250.", "threshold/wrong-cut-off", "below 250"),
        ("As a rule, aim for a BMI of more than 25.", "threshold/wrong-direction", "more than 25"),
        ("The A1C goal for many adults with diabetes is below 70%.", "threshold/wrong-cut-off", "below 70%"),
        ("Aim for a total cholesterol above 200 mg/dL.", "threshold/wrong-direction", "above 200 mg/dL"),
        ("Normal blood pressure is above 120/80 mm Hg.", "threshold/wrong-direction", "above 120/80 mm Hg"),
        (
            "Blood pressure counts as high when it stays at or below 140/90 mm Hg.",
            "threshold/wrong-direction",
            "at or below 140/90 mm Hg",
        ),
    ],
)
def test_goals_and_pairs_turned_round(text: str, rule: str, where: str) -> None:
    assert _found(text) == [(rule, where)]


@pytest.mark.parametrize(
    "text",
    [
        "As a rule, aim for a BMI below 25.",
        "The goal is to lower a BMI over 25.",
        "The goal of surgery is to help people with a BMI of 40 or more.",
        "Aim for an LDL below 70 mg/dL.",
        "The A1C goal for many adults with diabetes is below 7%.",
        "Normal blood pressure is below 120/80 mm Hg.",
        "Blood pressure counts as high when it stays at or above 140/90 mm Hg.",
    ],
)
def test_right_goals_and_other_aims_are_silent(text: str) -> None:
    assert _found(text) == []
