"""Categories in lines, tables and lists whose measure stands above them, and words of praise and blame."""

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(Config(select=("threshold",)))


def _found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings if f.severity.value != "info"]


LINES = "Systolic and diastolic pressure\n\n• Normal {} less than 80\n• Elevated 120-129 less than 80\n• High BP Stage I 130-139 {}-89\n"
TABLE = "## LDL cholesterol\n\n| | |\n| --- | --- |\n| Near optimal | 100-{} mg/dL |\n| High | 160-189 mg/dL |\n"
STAGES = "The stages of chronic kidney disease (eGFR):\n\n- Stage 1: normal GFR; GFR {} 90 mL/min\n- Stage 2: mild loss; GFR 60-{} mL/min\n"
PARTS = "| Category | Blood pressure |\n| --- | --- |\n| Stage 2 hypertension | {} or diastolic of 90 mm Hg or more |\n"
LONG = "| T-score | Bone density |\n| --- | --- |\n| {} or less | Osteoporosis: a density that lies 2.5 SD or more below that of the young. |\n"
LEAD = "The A1C test tells the average of the past three months. Here is how an A1C is read:\n\n- Prediabetes: 5.7% to {}%\n- Diabetes: {}% or more\n"


@pytest.mark.parametrize(
    ("text", "rule", "where"),
    [
        (LINES.format("more than 120", "80"), "threshold/wrong-direction", "more than 120"),
        (LINES.format("less than 120", "60"), "threshold/wrong-cut-off", "60-89"),
        (TABLE.format("192"), "threshold/wrong-cut-off", "100-192 mg/dL"),
        (STAGES.format("below", "89"), "threshold/wrong-direction", "below 90 mL/min"),
        (STAGES.format("above", "98"), "threshold/wrong-cut-off", "60-98 mL/min"),
        (PARTS.format("104 or more"), "threshold/wrong-cut-off", "104 or more"),
        (LONG.format("2.5"), "threshold/lost-sign", "2.5 or less"),
        (LEAD.format("6.4", "65"), "threshold/wrong-cut-off", "65% or more"),
        ("HDL cholesterol that is below 40 mg/dL is desirable.", "threshold/swapped-labels", "below 40 mg/dL is desirable"),
        ("For LDL cholesterol, 190 mg/dL and above is ideal.", "threshold/swapped-labels", "190 mg/dL and above is ideal"),
        ("| Lipid | Desirable |\n| --- | --- |\n| HDL cholesterol | below 40 mg/dL |\n", "threshold/swapped-labels", "below 40 mg/dL"),
        ("A high risk is an LDL cholesterol of 19 mg/dL or more.", "threshold/wrong-cut-off", "19 mg/dL or more"),
        ("Vitamin D of more than 15 ng/mL in the blood is toxic.", "threshold/wrong-cut-off", "more than 15 ng/mL"),
        ("A 25(OH)D level of 20–290 ng/mL is insufficient.", "threshold/wrong-cut-off", "20–290 ng/mL"),
        ("Severe vitamin D deficiency is a blood level above 12 ng/mL.", "threshold/wrong-direction", "above 12 ng/mL"),
    ],
)
def test_slips_are_told(text: str, rule: str, where: str) -> None:
    assert any(r == rule and where in found for r, found in _found(text)), _found(text)


@pytest.mark.parametrize(
    "text",
    [
        LINES.format("less than 120", "80"),
        TABLE.format("129"),
        STAGES.format("above", "89"),
        PARTS.format("140 or more"),
        LONG.format("-2.5"),
        LEAD.format("6.4", "6.5"),
        "HDL cholesterol that is above 40 mg/dL is desirable.",
        "For LDL cholesterol, below 70 mg/dL is ideal after a heart attack.",
        "For LDL cholesterol, below 130 mg/dL is good in most people.",
        "| Lipid | Desirable |\n| --- | --- |\n| HDL cholesterol | above 60 mg/dL |\n| LDL cholesterol | below 100 mg/dL |\n",
        "A high risk is an LDL cholesterol of 160 mg/dL or more.",
        "Vitamin D of more than 150 ng/mL in the blood is toxic.",
        "A 25(OH)D level of 20–29 ng/mL is insufficient.",
        "Severe vitamin D deficiency is a blood level below 10 ng/mL.",
        "Osteoporosis means that the bone is 25% or more thinner than that of the young, which is a T-score of minus 2.5 or more negative.",
        "An eGFR below 60 (normal: 90 or more) for three months is kidney disease.",
        "A GFR below 60 means a loss of half of normal kidney function.",
        "Low HDL is less than 40 mg/dL (for men) or less than 50 mg/dL (for women).",
        "Osteoporosis is a density 2.5 or more standard deviations below the mean of normal people aged 30.",
    ],
)
def test_what_is_right_is_silent(text: str) -> None:
    assert _found(text) == []
