"""Statements that other words, other people or other lines govern."""

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(Config(select=("threshold",)))


def _found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Normal is a T-score of -1.0 or higher\nOsteopenia is a score between -1.0 and -2.5\nOsteoporosis is anything lower\n",
        "A T-score above 0 is normal.",
        "T-scores above 0 and a little below 0 are normal.",
        "On the T-score scale anything below 1 SD of the young adult mean is osteopenia.",
        "An LDL below 70 mg/dL is optimal for people with heart disease.",
        "BMI cut-offs for Asian adults: obese is a BMI of 25 or higher.",
        "AACE calls an A1C below 5.5% normal.",
        "Blood pressure: normal under 120/80 mm Hg stage 1 hypertension 130-139/80-89 mm Hg stage 2 hypertension 140/90 mm Hg or higher",
        "A low BMI (under 20) is a risk factor for fracture.",
        "Normal saline contains 154 mmol/L of sodium.",
        "Preterm labor may start after 20 weeks of pregnancy.",
        "Anemia is severe when hemoglobin is below 8 g/dL.",
        "New parents should try to get at least 4 hours of unbroken sleep a night.",
        "- Sufficient vitamin D level: 30 to 50 ng/mL\n- Vitamin D deficiency: a level below 30 ng/mL\n",
        "- Mild deficiency of 25(OH)D: 20 to 29 ng/mL\n- Severe deficiency: below 10 ng/mL\n",
        "Somebody from India with a BMI of 25 to 30 is overweight by the WHO scheme, and obese by the Indian one.",
        "2. Obese 1: a BMI of 30 to 34.9\n",
        "High fracture risk: a FRAX risk of at least 20% for a major osteoporotic fracture or at least 3% for hip fracture.",
        "The International Osteoporosis Foundation starts with a T-score below -3.0.",
        "Systolic 90-119 and diastolic 60-79 is normal; stage 1 hypertension is 130-139 or 80-89; stage 2 is 140 or more.",
        "A reading of 160/80 mm Hg is stage 2 hypertension.",
    ],
)
def test_lines_zeros_groups_and_variants_are_silent(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "where"),
    [
        ("A T-score above −2 is normal.", "threshold/wrong-cut-off", "above −2"),
        ("An LDL above 100 mg/dL is optimal for most people.", "threshold/wrong-direction", "above 100 mg/dL"),
        ("Obesity is a BMI of 25 or higher.", "threshold/swapped-labels", "Obesity is a BMI of 25 or higher"),
        (
            "Low blood pressure is defined as 130/80 mm Hg or higher.",
            "threshold/swapped-labels",
            "Low blood pressure is defined as 130/80 mm Hg or higher",
        ),
        ("Post-term birth comes before 37 weeks of pregnancy.", "threshold/swapped-labels", "Post-term birth comes before 37 weeks"),
        (
            "Most people have enough vitamin D at blood levels of 20 nmol/L (8 ng/mL) or more.",
            "threshold/wrong-unit",
            "20 nmol/L (8 ng/mL) or more",
        ),
        ("A normal TSH is 4.5 to 45 mIU/L.", "threshold/wrong-cut-off", "4.5 to 45 mIU/L"),
    ],
)
def test_wrong_ones_are_told_with_their_name(text: str, rule: str, where: str) -> None:
    assert (rule, where) in _found(text)
