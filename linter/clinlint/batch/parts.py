"""The files of a batch, and the documents in each as a stream: Parquet, JSON lines, CSV; never a whole file in memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from clinlint.batch.arrow import pa, parquet
from clinlint.batch.columns import Columns, Given, document, given
from clinlint.batch.place import Place
from clinlint.engine.files import LARGEST
from clinlint.errors import UsageError
from clinlint.record import record

_KINDS = {"parquet": "parquet", "pq": "parquet", "jsonl": "lines", "ndjson": "lines", "json": "lines", "csv": "csv", "tsv": "csv"}
_COMPRESSIONS = frozenset({"gz", "bz2", "zst", "lz4"})
_LONGEST = 4 * LARGEST
"""Bytes of the longest line of JSON that is read; an escape takes up to six for one."""
_ROWS = 64
_BUFFER = 1 << 20
UNREADABLE = (OSError, EOFError, pa.ArrowException, csv.Error)
"""What reading a part that is damaged, or gone, raises."""


@record
class Part:
    """One file of the input: its path from the input's folder, where it is, and how it is told from an earlier version of itself."""

    name: str
    place: Place
    size: int
    changed: int

    @property
    def output(self) -> str:
        """The name of the part of the output that is made from it."""
        return f"{self.name.removesuffix('.parquet')}.parquet"


def parts(place: Place) -> tuple[Part, ...]:
    """The files of a folder at any depth, or one file, in order of name. Raises UsageError where there is nothing to read."""
    try:
        info = place.info()
        found = [(place.path.rpartition("/")[2], info)] if info.is_file else place.files()
    except (OSError, pa.ArrowException) as error:
        raise UsageError(f"{place.shown}: {error}") from error
    if not found and not info.is_file and info.type.name == "NotFound":
        raise UsageError(f"{place.shown}: no such file or folder")
    kept = [
        Part(name, place if info.is_file else place.under(name), each.size or 0, each.mtime_ns or 0)
        for name, each in found
        if _kind(name) and not any(folder.startswith((".", "_")) for folder in name.split("/"))
    ]
    if not kept:
        raise UsageError(
            f"{place.shown}: no Parquet, JSON lines or CSV file", hint="their names end in .parquet, .jsonl, .ndjson, .json, .csv, .tsv"
        )
    return tuple(kept)


def documents(part: Part, columns: Columns) -> Iterator[Given]:
    """The documents of a part, in order. Raises UsageError where a column is missing, what `UNREADABLE` names where it is damaged."""
    read = {"parquet": _parquet, "lines": _lines, "csv": _csv}[_kind(part.name)]
    try:
        yield from read(part, columns)
    except UsageError as error:
        raise UsageError(error.message, where=part.place.shown, hint=error.hint) from error


def _kind(name: str) -> str:
    stem, _, suffix = name.lower().rpartition(".")
    if suffix in _COMPRESSIONS:
        kind = _KINDS.get(stem.rpartition(".")[2], "")
        return "" if kind == "parquet" else kind
    return _KINDS.get(suffix, "")


def _parquet(part: Part, columns: Columns) -> Iterator[Given]:
    with part.place.system.open_input_file(part.place.path) as stream:
        file = parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
        wanted = [name for name in columns.among(file.schema_arrow.names) if name]
        for batch in file.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
            yield from given(batch, columns)


def _lines(part: Part, columns: Columns) -> Iterator[Given]:
    named = None
    for line in _whole_lines(_stream(part)):
        if line is None:
            yield Given(None, columns.name(None, None), b"", f"its line has more than {_LONGEST // 1_000_000} MB")
            continue
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Given(None, columns.name(None, None), b"", f"its line is not JSON ({error})")
            continue
        if not isinstance(values, dict):
            yield Given(None, columns.name(None, None), b"", "its line is not a JSON object")
            continue
        named = named or columns.among(values)
        yield _of_mapping(values, columns)


def _csv(part: Part, columns: Columns) -> Iterator[Given]:
    csv.field_size_limit(LARGEST)
    delimiter = "\t" if ".tsv" in part.name.lower() else ","
    with io.TextIOWrapper(_stream(part), encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
        rows = csv.DictReader(text, delimiter=delimiter)
        columns.among(rows.fieldnames or ())
        for values in rows:
            yield _of_mapping(values, columns)


def _of_mapping(values: Mapping[str, Any], columns: Columns) -> Given:
    identity, text, path = (values.get(name) for name in (columns.id, columns.text, columns.path or "path"))
    if text is not None and not isinstance(text, str):
        return Given(_text(identity), columns.name(_text(identity), _text(path)), b"", f"its {columns.text} is no text")
    data = None if text is None else _bytes(text)
    return document(columns, _text(identity), data, _text(path))


def _text(value: object) -> str | None:
    return None if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a half character, escaped in JSON
        return text.encode("utf-8", "surrogatepass")


def _stream(part: Part) -> io.BufferedReader:
    return io.BufferedReader(part.place.system.open_input_stream(part.place.path, compression="detect"), _BUFFER)


def _whole_lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """Lines of a file; None in place of one that is too long."""
    with stream:
        line = stream.readline(_LONGEST).removeprefix(b"\xef\xbb\xbf")
        while line:
            if len(line) < _LONGEST or line.endswith(b"\n"):
                yield line
            else:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(_LONGEST)
                yield None
            line = stream.readline(_LONGEST)
