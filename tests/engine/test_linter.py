"""What the linter does between rules and report."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint.engine.config import Config, Override
from clinlint.engine.linter import Linter
from clinlint.model.settings import Profile
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


SHOUTED = "# Salt\n\nPLEASE READ THIS FIRST about salt.\n"


@pytest.mark.parametrize(
    ("config", "asked"),
    [
        (Config(), False),
        (Config(profile=Profile.STRICT), True),
        (Config(overrides=(Override(("news/*",), (("profile", Profile.STRICT),)),)), True),
        (Config(overrides=(Override(("blog/*",), (("profile", Profile.STRICT),)),)), False),
    ],
)
def test_a_rule_of_which_the_profile_of_a_file_shows_nothing_is_not_asked(config: Config, asked: bool) -> None:
    class Watched(Linter):
        def _check(self, rule, article, settings):
            rules.append(rule.id)
            return super()._check(rule, article, settings)

    rules: list[str] = []
    found = Watched(config).lint(Source("news/a.md", SHOUTED)).findings
    assert ("language/shouting" in rules) is asked
    assert any(finding.rule == "language/shouting" for finding in found) is asked
