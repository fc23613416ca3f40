"""Reports of files that have not changed, kept in an SQLite file: the same findings as without it, to the byte.

A report is found again only for the same path and bytes under the same effective configuration, reference, packs, article schema,
retraction data, parser, program and day, because reviews fall due by the calendar. Only the process that was started reads and writes
it, never a worker. Whatever is wrong with the disk leaves a run without a cache; a file that is no cache is replaced, and told once.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from clinlint.digest import blake2b, sha256
from clinlint.engine.beside import names_beside, names_lists
from clinlint.engine.config import Config
from clinlint.engine.files import decode
from clinlint.engine.includes import included
from clinlint.engine.jobs import Job
from clinlint.engine.retraction_data import imported
from clinlint.engine.stored import dumped, loaded
from clinlint.engine.version import of_file, of_program, stamp_of, stamp_of_program
from clinlint.errors import FormatError
from clinlint.formats.bibliography import may_be
from clinlint.formats.parse import reader_of
from clinlint.model.finding import FileReport
from clinlint.model.source import Source
from clinlint.record import as_mapping

Key = tuple[bytes, bytes]
FOLDER = ".clinlint-cache"
_FILE = "reports-2.sqlite"
_TOGETHER = 500
"""Reports that are written at a time."""
_PLAIN = re.compile(r"[^/\\\\]*").fullmatch
_DAYS = 30
"""After this long a report that nobody asked for is thrown away."""
_TABLE = """CREATE TABLE IF NOT EXISTS report (
  path TEXT, config BLOB, key BLOB, day INTEGER, errors INTEGER, warnings INTEGER, infos INTEGER, told TEXT, shown TEXT, text TEXT,
  PRIMARY KEY (path, config)
) WITHOUT ROWID"""
_PAGE = 16_384
"""Bytes of a page, of which a row takes a quarter before it spills: most reports fit."""
_WHERE_PATTERNS_LEAD = frozenset(
    {"files", "folder", "exclude", "overrides", "fail_on", "manual", "schemas", "packs", "reference", "bibliography", "includes", "today"}
)


class Cache:
    """What earlier runs found. `tell` says, once, that a damaged file was replaced."""

    def __init__(self, folder: str, tell: Callable[[str], None] = lambda _message: None) -> None:
        self._path = os.path.join(folder, FOLDER, _FILE)
        self._tell = tell
        self._pending: list[tuple[str | bytes | int, ...]] = []
        self._configs: dict[Config, bytes] = {}
        self._config: Config | None = None
        self._base = b""
        self._lists: dict[str, frozenset[str] | None] = {}
        self._program: bytes | None = None
        self._today = date.today()  # noqa: DTZ011  a review is due by the calendar on the editor's wall
        self._connection = self._opened()

    def key(self, config: Config, path: str, data: bytes, *, afresh: bool = True) -> Key:
        """Which row is for a file under a configuration, and what must stand in it for the report to hold. Raises ConfigError.

        Unless `afresh`, which files stand beside it is looked up in a list of its folder that was read once.
        """
        if config is not self._config:
            self._config, self._base = config, self._base_of(config)
        schema = config.for_path(path).article_schema.encode() if config.schemas else b""
        whole = blake2b(data, key=self._base)
        whole.update(b"\0%d\0%b" % (len(data), schema))
        folder, name = os.path.split(path)
        there = None if afresh else self._lists_in(folder)
        if there is None or there or not name.isascii() or names_lists(data):
            for each in names_beside(name, data):
                if there is None or each in there or not (each.isascii() and _PLAIN(each)):
                    whole.update(stamp_of(os.path.join(folder, each)))
        return self._base[:8], whole.digest()

    def found(self, files: Sequence[tuple[str, Key, bytes]], again: Callable[[str], FileReport]) -> list[FileReport | None]:
        """What was found in the same bytes before, for each path, key and bytes; None where that is not known.

        `again` lints a path, of which a report was known but turns out to be none.
        """
        rows: dict[tuple[bytes, str], Sequence[object]] = {}
        for config in {key[0] for _, key, _ in files}:
            paths = [path for path, key, _ in files if key[0] == config]
            for first in range(0, len(paths), _TOGETHER):
                rows.update(((config, row[0]), row) for row in self._rows(config, paths[first : first + _TOGETHER]))
        return [
            _report(path, data, row[2:], again) if row is not None and row[1] == key[1] else None
            for path, key, data in files
            for row in (rows.get((key[0], path)),)
        ]

    def _rows(self, config: bytes, paths: Sequence[str]) -> Sequence[Any]:
        if self._connection is None:
            return ()
        columns = "path, key, errors, warnings, infos, told, shown, text"
        query = f"SELECT {columns} FROM report WHERE config = ? AND path IN ({','.join('?' * len(paths))})"  # noqa: S608  question marks only
        try:
            return self._connection.execute(query, (config, *paths)).fetchall()
        except (sqlite3.Error, UnicodeEncodeError) as error:
            self._failed(error)
            return ()

    def _lists_in(self, folder: str) -> frozenset[str] | None:
        """Names of what may be a reference list in a folder; None where it cannot be listed."""
        if folder not in self._lists:
            try:
                self._lists[folder] = frozenset(name for name in os.listdir(folder or os.curdir) if may_be(name))
            except OSError:
                self._lists[folder] = None
        return self._lists[folder]

    def _base_of(self, config: Config) -> bytes:
        base = self._configs.get(config)
        if base is None:
            if self._program is None:
                self._program = self._of_program()
            base = self._configs[config] = _digest(self._program, config, self._today)
        return base

    def _of_program(self) -> bytes:
        """The digest of the program, read again only where a file of it looks changed."""
        stamp = stamp_of_program()
        if (known := self._asked("SELECT digest FROM program WHERE stamp = ?", stamp)) and isinstance(known[0], bytes):
            return known[0]
        digest = of_program()
        self._asked("DELETE FROM program WHERE stamp <> ?", stamp)
        self._asked("INSERT OR REPLACE INTO program VALUES (?, ?)", stamp, digest)
        return digest

    def _asked(self, query: str, *values: bytes) -> tuple[object, ...] | None:
        if self._connection is None:
            return None
        try:
            with self._connection:
                found: tuple[object, ...] | None = self._connection.execute(query, values).fetchone()
        except sqlite3.Error as error:
            self._failed(error)
            return None
        return found

    def put(self, path: str, key: Key, report: FileReport) -> None:
        """Keep a report; written a few hundred at a time."""
        self._pending.append((path, key[0], key[1], self._today.toordinal(), *dumped(report)))
        if len(self._pending) >= _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Write what is still to be written."""
        pending, self._pending = self._pending, []
        if self._connection is None or not pending:
            return
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", pending)
                self._connection.execute("DELETE FROM report WHERE day < ?", (self._today.toordinal() - _DAYS,))
        except (sqlite3.Error, UnicodeEncodeError) as error:
            self._failed(error)

    def close(self) -> None:
        """Write what is still to be written, and let go of the file."""
        self.flush()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection | None:
        folder = os.path.dirname(self._path)
        try:
            if os.path.islink(folder) or os.path.islink(self._path):
                return None
            if not os.path.isdir(folder):
                os.mkdir(folder)
                with open(os.path.join(folder, ".gitignore"), "w", encoding="ascii") as file:
                    file.write("*\n")
        except OSError:
            return None
        return self._connected()

    def _connected(self) -> sqlite3.Connection | None:
        connection = None
        try:
            connection = sqlite3.connect(self._path, timeout=2.0)
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_TABLE)
            connection.execute("CREATE TABLE IF NOT EXISTS program (stamp BLOB PRIMARY KEY, digest BLOB) WITHOUT ROWID")
            connection.execute("SELECT path, config, key, day, errors, warnings, infos, told, shown, text FROM report LIMIT 1").fetchone()
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            return self._replaced() if _damaged(error) else None
        return connection

    def _failed(self, error: Exception) -> None:
        """Go on without the file, or with a new one where it was damaged."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._replaced() if _damaged(error) else None

    def _replaced(self) -> sqlite3.Connection | None:
        tell, self._tell = self._tell, _silent
        if tell is _silent:
            return None
        tell(f"{self._path} was damaged; it is built anew")
        try:
            for end in ("", "-wal", "-shm"):
                if os.path.lexists(self._path + end):
                    os.unlink(self._path + end)
        except OSError:
            return None
        return self._connected()


def _report(path: str, data: bytes, row: Sequence[object], again: Callable[[str], FileReport]) -> FileReport | None:
    try:
        source = decode(data, path)[0] if reader_of(path) else Source(path, data.decode("utf-8"))
        return loaded(row, source, lambda: again(path))
    except (FormatError, ValueError):
        return None


def content(path: str, data: bytes) -> bytes:
    """A file's bytes, or what stands for them where they are no text."""
    return sha256(data).digest() if reader_of(path) else data


def folder_of(jobs: Sequence[Job]) -> str:
    """Where a run keeps its cache: beside the first configuration, else in the working folder."""
    return next((config.folder for config, _ in jobs if config.folder), os.curdir)


def _silent(_message: str) -> None:
    """Said already."""


def _damaged(error: Exception) -> bool:
    """Whether the file is no cache; a full or read-only disk, a lock that stays and a row written by another process are no damage."""
    if isinstance(error, sqlite3.OperationalError):
        return "no such column" in str(error) or "malformed" in str(error)
    return type(error) is sqlite3.DatabaseError


def _digest(program: bytes, config: Config, today: date) -> bytes:
    """All that decides about a report beside its text and path. Raises ConfigError or PackError where a named file cannot be read."""
    values = {name: value for name, value in as_mapping(config).items() if name not in _WHERE_PATTERNS_LEAD}
    values["jurisdictions"] = sorted(config.jurisdictions)
    digest = blake2b(program, digest_size=32)
    digest.update(repr((values, (config.today or today).isoformat())).encode("utf-8", "surrogatepass"))
    for path in (*config.packs, *config.reference, *config.bibliography, *included(config.includes)):
        digest.update(of_file(path))
    digest.update(stamp_of(imported()))
    return digest.digest()
