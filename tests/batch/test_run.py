"""A run: a part out for a part in, skipped when it would come out the same, told when it would not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from clinlint.batch import identity
from clinlint.batch.columns import Columns
from clinlint.batch.place import place
from clinlint.batch.run import BatchRun
from clinlint.batch.summary import Summary
from clinlint.engine.config import Config
from clinlint.errors import ConfigError, UsageError
from tests.batch.conftest import CALM, CURE, found, lines, rows, table

DAY = Config(today=date(2026, 11, 24), ignore=("governance",))
Run = Callable[..., tuple[Summary, list[str]]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Lints tmp_path/in into tmp_path/out; gives the summary and what was said."""

    def lint(config: Config = DAY, columns: Columns | None = None, *, processes: int = 1, retry: bool = False) -> tuple[Summary, list[str]]:
        said: list[str] = []
        batch = BatchRun(place(str(tmp_path / "in")), place(str(tmp_path / "out")), config, columns or Columns(), said.append, retry=retry)
        return batch.run(processes, 60.0), said

    return lint


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_part_out_for_a_part_in(tmp_path: Path, run: Run) -> None:
    table(tmp_path / "in/a.parquet", [CURE, CALM])
    lines(tmp_path / "in/deep/b.jsonl", [{"id": "x", "text": CURE}])
    table(tmp_path / "in/none.parquet", [])
    summary, said = run()
    out = tmp_path / "out"
    assert sorted(contents(out)) == [
        "findings/a.parquet",
        "findings/deep/b.jsonl.parquet",
        "findings/none.parquet",
        "run.json",
        "summary.json",
        "times/a.json",
        "times/deep/b.jsonl.json",
        "times/none.json",
    ]
    assert found(out / "findings/a.parquet") == [("d1", "overclaim/promised-cure")]
    assert [row["id"] for row in rows(out / "findings/a.parquet") if row["row"] == "document"] == ["d1", "d2"]
    assert found(out / "findings/deep/b.jsonl.parquet") == [("x", "overclaim/promised-cure")]
    assert rows(out / "findings/none.parquet") == []
    assert (summary.tally.documents, summary.parts, summary.skipped, said) == (3, 3, 0, [])


def test_findings_are_the_same_to_the_byte_by_one_process_and_by_two(tmp_path: Path, run: Run) -> None:
    for number in range(4):
        table(tmp_path / f"in/{number}.parquet", [CURE, CALM] * 70)
    run()
    first = contents(tmp_path / "out/findings")
    for path in sorted((tmp_path / "out/findings").iterdir()):
        path.unlink()
    run(processes=2)
    assert contents(tmp_path / "out/findings") == first


def test_finished_parts_are_skipped_and_counted(tmp_path: Path, run: Run) -> None:
    table(tmp_path / "in/a.parquet", [CURE])
    run()
    before = contents(tmp_path / "out/findings")
    table(tmp_path / "in/b.parquet", [CURE], first=2)
    summary, said = run()
    assert said == []
    assert (summary.skipped, summary.tally.documents, summary.tally.findings) == (1, 2, {("overclaim/promised-cure", "error"): 2})
    assert contents(tmp_path / "out/findings")["a.parquet"] == before["a.parquet"]


def test_a_part_whose_input_changed_is_made_again(tmp_path: Path, run: Run) -> None:
    table(tmp_path / "in/a.parquet", [CALM])
    run()
    table(tmp_path / "in/a.parquet", [CURE, CURE])
    _, said = run()
    assert said == ["findings/a.parquet is made again: its input has changed"]
    assert len(found(tmp_path / "out/findings/a.parquet")) == 2


@pytest.mark.parametrize(
    ("config", "columns", "reason"),
    [
        (Config(today=DAY.today), None, "the configuration has changed"),
        (Config(today=date(2027, 1, 1), ignore=DAY.ignore), None, "dates were measured against another day"),
        (DAY, Columns(format="html"), "other columns were asked for"),
    ],
)
def test_a_part_made_in_another_way_is_made_again(tmp_path: Path, run: Run, config: Config, columns: Columns | None, reason: str) -> None:
    table(tmp_path / "in/a.parquet", [CALM])
    run()
    _, said = run(config, columns)
    assert said == [f"findings/a.parquet is made again: {reason}"]


def test_a_part_that_another_program_made_is_made_again(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    table(tmp_path / "in/a.parquet", [CALM])
    run()
    monkeypatch.setattr(identity, "of_program", lambda: b"another")
    assert run()[1] == ["findings/a.parquet is made again: another clinlint made it"]


def test_a_pack_or_a_schema_whose_text_changed_is_another_configuration(tmp_path: Path) -> None:
    schema = tmp_path / "own.json"
    schema.write_text("{}", encoding="utf-8")
    config = Config(schemas=(("*.md", str(schema)),))
    before = identity.identities(config, Columns())
    assert identity.identities(config, Columns()) == before
    schema.write_text('{"type": "object"}', encoding="utf-8")
    assert identity.difference(before, {"input": None, **identity.identities(config, Columns())}) == "the configuration has changed"


def test_a_torn_part_is_made_again(tmp_path: Path, run: Run) -> None:
    table(tmp_path / "in/a.parquet", [CURE])
    run()
    part = tmp_path / "out/findings/a.parquet"
    whole = part.read_bytes()
    part.write_bytes(whole[:-20])
    assert run()[1] == ["findings/a.parquet is made again: it is incomplete, or nothing that clinlint wrote"]
    assert part.read_bytes() == whole


def test_what_a_killed_run_left_half_written_is_gone(tmp_path: Path, run: Run) -> None:
    table(tmp_path / "in/a.parquet", [CALM])
    left = tmp_path / "out/findings/.a.parquet.123.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"PAR1")
    assert run()[1] == []
    assert sorted(contents(tmp_path / "out/findings")) == ["a.parquet"]


def test_a_part_without_input_is_named(tmp_path: Path, run: Run) -> None:
    table(tmp_path / "in/a.parquet", [CALM])
    table(tmp_path / "in/b.parquet", [CALM])
    run()
    tmp_path.joinpath("in/b.parquet").unlink()
    summary, said = run()
    assert said == [f"findings/b.parquet belongs to no part of {tmp_path}/in; it stays as it is"]
    assert summary.tally.documents == 1


def test_the_day_is_that_when_the_output_was_begun(tmp_path: Path, run: Run) -> None:
    table(tmp_path / "in/a.parquet", [CALM])
    run(Config(today=date(2020, 2, 3)))
    summary, said = run(Config())
    assert said == [f"dates are measured against 2020-02-03, the day when {tmp_path}/out was begun; --today names another"]
    assert (summary.skipped, summary.today) == (1, "2020-02-03")


def test_a_part_that_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path, run: Run) -> None:
    for name in ("a", "c"):
        table(tmp_path / f"in/{name}.parquet", [CURE])
    tmp_path.joinpath("in/b.parquet").write_bytes(b"no parquet at all")
    lines(tmp_path / "in/d.jsonl", [{"id": "x", "body": CURE}])
    summary, _ = run()
    assert [problem.splitlines()[0].removeprefix(f"{tmp_path}/in/").partition(": ")[0] for problem in summary.problems] == [
        "b.parquet",
        "d.jsonl",
    ]
    assert sorted(contents(tmp_path / "out/findings")) == ["a.parquet", "c.parquet"]
    assert json.loads((tmp_path / "out/summary.json").read_text(encoding="utf-8"))["parts"] == {
        "all": 4,
        "finished_before": 0,
        "unreadable": 2,
    }


def test_quarantined_documents_are_named_and_get_another_chance(tmp_path: Path, run: Run) -> None:
    lines(tmp_path / "in/a.jsonl", [{"id": "x", "text": CALM}, {"id": "y"}])
    summary, _ = run()
    path = tmp_path / "out/quarantine/a.jsonl.jsonl"
    (told,) = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert told == {
        "id": "y",
        "path": "y.md",
        "part": "a.jsonl",
        "record": 2,
        "reason": "This article could not be checked: it has no text.",
    }
    assert [row["id"] for row in rows(tmp_path / "out/findings/a.jsonl.parquet") if row["status"] == "quarantined"] == ["y"]
    assert summary.tally.quarantined == 1
    assert run()[0].skipped == 1
    assert run(retry=True)[1] == ["findings/a.jsonl.parquet is made again: 1 of its documents were quarantined"]
    lines(tmp_path / "in/a.jsonl", [{"id": "x", "text": CALM}, {"id": "y", "text": CALM}])
    run()
    assert not path.exists()


def test_the_summary(tmp_path: Path, run: Run) -> None:
    table(tmp_path / "in/a.parquet", [CURE, CALM])
    run()
    plain = json.loads((tmp_path / "out/summary.json").read_text(encoding="utf-8"))
    assert plain["rules"] == [{"rule": "overclaim/promised-cure", "severity": "error", "count": 1, "per_1000_words": 58.824}]
    assert (plain["documents"], plain["words"], plain["quarantined"], plain["today"]) == (2, 17, 0, "2026-11-24")
    assert sorted(each["id"] for each in plain["slowest"]) == ["d1", "d2"]
    text = run()[0].as_text()
    assert text.startswith("2 documents in 1 part, 17 words; 1 part finished before\n1 error; 0 documents quarantined\n")
    assert "         1            58.824  overclaim/promised-cure (error)\n" in text
    assert "CPU seconds  slowest documents" in text


def test_results_may_not_lie_among_the_articles(tmp_path: Path) -> None:
    table(tmp_path / "in/a.parquet", [CALM])
    with pytest.raises(UsageError, match="results would be read as articles"):
        BatchRun(place(str(tmp_path / "in")), place(str(tmp_path / "in/out")), DAY, Columns())


def test_a_configuration_that_cannot_be_used_ends_the_run_before_it_begins(tmp_path: Path, run: Run) -> None:
    table(tmp_path / "in/a.parquet", [CALM])
    with pytest.raises(ConfigError, match="there is no rule overclaim/nothing"):
        run(Config(files=(__file__,), select=("overclaim/nothing",)))
    assert not (tmp_path / "out/findings").exists()
