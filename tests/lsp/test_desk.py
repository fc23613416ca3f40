"""The desk: whatever a rule or the set-up does, there is an answer; and an answer is the same as of a fresh linter, however the text came to be."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clinlint.engine.config import forget
from clinlint.engine.linter import Linter
from clinlint.lsp import desk as desks
from clinlint.lsp.desk import Desk
from clinlint.model.source import Source

TEXT = "# Bracelets\n\nCopper bracelets cure arthritis.\n\nA T-score of −1.5 or lower means osteoporosis.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    forget()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(desks, "warm", lambda: None)
    made = Desk()
    yield made
    made.close()


def checked(desk: Desk, text: str, path: str = "a.md") -> Any:
    return asyncio.run(desk.check("file:///a.md", Source(path, text)))


def test_a_rule_that_fails_is_told_and_the_others_go_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Linter._check

    def broken(self: Linter, rule: Any, *rest: Any) -> Any:
        if rule.id == "threshold/wrong-cut-off":
            raise RuntimeError("dropped")
        return real(self, rule, *rest)

    monkeypatch.setattr(Linter, "_check", broken)
    found = {finding.rule: finding.message for finding in checked(desk, TEXT).report.findings}
    assert "overclaim/promised-cure" in found
    assert found["internal/rule-failed"] == "Rule threshold/wrong-cut-off failed on this article (RuntimeError: dropped)."


def test_a_linter_that_fails_is_told_in_the_article_and_the_next_text_is_linted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Linter, "_lint", lambda *_: (_ for _ in ()).throw(RuntimeError("dropped")))
        failed = checked(desk, TEXT)
        assert failed.problem == "clinlint failed on this article (RuntimeError: dropped)"
        assert failed.report.findings == ()
    again = checked(desk, TEXT + "\n")
    assert not again.problem
    assert "overclaim/promised-cure" in {finding.rule for finding in again.report.findings}


def test_any_way_to_a_text_gives_what_a_fresh_linter_finds(desk: Desk) -> None:
    chance = random.Random(6)
    pieces = ("x", "\n\n", "1,500 mg ", "not ", "## Doses\n\n", "—", "😀", "cures diabetes. ", "| a | b |\n|---|---|\n", "---\n", "−2.5 ")
    text = TEXT
    for _ in range(40):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 7)))
        text = text[:start] + chance.choice(pieces) + text[end:]
        fresh = Linter(desk.linter("a.md").config).lint(Source("a.md", text))
        assert checked(desk, text).report == fresh


def test_the_same_text_is_linted_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checked(desk, TEXT)
    monkeypatch.setattr(Desk, "_lint", lambda *_: pytest.fail("linted again"))
    assert checked(desk, TEXT) is first


def test_settings_are_there_though_the_set_up_is_wrong(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "clinlint.yaml").write_text("profil: strict\n", encoding="utf-8")
    settings, rules = desk.settings(str(tmp_path / "a.md"))
    assert settings.field_names == {}
    assert "overclaim/promised-cure" in {rule.id for rule in rules}
