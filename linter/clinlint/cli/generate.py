"""Compiles the data packages, YAML for people to JSON for machines, and writes the rule pages (`python -m clinlint.cli.generate [--check]`).

It works on a checkout, not on an installed package. With `--check` nothing is written, and the exit code is 1 where a file is stale.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from clinlint.errors import PackError
from clinlint.record import as_mapping
from clinlint.resources import CATEGORIES, COMPILED, DATA_PACKAGES, EXAMPLES, TRIGGERS
from clinlint.structured.yaml_ import parse

_SHOWN_FROM = "<!-- what make run prints -->"
_SHOWN_TO = "<!-- end of what make run prints -->"
_COUNTS_FROM = "<!-- what the reference holds -->"
_COUNTS_TO = "<!-- end of what the reference holds -->"


def main(arguments: list[str]) -> int:
    """Write, or check, every derived data file; 0 when all are up to date."""
    stale = [path for path, text in derived() if not _is(path, text)]
    if "--check" in arguments:
        stale += [path for path, text in (*_second(), *_pages(), *_readme()) if not _is(path, text)] if not stale else []
        for path in stale:
            print(f"{path.name} of {path.parent.name} is stale: run `make generate`", file=sys.stderr)
        return 1 if stale else 0
    texts = dict(derived())
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], encoding="utf-8")
        print(f"wrote {path.parent.name}/{path.name}")
    for path, text in _second():
        if not _is(path, text):
            path.write_text(text, encoding="utf-8")
    pages = [path for path, text in _pages() if not _is(path, text)]
    for path, text in _pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if pages:
        print(f"wrote {len(pages)} pages of the manual")
    for path, text in _readme():
        if not _is(path, text):
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.name}")
    return 0


def _readme() -> Iterator[tuple[Path, str]]:
    """The README, where the checkout has one, with what `make run` prints; read from compiled data, so these must be fresh."""
    root = Path(next(iter(import_module("clinlint").__path__))).parents[1]
    path = root / "README.md"
    if not path.exists():
        return
    before, begin, rest = path.read_text(encoding="utf-8").partition(_SHOWN_FROM)
    _, end, after = rest.partition(_SHOWN_TO)
    shown = "".join(f"{command}\n{_output(command, root)}" for command in _run_commands(root))
    yield path, f"{before}{begin}\n\n```text\n{shown}```\n\n{end}{after}"


def _run_commands(root: Path) -> list[str]:
    """The commands of the Makefile's target `run`, as make echoes them."""
    _, _, target = (root / "Makefile").read_text(encoding="utf-8").partition("\nrun:")
    lines = target.split("\n\n")[0].splitlines()[1:]
    return [line.strip().replace("$(BIN)", ".venv/bin") for line in lines]


def _output(command: str, root: Path) -> str:
    words = [sys.executable, "-m", "clinlint", *command.split()[1:]]
    return subprocess.run(words, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False).stdout  # noqa: S603  our own commands


def _second() -> Iterator[tuple[Path, str]]:
    """Data files that are derived from compiled ones."""
    yield _waking()
    yield _categories()


def _categories() -> tuple[Path, str]:
    """Names of all categories of the reference's scales; read from the compiled reference, so this must be fresh."""
    from clinlint.facts.naming import every_category
    from clinlint.facts.numbers import NOTATION
    from clinlint.reference.scales import scale_ids

    root = Path(next(iter(import_module(NOTATION).__path__)))
    return root / CATEGORIES, _json(sorted(dict.fromkeys(name for name in every_category(scale_ids()) if name)))


def _waking() -> tuple[Path, str]:
    """What wakes each rule, and its patterns by the words they need; read from the compiled packs, so these must be fresh."""
    from clinlint.linguistics.index import index_of
    from clinlint.linguistics.required import required
    from clinlint.linguistics.triggers import folded
    from clinlint.rules.load import PACKS, builtin, waking_by_kind

    wakes = {rule.id: waking_by_kind(rule) for rule in builtin()}
    patterns = {name: pattern for each in wakes.values() for name, pattern in each.patterns.items()}
    rules = {rule: {**as_mapping(each), "patterns": [*each.patterns]} for rule, each in wakes.items()}
    root = Path(next(iter(import_module(PACKS).__path__)))
    return root / TRIGGERS, _json({"rules": rules, "index": index_of(patterns, lambda _name, pattern: required(folded(pattern)))})


def _pages() -> Iterator[tuple[Path, str]]:
    """One page a rule, and the manual's derived pages; read from the compiled data, so these must be fresh."""
    from clinlint.cli import _manual
    from clinlint.cli.explain import page
    from clinlint.reports.page import markdown
    from clinlint.rules.load import builtin

    docs = Path(next(iter(import_module("clinlint").__path__))).parents[1] / "docs"
    for rule in sorted(builtin(), key=lambda r: r.id):
        yield docs / "rules" / f"{rule.id}.md", markdown(page(rule))
    for path, text in _manual.pages():
        yield docs / path, text
    limits = docs / "explanation" / "limits.md"
    if limits.exists():
        before, begin, rest = limits.read_text(encoding="utf-8").partition(_COUNTS_FROM)
        yield limits, f"{before}{begin}\n\n{_manual.figures()}\n\n{_COUNTS_TO}{rest.partition(_COUNTS_TO)[2]}"


def derived() -> Iterator[tuple[Path, str]]:
    """Every derived file with the text it must hold."""
    for package in DATA_PACKAGES:
        root = Path(next(iter(import_module(package).__path__)))
        topics = {path.relative_to(root).with_suffix("").as_posix(): _topic(path) for path in sorted(root.rglob("*.yaml"))}
        shape = getattr(import_module(package), "compile_topics", None)
        examples = {entry["id"]: entry["examples"] for data in topics.values() for entry in _entries(data) if "examples" in entry}
        stripped = {topic: _without_examples(data) for topic, data in topics.items()}
        shaped = shape(stripped) if shape else stripped
        yield root / COMPILED, shaped if isinstance(shaped, str) else _json(shaped)
        if examples:
            yield root / EXAMPLES, _json(examples)


def _topic(path: Path) -> Any:
    parsed = parse(path.read_text(encoding="utf-8"))
    if parsed.faults:
        raise PackError(parsed.faults[0].message, where=path.name)
    return parsed.values


def _entries(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        yield from (entry for entry in data if isinstance(entry, Mapping) and "id" in entry)


def _without_examples(data: Any) -> Any:
    if not isinstance(data, list):
        return data
    return [{k: v for k, v in entry.items() if k != "examples"} if isinstance(entry, Mapping) else entry for entry in data]


def _json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"), default=_plain) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
