"""How much a document makes the rules do, counted and not timed: a trigger that fires on everyday words is seen here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
import re2

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.facts.article import Article
from clinlint.model.finding import FileReport, Finding
from clinlint.model.settings import Settings
from clinlint.model.source import Source
from clinlint.rules import load
from clinlint.rules.rule import Rule

ARTICLES = sorted((Path(__file__).parents[2] / "articles").glob("*.md"))
WHO = ("My neighbour", "The gardener", "Our teacher", "A friend of mine", "The woman next door", "Their uncle")
DOES = (
    "has painted the fence",
    "can mend a bicycle",
    "will read to the children",
    "is fond of long walks",
    "may come by train",
    "used to keep bees",
)
WHEN = (
    "on most days",
    "before the shops open",
    "when the weather is good",
    "with all the others",
    "because it is quiet then",
    "and so does her sister",
)
MORE = (
    "People in the village like that.",
    "It takes a while, but there is no hurry.",
    "You should see the garden in June.",
    "Many of them have been there for years, and they know each path.",
    "This is not the only way to go about it.",
)


def everyday(paragraphs: int) -> str:
    """Prose without anything that a rule is about, in words that stand in every article."""
    sentences = (f"{who} {does} {when}. {more}" for when, more, does, who in product(WHEN, MORE, DOES, WHO))
    return "# A village\n\n" + "\n\n".join(islice(sentences, paragraphs)) + "\n"


class Counted:
    """What linting one text came to: checks by rule, searches of RE2, and blocks."""

    def __init__(self, text: str) -> None:
        self.checks: Counter[str] = Counter()
        self.searches = 0
        self.blocks = text.count("\n\n") + 1
        with pytest.MonkeyPatch.context() as patch:
            self._watch(patch)
            self.report: FileReport = Linter(Config()).lint(Source("a.md", text))

    def _watch(self, patch: pytest.MonkeyPatch) -> None:
        compiled: Any = re2._Regexp
        searched, matched, asked = compiled._match, re2.Set.Match, Linter._check

        def search(*arguments: Any, **more: Any) -> Any:
            self.searches += 1
            return searched(*arguments, **more)

        def match(*arguments: Any) -> Any:
            self.searches += 1
            return matched(*arguments)

        def check(linter: Linter, rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
            self.checks[rule.id] += 1
            return asked(linter, rule, article, settings)

        patch.setattr(compiled, "_match", search)
        patch.setattr(re2.Set, "Match", match)
        patch.setattr(Linter, "_check", check)


def asked_without_a_trigger() -> set[str]:
    return {rule.id for rule in load.builtin() if load.waking(rule).always}


def test_everyday_prose_wakes_hardly_a_rule() -> None:
    counted = Counted(everyday(150))
    awake = set(counted.checks) - asked_without_a_trigger()
    assert len(awake) <= 6, awake
    assert counted.searches <= 9 * counted.blocks


def test_work_grows_with_the_text() -> None:
    short, long = Counted(everyday(40)), Counted(everyday(400))
    assert long.searches < 11 * short.searches
    assert long.checks == short.checks


def test_articles_wake_less_than_half_of_the_rules() -> None:
    counted = [Counted(path.read_text(encoding="utf-8")) for path in ARTICLES]
    assert sum(len(each.checks) for each in counted) < 0.5 * len(ARTICLES) * len(load.builtin())
    assert all(count == 1 for each in counted for count in each.checks.values())
    assert sum(each.searches for each in counted) <= 80 * sum(each.blocks for each in counted)
