"""A house's own pack: usable rules where it is right, the place and a plain sentence where it is not."""

from __future__ import annotations

from importlib.resources import files

import pytest

from clinlint.engine.linter import Linter
from clinlint.errors import PackError
from clinlint.model.finding import Severity
from clinlint.model.source import Source
from clinlint.rules.own_pack import clashes, own_rules, pack_problems
from clinlint.structured.yaml_ import parse

PACKS = files("clinlint.rules.packs")
TOPICS = sorted(
    f"{pack.name}/{entry.name}"
    for pack in PACKS.iterdir()
    if pack.is_dir()
    for entry in pack.iterdir()
    if entry.name.endswith(".yaml") and entry.name != "words.yaml"
)
GOOD = """\
- id: house/banned-word
  kind: existence
  severity: warning
  title: A word that this house does not use
  message: "“{text}” is not used here."
  why: Readers told us that it talks down to them.
  match: '\\bsufferers?\\b'
  examples:
    flag: ["Advice for [[sufferers]]."]
    accept:
      - {text: "Advice for people with arthritis.", because: the person comes first}
"""


def test_a_right_pack_works() -> None:
    rules = own_rules(GOOD, "house.yaml")
    assert [(rule.id, rule.category, rule.severity) for rule in rules] == [("house/banned-word", "language", Severity.WARNING)]
    text = "# Joints\n\nAdvice for sufferers of arthritis.\n"
    (finding,) = Linter(None, rules).lint(Source("a.md", text)).findings
    assert (text[finding.span.start : finding.span.end], finding.message) == ("sufferers", "“sufferers” is not used here.")


def error(text: str) -> str:
    with pytest.raises(PackError) as caught:
        own_rules(text, "house.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "kind: existence",
            "kind: existance",
            "house.yaml:2:9: there is no rule kind existance: did you mean existence?\n    kind: existance\n          ^",
        ),
        (
            "severity: warning",
            "severity: bad",
            "house.yaml:3:13: “entry 1: severity” is bad: one of error, warning, info\n    severity: bad\n              ^",
        ),
        ("  title:", "  titel:", "house.yaml:1:3: “title” is missing in “entry 1”\n  - id: house/banned-word\n    ^"),
        (
            "house/banned-word",
            "Banned word",
            "house.yaml:1:7: “entry 1: id” is Banned word: not an id such as house/banned-word\n  - id: Banned word\n        ^",
        ),
        ("match:", "mach:", "house.yaml:7:3: “mach” is not known here: did you mean match?\n"),
        (
            "because: the person comes first",
            "reason: the person comes first",
            "house.yaml:11:9: “because” is missing in “entry 1: examples: accept 1”\n",
        ),
        ('message: "“{text}”', 'message: “{text}”: "', "house.yaml:5:20: "),
        ("'\\bsufferers?\\b'", "'(sufferers?'", "house.yaml:7:10: this pattern cannot be read: missing ): (sufferers?\n"),
        ("  match:", "  unless: '['\n  match:", "house.yaml:7:11: this pattern cannot be read: missing ]: [\n"),
        ("{text}", "{txt}", "house.yaml:5:12: no message can name “{txt}”"),
        ("{text}", "{text", "house.yaml:5:12: a brace of this message is not closed"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(before: str, after: str, message: str) -> None:
    assert error(GOOD.replace(before, after, 1)).startswith(message)


def test_the_same_id_twice() -> None:
    assert error(GOOD + GOOD).startswith("house.yaml:12:7: “house/banned-word” is the id of entry 1 already\n")


def test_a_rule_without_examples() -> None:
    assert error(GOOD.partition("  examples:")[0]).startswith("house.yaml:1:3: “examples” is missing in “entry 1”\n")


@pytest.mark.parametrize("text", ["", "a: 1\n", "- 3\n", "- []\n", "- id: a/b\n  kind: [x]\n"])
def test_other_things_than_packs(text: str) -> None:
    assert error(text).startswith("house.yaml:1:")


def test_an_id_that_clinlint_has() -> None:
    rules = own_rules(GOOD.replace("house/banned-word", "schema/unknown-field"), "house.yaml")
    assert clashes(rules) == ("schema/unknown-field",)
    assert clashes(own_rules(GOOD, "house.yaml")) == ()


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if "engine" not in PACKS.joinpath(topic).read_text("utf-8")])
def test_packs_that_ship_say_only_what_their_kinds_read(topic: str) -> None:
    values = parse(PACKS.joinpath(topic).read_text("utf-8")).values
    assert [(problem.path, problem.message) for problem in pack_problems(values)] == []
