"""Own packs through the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinlint.engine.config import forget, read_config
from clinlint.engine.linter import Linter
from clinlint.errors import PackError
from clinlint.model.source import Source

PACK = """\
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
      - {text: "Advice for people.", because: the person comes first}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    forget()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "clinlint.yaml").write_text("packs: [house.yaml]\nseverity: {house/*: error}\n", encoding="utf-8")
    return tmp_path


def test_its_rules_run_and_can_be_configured() -> None:
    linter = Linter(read_config("clinlint.yaml"))
    found = [f for f in linter.lint(Source("a.md", "# Joints\n\nAdvice for sufferers.\n")).findings if f.rule == "house/banned-word"]
    assert [(f.severity.value, f.message) for f in found] == [("error", "“sufferers” is not used here.")]


def test_an_error_in_it(folder: Path) -> None:
    (folder / "house.yaml").write_text(PACK.replace("severity: warning", "severity: bad"), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        Linter(read_config("clinlint.yaml"))
    assert (
        str(caught.value) == "house.yaml:3:13: “entry 1: severity” is bad: one of error, warning, info\n    severity: bad\n              ^"
    )


def test_an_id_that_is_taken(folder: Path) -> None:
    (folder / "house.yaml").write_text(PACK.replace("house/banned-word", "schema/unknown-field"), encoding="utf-8")
    with pytest.raises(PackError, match=r"^house\.yaml: there is a rule schema/unknown-field already"):
        Linter(read_config("clinlint.yaml"))


def test_a_missing_file(folder: Path) -> None:
    (folder / "house.yaml").unlink()
    with pytest.raises(PackError, match=r"^house\.yaml: cannot be read \(no such file or directory\)$"):
        Linter(read_config("clinlint.yaml"))
