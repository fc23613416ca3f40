"""Numbers in set phrases: told at their place with the authority's figure; silent on other numbers, other voices and other people."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.finding import Finding, Severity
from clinlint.model.source import Source
from clinlint.rules.load import unmark

TWINS: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("set_phrases.yaml").read_text(encoding="utf-8"))
LINTER = Linter(Config(select=("threshold/wrong-figure",)))


EVERY = Linter(Config(select=("threshold",)))


def findings(text: str, linter: Linter = LINTER) -> tuple[Finding, ...]:
    return linter.lint(Source("x.md", text)).findings


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("A US standard drink contains 140 g of alcohol.", "140 g", "A US standard drink is given as 140 g; NIAAA 2024 says 14 g."),
        (
            "Legally blind means a visual acuity of 20/20 or worse with glasses.",
            "20/20 or worse",
            "The visual acuity of legal blindness is given as 20/20 or worse; SSA 2023 says 20/200 or worse.",
        ),
        (
            "In orthostatic hypotension diastolic pressure falls by at least 100 mm Hg on standing.",
            "at least 100 mm Hg",
            "The fall in diastolic pressure of orthostatic hypotension is given as at least 100 mm Hg; American Autonomic Society 2011 says 10 mmHg or more.",
        ),
    ],
)
def test_told_at_its_place(text: str, where: str, message: str) -> None:
    (finding,) = findings(text)
    assert text[finding.span.start : finding.span.end] == where
    assert finding.message == message
    assert finding.rule == "threshold/wrong-figure"
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "A standard drink in the US contains about 14 grams of pure alcohol.",
        "An Australian standard drink holds 10 grams of alcohol.",
        "One pint of strong beer holds 26 grams of pure alcohol, not a standard drink.",
        "In the study, orthostatic hypotension was a fall in systolic pressure of 30 mm Hg or more.",
        "Is someone with 20/40 legally blind?",
        "For men, binge drinking is 5 or more drinks in about two hours; for women it is 4 or more.",
        "Women with a BMI of 30 or more should gain 5 to 9 kg in pregnancy.",
        "Women with a BMI of 30 or more should gain 11 to 20 pounds in pregnancy.",
        "Women under 65 with risk factors should be screened for osteoporosis too.",
        "Hypoglycemia means a blood glucose below 70 mg/dL; below 54 mg/dL it is serious.",
        "NICE diagnoses gestational diabetes at a fasting glucose of 5.6 mmol/L or above.",
        "She lost 3 cm in height and had an X-ray of the spine.",
        "A glass of wine holds about 1.5 standard drinks, or 21 grams of alcohol.",
        "Women should be screened for cervical cancer from the age of 25.",
        "Hypoglycemia in newborns is a glucose level below 45 mg/dL.",
        "In the UK low blood sugar means a level below 4 mmol/L.",
        "Women pregnant with twins should gain 17 to 25 kg.",
        "In gestational diabetes, keep the fasting glucose below 95 mg/dL.",
        "With gestational diabetes aim for a two-hour glucose below 120 mg/dL.",
        "A very strict LDL goal of less than 40 mg/dL is considered after a second event.",
        "Adults should aim for 30 minutes of moderate exercise each day.",
        "Children under five need 180 minutes of activity a day.",
        "Children should do three hours of vigorous exercise a week.",
        "Teens get only 20 minutes of activity a day on average.",
        "Drinkers who have more than 50 units a week are at high risk.",
        "Men who drink more than 35 units a week harm their liver.",
        "A person with a visual acuity of 20/40 can drive; legally blind means 20/200 or worse.",
        "The INR should be between 2.5 and 3.5 with a mechanical mitral valve.",
        "If TSH is above 10 mIU/L, the thyroid is underactive and tablets are started.",
        "A pregnancy of 43 weeks is post-term too.",
    ],
)
def test_silent(text: str) -> None:
    assert [f.message for f in findings(text)] == []


@pytest.mark.parametrize("twins", TWINS, ids=lambda twins: twins["flag"][:50])
def test_wrong_one_is_told_and_its_right_twin_is_not(twins: dict[str, str]) -> None:
    text, spans = unmark(twins["flag"])
    assert any(f.span.overlaps(span) for f in findings(text, EVERY) for span in spans)
    assert [f.message for f in findings(twins["accept"], EVERY)] == []
