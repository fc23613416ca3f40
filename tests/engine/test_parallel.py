"""Several processes: the order and reports of one, a worker that dies costs one file, and an interrupt leaves nobody behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clinlint.engine import jobs as working
from clinlint.engine import parallel
from clinlint.engine import run as running
from clinlint.engine.config import Config
from clinlint.engine.jobs import Failure, one
from clinlint.engine.parallel import many
from clinlint.engine.run import Run
from clinlint.errors import ConfigError
from clinlint.model.finding import FileReport
from clinlint.model.settings import Profile


class Undone:
    """Does something to the process that is handed it."""

    def __init__(self, do: Any, *arguments: Any) -> None:
        self._done = (do, arguments)

    def __reduce__(self) -> Any:
        return self._done


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    for number in range(40):
        tmp_path.joinpath(f"{number:02}.md").write_text(f"# Knees\n\nBalm {number} cures arthritis in a week.\n", encoding="utf-8")
    return sorted(str(path) for path in tmp_path.iterdir())


def test_the_same_as_in_one_process(paths: list[str]) -> None:
    jobs = [(Config(), path) for path in paths]
    told: list[int] = []
    reports = list(many(jobs, 2, told.append))
    assert reports == [one(job) for job in jobs]
    assert told == sorted(told)
    assert told[-1] == len(jobs)


def test_a_worker_that_dies_costs_one_file(paths: list[str]) -> None:
    jobs: list[Any] = [(Config(), path) for path in paths]
    jobs[3] = (Undone(os._exit, 3), paths[3])
    jobs[36] = (Undone(os.abort), paths[36])
    told: list[int] = []
    reports = list(many(jobs, 2, told.append))
    assert [(number, report) for number, report in enumerate(reports) if isinstance(report, Failure)] == [
        (3, "its process died"),
        (36, "its process died"),
    ]
    assert [report.source.path for report in reports if isinstance(report, FileReport)] == [
        p for i, p in enumerate(paths) if i not in (3, 36)
    ]
    assert told[-1] == len(jobs)


def test_a_worker_that_hears_nothing_costs_one_file(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "SECONDS", 3.0)
    monkeypatch.setattr(parallel, "_GRACE", 0.0)
    jobs: list[Any] = [(Config(), path) for path in paths[:4]]
    jobs[1] = (Undone(time.sleep, 600), paths[1])
    reports = list(many(jobs, 2))
    assert [type(report) for report in reports] == [FileReport, Failure, FileReport, FileReport]
    assert reports[1] == "it took more than 3 seconds"


def test_a_file_that_takes_too_long() -> None:
    def forever(_job: object) -> None:
        while True:
            pass

    before = signal.getsignal(signal.SIGALRM)
    assert parallel.timed(forever, "a.md", 0.2) == Failure("it took more than 0.2 seconds")
    assert signal.getsignal(signal.SIGALRM) is before


def test_a_thread_has_no_clock_and_needs_none() -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(parallel.timed(len, "abc", 5.0)))
    thread.start()
    thread.join()
    assert found == [3]


def test_chunks_are_read_a_few_ahead_only() -> None:
    taken = 0

    def chunks() -> Iterator[list[str]]:
        nonlocal taken
        for number in range(60):
            taken += 1
            yield ["a" * number]

    results = parallel.stream(chunks(), len, 1)
    assert next(results) == [0]
    assert taken == parallel._AHEAD
    assert [result for (result,) in results] == list(range(1, 60))


def process(_item: str) -> str:
    return str(os.getpid())


def test_fresh_processes_take_over_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_LIFE", 10)
    by = [result for (result,) in parallel.stream([["a"]] * 40, process, 1)]
    changes = [number for number in range(1, 40) if by[number] != by[number - 1]]
    assert len(changes) == len(set(by)) - 1
    assert max(second - first for first, second in zip([0, *changes], [*changes, 40], strict=True)) < 10 + parallel._AHEAD


def test_a_wrong_configuration_ends_the_run(paths: list[str]) -> None:
    config = Config(files=(paths[0],), select=("overclaim/nothing",), profile=Profile.STRICT)
    with pytest.raises(ConfigError, match="there is no rule overclaim/nothing"):
        list(many([(config, path) for path in paths], 2))


def test_a_failure_is_a_finding_of_its_file(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "one", lambda job: Failure("its process died") if job[1] == paths[1] else one(job))
    report = Run(jobs=1).paths(paths[:3])
    (finding,) = report.files[1].findings
    assert (finding.rule, finding.category) == ("internal/rule-failed", "internal")
    assert finding.message == "This article could not be checked: its process died."
    assert not any(f.category == "internal" for file in (report.files[0], report.files[2]) for f in file.findings)


def test_an_article_that_breaks_the_linter_costs_itself_only(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, _config: Config, *, apart: bool) -> None:
            assert not apart

        def lint_bytes(self, _data: bytes, _path: str) -> FileReport:
            raise RecursionError("too deep")

    monkeypatch.setattr(working, "Linter", Broken)
    monkeypatch.setattr(working, "_linters", {})
    assert one((Config(), paths[0])) == "RecursionError: too deep"


def processes_of(group: int) -> list[str]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getpgid(int(entry.name)) == group:
                state = entry.joinpath("stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
                found += [entry.name] if state != "Z" else []
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
def test_an_interrupt_stops_at_once_and_leaves_no_process(tmp_path: Path) -> None:
    for number in range(64):
        tmp_path.joinpath(f"{number:02}.md").write_text(
            "# Knees\n\n" + f"Balm {number} cures arthritis in a week.\n" * 2000, encoding="utf-8"
        )
    command = [sys.executable, "-m", "clinlint", "check", str(tmp_path), "--jobs", "2", "--no-cache"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True)
    deadline = time.monotonic() + 20
    while len(processes_of(process.pid)) < 4 and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.5)
    assert process.poll() is None
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "stopped\n")
    assert time.monotonic() - started < 5
    deadline = time.monotonic() + 5
    while processes_of(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_of(process.pid) == []


def test_a_script_without_a_main_guard_is_served_in_its_own_process(paths: list[str], tmp_path: Path) -> None:
    script = tmp_path.parent / f"{tmp_path.name}.py"
    script.write_text(
        "import sys\nfrom clinlint.engine.config import Config\nfrom clinlint.engine.jobs import Failure\nfrom clinlint.engine.parallel import many\n"
        "found = list(many([(Config(), path) for path in sys.argv[1:]], 2))\n"
        "print(len(found), sum(isinstance(each, Failure) for each in found))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script), *paths], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "40 0\n"


def test_without_shared_memory_one_process_does_the_work(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_processes: int) -> None:
        raise PermissionError("no shared memory")

    monkeypatch.setattr(parallel, "_pool", nothing)
    jobs = [(Config(), path) for path in paths]
    assert list(many(jobs, 2)) == [one(job) for job in jobs]
