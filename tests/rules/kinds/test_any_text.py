"""Whatever stands in an article, no rule fails on it, and every finding lies inside it."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from clinlint.engine.api import lint_text
from clinlint.engine.config import Config
from clinlint.model.settings import Profile

PIECES = (
    "# T\n\n", "## References\n\n", "1. ", "[1]", "[^a]", "[^a]: ", "(1)", "¹²", "doi:10.", "PMID: ", "Sources: ", ";", "Roe et al. (2020)", "(WHO, 2020)",
    "denosumab ", "stop ", "5% ", "risk ", "1 in 8 ", "rather than ", "“", "”", "\n\n", "- ", "| a | b |\n|--|--|\n", "> ", "TNF (", "call 911 ", ".5 mg ", "1.0 mg ",
    "Guideline", "\n", "---\n", "é", "\U0001d518", "<sup>2</sup>", '<a href="#x">1</a>', "{{ x }}", "`code`", "references:\n  - ", "see table 3 ", "study shows that ",
)  # fmt: skip
CONFIG = Config(
    today=date(2026, 11, 24),
    profile=Profile.AUDIT,
    select=("citation", "disclaimer", "language", "medication-safety", "governance", "internal"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(("a.md", "a.html", "a.txt", "a.yaml")))
def test_no_rule_fails(text: str, path: str) -> None:
    for finding in lint_text(text, path, CONFIG).findings:
        assert finding.rule != "internal/rule-failed", finding.message
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.message
