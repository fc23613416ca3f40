"""Every example of every rule runs as a test: flagged ones at their marked spans, accepted ones not at all."""

from __future__ import annotations

import pytest

from clinlint.engine.config import configured
from clinlint.engine.linter import Linter
from clinlint.model.finding import Finding
from clinlint.model.source import Source
from clinlint.record import replace
from clinlint.rules.load import builtin, examples
from clinlint.rules.rule import Example, Rule

SUFFIX = {"markdown": "md", "html": "html", "text": "txt", "yaml": "yaml", "json": "json"}
TODAY = "2026-11-24"


def cases(*, flagged: bool) -> list:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in builtin()
        for number, example in enumerate(examples(rule.id))
        if example.flagged is flagged
    ]


def findings(rule: Rule, example: Example) -> list[Finding]:
    """Findings of one rule; a suppression rule needs the rules that it is about."""
    config = configured({"today": TODAY, **{name: str(value) if name == "today" else value for name, value in example.settings}})
    about_others = rule.category == "suppression"
    linter = Linter(config if about_others else replace(config, select=(rule.id,)))
    report = linter.lint(Source(f"example.{SUFFIX[example.format]}", example.text))
    return [finding for finding in report.findings if finding.rule == rule.id]


@pytest.mark.parametrize(("rule", "example"), cases(flagged=True))
def test_flagged_at_the_marked_spans(rule: Rule, example: Example) -> None:
    found = findings(rule, example)
    assert found, f"nothing found in: {example.text}"
    assert all(finding.message and finding.message[0].isupper() for finding in found) or found[0].message[0] in "“0123456789_"
    if example.spans:
        texts = [example.text[f.span.start : f.span.end] for f in found]
        assert [f.span for f in found] == list(example.spans), f"found at {texts}"


@pytest.mark.parametrize(("rule", "example"), cases(flagged=False))
def test_accepted(rule: Rule, example: Example) -> None:
    assert [(f.message, example.text[f.span.start : f.span.end]) for f in findings(rule, example)] == [], example.because


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in builtin()])
def test_every_rule_is_whole(rule: Rule) -> None:
    assert rule.title
    assert rule.why.endswith(".")
    assert rule.evidence is not None
    if rule.kind != "engine" or rule.category == "suppression":
        given = examples(rule.id)
        assert any(example.flagged for example in given), "no wrong example"
        least = 1 if rule.kind == "engine" else 2
        assert sum(not example.flagged for example in given) >= least, "no right twin, or no near miss"
        assert all(example.because for example in given if not example.flagged), "an accepted example says why"


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in builtin()]
    assert sorted(set(ids)) == sorted(ids)
