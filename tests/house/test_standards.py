"""The page on standards: every line has a rule that exists or a reason, and every rule of these families stands on it."""

from __future__ import annotations

import re

import pytest

from clinlint.rules.load import builtin
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reference" / "standards.md").read_text(encoding="utf-8")
ROWS = {"Who, when": 62, "Parts of a page": 8, "Sources": 47, "Identifiers": 11, "Ways to write a dose": 40, "Words": 55}
FAMILIES = ("governance", "disclaimer", "citation", "medication-safety", "language")
OWN = {
    "citation/broken-bibliography",
    "governance/metadata-missing",
    "disclaimer/diagnosis-persists",
}
"""Rules for which no line of a standard asks."""


def rows(section: str) -> list[tuple[str, str]]:
    body = next(part for part in PAGE.split("\n## ")[1:] if part.startswith(section))
    cells = [line.strip("|").split(" | ") for line in body.splitlines() if line.startswith("| ")]
    return [(first.strip(), second.strip()) for first, second in cells[2:]]


@pytest.mark.parametrize(("section", "count"), ROWS.items())
def test_every_line_has_a_rule_or_a_reason(section: str, count: int) -> None:
    lines = rows(section)
    assert len(lines) == count
    assert [what for what, rule in lines if not what or not re.search(r"\]\(\.\./rules/|\*no rule:\* \S", rule)] == []
    assert len({what for what, _ in lines}) == count


def test_the_rules_that_it_names_exist_and_none_of_its_families_is_missing() -> None:
    named = set(re.findall(r"\(\.\./rules/([\w-]+/[\w-]+)\.md\)", PAGE))
    ships = {rule.id for rule in builtin()}
    assert named - ships == set()
    assert {rule for rule in ships if rule.startswith(FAMILIES)} - named - OWN == set()


def test_it_counts_the_pairs_that_look_alike() -> None:
    rule = next(rule for rule in builtin() if rule.id == "medication-safety/look-alike-names")
    assert f"The {len(rule.options['pairs'])} pairs" in PAGE
