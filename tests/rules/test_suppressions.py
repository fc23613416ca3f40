"""Suppressions: what they cover, and what is said of bad ones. The pack's examples hold the rest."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint import lint_text
from clinlint.engine.config import Config, Waiver
from clinlint.engine.linter import Linter
from clinlint.model.settings import Profile
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


def test_a_waiver_for_some_words_leaves_others() -> None:
    waiver = "---\nclinlint:\n  waivers:\n    - {rule: overclaim/promised-cure, reason: film, text: bracelets CURE  arthritis}\n---\n\n"
    other = "Copper bracelets cure cancer."
    assert rules(f"{waiver}{WRONG}") == []
    assert rules(f"{waiver}{WRONG}\n\n{other}") == ["overclaim/promised-cure"]
    assert rules(f"{waiver}{other}") == ["suppression/unused", "overclaim/promised-cure"]


def configured(*waivers: Waiver) -> Linter:
    return Linter(Config(files=("clinlint.yaml",), today=date(2026, 11, 24), select=("overclaim/*", "suppression/*"), waivers=waivers))


def test_a_waiver_of_the_configuration_holds_for_its_files() -> None:
    linter = configured(Waiver(("films/**",), "overclaim/*", "films", "R. Okoye", file="clinlint.yaml", line=3))
    report = linter.lint(Source("films/a.txt", WRONG))
    assert report.findings == ()
    (accepted,) = report.accepted
    assert (accepted.where.value, accepted.reason, accepted.by) == ("configuration", "films", "R. Okoye")
    assert [finding.rule for finding in linter.lint(Source("a.txt", WRONG)).findings] == ["overclaim/promised-cure"]
    assert linter.lint(Source("films/b.txt", "Copper is worn.")).findings == ()


def test_a_waiver_of_the_configuration_for_one_file_is_told_where_it_is_unused_or_expired() -> None:
    linter = configured(Waiver(("a.txt",), "overclaim/promised-cure", "film", file="clinlint.yaml"))
    (finding,) = linter.lint(Source("a.txt", "Copper is worn.")).findings
    assert (finding.rule, finding.span.start) == ("suppression/unused", 0)
    assert finding.message == "The waiver in clinlint.yaml of overclaim/promised-cure suppresses nothing."
    linter = configured(Waiver(("*.txt",), "overclaim/promised-cure", "film", until=date(2026, 11, 23), file="clinlint.yaml"))
    found = linter.lint(Source("a.txt", WRONG)).findings
    assert [each.rule for each in found] == ["suppression/expired", "overclaim/promised-cure"]
    assert linter.lint(Source("b.txt", "Copper is worn.")).findings == ()


def test_a_suppression_of_what_the_profile_leaves_out_is_not_called_unused() -> None:
    text = "# Hips\n\n<!-- clinlint-ignore-next language/unexplained-abbreviation: our readers know it -->\nYour BMD is measured.\n"
    only = ("language/unexplained-abbreviation", "suppression/unused")
    assert lint_text(text, "a.md", Config(select=only)).findings == ()
    assert lint_text(text, "a.md", Config(select=only, profile=Profile.STRICT)).findings == ()
    never = text.replace("BMD", "bone density")
    assert [f.rule for f in lint_text(never, "a.md", Config(select=only, profile=Profile.STRICT)).findings] == ["suppression/unused"]
