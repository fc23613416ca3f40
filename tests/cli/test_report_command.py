"""`clinlint report`: the page, the worksheet, the numbers over time."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Clinlint = Callable[..., CompletedProcess[str]]
ARTICLE = "---\ntitle: Bracelets\nauthors:\n  - name: R. Okoye\n---\n\n# Bracelets\n\n😀 Copper cures gout.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clinlint.yaml").write_text("select: [overclaim/promised-cure]\n", encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_page_worksheet_and_history_are_written(clinlint: Clinlint, folder: Path) -> None:
    (folder / "articles" / "b.md").write_text(ARTICLE.replace("R. Okoye", "S. Lind"), encoding="utf-8")
    arguments = ("report", "articles", "--worksheet", "w.csv", "--history", "h.jsonl")
    for day in ("2026-11-23", "2026-11-24", "2026-11-24"):
        done = clinlint(*arguments, "--today", day)
        assert (done.returncode, done.stdout) == (0, "2 articles checked: 2 errors. The report is in clinlint-report.html.\n")
    page = (folder / "clinlint-report.html").read_text(encoding="utf-8")
    assert "By author" in page
    assert "R. Okoye" in page
    assert "S. Lind" in page
    assert "Over time, 2026-11-23 to 2026-11-24" in page
    row, _ = csv.DictReader((folder / "w.csv").read_text(encoding="utf-8-sig").splitlines())
    assert (row["article"], row["line"], row["for"], row["what is written"], row["decision"]) == (
        "articles/a.md",
        "9",
        "clinician",
        "cures gout",
        "",
    )
    dates = [json.loads(line)["date"] for line in (folder / "h.jsonl").read_text(encoding="utf-8").splitlines()]
    assert dates == ["2026-11-23", "2026-11-24"]


def test_a_missing_path_is_exit_2_after_the_report_was_written(clinlint: Clinlint, folder: Path) -> None:
    done = clinlint("report", "articles", "none")
    assert done.returncode == 2
    assert "none: no such file or folder" in done.stderr
    assert "none: no such file or folder" in (folder / "clinlint-report.html").read_text(encoding="utf-8")


def test_a_broken_history_is_not_overwritten(clinlint: Clinlint, folder: Path) -> None:
    (folder / "h.jsonl").write_text("broken\n", encoding="utf-8")
    done = clinlint("report", "articles", "--history", "h.jsonl")
    assert done.returncode == 2
    assert "h.jsonl:1:1: this line is no record of a run" in done.stderr
    assert (folder / "h.jsonl").read_text(encoding="utf-8") == "broken\n"
