from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clinlint.cli.main import run
from tests.batch.conftest import CALM, CURE, lines, table

SETTINGS = "ignore: [governance]\ntoday: 2026-11-24\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("clinlint.yaml").write_text(SETTINGS, encoding="utf-8")


@pytest.mark.parametrize(("text", "options", "code"), [(CALM, (), 0), (CURE, (), 1), (CURE, ("--fail-on", "never"), 0)])
def test_exit_codes_are_those_of_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, options: tuple[str, ...], code: int
) -> None:
    table(tmp_path / "a.parquet", [text])
    assert run(["batch", "a.parquet", "out", "--jobs", "1", *options]) == code
    shown = capsys.readouterr()
    assert shown.out.startswith("1 document in 1 part, ")
    assert shown.err == ""


def test_a_part_that_cannot_be_read_fails_the_run_after_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(tmp_path / "in/b.parquet", [CALM])
    tmp_path.joinpath("in/a.parquet").write_bytes(b"nothing of the kind")
    assert run(["batch", "in", "out", "--jobs", "1"]) == 2
    shown = capsys.readouterr()
    assert shown.out.startswith("1 document in 2 parts, ")
    assert shown.err.startswith("in/a.parquet: ")


def test_a_quarantined_document_fails_the_run(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [{"id": "x", "text": None}])
    assert run(["batch", "a.jsonl", "out", "--jobs", "1", "--fail-on", "never"]) == 2


def test_columns_of_other_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(tmp_path / "a.jsonl", [{"url": "u1", "body": "<p>Balm cures arthritis in a week.</p>", "file": "x"}])
    columns = ["--id-column", "url", "--text-column", "body", "--path-column", "file", "--format", "html", "--profile", "strict"]
    assert run(["batch", "a.jsonl", "out", "--jobs", "1", *columns]) == 1
    assert "overclaim/promised-cure (error)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--ignore", "overclaim"), 0),
        (("--select", "threshold"), 0),
        (("--select", "overclaim/*"), 1),
        (("--jurisdiction", "UK"), 1),
    ],
)
def test_options_narrow_the_rules_as_in_check(tmp_path: Path, options: tuple[str, ...], code: int) -> None:
    table(tmp_path / "a.parquet", [CURE])
    assert run(["batch", "a.parquet", "out", "--jobs", "1", *options]) == code


def test_a_part_made_by_other_rules_is_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(tmp_path / "a.parquet", [CURE])
    assert run(["batch", "a.parquet", "out", "--jobs", "1", "--ignore", "overclaim"]) == 0
    assert run(["batch", "a.parquet", "out", "--jobs", "1"]) == 1
    assert "is made again: the configuration has changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "out"], "nowhere: no such file or folder"),
        (["a.parquet", "out", "--jobs", "0"], "--jobs: at least one process"),
        (["a.parquet", "out", "--seconds", "0"], "--seconds: more than nothing"),
        (["a.parquet", "out", "--jurisdiction", "XX"], "there is no jurisdiction XX: "),
        (["a.parquet", "out", "--ignore", "overclaim/promised-cur"], "there is no rule overclaim/promised-cur"),
        (["a.parquet", "out", "--today", "soon"], "--today soon: write a date such as 2026-11-24"),
        (["a.parquet", "a.parquet"], "a.parquet is inside a.parquet: results would be read as articles"),
        (["a.parquet", "clinlint.yaml"], "clinlint.yaml: "),
    ],
)
def test_a_wrong_set_up_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    table(tmp_path / "a.parquet", [CALM])
    assert run(["batch", *arguments]) == 2
    assert capsys.readouterr().err.startswith(message)


def test_without_pyarrow_the_extra_is_named(tmp_path: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from clinlint.cli.main import run; sys.exit(run(['batch', 'a.parquet', 'out']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "batches need pyarrow, which is not installed\n  pip install 'clinlint[batch]'\n")


def test_help_has_examples_and_needs_no_pyarrow(clinlint: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    shown = clinlint("batch", "--help").stdout
    assert "clinlint batch export/ found/ --id-column url --text-column body --format html" in shown
