"""Front matter: metadata with places, and faults where it is broken."""

from __future__ import annotations

import pytest

from clinlint.model.document import BlockKind
from tests.formats.exact import parsed, texts, written


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_values_stand_at_their_places(end: str, bom: str) -> None:
    text = bom + end.join(["---", "title: “Bones” 😀 today", "authors:", "  - {name: R. Okoye}", "---", "", "# Bones", ""])
    document = parsed(text)
    assert document.fields is not None
    assert document.fields.values == {"title": "“Bones” 😀 today", "authors": [{"name": "R. Okoye"}]}
    span = document.fields.value_spans[("authors", 0, "name")]
    assert text[span.start : span.end] == "R. Okoye"
    assert texts(document) == ["“Bones” 😀 today", "Bones"]


def test_dates_and_odd_scalars_stay_as_written() -> None:
    document = parsed("---\ndate: 2026-13-02\nno: no\ntime: 12:30\ndose: 2.50\n---\n")
    assert document.fields is not None
    assert {k: str(v) for k, v in document.fields.values.items()} == {"date": "2026-13-02", "no": "no", "time": "12:30", "dose": "2.50"}


def test_the_title_is_read_once() -> None:
    document = parsed("---\ntitle: Bones\ndescription: How bones heal\n---\n\n# Bones\n")
    assert [(b.kind, b.text) for b in document.blocks] == [(BlockKind.FIELD, "How bones heal"), (BlockKind.HEADING, "Bones")]
    assert written(document, "How bones heal") == "How bones heal"


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("---\ntitle: a: b\n---\n\nx\n", "a colon inside an unquoted value: put the value in quotes", (2, 9)),
        ("---\ntitle: a\n\nx\n", "front matter begins here but is never closed by a line of ---", (1, 1)),
        ("---\ntitle: a\ntitle: b\n---\n", "title is given twice; only one value can hold", (3, 1)),
        ("---\n- a\n- b\n---\n", "metadata must be keys with values, such as title: …", (1, 1)),
        ("+++\ntitle = 'a'\n+++\n", "TOML front matter is not read; write YAML between two lines of ---", (1, 1)),
        ("---\na: *b\n---\n", "an alias (*) to an anchor that is not defined", (2, 4)),
    ],
)
def test_faults_say_what_and_where(text: str, message: str, at: tuple[int, int]) -> None:
    document = parsed(text)
    place = document.source.location(document.faults[0].span.start)
    assert (document.faults[0].message, (place.line, place.column)) == (message, at)


def test_a_rule_in_mid_page_is_no_front_matter() -> None:
    document = parsed("---\n\nWords after a rule.\n\n---\n\nMore.\n")
    assert document.faults == ()
    assert texts(document) == ["Words after a rule.", "More."]


def test_suppressions_may_stand_beside_the_values_they_are_about() -> None:
    text = (
        "---\n# clinlint-ignore-next a/b: reason\ntitle: Bones # clinlint-ignore-line c/d: reason\nurl: 'x#clinlint-ignore'\n---\nWords.\n"
    )
    document = parsed(text)
    assert [comment.text for comment in document.comments] == ["clinlint-ignore-next a/b: reason", "clinlint-ignore-line c/d: reason"]
    assert [document.source.location(comment.span.start).line for comment in document.comments] == [2, 3]


def test_front_matter_that_is_never_closed_ends_at_its_first_gap() -> None:
    document = parsed("---\ntitle: Bones\n\nWords after it.\n")
    assert document.fields is not None
    assert document.fields.values == {"title": "Bones"}
    assert texts(document) == ["Bones", "Words after it."]
