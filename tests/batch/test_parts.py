"""Files of every kind as streams of documents; what is damaged is told, what is poison is named."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from clinlint.batch.columns import Columns, Given
from clinlint.batch.parts import UNREADABLE, Part, documents, parts
from clinlint.batch.place import place
from clinlint.errors import UsageError
from tests.batch.conftest import CALM, CURE, lines, table


def read(path: Path, columns: Columns | None = None) -> list[Given]:
    (part,) = parts(place(str(path)))
    return list(documents(part, columns or Columns()))


def names(folder: Path) -> list[tuple[str, str]]:
    return [(part.name, part.output) for part in parts(place(str(folder)))]


def test_files_of_a_folder_in_order_and_what_is_made_of_each(tmp_path: Path) -> None:
    for name in ("b.parquet", "a.jsonl", "deep/c.csv.gz", "x.txt", "_SUCCESS.json", ".hidden/d.parquet", "e.parquet.gz"):
        tmp_path.joinpath(name).parent.mkdir(exist_ok=True)
        tmp_path.joinpath(name).write_bytes(b"")
    assert names(tmp_path) == [
        ("a.jsonl", "a.jsonl.parquet"),
        ("b.parquet", "b.parquet"),
        ("deep/c.csv.gz", "deep/c.csv.gz.parquet"),
    ]


def test_a_link_that_leads_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [{"id": "a", "text": CALM}])
    tmp_path.joinpath("again").symlink_to(tmp_path)
    tmp_path.joinpath("linked.jsonl").symlink_to(tmp_path / "a.jsonl")
    assert [name for name, _ in names(tmp_path)] == ["a.jsonl", "linked.jsonl"]


def test_an_address_is_a_place_too(tmp_path: Path) -> None:
    table(tmp_path / "a.parquet", [CALM])
    (part,) = parts(place((tmp_path / "a.parquet").as_uri()))
    assert (part.name, next(documents(part, Columns())).data) == ("a.parquet", CALM.encode())


@pytest.mark.parametrize(("name", "message"), [("nowhere", "no such file or folder"), ("empty", "no Parquet, JSON lines or CSV file")])
def test_nothing_to_read_is_told(tmp_path: Path, name: str, message: str) -> None:
    tmp_path.joinpath("empty").mkdir()
    with pytest.raises(UsageError, match=message):
        parts(place(str(tmp_path / name)))


def test_an_address_that_nothing_reads() -> None:
    with pytest.raises(UsageError, match="gopher://health/articles: "):
        place("gopher://health/articles")


def test_parquet_is_read_by_columns_wherever_row_groups_end(tmp_path: Path) -> None:
    texts = [f"Text {number}" for number in range(200)]
    data = pa.table({"other": list(range(200)), "text": texts, "id": list(range(200))})
    parquet.write_table(data, tmp_path / "a.parquet", row_group_size=37)
    found = read(tmp_path / "a.parquet")
    assert [(each.id, each.data.decode()) for each in found] == [(str(number), text) for number, text in enumerate(texts)]


def test_json_lines(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [{"id": 7, "text": "Knees", "path": "a.html"}, {"id": "b", "text": "Bones – 2"}])
    assert read(tmp_path / "a.jsonl") == [Given("7", "a.html", b"Knees"), Given("b", "b.md", "Bones – 2".encode())]


def test_compressed_json_lines_with_a_byte_order_mark(tmp_path: Path) -> None:
    tmp_path.joinpath("a.ndjson.gz").write_bytes(gzip.compress(b'\xef\xbb\xbf{"id": "a", "text": "Knees"}\n\n'))
    assert read(tmp_path / "a.ndjson.gz") == [Given("a", "a.md", b"Knees")]


def test_lines_that_hold_no_document_are_poison_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "a", "text": "Knees"}\n{broken\n["a"]\n{"id": "b"}\n{"id": "c", "text": 5}\n' + "[" * 100_000 + "\n", encoding="utf-8"
    )
    first, *rest = read(path)
    assert first == Given("a", "a.md", b"Knees")
    assert [(each.id, each.problem.partition(" (")[0]) for each in rest] == [
        (None, "its line is not JSON"),
        (None, "its line is not a JSON object"),
        ("b", "it has no text"),
        ("c", "its text is no text"),
        (None, "its line is not JSON"),
    ]


def test_a_line_that_is_too_long_is_poison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinlint.batch.parts._LONGEST", 40)
    lines(tmp_path / "a.jsonl", [{"id": "a", "text": "x" * 200}, {"id": "b", "text": "Knees"}])
    assert [(each.id, each.problem) for each in read(tmp_path / "a.jsonl")] == [(None, "its line has more than 0 MB"), ("b", "")]


def test_csv_with_line_ends_and_quotes_in_a_field(tmp_path: Path) -> None:
    tmp_path.joinpath("a.csv").write_bytes('\ufeffid,text\r\na,"# Knees\n\nSay ""no"", softly"\r\nb,\r\nc\r\n'.encode())
    assert read(tmp_path / "a.csv") == [
        Given("a", "a.md", b'# Knees\n\nSay "no", softly'),
        Given("b", "b.md", b""),
        Given("c", "c.md", b"", "it has no text"),
    ]


def test_bytes_that_are_no_utf_8_stay_as_they_are(tmp_path: Path) -> None:
    tmp_path.joinpath("a.tsv").write_bytes(b"id\ttext\na\tCaf\xe9\n")
    assert read(tmp_path / "a.tsv") == [Given("a", "a.md", b"Caf\xe9")]


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl", "a.csv"])
def test_a_column_that_is_missing_is_told_with_its_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.parquet":
        parquet.write_table(pa.table({"id": ["a"], "body": ["Knees"]}), path)
    else:
        path.write_text('{"id": "a", "body": "Knees"}\n' if name == "a.jsonl" else "id,body\na,Knees\n", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read(path)
    assert str(raised.value) == f"{path}: there is no column text\n  the columns are: id, body; --text-column names another"


@pytest.mark.parametrize(
    ("name", "data"), [("a.parquet", b"PAR1 and no more"), ("a.jsonl.gz", gzip.compress(b"x" * 9999)[:40]), ("a.csv", b'id,text\na,"open')]
)
def test_what_is_damaged_raises_what_a_run_expects(tmp_path: Path, name: str, data: bytes) -> None:
    tmp_path.joinpath(name).write_bytes(data)
    if name == "a.csv":
        assert read(tmp_path / name) == [Given("a", "a.md", b"open")]
        return
    with pytest.raises(UNREADABLE):
        read(tmp_path / name)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    part = Part("a.parquet", place(str(tmp_path / "a.parquet")), 1, 1)
    with pytest.raises(UNREADABLE):
        list(documents(part, Columns()))


def test_only_a_few_rows_are_read_at_a_time(tmp_path: Path) -> None:
    table(tmp_path / "a.parquet", [CURE] * 300)
    (part,) = parts(place(str(tmp_path / "a.parquet")))
    stream = documents(part, Columns())
    assert next(stream).id == "d1"
    stream.close()
