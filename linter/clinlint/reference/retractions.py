"""Retraction notices by DOI and PMID, from the Retraction Watch data that a user has imported; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from clinlint.errors import UsageError
from clinlint.record import record

COLUMNS = ("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "RetractionDate", "Reason", "Title")
"""Columns of the data that are kept; the file may hold others, in any order."""
_NEEDED = ("OriginalPaperDOI", "RetractionNature")
_NONE = frozenset({"", "0", "unavailable", "none", "na", "n/a"})
_TABLE = """
create table notice (number integer primary key, nature text, dated text, reason text, title text);
create table known_as (name text primary key, number integer) without rowid;
"""
_RANK = {"retraction": 3, "expression of concern": 2, "correction": 1, "reinstatement": 0}


@record
class Notice:
    """What became of a work: retraction, expression of concern, correction or reinstatement, with date and reasons as recorded."""

    nature: str
    dated: str
    reason: str
    title: str

    @property
    def retracted(self) -> bool:
        """Whether the work was taken back, not only corrected or doubted."""
        return self.nature.lower() == "retraction"


@record
class Imported:
    """What an import kept: notices, the names (DOIs and PMIDs) they are found by, and rows without either."""

    notices: int
    names: int
    without: int


def import_rows(rows: Iterable[Mapping[str, str | None]], database: str) -> Imported:
    """Writes the notices of a Retraction Watch table into a new database file. Raises UsageError where columns are missing."""
    import os
    import sqlite3

    fresh = f"{database}.new"
    if os.path.exists(fresh):
        os.remove(fresh)
    os.makedirs(os.path.dirname(os.path.abspath(database)), exist_ok=True)
    connection = sqlite3.connect(fresh)
    try:
        connection.executescript(_TABLE)
        counts = _fill(connection, rows)
        connection.commit()
    except BaseException:
        connection.close()
        os.remove(fresh)
        raise
    connection.close()
    os.replace(fresh, database)
    return counts


def _fill(connection: Any, rows: Iterable[Mapping[str, str | None]]) -> Imported:
    names: dict[str, tuple[int, int]] = {}
    number = without = 0
    for row in rows:
        if number + without == 0 and (missing := [name for name in _NEEDED if name not in row]):
            raise UsageError(
                f"the file has no column {' or '.join(missing)}", hint="it must be the Retraction Watch CSV as Crossref publishes it"
            )
        keys = list(_keys(row))
        if not keys:
            without += 1
            continue
        number += 1
        nature = (row.get("RetractionNature") or "Retraction").strip()
        reason = "; ".join(part.strip(" +;") for part in re.split(r"[;+]", row.get("Reason") or "") if part.strip(" +;"))
        title = (row.get("Title") or "").strip()
        connection.execute("insert into notice values (?,?,?,?,?)", (number, nature, _date(row.get("RetractionDate") or ""), reason, title))
        rank = _RANK.get(nature.lower(), 1)
        for key in keys:
            if rank >= names.get(key, (-1, 0))[0]:
                names[key] = (rank, number)
    if not number:
        raise UsageError(
            "the file holds no notice with a DOI or PMID; nothing was imported",
            hint="it must be the Retraction Watch CSV as Crossref publishes it",
        )
    connection.executemany("insert into known_as values (?,?)", sorted((key, n) for key, (_, n) in names.items()))
    return Imported(number, len(names), without)


def _keys(row: Mapping[str, str | None]) -> Iterator[str]:
    for column, kind in (("OriginalPaperDOI", "doi"), ("OriginalPaperPubMedID", "pmid")):
        for value in (row.get(column) or "").split(";"):
            name = re.sub(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", value.strip()).lower()
            if name not in _NONE:
                yield f"{kind} {name}"


def _date(written: str) -> str:
    """`4/15/2021 0:00`, month first, as 2021-04-15; as written where it is something else."""
    match = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})\b", written.strip())
    return f"{match[3]}-{int(match[1]):02d}-{int(match[2]):02d}" if match else written.strip()


class Retractions:
    """The imported notices, read from their database file when first asked for. Raises UsageError where the file is none of ours."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._connection: Any = None

    def notice(self, dois: Iterable[str], pmids: Iterable[str]) -> Notice | None:
        """What is recorded of the work with one of these identifiers; a reinstated work has no notice."""
        for name in (*(f"doi {doi.lower()}" for doi in dois), *(f"pmid {pmid}" for pmid in pmids)):
            row = self._row(name)
            if row:
                found = Notice(*row)
                return None if found.nature.lower() == "reinstatement" else found
        return None

    def _row(self, name: str) -> Any:
        import sqlite3

        try:
            if self._connection is None:
                self._connection = sqlite3.connect(f"file:{self._database}?mode=ro&immutable=1", uri=True)
            return self._connection.execute(
                "select nature, dated, reason, title from known_as join notice using (number) where name = ?", (name,)
            ).fetchone()
        except sqlite3.Error as error:
            raise UsageError(f"{self._database} cannot be read as retraction data: {error}", hint="import it again") from error


@cache
def retractions(database: str) -> Retractions:
    """The notices of a database file, opened once."""
    return Retractions(database)
