"""One wrong and one right sentence for each scale, written out in `scales.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from clinlint.engine.linter import Linter
from clinlint.model.finding import Finding
from clinlint.model.source import Source
from clinlint.reference.scales import scale_ids
from clinlint.rules.load import builtin, unmark

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("scales.yaml").read_text(encoding="utf-8"))


@cache
def linter() -> Linter:
    return Linter(rules=[rule for rule in builtin() if rule.category in {"threshold", "unit", "consistency", "dose"}])


def found(text: str) -> tuple[Finding, ...]:
    return linter().lint(Source("x.md", text)).findings


def test_every_scale_has_a_wrong_and_a_right_sentence() -> None:
    assert {row["scale"] for row in ROWS} == set(scale_ids())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["flag"][:50])
def test_wrong_sentence_is_flagged_at_its_place(row: dict[str, Any]) -> None:
    text, spans = unmark(row["flag"])
    findings = found(text)
    assert findings, "nothing found"
    assert all(any(f.span.overlaps(span) for f in findings) for span in spans)
    assert all(f.rule.startswith(("threshold/", "unit/", "dose/")) and f.message.endswith(".") for f in findings)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["accept"][:50])
def test_right_sentence_is_accepted(row: dict[str, Any]) -> None:
    assert [(f.rule, f.message) for f in found(row["accept"])] == []
