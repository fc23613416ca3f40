"""Notation: the fix says how safe it is, and writes what the message asks for."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint.engine.api import lint_text
from clinlint.engine.config import Config


def fixed(text: str) -> tuple[str, str]:
    """Rule family's only finding applied, and its applicability."""
    config = Config(today=date(2026, 11, 24), select=("medication-safety",))
    (finding,) = lint_text(text, "a.md", config).findings
    (fix,) = finding.fixes
    (edit,) = fix.edits
    return text[: edit.span.start] + edit.text + text[edit.span.end :], fix.applicability.value


@pytest.mark.parametrize(
    ("wrong", "right", "how"),
    [
        ("Take 1.0 mg at night.", "Take 1 mg at night.", "suggested"),
        ("Take .5 mg at night.", "Take 0.5 mg at night.", "suggested"),
        ("Inject 10U of insulin.", "Inject 10 units of insulin.", "safe"),
        ("Take 5 mg QD with food.", "Take 5 mg once a day with food.", "safe"),
        ("Give 5 cc of syrup.", "Give 5 mL of syrup.", "safe"),
        ("He took Tegretol300 mg.", "He took Tegretol 300 mg.", "safe"),
        ("It holds 50000 IU of vitamin D.", "It holds 50,000 IU of vitamin D.", "suggested"),
        ("Amitriptyline 10 mg HS may help.", "Amitriptyline 10 mg at bedtime may help.", "safe"),
    ],
)
def test_the_fix(wrong: str, right: str, how: str) -> None:
    assert fixed(f"# Doses\n\n{wrong}\n") == (f"# Doses\n\n{right}\n", how)
    config = Config(today=date(2026, 11, 24), select=("medication-safety",))
    assert lint_text(f"# Doses\n\n{right}\n", "a.md", config).findings == ()


def test_no_fix_where_the_source_differs_from_the_text() -> None:
    config = Config(today=date(2026, 11, 24), select=("medication-safety",))
    (finding,) = lint_text("# Doses\n\nTake **1**.0 mg at night.\n", "a.md", config).findings
    assert finding.rule == "medication-safety/trailing-zero"
    assert finding.fixes == ()


def test_references_are_not_read() -> None:
    config = Config(today=date(2026, 11, 24), select=("medication-safety",))
    text = "# Doses\n\nText.\n\n## References\n\n1. Roe A. Warfarin 1.0 mg QD in adults. Bone J. 2021.\n2. Lee B. Hips. 2020.\n"
    assert lint_text(text, "a.md", config).findings == ()
