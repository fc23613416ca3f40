"""`clinlint batch`: lint the documents of Parquet, JSON lines or CSV files into Parquet files of findings."""

from __future__ import annotations

import argparse
import os
import sys

from clinlint.cli import _settings
from clinlint.cli._progress import Progress
from clinlint.cli.command import CLEAN, FAILED, FINDINGS, Command
from clinlint.engine.config import Config, find, read_config
from clinlint.errors import UsageError
from clinlint.model.finding import Severity

_FORMATS = ("markdown", "html", "text")
_SHOWN = 20
_DESCRIPTION = """\
Lints every document of IN, a file or a folder of Parquet, JSON lines or CSV files (.gz, .bz2 and .zst too), and writes Parquet files of
findings into the folder OUT, one for each file of IN. IN and OUT may be addresses such as s3://bucket/articles.

Run it again after it was stopped: parts that are finished, and would come out the same, are skipped.

  clinlint batch articles.parquet found/
  clinlint batch export/ found/ --id-column url --text-column body --format html
  clinlint batch s3://bucket/articles s3://bucket/found --profile strict --fail-on never
  clinlint batch export/ found/ --retry          # documents that were quarantined get another chance"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="IN", help="a file, a folder or an address")
    parser.add_argument("target", metavar="OUT", help="a folder or an address; it is made if it is not there")
    parser.add_argument("--id-column", default="id", metavar="NAME", help="the column that names a document (default: id)")
    parser.add_argument("--text-column", default="text", metavar="NAME", help="the column that holds its text (default: text)")
    parser.add_argument("--path-column", default="", metavar="NAME", help="the column that holds its path (default: path, if there is one)")
    parser.add_argument("--format", choices=_FORMATS, default="", help="what the texts are (default: what the path says, else markdown)")
    parser.add_argument("--config", metavar="FILE", help="the configuration (default: the nearest from this folder upwards)")
    _settings.add_arguments(parser, "the day OUT was begun")
    parser.add_argument("--fail-on", choices=("error", "warning", "info", "never"), help="lowest severity that makes the exit code 1")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes (default: one for each processor)")
    parser.add_argument("--seconds", type=float, default=60.0, metavar="N", help="what one document may take (default: 60)")
    parser.add_argument("--retry", action="store_true", help="make parts with quarantined documents again")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.jobs is not None and arguments.jobs < 1:
        raise UsageError("--jobs: at least one process")
    if arguments.seconds <= 0:
        raise UsageError("--seconds: more than nothing")
    from clinlint.batch.columns import Columns
    from clinlint.batch.place import place
    from clinlint.batch.run import BatchRun

    columns = Columns(arguments.id_column, arguments.text_column, arguments.path_column, arguments.format)
    config = _config(arguments)
    try:
        run = BatchRun(place(arguments.source), place(arguments.target), config, columns, _tell, retry=arguments.retry)
        with Progress(sys.stderr) as progress:
            summary = run.run(arguments.jobs or _processors(), arguments.seconds, progress)
    except OSError as error:
        raise UsageError(f"{arguments.target}: {(error.strerror or str(error)).lower()}") from error
    sys.stdout.write(summary.as_text())
    for problem in summary.problems[:_SHOWN]:
        _tell(problem)
    if len(summary.problems) > _SHOWN:
        _tell(f"and {len(summary.problems) - _SHOWN} parts more; {arguments.target}/summary.json names them")
    if summary.problems or summary.tally.quarantined:
        return FAILED
    fail_on = arguments.fail_on or config.fail_on
    return FINDINGS if fail_on != "never" and summary.tally.worst >= Severity(fail_on).rank else CLEAN


def _config(arguments: argparse.Namespace) -> Config:
    config = read_config(arguments.config) if arguments.config else find(os.path.join(os.curdir, "article.md"))
    chosen = _settings.Chosen()
    config = _settings.adjusted(config, arguments, chosen)
    chosen.verify()
    return config


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(message: str) -> None:
    print(message, file=sys.stderr)


COMMAND = Command("Lint millions of documents in Parquet, JSON lines or CSV.", _arguments, _run, _DESCRIPTION)
