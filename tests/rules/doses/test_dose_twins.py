"""Doses and intakes that differ in one figure, comparison or rate from right ones: the wrong one is told at its place, the right one is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source
from clinlint.rules.load import unmark

LINTER = Linter(Config(select=("dose",)))
TWINS: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("twins.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("twins", TWINS, ids=lambda twins: twins["flag"][:50])
def test_wrong_one_is_told_and_its_right_twin_is_not(twins: dict[str, str]) -> None:
    text, (span,) = unmark(twins["flag"])
    found = LINTER.lint(Source("x.md", text)).findings
    assert any(f.span.overlaps(span) for f in found)
    assert all(f.expected and f.evidence for f in found)
    assert [f.message for f in LINTER.lint(Source("x.md", twins["accept"])).findings] == []
