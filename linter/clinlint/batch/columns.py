"""Documents as tables hold them: which columns, and what a document without a path is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from clinlint.engine.files import LARGEST
from clinlint.errors import UsageError
from clinlint.formats.parse import format_of
from clinlint.record import record

SUFFIXES = {"markdown": ".md", "html": ".html", "text": ".txt"}
"""Formats that a column of text can be in, and the suffix that says so."""
_TEXTUAL = frozenset({*SUFFIXES, "yaml", "json"})
_DOCUMENTS = 64
_BYTES = 1_000_000
"""A worker takes this much at a time, whichever is reached first."""


@record
class Columns:
    """Names of the columns. Without `path` the column `path` is used where there is one; without `format` the path's suffix tells it."""

    id: str = "id"
    text: str = "text"
    path: str = ""
    format: str = ""

    def among(self, names: Iterable[str], where: str = "") -> tuple[str, str, str]:
        """The three columns in a table that has these; no path is an empty name. Raises UsageError."""
        there = list(names)
        for option, name in (("id", self.id), ("text", self.text), ("path", self.path)):
            if name and name not in there:
                hint = f"the columns are: {', '.join(there) or 'none'}; --{option}-column names another"
                raise UsageError(f"there is no column {name}", where=where, hint=hint)
        return self.id, self.text, self.path or ("path" if "path" in there else "")

    def name(self, identity: str | None, path: str | None) -> str:
        """The path that a document is known by: its suffix says the format, and patterns of the configuration see it."""
        known = path or identity or "document"
        kind = format_of(known)
        if self.format:
            return known if kind == self.format and "." in known else known + SUFFIXES[self.format]
        return known if path and kind in _TEXTUAL and "." in known.rpartition("/")[2] else known + SUFFIXES["markdown"]


@record
class Given:
    """One document: its id as text, the path it is known by, its bytes, and what makes it unfit to be linted, if anything does."""

    id: str | None
    path: str
    data: bytes
    problem: str = ""


def given(batch: Any, columns: Columns) -> list[Given]:
    """The documents of a record batch. Raises UsageError where a column is missing or holds no text."""
    from clinlint.batch.arrow import pa

    id_column, text_column, path_column = columns.among(batch.schema.names)
    ids = _cast(batch, id_column, pa.string())
    texts = _cast(batch, text_column, pa.large_binary())
    paths = _cast(batch, path_column, pa.string()) if path_column else [None] * len(ids)
    return [document(columns, *each) for each in zip(ids, texts, paths, strict=True)]


def document(columns: Columns, identity: str | None, text: bytes | None, path: str | None = None) -> Given:
    """A document of a row; one without text is unfit, one that is too large is cut where the linter stops reading."""
    name = columns.name(identity, path)
    return Given(identity, name, b"", "it has no text") if text is None else Given(identity, name, text[: LARGEST + 1])


def chunks(documents: Iterable[Given]) -> Iterator[list[Given]]:
    """Documents in their order, as many together as a worker takes at a time."""
    chunk: list[Given] = []
    size = 0
    for each in documents:
        chunk.append(each)
        size += len(each.data)
        if len(chunk) == _DOCUMENTS or size >= _BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _cast(batch: Any, name: str, kind: Any) -> list[Any]:
    from clinlint.batch.arrow import pa

    column = batch.column(batch.schema.get_field_index(name))
    try:
        values: list[Any] = column.cast(kind).to_pylist()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise UsageError(f"column {name} holds {column.type}, not text") from error
    except UnicodeDecodeError:
        values = [None if value is None else value.decode("utf-8", "replace") for value in column.cast(pa.large_binary()).to_pylist()]
    return values
