"""`clinlint retractions`: import the Retraction Watch data, so that cited works are held against it without a network."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator

from clinlint.cli.command import CLEAN, FAILED, Command
from clinlint.engine.retraction_data import location
from clinlint.errors import UsageError

_DESCRIPTION = """Hold cited works against the Retraction Watch data, as Crossref publishes them. Nothing is fetched: download the file yourself.

  clinlint retractions import retraction_watch.csv
  clinlint retractions status                         is there data, and of which day?"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("import", "status"), help="import a CSV file, or say what was imported")
    parser.add_argument("file", nargs="?", metavar="FILE", help="the Retraction Watch CSV, as Crossref publishes it")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.action == "status":
        return _status()
    if not arguments.file:
        raise UsageError("no file is named", hint="clinlint retractions import retraction_watch.csv")
    from clinlint.reference.retractions import import_rows

    database = location()
    counts = import_rows(_rows(arguments.file), database)
    notices = "1 notice" if counts.notices == 1 else f"{counts.notices:,} notices"
    without = "1 row has" if counts.without == 1 else f"{counts.without:,} rows have"
    names = "1 DOI or PMID" if counts.names == 1 else f"{counts.names:,} DOIs and PMIDs"
    print(f"{notices}, found by {names}; {without} neither")
    return CLEAN


def _status() -> int:
    database = location()
    if not os.path.exists(database):
        print("unchecked: no retraction data was imported (clinlint retractions import FILE)")
        return FAILED
    from datetime import date

    day = date.fromtimestamp(os.path.getmtime(database))  # noqa: DTZ012  the day on the user's own calendar
    print(f"retraction data of {day.isoformat()}: {database}")
    return CLEAN


def _rows(path: str) -> Iterator[dict[str, str | None]]:
    """Rows of the CSV; bytes that are not UTF-8 are read as Latin-1, as in the published file."""
    import codecs
    import csv

    try:
        with open(path, "rb") as file:
            if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                raise UsageError(f"{path} is UTF-16", hint="save it as UTF-8; nothing was imported")
            file.seek(0)
            lines = (_decoded(line) for line in file)
            yield from csv.DictReader(lines, strict=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except csv.Error as error:
        raise UsageError(f"{path} is no CSV file: {error}", hint="a quotation mark may be missing; nothing was imported") from error


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("latin-1")


COMMAND = Command("Hold cited works against Retraction Watch data that you import; nothing is fetched.", _arguments, _run, _DESCRIPTION)
