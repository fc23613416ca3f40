"""Documents in files, and a linter that fails on demand in every process that is started with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

CURE = "# Knees\n\nBalm cures arthritis in a week.\n"
CALM = "# Walking\n\nA walk with friends is good company.\n"

_FAILING = """
import os

from clinlint.engine.linter import Linter

lint_bytes = Linter.lint_bytes


def failing(self, data, path):
    if b"please raise" in data:
        raise RuntimeError("asked to")
    if b"please die" in data:
        os._exit(9)
    while b"please hang" in data:
        pass
    return lint_bytes(self, data, path)


Linter.lint_bytes = failing
"""


@pytest.fixture
def failing(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder for PYTHONPATH with which a document's own words make the linter raise, die or hang."""
    return failing_in(tmp_path_factory.mktemp("failing"))


def failing_in(folder: Path) -> str:
    """The folder, with what makes the linter fail on demand in it."""
    folder.joinpath("sitecustomize.py").write_text(_FAILING, encoding="utf-8")
    return str(folder)


def table(path: Path, texts: Sequence[str | None], first: int = 1, **columns: Any) -> Path:
    """A Parquet file of texts with the ids d1, d2, …"""
    path.parent.mkdir(parents=True, exist_ok=True)
    ids = [f"d{number}" for number in range(first, first + len(texts))]
    parquet.write_table(pa.table({"id": ids, "text": pa.array(texts, pa.string()), **columns}), path)
    return path


def lines(path: Path, records: Sequence[Any]) -> Path:
    """A file of JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file."""
    found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return found


def found(path: Path) -> list[tuple[str, str]]:
    """Document and rule of the findings in a Parquet file, governance left out."""
    return [(row["id"], row["rule"]) for row in rows(path) if row["row"] == "finding" and row["category"] != "governance"]
