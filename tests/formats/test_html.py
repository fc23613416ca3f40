"""HTML: what browsers show, at its exact place."""

from __future__ import annotations

import pytest

from clinlint.model.document import BlockKind, MarkKind
from tests.formats.exact import parsed, texts, written


def html(text: str):
    return parsed(text, "a.html")


@pytest.mark.parametrize(
    ("source", "seen", "where"),
    [
        ("<p>Take <b>1,2</b>00 mg</p>", "1,200 mg", "1,2</b>00 mg"),
        ("<p>&minus;2.5 &amp more</p>", "−2.5 & more", "&minus;2.5 &amp more"),
        ("<p>&#x2212;2.5</p>", "−2.5", "&#x2212;2.5"),
        ("<p>one\n   two</p>", "one two", "one\n   two"),
        ("<p>a<br/>b", "a b", "a<br/>b"),
        ("<p>a < b & c</p>", "a < b & c", "a < b & c"),
        ("<P>😀 pain</P>", "pain", "pain"),
        ("<unknown>words</unknown>", "words", "words"),
    ],
)
def test_text_at_its_place(source: str, seen: str, where: str) -> None:
    document = html(source)
    assert seen in document.blocks[0].text
    assert written(document, seen) == where


def test_structure() -> None:
    document = html(
        "<h1 id=top>T</h1><p>Lead</p><ul><li>one<ul><li>inner</ul><li>two</ul>"
        "<table><tr><th scope=col>A<th>B<tr><td>1<td>2</table><blockquote>said</blockquote><pre>x  y</pre>"
    )
    assert [(b.kind.value, b.text) for b in document.blocks] == [
        ("heading", "T"),
        ("paragraph", "Lead"),
        ("item", "one"),
        ("item", "inner"),
        ("item", "two"),
        ("cell", "A"),
        ("cell", "B"),
        ("cell", "1"),
        ("cell", "2"),
        ("paragraph", "said"),
        ("code", "x  y"),
    ]
    by_text = {b.text: b for b in document.blocks}
    assert document.blocks[by_text["inner"].lead].text == "one"
    assert document.blocks[by_text["two"].lead].text == "Lead"
    assert by_text["2"].cell is not None
    assert (by_text["2"].cell.row, by_text["2"].cell.column, by_text["A"].cell.header) == (1, 1, True)
    assert by_text["said"].quoted
    assert by_text["T"].anchor == "top"


def test_head_scripts_and_comments() -> None:
    document = html(
        "<!doctype html><html lang=en-GB><head><title>Bones</title><meta name=description content='All of it'>"
        '<script type="application/ld+json">{"@type": "MedicalWebPage", "author": {"name": "R. Okoye"}, "lastReviewed": "2026-02-01T10:00"}</script>'
        "<style>p {}</style></head><body><!-- note --><script>cure()</script><p>Text<sup>1</sup> <a href='#r1'>x</a></p></body></html>"
    )
    assert document.fields is not None
    assert document.fields.values == {
        "locale": "en-GB",
        "title": "Bones",
        "description": "All of it",
        "authors": [{"name": "R. Okoye"}],
        "last_reviewed": "2026-02-01",
    }
    assert texts(document) == ["Bones", "All of it", "Text1 x"]
    assert [block.label for block in document.blocks] == ["title", "description", ""]
    assert [c.text for c in document.comments] == [" note "]
    assert {(m.kind, m.target) for m in document.blocks[2].marks} == {(MarkKind.SUPERSCRIPT, ""), (MarkKind.LINK, "#r1")}


@pytest.mark.parametrize(
    "text", ["", "<", "<!", "<![CDATA[x]]>", "</", "<p", "&", "&#;", "<!--", "<a href='", "<?php x ?>", "<table><td><tr></p></table>"]
)
def test_broken_markup_is_read(text: str) -> None:
    assert all(b.kind in BlockKind for b in html(text).blocks)


def test_cells_know_their_columns_under_wide_and_tall_ones() -> None:
    document = html("<table><tr><th colspan=2>A<th>B<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td><p>5</p><p>6</p></table>after")
    cells = {b.text: (b.cell.row, b.cell.column) for b in document.blocks if b.cell}
    assert cells == {"A": (0, 0), "B": (0, 2), "1": (1, 0), "2": (1, 1), "3": (1, 2), "4": (2, 1), "5 6": (2, 2)}
    assert texts(document)[-1] == "after"


def test_a_layout_by_tables_is_a_page() -> None:
    document = html("<table><tr><td><h1>Title</h1><blockquote>said</blockquote><td>side</table>")
    assert [(b.kind.value, b.text, b.quoted) for b in document.blocks] == [
        ("heading", "Title", False),
        ("paragraph", "said", True),
        ("cell", "side", False),
    ]


def test_definitions_are_led_by_their_terms() -> None:
    document = html("<dl><dt>A<dd>first<dd>second<dt>B<dd>third</dl>")
    assert [(b.text, b.lead) for b in document.blocks] == [("A", -1), ("first", 0), ("second", 0), ("B", -1), ("third", 3)]


def test_what_is_hidden_is_not_read() -> None:
    assert texts(html("<div hidden><p>a<p>b &amp; c</div>d<svg><text>e</text></svg><noscript>f</noscript><select><option>g</select>")) == [
        "d"
    ]


def test_a_title_that_the_first_heading_repeats_is_read_once() -> None:
    assert texts(html("<title>Bone &amp; muscle | Site</title><body><h1>Bone <i>&amp;</i> muscle</h1>")) == ["Bone & muscle"]
    document = html("<title>Cure &amp; care</title><body><h1>Bone</h1>")
    assert texts(document) == ["Cure & care", "Bone"]
    assert written(document, "& care") == "&amp; care"


def test_letters_that_grow_in_lower_case_move_nothing() -> None:
    document = html("<p>İİİ</p><SCRIPT>x</SCRIPT><p>bone</p>")
    assert texts(document) == ["İİİ", "bone"]
    assert written(document, "bone") == "bone"


@pytest.mark.parametrize(
    "piece", ["<", "<!--", '<a b="', "<div>", "</p>", "&#", "<td>", "<li>", "<![CDATA[", "<script>", "<b>", "</i>", "{{"]
)
def test_much_broken_markup_is_read_soon(piece: str) -> None:
    assert html("bone " + piece * 30_000).blocks[0].text.startswith("bone")
