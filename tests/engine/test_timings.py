"""Timings: each moment is charged once, and being watched changes no finding."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from clinlint.engine import timings
from clinlint.engine.run import Run
from clinlint.engine.timings import Stopwatch


def test_each_moment_is_charged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 1.0, 3.0, 6.0, 10.0, 11.0, 12.0, 20.0])
    monkeypatch.setattr(timings, "perf_counter", lambda: next(moments))
    watch = Stopwatch()
    with watch.at("rules", "dose/limit"), watch.at("facts", "doses"), watch.at("sentences"):
        pass
    with watch.at("rules", "dose/limit"):
        pass
    assert watch.seconds == {("rules", "dose/limit"): 10.0, ("facts", "doses"): 6.0, ("sentences", ""): 3.0}
    assert watch.phases() == {"rules": 10.0, "facts": 6.0, "sentences": 3.0}
    assert watch.parts() == [("rules", "dose/limit", 10.0), ("facts", "doses", 6.0)]


def test_a_rule_that_fails_is_left_all_the_same() -> None:
    watch = Stopwatch()
    with pytest.raises(ValueError, match="no"), watch.at("rules", "a/b"):
        raise ValueError("no")
    assert watch._entered == []


def test_the_same_findings(tmp_path: Path) -> None:
    tmp_path.joinpath("a.md").write_text("# Knees\n\nThis balm cures arthritis. A fever is 38 °C (90 °F).\n", encoding="utf-8")
    tmp_path.joinpath("b.md").write_text("---\ntitle: Walks\n---\n\nA walk is good company.\n", encoding="utf-8")
    watch = Stopwatch()
    assert Run(watch=watch).paths([str(tmp_path)]) == Run().paths([str(tmp_path)])
    assert watch.files == 2
    assert {"setting up", "reading", "parsing", "triggers", "facts", "rules", "suppressing, sorting"} <= set(watch.phases())
    assert ("facts", "article_quantities") in watch.seconds
    assert watch.table().startswith("2 files, 0.00 MB, ")


def test_on_the_command_line(tmp_path: Path) -> None:
    tmp_path.joinpath("a.md").write_text("# Knees\n\nThis balm cures arthritis.\n", encoding="utf-8")
    command = [sys.executable, "-m", "clinlint", "check", str(tmp_path), "--fail-on", "never"]
    plain = subprocess.run(command, capture_output=True, text=True, check=True)
    timed = subprocess.run([*command, "--timings"], capture_output=True, text=True, check=True)
    assert timed.stdout == plain.stdout
    assert plain.stderr == ""
    assert "rule overclaim/" in timed.stderr
    assert timed.stderr.splitlines()[1].startswith("1 file, ")


def test_nothing_is_loaded_when_nobody_asks(tmp_path: Path) -> None:
    tmp_path.joinpath("a.md").write_text("# Walks\n", encoding="utf-8")
    code = (
        f"import sys; from clinlint.cli.main import run; run(['check', {str(tmp_path)!r}]); print('clinlint.engine.timings' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
