"""Values that a measure cannot have: told with the unit that fits; silent on rare values, changes and other measures."""

from __future__ import annotations

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.finding import Applicability, Finding
from clinlint.model.source import Source

LINTER = Linter(Config(select=("unit/impossible-value", "unit/inverted-pressure")))


def findings(text: str) -> tuple[Finding, ...]:
    return LINTER.lint(Source("x.md", text)).findings


@pytest.mark.parametrize(
    ("text", "where", "message", "unit"),
    [
        (
            "Ring the surgery at a temperature of 100.4 °C.",
            "100.4 °C",
            "Temperature of 100.4 °C cannot be meant; the number is a cut-off in °F.",
            "°F",
        ),
        (
            "## HbA1c\n\n- 48 mmol/L and above: speak to the nurse\n",
            "48 mmol/L",
            "HbA1c of 48 mmol/L cannot be meant; the number is a cut-off in mmol/mol.",
            "mmol/mol",
        ),
        (
            "High blood pressure: 140/90 cm Hg.",
            "140/90 cm Hg",
            "High blood pressure of 140/90 cm Hg cannot be meant; the number is a cut-off in mmHg.",
            "mmHg",
        ),
    ],
)
def test_the_unit_that_fits_is_told(text: str, where: str, message: str, unit: str) -> None:
    (finding,) = findings(text)
    assert (finding.rule, finding.message) == ("unit/impossible-value", message)
    assert text[finding.span.start : finding.span.end] == where
    (fix,) = finding.fixes
    assert fix.applicability is Applicability.SUGGESTED
    assert [edit.text for edit in fix.edits] == [unit]


def test_the_first_pressure_is_the_higher_one() -> None:
    (finding,) = findings("Get help at once above 18/120 mmHg.")
    assert finding.rule == "unit/inverted-pressure"
    assert finding.message == "18/120 mmHg is no blood pressure: the first number, the systolic pressure, is the higher one."


@pytest.mark.parametrize(
    "text",
    [
        "Water boils at 100 °C; a temperature of 38 °C is a fever.",
        "Eat less than 300 mg of cholesterol a day.",
        "Triglycerides of 22 mmol/L can inflame the pancreas.",
        "Her potassium rose by 0.4 mmol/L.",
        "Apnea is a pause in sleep of 10 seconds or more.",
        "The pressure was 90/60 mmHg.",
    ],
)
def test_silent(text: str) -> None:
    assert [f.message for f in findings(text)] == []
