"""Findings about claims: severity by profile, detail, wording."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.finding import Applicability, Finding, Severity
from clinlint.model.settings import Profile
from clinlint.model.source import Source
from clinlint.rules.load import builtin


def lint(text: str, profile: Profile = Profile.DEFAULT) -> list[Finding]:
    rules = [rule for rule in builtin() if rule.kind == "claim"]
    linter = Linter(Config(today=date(2026, 11, 24), profile=profile), rules)
    return list(linter.lint(Source("a.md", text)).findings)


def test_a_finding_says_subtype_voice_and_why_it_is_not_excused() -> None:
    (finding,) = lint("This tea cures gout.")
    detail = dict(finding.detail)
    assert (finding.rule, finding.found, finding.severity) == ("overclaim/promised-cure", "cures gout", Severity.ERROR)
    assert (detail["subtype"], detail["voice"]) == ("cure", "own")
    assert detail["excuse"].startswith("none")
    assert finding.message == "“cures gout” promises a cure."


@pytest.mark.parametrize(
    ("profile", "severity"), [(Profile.DEFAULT, Severity.INFO), (Profile.STRICT, Severity.WARNING), (Profile.AUDIT, Severity.WARNING)]
)
def test_a_quotation_that_stands_is_info_and_in_strict_a_warning(profile: Profile, severity: Severity) -> None:
    (finding,) = lint("“It is a miracle pill,” the seller said.", profile)
    assert finding.severity is severity
    assert "somebody else's words" in finding.message


@pytest.mark.parametrize(("profile", "count"), [(Profile.DEFAULT, 0), (Profile.STRICT, 0), (Profile.AUDIT, 1)])
def test_borderline_is_shown_in_audit_only(profile: Profile, count: int) -> None:
    assert len(lint("The pill could be a game-changer.", profile)) == count


@pytest.mark.parametrize(("profile", "count"), [(Profile.DEFAULT, 0), (Profile.STRICT, 1)])
def test_a_hedge_does_not_excuse_a_remedy_in_strict(profile: Profile, count: int) -> None:
    assert len(lint("This herbal tea may cure cancer.", profile)) == count


def test_wording_is_shown_and_never_applied() -> None:
    (finding,) = lint("The pill is a miracle.")
    assert {fix.applicability for fix in finding.fixes} == {Applicability.DISPLAY}


def test_one_place_gives_one_finding_of_a_rule() -> None:
    assert len([f for f in lint("A miracle breakthrough cure.") if f.rule == "overclaim/hype"]) == 2


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("This tea cures gout.", "This tea may ease the symptoms of gout."),
        ("This tea will cure gout.", "This tea will ease the symptoms of gout."),
        ("Our herbs cured lupus.", "Our herbs eased the symptoms of lupus."),
        ("The diet reverses osteoporosis.", "The diet may slow osteoporosis."),
        ("Ginger eliminates arthritis.", "Ginger may reduce arthritis."),
        ("Eating nuts cuts your risk of dementia.", "Eating nuts may lower your risk of dementia."),
    ],
)
def test_a_rewording_is_english_and_needs_a_human(text: str, new: str) -> None:
    (finding,) = lint(text)
    (fix,) = [fix for fix in finding.fixes if fix.applicability is Applicability.SUGGESTED]
    (edit,) = fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == new
    if "will" not in new and "eased" not in new:
        assert lint(new) == []


def test_a_noun_gets_advice_only() -> None:
    (finding,) = lint("Turmeric is the cure for osteoporosis.")
    assert [fix.applicability for fix in finding.fixes] == [Applicability.DISPLAY]
