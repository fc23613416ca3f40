"""Record batches of documents to record batches of rows."""

from __future__ import annotations

import itertools
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

import clinlint
from clinlint.batch import SCHEMA, Columns, lint, lint_batches
from clinlint.batch.work import settled
from clinlint.engine import jobs
from clinlint.engine.config import Config, Override
from clinlint.errors import ConfigError
from tests.batch.conftest import CALM, CURE

DAY = Config(today=date(2026, 11, 24))


def batch(*texts: str | None) -> pa.RecordBatch:
    return pa.record_batch({"id": [f"d{number}" for number in range(1, len(texts) + 1)], "text": pa.array(texts, pa.string())})


def test_each_document_has_its_own_row_then_its_findings() -> None:
    (result,) = lint_batches([batch(CALM, CURE)], Config(ignore=("governance",)))
    assert result.schema.equals(SCHEMA)
    assert [(row["id"], row["row"], row["status"], row["words"], row["findings"], row["rule"]) for row in result.to_pylist()] == [
        ("d1", "document", "linted", 9, 0, None),
        ("d2", "document", "linted", 8, 1, None),
        ("d2", "finding", None, None, None, "overclaim/promised-cure"),
    ]


def test_a_finding_is_the_one_that_check_gives() -> None:
    (result,) = lint_batches([batch(CURE)], Config(ignore=("governance",), today=DAY.today))
    row = result.to_pylist()[1]
    (finding,) = clinlint.lint_text(CURE, "d1.md", Config(ignore=("governance",))).findings
    assert (row["path"], row["category"], row["severity"], row["confidence"]) == ("d1.md", "overclaim", "error", "high")
    assert (row["message"], row["found"], row["expected"]) == (finding.message, "cures arthritis", None)
    assert CURE[row["start_offset"] : row["end_offset"]] == "cures arthritis"
    assert (row["start_line"], row["start_column"], row["end_line"], row["end_column"]) == (3, 6, 3, 21)
    assert row["evidence"] == [evidence.reference for evidence in finding.evidence]
    assert (row["help"], row["fingerprint"]) == (finding.help, finding.fingerprint)


def test_an_empty_batch_gives_an_empty_batch() -> None:
    (result,) = lint_batches([batch()])
    assert (result.num_rows, result.schema) == (0, SCHEMA)


def test_a_batch_split_differently_gives_the_same_rows() -> None:
    texts = [CALM, CURE, "Take 5 g of vitamin D a day.", CURE, CALM]
    whole = batch(*texts)
    together = next(lint_batches([whole], DAY)).to_pylist()
    apart = itertools.chain.from_iterable(each.to_pylist() for each in lint_batches((whole.slice(n, 1) for n in range(5)), DAY))
    assert list(apart) == together


def test_batches_are_taken_as_they_are_asked_for() -> None:
    taken = []

    def source():
        for number in range(3):
            taken.append(number)
            yield batch(CALM)

    results = lint_batches(source())
    next(results)
    assert taken == [0]


def test_a_document_without_text_is_quarantined_and_the_others_go_on() -> None:
    (result,) = lint_batches([batch(None, CURE)], Config(ignore=("governance",)))
    first, second, third, _ = result.to_pylist()
    assert (first["status"], second["rule"], third["status"]) == ("quarantined", "internal/rule-failed", "linted")
    assert second["message"] == "This article could not be checked: it has no text."


def test_a_document_that_breaks_the_linter_gives_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, _config: Config, *, apart: bool) -> None:
            assert apart

        def lint_bytes(self, _data: bytes, _path: str) -> None:
            raise RecursionError("too deep")

    monkeypatch.setattr(jobs, "Linter", Broken)
    monkeypatch.setattr(jobs, "_linters", {})
    (result,) = lint_batches([batch(CALM)])
    document, finding = result.to_pylist()
    assert (document["status"], document["path"]) == ("quarantined", "d1.md")
    assert finding["message"] == "This article could not be checked: RecursionError: too deep."


def test_a_document_that_takes_too_long_gives_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_config: Config, _path: str, _data: bytes, *, apart: bool) -> None:
        while True:
            pass

    monkeypatch.setattr(jobs, "linted", endless)
    monkeypatch.setattr(lint, "SECONDS", 0.2)
    (result,) = lint_batches([batch(CALM)])
    assert result.to_pylist()[1]["message"] == "This article could not be checked: it took more than 0.2 seconds."


def test_halves_of_characters_become_question_marks() -> None:
    text = '---\ntitle: "Half \\ud83d"\nfoo\\ud83d: 1\n---\n\nBalm cures arthritis.\n'
    (result,) = lint_batches([batch(text)], columns=Columns(format="markdown"))
    assert result.to_pylist()[0]["status"] == "linted"


def test_text_that_is_no_utf_8_is_a_finding() -> None:
    given = pa.record_batch({"id": ["d1"], "text": [b"Knees \xe9"]})
    (result,) = lint_batches([given], Config(ignore=("governance",)))
    assert [row["rule"] for row in result.to_pylist()] == [None, "schema/invalid-encoding"]


def test_settled_fixes_the_day_and_where_files_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    config = Config(
        folder="/site", packs=("own.yaml",), schemas=(("*.md", "own.json"),), overrides=(Override(("a.md",), (("packs", ("b.yaml",)),)),)
    )
    fixed = settled(config, date(2026, 1, 2))
    assert (fixed.folder, fixed.today) == ("", date(2026, 1, 2))
    assert fixed.packs == (str(tmp_path / "own.yaml"),)
    assert fixed.schemas == (("*.md", str(tmp_path / "own.json")),)
    assert fixed.overrides[0].changes == (("packs", (str(tmp_path / "b.yaml"),)),)
    assert settled(Config(today=date(2025, 1, 1)), date(2026, 1, 2)).today == date(2025, 1, 1)


def test_nothing_is_read_beside_a_document_of_a_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("references.bib").write_text("@article{kept2020, title={Kept}, year={2020}}", encoding="utf-8")
    text = "---\nbibliography: references.bib\n---\n\nBones are alive [@lost2019].\n"
    config = Config(ignore=("governance", "disclaimer", "schema"))
    told = [finding.rule for finding in clinlint.lint_text(text, "d1.md", config).findings]
    (result,) = lint_batches([batch(text)], config)
    assert told
    assert result.num_rows == 1


def test_what_the_configuration_names_is_read_for_a_document_of_a_table(tmp_path: Path) -> None:
    works = tmp_path / "works.bib"
    works.write_text("@article{kept2020, title={Kept}, author={A. Author}, journal={Bone}, year={2020}}", encoding="utf-8")
    (result,) = lint_batches([batch("Bones are alive [@lost2019].")], Config(ignore=("governance",), bibliography=(str(works),)))
    assert [row["found"] for row in result.to_pylist() if row["rule"]] == ["[@lost2019]"]


def test_overrides_hold_for_the_paths_of_documents() -> None:
    config = Config(ignore=("governance",), folder="/site", overrides=(Override(("news/**",), (("ignore", ("overclaim",)),)),))
    given = pa.record_batch({"id": ["a", "b"], "text": [CURE, CURE], "path": ["news/a.md", "guide/b.md"]})
    (result,) = lint_batches([given], config)
    assert [row["id"] for row in result.to_pylist() if row["rule"]] == ["b"]


def test_a_configuration_that_cannot_be_used_raises() -> None:
    config = Config(files=(__file__,), select=("overclaim/nothing",))
    with pytest.raises(ConfigError, match="there is no rule overclaim/nothing"):
        list(lint_batches([batch(CALM)], config))


def test_workers_load_no_arrow() -> None:
    code = "import sys, clinlint.batch.work; print([name for name in ('pyarrow', 'spacy') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
