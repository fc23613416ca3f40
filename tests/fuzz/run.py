"""Fuzz one target, or all one after the other: `python tests/fuzz/run.py [TARGET] --seconds 60`. Needs atheris; new inputs stay in build/fuzz."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
WATCHED = ("clinlint.structured", "clinlint.linguistics", "clinlint.formats", "clinlint.facts", "clinlint.rules", "clinlint.rules.kinds")


def fuzz(target: str, seconds: int) -> None:
    """Fuzz a target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["clinlint"]):
        from tests.fuzz.targets import TARGETS

        for package in WATCHED:  # much is imported only when an article needs it, and would go unwatched then
            for module in iter_modules(import_module(package).__path__, f"{package}."):
                import_module(module.name)
    found = ROOT / "build" / "fuzz" / target
    found.mkdir(parents=True, exist_ok=True)
    here = Path(__file__).parent
    options = [f"-max_total_time={seconds}", "-timeout=10", "-max_len=2048", "-rss_limit_mb=4096", "-print_final_stats=1"]
    options += [f"-dict={here / 'words.dict'}", f"-artifact_prefix={found.parent}/{target}-"]
    atheris.Setup([sys.argv[0], *options, str(found), str(here / "corpus" / target)], TARGETS[target])
    atheris.Fuzz()


def report(target: str, seconds: int) -> bool:
    """Fuzz a target in a process of its own and print how often it ran; whether nothing was found."""
    command = [sys.executable, __file__, target, "--seconds", str(seconds), "--here"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    runs = re.search(r"stat::number_of_executed_units: (\d+)", said)
    print(f"{target:14} {int(runs[1]) if runs else 0:>10,} executions  {'clean' if done.returncode == 0 else 'FOUND'}", flush=True)  # noqa: T201
    if done.returncode:
        print(said[-4000:], flush=True)  # noqa: T201
    return done.returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="*")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--here", action="store_true", help="in this process, with the fuzzer's own output")
    given = parser.parse_args()
    if given.here:
        fuzz(given.target[0], given.seconds)
    names = given.target or sorted(each.name for each in (Path(__file__).parent / "corpus").iterdir())
    clean = [report(name, given.seconds) for name in names]
    sys.exit(0 if all(clean) else 1)


if __name__ == "__main__":
    main()
