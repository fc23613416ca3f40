"""Fixes of every rule's own examples: what they are for is gone, nothing new is found, and a second run has nothing left to do."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from clinlint.engine.config import Config
from clinlint.engine.fixes import repair
from clinlint.engine.linter import Linter
from clinlint.engine.pack_examples import SUFFIX
from clinlint.model.finding import Applicability, FileReport, Fix
from clinlint.model.settings import Profile
from clinlint.model.source import Source
from clinlint.rules.load import builtin, examples
from clinlint.rules.rule import Rule

EVERYTHING = Config(profile=Profile.AUDIT, today=date(2026, 11, 24))


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(EVERYTHING)


def reports(linter: Linter, rule: Rule) -> list[FileReport]:
    """Reports of a rule's wrong examples that have something to fix."""
    sources = [Source(f"example.{SUFFIX[each.format]}", each.text) for each in examples(rule.id) if each.flagged]
    found = [linter.lint(source) for source in sources]
    return [report for report in found if any(finding.fixes for finding in report.findings)]


def safe(report: FileReport) -> list[Fix]:
    return [fix for finding in report.findings for fix in finding.fixes if fix.applicability is Applicability.SAFE]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in builtin()])
def test_what_was_fixed_stays_fixed_and_brings_nothing_new(linter: Linter, rule: Rule) -> None:
    for report in reports(linter, rule):
        for level in (Applicability.SAFE, Applicability.SUGGESTED):
            repaired = repair(linter, report, level)
            before, after = (Counter(finding.rule for finding in each.findings) for each in (report, repaired.report))
            assert not after - before, report.source.text
            assert after.total() <= before.total() - len(repaired.done)
            assert repair(linter, linter.lint(repaired.report.source), level).done == ()


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in builtin()])
def test_a_safe_fix_changes_no_digit(linter: Linter, rule: Rule) -> None:
    for report in reports(linter, rule):
        for fix in safe(report):
            for edit in fix.edits:
                old = [character for character in report.source.slice(edit.span) if character.isdigit()]
                assert [character for character in edit.text if character.isdigit()] == old, (fix.title, report.source.text)


def test_a_symbol_is_written_out_in_all_places_by_one_fix(linter: Linter) -> None:
    text = "---\nlocale: en-GB\n---\n\n# Thyroid\n\nStart at 1 µg, then 12.5–25 µg a day, and 50 µg later; in blood 5 µg/L.\n"
    repaired = repair(linter, linter.lint(Source("a.md", text)), Applicability.SAFE)
    assert repaired.done == ("Write “micrograms” or “microgram” in 3 places",)
    assert repaired.report.source.text == text.replace("1 µg", "1 microgram").replace("25 µg", "25 micrograms").replace(
        "50 µg", "50 micrograms"
    )
