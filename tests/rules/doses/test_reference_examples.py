"""Each nutrient and drug of the reference flags its wrong sentences at the marked place and accepts its right ones."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source
from clinlint.reference.sources import DATA
from clinlint.reference.substances import substance_ids
from clinlint.resources import examples_of
from clinlint.rules.load import unmark

EXAMPLES = {identifier: examples_of(DATA).get(identifier, {}) for identifier in sorted(substance_ids())}


@cache
def linter() -> Linter:
    return Linter(Config(today=date(2026, 11, 24), select=("dose",)))


def cases(group: str) -> list:
    return [
        pytest.param(text, id=f"{identifier}-{number}")
        for identifier, groups in EXAMPLES.items()
        for number, text in enumerate(groups.get(group, ()))
    ]


@pytest.mark.parametrize("identifier", EXAMPLES)
def test_every_entry_has_a_wrong_and_a_right_sentence(identifier: str) -> None:
    assert EXAMPLES[identifier].get("flag")
    assert EXAMPLES[identifier].get("accept")


@pytest.mark.parametrize("marked", cases("flag"))
def test_flagged_at_the_marked_place(marked: str) -> None:
    text, spans = unmark(marked)
    found = linter().lint(Source("example.md", text)).findings
    assert [(f.category, f.span) for f in found] == [("dose", span) for span in spans], [f.message for f in found]
    assert all(f.expected and f.evidence for f in found)


@pytest.mark.parametrize("text", cases("accept"))
def test_accepted(text: str) -> None:
    found = linter().lint(Source("example.md", text)).findings
    assert [f.message for f in found] == []
