"""What the linter does between rules and report."""

from __future__ import annotations

from datetime import date

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(Config(today=date(2026, 11, 24), select=("overclaim/*", "suppression/*")))


def found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings]


def test_of_several_overclaims_at_one_place_the_gravest_is_told() -> None:
    assert found("This tea cures gout.\n") == [("overclaim/promised-cure", "cures gout")]


def test_two_claims_at_two_places_are_both_told() -> None:
    text = "This tea cures gout. Relief is guaranteed.\n"
    assert [rule for rule, _ in found(text)] == ["overclaim/promised-cure", "overclaim/guaranteed-result"]


def test_fingerprints_survive_edits_elsewhere_and_tell_repeats_apart() -> None:
    one = LINTER.lint(Source("a.md", "This tea cures gout.\n")).findings
    more = LINTER.lint(
        Source("a.md", "# A new heading\n\nA new paragraph about walking with friends on most days of the week.\n\nThis tea cures gout.\n")
    ).findings
    assert len(one) == len(more) == 1
    twice = LINTER.lint(Source("a.md", "This tea cures gout.\n\nThis tea cures gout.\n")).findings
    assert len({f.fingerprint for f in twice}) == 2


def test_the_report_does_not_depend_on_the_order_of_rules() -> None:
    text = "This tea cures gout. Relief is guaranteed. A miracle!\n"
    forward = LINTER.lint(Source("a.md", text)).findings
    backward = Linter(LINTER.config, tuple(reversed(LINTER.everything))).lint(Source("a.md", text)).findings
    assert forward == backward
