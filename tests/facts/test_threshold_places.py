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


VITALS = "# Normal values at rest\n\n## Heart rate\n\nIt goes up when you run.\n\n- {} beats per minute\n"
DEFINED = (
    "Osteoporosis was defined as a decrease of bone density that is 2.5 standard deviations (SD) or more below the mean, a T-score of ≤ {}."
)
ASIDE = "Osteopenia (low bone density, but not yet osteoporosis) is a T-score that lies between {} and -2.5."
AGAIN = "Normal is a density within 1 SD of the young adult mean and is also said as a T-score of {} or more."


@pytest.mark.parametrize(
    ("text", "rule", "where"),
    [
        (VITALS.format("6 to 100"), "threshold/wrong-cut-off", "6 to 100 beats per minute"),
        (DEFINED.format("-25"), "threshold/wrong-cut-off", "≤ -25"),
        (ASIDE.format("1"), "threshold/lost-sign", "between 1 and -2.5"),
        (AGAIN.format("-10"), "threshold/wrong-cut-off", "-10 or more"),
        (
            "Osteoporosis: a density more than 25 SD below the mean value of young women.",
            "threshold/wrong-cut-off",
            "more than 25 SD below",
        ),
        ("A fifth of women have osteoporosis as defined by WHO (T-score < 2.5).", "threshold/lost-sign", "< 2.5"),
        ("20% of women have osteoporosis as defined by WHO (T-score < 2.5).", "threshold/lost-sign", "< 2.5"),
        ("With a T-score between 1 and -2.5 you may be diagnosed with osteopenia.", "threshold/lost-sign", "between 1 and -2.5"),
        ("A Z-score below -2.0 is normal for your age.", "threshold/swapped-labels", "below -2.0 is normal for your age"),
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
        VITALS.format("60 to 100"),
        DEFINED.format("-2.5"),
        ASIDE.format("-1"),
        AGAIN.format("-1"),
        "# Normal values\n\n- Systolic blood pressure: 90 - 140 mm Hg\n- Pregnant women: haemoglobin of 110 g/L or more\n",
        "In the trial, a decrease of the T-score by more than 1 was defined as a failure.",
        "20% of women have osteoporosis as defined by WHO (T-score < -2.5).",
        "With a T-score between -1 and -2.5 you may be diagnosed with osteopenia.",
        "A T-score below -1.5 is found in women who may be diagnosed with osteoporosis.",
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
