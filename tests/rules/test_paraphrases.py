"""Cut-offs in words that no entry lists: each right sentence is silent, its wrong twin is told."""

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.finding import Severity
from clinlint.model.source import Source

LINTER = Linter(Config(select=("threshold",)))
PAIRS = [
    ("If your blood sugar after an overnight fast is {} or more, you have diabetes.", "7.0 mmol/L", "70 mmol/L"),
    ("A fasting blood sugar {} 100 mg/dL is normal.", "under", "over"),
    ("An HDL {} mg/dL or above protects the heart.", "of 60", "of 6"),
    ("High blood pressure starts at {} mm Hg in the US guideline.", "130/80", "180/80"),
    ("Neutropenia is severe when the ANC is under {} per microlitre.", "500", "5,000"),
    ("A baby born before {} weeks is preterm.", "37", "27"),
    ("A normal potassium is {} mmol/L.", "3.5 to 5.0", "5.3 to 5.0"),
    ("An ejection fraction of {}% or less is heart failure with reduced ejection fraction.", "40", "60"),
    ("Adults should sleep {} or more hours a night.", "7", "4"),
    ("Legal blindness in the US is {} or worse in the better eye.", "20/200", "20/20"),
    ("Scores {} on a bone scan mean osteopenia.", "between -1 and -2.5", "between -1.5 and -2.5"),
    ("A trained eye spots hearing loss: a threshold {} dB is mild.", "of 20 to 34", "of 50 to 64"),
]


@pytest.mark.parametrize(("frame", "right", "wrong"), PAIRS, ids=[frame[:40] for frame, _, _ in PAIRS])
def test_a_sentence_and_its_wrong_twin(frame: str, right: str, wrong: str) -> None:
    told = [
        bool([f for f in LINTER.lint(Source("a.md", frame.format(x))).findings if f.severity is not Severity.INFO]) for x in (right, wrong)
    ]
    assert told == [False, True]
