"""Reports of files that have not changed, kept in an SQLite file: the same findings as without it, to the byte.

A report is found again only for the same path and bytes under the same effective configuration, reference, packs, article schema,
retraction data, parser, program and day, because reviews fall due by the calendar. Only the process that was started reads and writes
it, never a worker. Whatever is wrong with the disk leaves a run without a cache; a file that is no cache is replaced, and told once.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date

from clinlint.digest import blake2b, sha256
from clinlint.engine.beside import files_beside
from clinlint.engine.config import Config
from clinlint.engine.files import decode
from clinlint.engine.includes import included
from clinlint.engine.jobs import Job
from clinlint.engine.retraction_data import imported
from clinlint.engine.stored import dumped, loaded
from clinlint.engine.version import of_file, of_program, stamp_of
from clinlint.errors import FormatError
from clinlint.formats.parse import reader_of
from clinlint.model.finding import FileReport
from clinlint.model.source import Source
from clinlint.record import as_mapping

FOLDER = ".clinlint-cache"
_FILE = "reports-1.sqlite"
_TOGETHER = 500
"""Reports that are written at a time."""
_DAYS = 30
"""After this long a report that nobody asked for is thrown away."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS report (path TEXT, config BLOB, key BLOB, day INTEGER, text TEXT, PRIMARY KEY (path, config)) WITHOUT ROWID"
)
_WHERE_PATTERNS_LEAD = frozenset(
    {"files", "folder", "exclude", "overrides", "fail_on", "schemas", "packs", "reference", "bibliography", "includes", "today", "waivers"}
)


class Cache:
    """What earlier runs found. `tell` says, once, that a damaged file was replaced."""

    def __init__(self, folder: str, tell: Callable[[str], None] = lambda _message: None) -> None:
        self._path = os.path.join(folder, FOLDER, _FILE)
        self._tell = tell
        self._pending: list[tuple[str, bytes, bytes, int, str]] = []
        self._configs: dict[Config, bytes] = {}
        self._today = date.today()  # noqa: DTZ011  a review is due by the calendar on the editor's wall
        self._connection = self._opened()

    def key(self, config: Config, path: str, data: bytes) -> tuple[bytes, bytes]:
        """Which row is for a file under a configuration, and what must stand in it for the report to hold. Raises ConfigError."""
        base = self._configs.get(config)
        if base is None:
            base = self._configs[config] = _digest(config, self._today)
        schema = config.for_path(path).article_schema.encode() if config.schemas else b""
        whole = blake2b(data, key=base)
        whole.update(b"\0%d\0" % len(data) + schema)
        if waivers := config.waivers_at(path):
            whole.update(repr([as_mapping(waiver) for waiver in waivers]).encode("utf-8", "surrogatepass"))
        for each in files_beside(path, data):
            whole.update(stamp_of(each))
        return base[:8], whole.digest()

    def get(self, path: str, key: tuple[bytes, bytes], data: bytes) -> FileReport | None:
        """What was found in the same bytes before."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT key, text FROM report WHERE path = ? AND config = ?", (path, key[0])).fetchone()
        except sqlite3.Error as error:
            self._failed(error)
            return None
        if row is None or row[0] != key[1] or not isinstance(row[1], str):
            return None
        try:
            source = decode(data, path)[0] if reader_of(path) else Source(path, data.decode("utf-8"))
            return loaded(row[1], source)
        except (FormatError, ValueError):
            return None

    def put(self, path: str, key: tuple[bytes, bytes], report: FileReport) -> None:
        """Keep a report; written a few hundred at a time."""
        self._pending.append((path, key[0], key[1], self._today.toordinal(), dumped(report)))
        if len(self._pending) >= _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Write what is still to be written."""
        pending, self._pending = self._pending, []
        if self._connection is None or not pending:
            return
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?, ?)", pending)
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
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_TABLE)
            connection.execute("SELECT path, config, key, day, text FROM report LIMIT 1").fetchone()
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


def content(path: str, data: bytes) -> bytes:
    """A file's bytes, or what stands for them where they are no text."""
    return sha256(data).digest() if reader_of(path) else data


def folder_of(jobs: Sequence[Job]) -> str:
    """Where a run keeps its cache: beside the first configuration, else in the working folder."""
    return next((config.folder for config, _ in jobs if config.folder), os.curdir)


def _silent(_message: str) -> None:
    """Said already."""


def _damaged(error: Exception) -> bool:
    """Whether the file is no cache; a full or read-only disk and a lock that stays are no damage."""
    if isinstance(error, sqlite3.OperationalError):
        return "no such column" in str(error) or "malformed" in str(error)
    return isinstance(error, sqlite3.DatabaseError)


def _digest(config: Config, today: date) -> bytes:
    """All that decides about a report beside its text and path. Raises ConfigError or PackError where a named file cannot be read."""
    values = {name: value for name, value in as_mapping(config).items() if name not in _WHERE_PATTERNS_LEAD}
    values["jurisdictions"] = sorted(config.jurisdictions)
    digest = blake2b(of_program(), digest_size=32)
    digest.update(repr((values, (config.today or today).isoformat())).encode("utf-8", "surrogatepass"))
    for path in (*config.packs, *config.reference, *config.bibliography, *included(config.includes)):
        digest.update(of_file(path))
    digest.update(stamp_of(imported()))
    return digest.digest()
