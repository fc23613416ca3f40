"""A document that raises, kills its process or never ends costs itself; a run that is killed and started again comes out the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.batch.conftest import CALM, CURE, found, rows, table

Command = Callable[..., subprocess.CompletedProcess[str]]


def test_documents_that_break_the_linter_are_quarantined_one_by_one(tmp_path: Path, clinlint: Command, failing: str) -> None:
    texts = [CURE] * 100
    texts[10], texts[40], texts[90] = "please raise", "please die", "please hang"
    table(tmp_path / "in/a.parquet", texts)
    table(tmp_path / "in/b.parquet", [CURE], first=200)
    done = clinlint("batch", "in", "out", "--jobs", "2", "--seconds", "2", "--today", "2026-11-24", PYTHONPATH=failing)
    assert done.returncode == 2, done.stderr
    assert "3 documents quarantined" in done.stdout
    quarantined = [json.loads(line) for line in (tmp_path / "out/quarantine/a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(each["id"], each["reason"].removeprefix("This article could not be checked: ")) for each in quarantined] == [
        ("d11", "RuntimeError: asked to."),
        ("d41", "its process died."),
        ("d91", "it took more than 2 seconds."),
    ]
    documents = [row for row in rows(tmp_path / "out/findings/a.parquet") if row["row"] == "document"]
    assert [row["id"] for row in documents] == [f"d{number}" for number in range(1, 101)]
    assert [row["id"] for row in documents if row["status"] == "quarantined"] == ["d11", "d41", "d91"]
    assert len([1 for _, rule in found(tmp_path / "out/findings/a.parquet") if rule == "overclaim/promised-cure"]) == 97
    assert found(tmp_path / "out/findings/b.parquet") == [("d200", "overclaim/promised-cure")]


def test_a_run_killed_again_and_again_comes_out_the_same(tmp_path: Path, clinlint: Command) -> None:
    for part in range(6):
        table(tmp_path / f"in/{part}.parquet", [CURE, CALM] * 150, first=300 * part)
    day = ("--today", "2026-11-24", "--jobs", "1")
    assert clinlint("batch", "in", "whole", *day).returncode == 1
    tmp_path.joinpath("sitecustomize.py").write_text(KILLER, encoding="utf-8")
    left = []
    for where in ("output:PartWriter:write:3", "place:Place:become:4", "place:Place:become:3", "output:PartWriter:finish:2"):
        command = [sys.executable, "-m", "clinlint", "batch", "in", "out", *day]
        settings = {**os.environ, "PYTHONPATH": str(tmp_path), "KILLED_AT": where}
        done = subprocess.run(command, cwd=tmp_path, env=settings, start_new_session=True, capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr
        left.append(sorted(path.name for path in tmp_path.glob("out/findings/[0-9]*")))
    assert left == [[], ["0.parquet"], ["0.parquet"], ["0.parquet", "1.parquet"]]
    done = clinlint("batch", "in", "out", *day)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("1,800 documents in 6 parts, ")
    assert "2 parts finished before" in done.stdout
    assert contents(tmp_path / "out/findings") == contents(tmp_path / "whole/findings")


KILLER = """
import importlib
import os
import signal

if "KILLED_AT" in os.environ and os.getpid() == os.getsid(0):
    module, name, method, left = os.environ["KILLED_AT"].split(":")
    owner = getattr(importlib.import_module(f"clinlint.batch.{module}"), name)
    original = getattr(owner, method)
    left = int(left)

    def killing(*arguments):
        global left
        left -= 1
        if not left:
            os.killpg(0, signal.SIGKILL)
        return original(*arguments)

    setattr(owner, method, killing)
"""
"""Kills the process and its workers as a method is called for the n-th time."""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
