"""Batches on real engines in local mode: the rows of ten thousand documents are those of our own processes, and none fails the job."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from clinlint.batch import SCHEMA
from clinlint.batch import dask as on_dask
from clinlint.batch import spark as on_spark
from clinlint.engine.config import Config
from clinlint.errors import UsageError
from tests.batch.conftest import CURE, failing_in
from tests.conftest import ROOT
from tests.doors.conftest import program

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NUMBER = 10_000
CONFIG = Config(today=date(2026, 11, 24), ignore=("governance",))
Row = dict[str, Any]


def passages() -> list[str]:
    """Paragraphs of the model articles and of their wrong twins."""
    files = [*sorted((ROOT / "articles").glob("*.md")), *sorted((ROOT / "tests" / "articles").glob("*.md"))]
    bodies = [file.read_text(encoding="utf-8").rpartition("\n---\n")[2] for file in files]
    return [passage.strip() for body in bodies for passage in body.split("\n\n") if len(passage.split()) > 5]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten thousand short documents, each of one passage, in a Parquet file."""
    found = passages()
    texts = [f"# Note {n}\n\n{found[n % len(found)]}\n\nThis is variant {n // len(found)}.\n" for n in range(NUMBER)]
    path = tmp_path_factory.mktemp("documents") / "documents.parquet"
    parquet.write_table(pa.table({"id": list(range(NUMBER)), "text": texts, "other": [None] * NUMBER}), path)
    return path


@pytest.fixture(scope="module")
def pooled(documents: Path) -> Counter[str]:
    """The rows that our own processes give."""
    folder = documents.parent
    folder.joinpath("clinlint.yaml").write_text("ignore: [governance]\ntoday: 2026-11-24\n", encoding="utf-8")
    command = [sys.executable, "-m", "clinlint", "batch", documents.name, "out", "--fail-on", "never"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return counted(parquet.read_table(folder / "out/findings/documents.parquet").to_pylist())


def counted(rows: list[Row]) -> Counter[str]:
    """Rows in no order, for engines that have none."""
    assert all(list(row) == SCHEMA.names for row in rows[:1])
    return Counter(repr(row) for row in rows)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    program("java", "openjdk-17-jre-headless")
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    previous = os.environ.get("PYTHONPATH")
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": failing_in(folder)}
    builder = SparkSession.builder.master("local[2]").appName("clinlint").config("spark.ui.enabled", "false")
    made = builder.config("spark.driver.host", "127.0.0.1").config("spark.sql.warehouse.dir", str(folder)).getOrCreate()
    yield made
    made.stop()
    os.environ.pop("PYTHONPATH")
    if previous is not None:
        os.environ["PYTHONPATH"] = previous


def test_spark_gives_the_rows_of_our_own_processes(session: SparkSession, documents: Path, pooled: Counter[str]) -> None:
    frame = on_spark.lint(session.read.parquet(str(documents)).repartition(4), CONFIG)
    assert counted(frame.toArrow().to_pylist()) == pooled


def test_a_document_that_raises_gives_rows_and_no_failed_spark_job(session: SparkSession) -> None:
    frame = session.createDataFrame([("a", CURE), ("b", "please raise"), ("c", None)], "id string, text string")
    assert told([row.asDict() for row in on_spark.lint(frame, CONFIG).collect()]) == RAISED


def test_spark_hears_of_a_missing_column_before_any_work(session: SparkSession) -> None:
    with pytest.raises(UsageError, match="there is no column text"):
        on_spark.lint(session.createDataFrame([("a", CURE)], "id string, body string"), CONFIG)


def test_dask_gives_the_rows_of_our_own_processes(documents: Path, pooled: Counter[str]) -> None:
    from dask import bag

    given = parquet.read_table(documents, columns=["id", "text"]).to_pylist()
    rows = on_dask.lint(bag.from_sequence(given, npartitions=8), CONFIG).compute(scheduler="processes", num_workers=2)
    assert counted(rows) == pooled


def test_a_document_that_raises_gives_rows_and_no_failed_dask_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dask import bag

    monkeypatch.setenv("PYTHONPATH", failing_in(tmp_path))
    given = [{"id": "a", "text": CURE}, {"id": "b", "text": "please raise"}, {"id": "c", "text": None}]
    assert told(on_dask.lint(bag.from_sequence(given, npartitions=1), CONFIG).compute(scheduler="processes", num_workers=1)) == RAISED


RAISED = [
    ("a", "linted", None),
    ("a", None, "“cures arthritis” promises a cure."),
    ("b", "quarantined", None),
    ("b", None, "This article could not be checked: RuntimeError: asked to."),
    ("c", "quarantined", None),
    ("c", None, "This article could not be checked: it has no text."),
]


def told(rows: list[Row]) -> list[tuple[str, str | None, str | None]]:
    """What rows say of each document, in order of the documents."""
    return sorted(((row["id"], row["status"], row["message"]) for row in rows), key=lambda each: (each[0], each[1] is None))
