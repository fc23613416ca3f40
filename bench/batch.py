"""`clinlint batch` measured on variants of articles: what a document costs, what a worker holds, and what being killed does to a run.

    python bench/batch.py                      throughput, memory, and what ten million articles would take
    python bench/batch.py --kill 10            a run killed so many times, at random points, against one that was left alone
    python bench/batch.py --corpus DIR         documents of a folder among the variants, for measuring only

CPU time and memory are read from /proc, for the run and all its workers.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

ROOT = Path(__file__).parent.parent
DAY = "2026-11-24"
TEN_MILLION = 10_000_000
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Watch(threading.Thread):
    """Looks at the processes of a session every so often: CPU seconds of all that ever were, most memory of one and of all."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.cpu: dict[int, float] = {}
        self.started: dict[int, float] = {}
        self.largest: dict[int, int] = {}
        self.together = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.2):
            together = 0
            for pid, seconds, memory in self._processes():
                self.cpu[pid] = seconds
                self.largest[pid] = max(self.largest.get(pid, 0), memory)
                together += memory
            self.together = max(self.together, together)

    def _processes(self) -> Iterator[tuple[int, float, int]]:
        for entry in os.listdir("/proc"):
            try:
                if not entry.isdigit() or os.getsid(int(entry)) != self.session:
                    continue
                fields = Path("/proc", entry, "stat").read_text(encoding="ascii").rpartition(")")[2].split()
                resident = int(Path("/proc", entry, "statm").read_text(encoding="ascii").split()[1]) * PAGE
            except (OSError, IndexError, ValueError):
                continue
            yield int(entry), (int(fields[11]) + int(fields[12])) / TICKS, resident


def texts(number: int, corpus: Path | None) -> Iterator[tuple[str, str]]:
    """Names and texts: each document in turn, with a sentence of its own, so that no two are the same."""
    folders = [ROOT / "articles", ROOT / "tests" / "articles", *([corpus] if corpus else [])]
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.suffix in (".md", ".html")]
    for n in range(number):
        file = files[n % len(files)]
        yield f"{n:05}-{file.name}", f"{file.read_text(encoding='utf-8')}\n\nThis is edition {n // len(files)} of the page.\n"


def prepare(folder: Path, number: int, parts: int, corpus: Path | None) -> int:
    """Write the documents as Parquet parts; gives their bytes."""
    named = list(texts(number, corpus))
    for part in range(parts):
        mine = named[part::parts]
        names = [name for name, _ in mine]
        data = pa.table({"id": names, "path": names, "text": [text for _, text in mine]})
        parquet.write_table(data, folder / f"part-{part:03}.parquet", row_group_size=100)
    return sum(len(text.encode()) for _, text in named)


def start(source: Path, target: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "clinlint",
        "batch",
        str(source),
        str(target),
        "--today",
        DAY,
        "--jobs",
        str(jobs),
        "--fail-on",
        "never",
    ]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def whole(source: Path, target: Path, jobs: int) -> tuple[float, Watch]:
    """A run that is left alone: seconds on the clock, and what it used."""
    began = time.monotonic()
    process = start(source, target, jobs)
    watch = Watch(process.pid)
    watch.start()
    _, told = process.communicate()
    watch.over.set()
    watch.join()
    if process.returncode:
        sys.exit(f"the run failed: {told.decode()}")
    return time.monotonic() - began, watch


def killed(source: Path, target: Path, jobs: int, points: Sequence[float]) -> list[int]:
    """Kill the run at each of these points, a number of parts and a fraction of the next; gives how many were finished then."""
    finished: list[int] = []
    each = 0.0
    for point in points:
        began = time.monotonic()
        process = start(source, target, jobs)
        before = count(target)
        while count(target) < int(point) and process.poll() is None:
            time.sleep(0.01)
        each = (time.monotonic() - began) / (count(target) - before) if count(target) > before else each
        time.sleep(each * (point % 1))
        if process.poll() is not None:
            sys.exit("the run ended before it was killed: more parts are needed")
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        finished.append(count(target))
    return finished


def count(target: Path) -> int:
    """Parts that are finished."""
    return len(list(target.glob("findings/*.parquet")))


def digest(folder: Path) -> str:
    """Of all findings, to the byte."""
    whole = hashlib.sha256()
    for path in sorted((folder / "findings").iterdir()):
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=6000)
    parser.add_argument("--parts", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--kill", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, left_alone, resumed = (Path(folder, name) for name in ("in", "whole", "resumed"))
        source.mkdir()
        size = prepare(source, arguments.documents, arguments.parts, arguments.corpus)
        print(f"{arguments.documents:,} documents, {size / 1e6:.1f} MB, {arguments.parts} parts, {arguments.jobs} workers")
        seconds, watch = whole(source, left_alone, arguments.jobs)
        report(arguments.documents, size, seconds, watch)
        if arguments.kill:
            chance = random.Random(arguments.seed)
            points = sorted(chance.uniform(0, arguments.parts - 2) for _ in range(arguments.kill))
            finished = killed(source, resumed, arguments.jobs, points)
            print(f"killed {arguments.kill} times, with these parts finished: {', '.join(map(str, finished))}")
            again, _ = whole(source, resumed, arguments.jobs)
            print(f"left alone after that: {again:.1f} s")
            same = digest(left_alone) == digest(resumed)
            left = [path.name for path in resumed.rglob(".*")]
            print(f"findings {'the same to the byte' if same else 'DIFFER'}; {len(left)} half-written files left")
            sys.exit(not same or bool(left))


def report(documents: int, size: int, seconds: float, watch: Watch) -> None:
    cpu = sum(watch.cpu.values())
    workers = sorted(watch.largest.values(), reverse=True)
    print(
        f"{seconds:.1f} s on the clock, {cpu:.1f} CPU s in all: {1000 * cpu / documents:.1f} ms and {size / documents / 1000:.1f} kB a document"
    )
    print(f"{size / 1e6 / cpu:.2f} MB a CPU second; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"memory: processes {', '.join(f'{each / 1e6:.0f}' for each in workers)} MB at most, {watch.together / 1e6:.0f} MB together")
    print(f"ten million such documents: {TEN_MILLION * cpu / documents / 3600:,.0f} CPU hours")


if __name__ == "__main__":
    main()
