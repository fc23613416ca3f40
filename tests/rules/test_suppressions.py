"""Suppressions: what they cover, and what is said of bad ones. The pack's examples hold the rest."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source
from clinlint.rules.suppressions import matches

WRONG = "Copper bracelets cure arthritis."
LINTER = Linter(Config(today=date(2026, 11, 24), select=("overclaim/*", "suppression/*")))


def rules(text: str, path: str = "a.md") -> list[str]:
    return [finding.rule for finding in LINTER.lint(Source(path, text)).findings]


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- clinlint-ignore-next overclaim/promised-cure: film -->\n\n{WRONG}",
        f"<!-- clinlint-ignore-next overclaim/*: film -->\n{WRONG}",
        f"{WRONG} <!-- clinlint-ignore-line overclaim/promised-cure: film -->",
        f"<!-- clinlint-ignore-start overclaim/promised-cure: film -->\n\n{WRONG}\n\n{WRONG}\n\n<!-- clinlint-ignore-end -->",
        f"---\nclinlint:\n  waivers:\n    - {{rule: overclaim/promised-cure, reason: film, by: R. Okoye, until: 2027-01-31}}\n---\n\n{WRONG}",
    ],
)
def test_a_reasoned_suppression_covers_its_scope(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- clinlint-ignore-next overclaim/promised-cure: film -->\n\n{WRONG}\n\n{WRONG}",
        f"<!-- clinlint-ignore-start overclaim/promised-cure: film -->\n\n{WRONG}\n\n<!-- clinlint-ignore-end -->\n\n{WRONG}",
    ],
)
def test_it_covers_no_more_than_its_scope(text: str) -> None:
    assert rules(text) == ["overclaim/promised-cure"]


def test_a_waiver_without_reason_or_with_a_bad_date_is_told_at_its_place() -> None:
    text = "---\nclinlint:\n  waivers:\n    - {rule: overclaim/promised-cure, until: soon}\n---\n\nA film.\n"
    (finding,) = LINTER.lint(Source("a.md", text)).findings
    assert finding.rule == "suppression/malformed"
    assert finding.message == "“soon” is no date: write until: 2027-01-31."
    assert text[finding.span.start : finding.span.end].startswith("{rule: overclaim/promised-cure")


def test_patterns_match_ids_and_packs() -> None:
    assert matches("overclaim/*", "overclaim/promised-cure")
    assert matches("overclaim/promised-cure", "overclaim/promised-cure")
    assert not matches("overclaim", "overclaim/promised-cure")
    assert not matches("over*", "overclaim/promised-cure")
