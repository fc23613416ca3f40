"""Rows of the output: one for every document, and one for every finding in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from clinlint.batch.arrow import pa
from clinlint.batch.linted import Linted, Values, encodable

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("path", pa.string()),
        ("row", pa.string()),
        ("status", pa.string()),
        ("words", pa.int64()),
        ("findings", pa.int64()),
        ("rule", pa.string()),
        ("category", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.string()),
        ("message", pa.string()),
        ("start_offset", pa.int64()),
        ("start_line", pa.int64()),
        ("start_column", pa.int64()),
        ("end_offset", pa.int64()),
        ("end_line", pa.int64()),
        ("end_column", pa.int64()),
        ("found", pa.string()),
        ("expected", pa.string()),
        ("evidence", pa.list_(pa.string())),
        ("help", pa.string()),
        ("fingerprint", pa.string()),
    ]
)
"""The columns (docs/batch.md). Those up to `findings` are filled where `row` is `document`, those from `rule` on where it is `finding`."""

_OF_FINDING = len(SCHEMA.names) - SCHEMA.names.index("rule")


def batch_of(documents: Iterable[Linted]) -> Any:
    """The record batch of documents: each one's own row, then its findings in order of the text."""
    rows = [row for document in documents for row in _rows(document)]
    columns = zip(*rows, strict=True) if rows else [()] * len(SCHEMA.names)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _rows(document: Linted) -> Iterator[Values]:
    identity, path = document.id and encodable(document.id), encodable(document.path)
    status = "quarantined" if document.problem else "linted"
    yield (identity, path, "document", status, document.words, len(document.findings), *(None,) * _OF_FINDING)
    for values in document.findings:
        yield (identity, path, "finding", None, None, None, *values)
