"""The cache: same reports with and without it, never stale, and nothing that is wrong with it ends a run."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from clinlint.engine import cache as caching
from clinlint.engine import run as running
from clinlint.engine import stored
from clinlint.engine.cache import FOLDER, Cache
from clinlint.engine.config import Config, forget
from clinlint.engine.jobs import Failure
from clinlint.engine.run import Run
from clinlint.engine.stored import dumped, loaded
from clinlint.model.finding import FileReport, Report
from clinlint.model.source import Source
from clinlint.record import replace
from clinlint.reports.reporter import Style
from clinlint.reports.text import render

TEXTS = (
    "# Knees\n\nThis balm cures arthritis in a week.\n",
    "# Walks\n\nA walk with friends is good company.\n",
    "# Fever\n\nA body temperature of 38 °C (90 °F) is a fever. <!-- clinlint-allow overclaim/cure: quoted -->\n",
    "---\ntitle: Old news\nlast_reviewed: 2019-03-01\n---\n\nThis tea reverses diabetes.\n",
)
FILE = Path(FOLDER, "reports-2.sqlite")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    forget()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "CACHED", 0)
    Path("articles").mkdir()
    for number, text in enumerate(TEXTS):
        Path("articles", f"{number}.md").write_text(text, encoding="utf-8")
    return tmp_path


def lint(*, cache: bool = True, config: Config | None = None, told: list[str] | None = None) -> Report:
    return Run(config, jobs=1, cache=cache, tell=[].append if told is None else told.append).paths(["articles"])


def rows() -> int:
    with sqlite3.connect(FILE) as connection:
        return int(connection.execute("SELECT count(*) FROM report").fetchone()[0])


def never_asked() -> FileReport:
    raise AssertionError("linted although a report was kept")


def never(*_: object) -> Failure:
    raise AssertionError("linted although nothing changed")


class TestSameFindings:
    def test_with_and_without(self) -> None:
        without = lint(cache=False)
        assert sum(len(file.findings) for file in without.files) >= 3
        assert [lint(), lint()] == [without, without]

    def test_unchanged_files_are_not_linted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first = lint()
        monkeypatch.setattr(running, "one", never)
        assert lint() == first
        assert rows() == len(TEXTS)

    def test_to_the_byte_on_the_command_line(self) -> None:
        Path("articles/long.md").write_text("# Long\n\n" + "A walk is good for most knees.\n" * 10_000, encoding="utf-8")
        command = [sys.executable, "-m", "clinlint", "check", "articles", "--format", "json", "--today", "2026-05-01"]
        outputs = [subprocess.run([*command, *more], capture_output=True, check=False).stdout for more in (["--no-cache"], [], [])]
        assert outputs[0] == outputs[1] == outputs[2] != b""
        assert rows() == len(TEXTS) + 1

    def test_a_report_comes_back_whole(self) -> None:
        for file in lint(cache=False).files:
            assert loaded(dumped(file), file.source, never_asked) == file

    def test_the_text_format_makes_no_findings_of_what_was_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        texts = [render(lint(cache=False), style) for style in (Style(), Style(colour=True, width=70))]
        lint()
        whole = stored._whole
        monkeypatch.setattr(stored, "_whole", never)
        report = lint()
        assert render(report, Style()) == texts[0]
        monkeypatch.setattr(stored, "_whole", whole)
        assert render(report, Style(colour=True, width=70)) == texts[1]
        assert [file.tally for file in report.files] == [replace(file).tally for file in report.files]

    @pytest.mark.parametrize("kept", ["{", "[]", "[1,2,3]", "[[0,[99]],[0],[0]]", '[[0,[10,"error"]],[0],[0]]', "[[[[["])
    def test_what_is_no_report_is_linted_again(self, kept: str) -> None:
        whole = lint(cache=False).files[0]
        assert loaded((1, 0, 0, "", "", kept), whole.source, lambda: whole).findings == whole.findings

    @pytest.mark.parametrize(
        "row", [(0, 0, 0, "{", "", ""), (0, 0, 0, "[[],[[1]]]", "", ""), (0, 0, 0, None, "", ""), ("1", 0, 0, "", "", "")]
    )
    def test_what_is_no_row(self, row: tuple[object, ...]) -> None:
        with pytest.raises(ValueError, match="not a report"):
            loaded(row, Source("a.md", ""), never_asked)


class TestNeverStale:
    def test_changed_text(self) -> None:
        lint()
        Path("articles/1.md").write_text("# Walks\n\nWalking cures arthritis.\n", encoding="utf-8")
        assert lint() == lint(cache=False)
        assert "overclaim" in {finding.category for finding in lint().files[1].findings}

    def test_each_day(self) -> None:
        young, old = (Config(today=date(year, 6, 1)) for year in (2019, 2026))
        lint(config=young)
        assert lint(config=old) == lint(config=old, cache=False) != lint(config=young, cache=False)

    def test_each_part_of_the_key(self, monkeypatch: pytest.MonkeyPatch) -> None:
        store = Cache(".")
        config = Config()
        key = store.key(config, "a.md", b"text")
        assert store.key(config, "a.md", b"other") != key
        assert store.key(replace(config, ignore=("overclaim/*",)), "a.md", b"text") != key
        assert store.key(replace(config, folder="/elsewhere"), "a.md", b"text") == key
        for name, value in (("of_program", b"new"), ("stamp_of", b"new")):
            with monkeypatch.context() as patch:
                patch.setattr(caching, name, lambda *_, value=value: value)
                patch.setattr(caching, "stamp_of_program", lambda name=name: name.encode())
                other = Cache(".")
                assert other.key(config, "a.md", b"text") != key
                other.close()
        store.close()

    def test_the_program_is_read_again_only_where_its_files_look_changed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[str] = []
        monkeypatch.setattr(caching, "of_program", lambda: read.append("all") or b"digest")
        for stamp in (b"first", b"first", b"second", b"second"):
            monkeypatch.setattr(caching, "stamp_of_program", lambda stamp=stamp: stamp)
            store = Cache(".")
            store.key(Config(), "a.md", b"text")
            store.close()
        assert read == ["all", "all"]

    def test_what_stands_beside_is_looked_up_like_afresh(self) -> None:
        Path("articles/a.bib").write_text("", encoding="utf-8")
        Path("articles/references.bib").write_text("", encoding="utf-8")
        store = Cache(".")
        for name in ("articles/a.md", "articles/b.md", "c.md", "nowhere/d.md"):
            for data in (
                b"text",
                b"text [@roe]",
                b"---\nbibliography: articles/../a.bib\n---\n",
                b"references: articles/a.bib and references.bib",
            ):
                assert store.key(Config(), name, data, afresh=False) == store.key(Config(), name, data)
        store.close()

    def test_own_packs_and_schemas_by_their_text(self) -> None:
        Path("pack.yaml").write_text("[]", encoding="utf-8")
        Path("ours.json").write_text("{}", encoding="utf-8")
        config = Config(packs=("pack.yaml",), schemas=(("**", str(Path("ours.json").absolute())),), folder=os.getcwd())
        keys = set()
        for name, text in (("pack.yaml", "[]"), ("pack.yaml", "[ ]"), ("ours.json", '{"type": "object"}')):
            Path(name).write_text(text, encoding="utf-8")
            forget()
            store = Cache(".")
            keys.add(store.key(config, "a.md", b"text"))
            store.close()
        assert len(keys) == 3

    def test_a_file_that_changes_while_it_is_linted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        one = running.one

        def late(job):
            Path(job[1]).write_text("# Other\n\nThis oil cures cancer.\n", encoding="utf-8")
            return one(job)

        monkeypatch.setattr(running, "one", late)
        lint()
        assert rows() == 0

    def test_what_went_wrong_inside_is_not_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(running, "one", lambda _job: Failure("its process died"))
        assert {f.rule for file in lint().files for f in file.findings} == {"internal/rule-failed"}
        assert rows() == 0


class TestWhatIsWrongWithTheDisk:
    @pytest.mark.parametrize(
        "content", [b"no database at all, but long enough to look like one" * 40, b"SQLite format 3\0" + b"\x7f" * 4000]
    )
    def test_a_damaged_file_is_replaced_and_told_once(self, content: bytes) -> None:
        FILE.parent.mkdir()
        FILE.write_bytes(content)
        told: list[str] = []
        assert lint(told=told) == lint(cache=False)
        assert told == [f"{Path('.') / FILE} was damaged; it is built anew"] or told == [f"./{FILE} was damaged; it is built anew"]
        assert rows() == len(TEXTS)

    def test_damage_inside(self) -> None:
        lint()
        data = bytearray(FILE.read_bytes())
        data[4096:] = b"\xff" * (len(data) - 4096)
        FILE.write_bytes(data)
        told: list[str] = []
        assert lint(told=told) == lint(cache=False)
        assert len(told) <= 1
        assert lint(told=told) == lint(cache=False)
        assert rows() == len(TEXTS)

    def test_another_table(self) -> None:
        FILE.parent.mkdir()
        with sqlite3.connect(FILE) as connection:
            connection.execute("CREATE TABLE report (other TEXT)")
        assert lint() == lint(cache=False)
        assert rows() == len(TEXTS)

    def test_rows_of_somebody_else(self) -> None:
        lint()
        with sqlite3.connect(FILE) as connection:
            connection.execute("UPDATE report SET text = '[[0,[99]]]' WHERE text <> ''")
        assert lint() == lint(cache=False)

    def test_a_folder_that_cannot_be_made(self) -> None:
        Path(FOLDER).write_text("a file", encoding="utf-8")
        told: list[str] = []
        assert lint(told=told) == lint(cache=False)
        assert told == []

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "victim").mkdir()
        Path(FOLDER).symlink_to(tmp_path / "victim")
        assert lint() == lint(cache=False)
        assert list((tmp_path / "victim").iterdir()) == []

    def test_a_full_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[str] = []
        store = Cache(".", told.append)
        assert store._connection is not None
        store._connection.execute("PRAGMA max_page_count = 2")
        report = lint(cache=False).files[0]
        for number in range(3000):
            store.put(f"{number}.md", (b"k" * 8, b"key"), report)
        store.close()
        assert told == []

    def test_a_lock_that_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lint()
        Path("articles/9.md").write_text("# New\n", encoding="utf-8")
        connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda path, **_: connect(path, timeout=0.05))
        other = connect(FILE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        told: list[str] = []
        assert lint(told=told) == lint(cache=False)
        assert told == []
        other.close()

    def test_old_rows_go(self) -> None:
        lint()
        with sqlite3.connect(FILE) as connection:
            connection.execute("UPDATE report SET day = day - 31, path = path || 'x'")
        lint()
        assert rows() == len(TEXTS)

    def test_a_row_that_another_process_wrote_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = Cache._asked

        def after_another(store: Cache, query: str, *values: bytes) -> tuple[object, ...] | None:
            if query.startswith("INSERT"):
                with sqlite3.connect(FILE) as other:
                    other.execute("INSERT OR REPLACE INTO program VALUES (?, ?)", values)
            return asked(store, query, *values)

        monkeypatch.setattr(Cache, "_asked", after_another)
        told: list[str] = []
        assert lint(told=told) == lint(cache=False)
        assert told == []
        assert rows() == len(TEXTS)

    def test_several_processes_at_once(self) -> None:
        Path("articles/long.md").write_text("# Long\n\n" + "A walk is good for most knees.\n" * 10_000, encoding="utf-8")
        command = [sys.executable, "-m", "clinlint", "check", "articles", "--format", "json"]
        started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
        outputs = {process.communicate() for process in started}
        assert len(outputs) == 1
        assert next(iter(outputs))[1] == b""


def test_a_short_file_pays_for_no_cache() -> None:
    code = "import sys; from clinlint.cli.main import run; run(['check', 'articles/1.md']); print([m for m in ('sqlite3', 'rich', 'multiprocessing') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert not Path(FOLDER).exists()
