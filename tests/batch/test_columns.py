"""Which columns, which types, what a document is called, how much a worker takes."""

from __future__ import annotations

import pyarrow as pa
import pytest

from clinlint.batch.columns import Columns, Given, chunks, given
from clinlint.engine.files import LARGEST
from clinlint.errors import UsageError


@pytest.mark.parametrize(
    ("columns", "identity", "path", "name"),
    [
        (Columns(), "7", None, "7.md"),
        (Columns(), "bones.html", None, "bones.html.md"),
        (Columns(), "7", "site/bones.html", "site/bones.html"),
        (Columns(), "7", "site/bones", "site/bones.md"),
        (Columns(), "7", "https://health.example/bones.php?id=3", "https://health.example/bones.php?id=3.md"),
        (Columns(), "7", "bones.docx", "bones.docx.md"),
        (Columns(), "7", "bones.yaml", "bones.yaml"),
        (Columns(), None, None, "document.md"),
        (Columns(format="html"), "7", None, "7.html"),
        (Columns(format="html"), "7", "site/bones.htm", "site/bones.htm"),
        (Columns(format="html"), "7", "site/bones.md", "site/bones.md.html"),
        (Columns(format="text"), "7", "site/bones", "site/bones.txt"),
    ],
)
def test_a_name_says_the_format(columns: Columns, identity: str | None, path: str | None, name: str) -> None:
    assert columns.name(identity, path) == name


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int32(), pa.string())]
)
def test_text_of_every_type(kind: pa.DataType) -> None:
    text = pa.array(["Knees – 2", None]).cast(pa.string())
    batch = pa.record_batch(
        {"id": pa.array([1, 2]), "text": text.cast(kind) if not pa.types.is_dictionary(kind) else text.dictionary_encode()}
    )
    assert given(batch, Columns()) == [
        Given("1", "1.md", "Knees – 2".encode()),
        Given("2", "2.md", b"", "it has no text"),
    ]


def test_columns_of_other_names_and_a_path_of_its_own() -> None:
    batch = pa.record_batch({"url": ["a"], "body": ["Knees"], "path": ["x.html"], "file": ["y.txt"]})
    assert given(batch, Columns("url", "body"))[0].path == "x.html"
    assert given(batch, Columns("url", "body", "file"))[0].path == "y.txt"


def test_a_missing_column_is_told_with_those_that_are_there() -> None:
    with pytest.raises(UsageError, match="there is no column text") as raised:
        given(pa.record_batch({"id": [1], "body": ["Knees"]}), Columns())
    assert raised.value.hint == "the columns are: id, body; --text-column names another"


def test_a_column_of_numbers_is_no_text() -> None:
    with pytest.raises(UsageError, match="column text holds int64, not text"):
        given(pa.record_batch({"id": ["a"], "text": [5]}), Columns())


def test_a_text_that_is_too_large_is_cut_where_the_linter_stops() -> None:
    (document,) = given(pa.record_batch({"id": ["a"], "text": ["x" * (LARGEST + 9)]}), Columns())
    assert len(document.data) == LARGEST + 1


def test_chunks_are_full_by_number_or_by_size() -> None:
    small = [Given(str(number), "a.md", b"x") for number in range(130)]
    large = [Given(str(number), "a.md", b"x" * 600_000) for number in range(3)]
    assert [len(chunk) for chunk in chunks(small)] == [64, 64, 2]
    assert [len(chunk) for chunk in chunks(large)] == [2, 1]
    assert [each for chunk in chunks(small) for each in chunk] == small
