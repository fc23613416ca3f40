"""A suggested figure is the authority's, never one rounded to the decimals of the wrong number."""

from __future__ import annotations

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(Config(select=("threshold/*",)))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A T-score of -3 or lower is osteoporosis.", "Write “−2.5 or lower”"),
        ("A T-score between -1 and -3 is osteopenia.", "Write “between −1 and −2.5”"),
    ],
)
def test_a_fix_keeps_the_decimals_of_the_reference(text: str, title: str) -> None:
    (finding,) = LINTER.lint(Source("a.md", text)).findings
    assert [fix.title for fix in finding.fixes] == [title]
