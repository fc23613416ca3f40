"""What a run imports: nothing heavy before an article needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROBE = """
import sys
from clinlint.cli.main import run
code = run(sys.argv[1:])
heavy = {"spacy", "numpy", "rich", "jsonschema", "pyarrow", "pygls", "importlib.metadata", "asyncio", "inspect", "dataclasses", "logging", "multiprocessing"}
print("HEAVY", sorted(heavy & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""
CALM = "# Walking\n\nA walk with friends is good company. Wear shoes that do not slip.\n"


def modules(path: Path, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", PROBE, *arguments, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return next(line for line in done.stderr.splitlines() if line.startswith("HEAVY"))


def test_a_run_without_nlp_imports_nothing_heavy(tmp_path: Path) -> None:
    article = tmp_path / "walking.md"
    article.write_text(CALM, encoding="utf-8")
    assert modules(article, "check") == "HEAVY []"
    assert modules(article, "check", "--format", "json") == "HEAVY []"


def test_kinds_whose_rules_sleep_are_not_imported(tmp_path: Path) -> None:
    article = tmp_path / "walking.md"
    article.write_text(CALM, encoding="utf-8")
    code = "import sys; from clinlint.cli.main import run; run(sys.argv[1:]); print([m for m in sys.modules if m.startswith('clinlint.rules.kinds.')])"
    done = subprocess.run([sys.executable, "-c", code, "check", str(article)], capture_output=True, text=True, check=False)
    kinds = done.stdout.splitlines()[-1]
    assert "kinds.metadata" in kinds
    assert not [kind for kind in ("claim", "existence", "threshold", "two_figures", "notation", "readability") if f"kinds.{kind}'" in kinds]


def test_import_clinlint_loads_neither_spacy_nor_yaml() -> None:
    code = "import sys, clinlint; print(sorted({'spacy', 'yaml', 're2', 'argparse'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
