"""Markdown: what readers see, and exactly where it stands."""

from __future__ import annotations

import pytest

from clinlint.model.document import BlockKind, MarkKind
from tests.formats.exact import parsed, texts, written


@pytest.mark.parametrize(
    ("source", "seen", "where"),
    [
        ("Take **1,2**00 mg.", "1,200 mg", "1,2**00 mg"),
        ("A score of &minus;2.5.", "−2.5", "&minus;2.5"),
        ("A score of -**2.5**.", "-2.5", "-**2.5"),
        ("A T&#8209;score.", "T‑score", "T&#8209;score"),
        ("1&nbsp;200 mg", "1\u00a0200 mg", "1&nbsp;200 mg"),
        ("An un*believ*able day", "unbelievable", "un*believ*able"),
        ("2 \\* 3", "2 * 3", "2 \\* 3"),
        ("a\nb", "a b", "a\nb"),
        ("a  \r\nb", "a b", "a  \r\nb"),
        ("> quoted\n> words", "quoted words", "quoted\n> words"),
        ("😀 It cures [pain](http://x.example).", "cures pain", "cures [pain"),
        ("\ufeff# Title", "Title", "Title"),
        ("שלום 5 mg עולם", "5 mg", "5 mg"),
        ("e\u0301lan **vi**tal", "e\u0301lan vital", "e\u0301lan **vi**tal"),
        ("H<sub>2</sub>O<br>and", "H2O and", "H<sub>2</sub>O<br>and"),
        ("fine ~~print~~ here", "fine print here", "fine ~~print~~ here"),
        ("x &notanentity; y", "x &notanentity; y", "x &notanentity; y"),
    ],
)
def test_markup_neither_hides_nor_moves_text(source: str, seen: str, where: str) -> None:
    document = parsed(source)
    assert seen in document.blocks[0].text
    assert written(document, seen) == where


def test_headings_stand_above_what_follows() -> None:
    document = parsed("# A\n\none\n\nB\n-\n\ntwo\n\n### C {#see}\n\nthree\n\n## D\n\nfour\n")
    above = {
        block.text: [document.blocks[i].text for i in block.headings] for block in document.blocks if block.kind is BlockKind.PARAGRAPH
    }
    assert above == {"one": ["A"], "two": ["A", "B"], "three": ["A", "B", "C"], "four": ["A", "D"]}
    assert [block.anchor for block in document.blocks if block.text == "C"] == ["see"]


def test_lists_know_what_leads_into_them() -> None:
    document = parsed("Adults need:\n\n1. calcium\n   - from food\n   - from tablets\n2. vitamin D\n\n   in winter\n")
    items = {
        b.text: (document.blocks[b.lead].text if b.lead >= 0 else "", b.ordered, b.ordinal)
        for b in document.blocks
        if b.kind is BlockKind.ITEM
    }
    assert items == {
        "calcium": ("Adults need:", True, 1),
        "from food": ("calcium", False, 1),
        "from tablets": ("calcium", False, 2),
        "vitamin D": ("Adults need:", True, 2),
        "in winter": ("Adults need:", True, 2),
    }


def test_table_cells_know_their_place() -> None:
    document = parsed("| Score | Class |\n|---|---|\n| **−1** or more | normal |\n| −2.5 \\| less | osteoporosis |\n")
    cells = [(c.text, c.cell.row, c.cell.column, c.cell.header) for c in document.blocks if c.cell]
    assert cells == [
        ("Score", 0, 0, True),
        ("Class", 0, 1, True),
        ("−1 or more", 1, 0, False),
        ("normal", 1, 1, False),
        ("−2.5 | less", 2, 0, False),
        ("osteoporosis", 2, 1, False),
    ]


def test_footnotes_links_code_and_addresses_are_marked() -> None:
    document = parsed("Proven[^a] by `code`, [text](https://x.example/y), https://z.example/q and 1<sup>2</sup>.\n\n[^a]: Smith 2020.\n")
    marks = {(m.kind, document.blocks[0].text[m.start : m.end], m.target) for m in document.blocks[0].marks}
    assert marks == {
        (MarkKind.FOOTNOTE_REFERENCE, "[^a]", "a"),
        (MarkKind.CODE, "code", ""),
        (MarkKind.LINK, "text", "https://x.example/y"),
        (MarkKind.URL, "https://z.example/q", "https://z.example/q"),
        (MarkKind.SUPERSCRIPT, "2", ""),
    }
    assert [(b.text, b.label) for b in document.blocks if b.kind is BlockKind.FOOTNOTE] == [("Smith 2020.", "a")]


def test_comments_are_kept_apart_and_html_blocks_are_read() -> None:
    source = "one <!-- clinlint-ignore-line a/b: c --> two\n\n<!-- alone -->\n\n<div>\n<p>In <b>HTML</b> &amp; more</p>\n<!-- inside -->\n</div>\n\nend\n"
    document = parsed(source)
    assert [c.text.strip() for c in document.comments] == ["clinlint-ignore-line a/b: c", "alone", "inside"]
    assert texts(document) == ["one  two", "In HTML & more", "end"]
    assert written(document, "& more") == "&amp; more"


def test_an_html_table_in_a_quotation_keeps_its_places() -> None:
    document = parsed("> <table>\n> <tr><td>a &lt; b</td></tr>\n> </table>\n\nend\n")
    assert texts(document) == ["a < b", "end"]
    assert written(document, "< b") == "&lt; b"


def test_templates_are_opaque_and_code_is_code() -> None:
    document = parsed("Take {{ dose }} mg.\n\n```\n-2.5\n```\n")
    assert [document.blocks[0].text[m.start : m.end] for m in document.blocks[0].marks if m.kind is MarkKind.OPAQUE] == ["{{ dose }}"]
    assert document.blocks[1].kind is BlockKind.CODE


def test_quotations_are_quoted() -> None:
    assert [block.quoted for block in parsed("a\n\n> b\n\nc\n").blocks] == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "\r\n\r\n",
        "---\n",
        "---\n---\n",
        "[" * 5000,
        "*" * 5000,
        "> " * 2000 + "x",
        "- " * 500 + "x",
        "<" * 5000,
        "<!--" * 2000,
        "`" * 3001,
    ],
    ids=range(12),
)
def test_odd_texts_are_read(text: str) -> None:
    assert parsed(text).source.text == text


def test_images_are_captions_of_their_own() -> None:
    document = parsed("Bone ![a *chart* of bone](x.png) grows.\n\n![alone &amp; bare](y.png)\n\n<img src=z alt='in HTML'> too\n")
    assert texts(document, BlockKind.CAPTION) == ["a chart of bone", "alone & bare", "in HTML"]
    assert texts(document, BlockKind.PARAGRAPH) == ["Bone  grows.", "too"]
    assert written(document, "& bare") == "&amp; bare"


def test_struck_out_text_is_not_read() -> None:
    block = parsed("Take ~~1,500~~ 1,200 mg, <del>daily</del> weekly.\n").blocks[0]
    assert [block.text[m.start : m.end] for m in block.marks if m.kind is MarkKind.OPAQUE] == ["1,500", "daily"]


def test_a_list_after_a_list_is_led_by_nothing() -> None:
    document = parsed("You need:\n\n- calcium\n\n1. walks\n\n> said:\n\n- sun\n")
    assert [b.lead for b in document.blocks if b.kind is BlockKind.ITEM] == [0, -1, -1]


def test_html_that_stays_open_quotes_the_markdown_inside() -> None:
    document = parsed("<blockquote>\n\nIn **quotes**\n\n- item\n\n</blockquote>\n\nafter\n")
    assert [(b.text, b.quoted) for b in document.blocks] == [("In quotes", True), ("item", True), ("after", False)]


def test_tags_of_blocks_inside_a_cell_part_its_words() -> None:
    document = parsed("| a |\n|---|\n| <ul><li>one</li><li>two</li></ul> |\n")
    assert texts(document) == ["a", "one two"]


@pytest.mark.parametrize(
    ("source", "targets"),
    [
        ("See https://a.example/b_(c).", ["https://a.example/b_(c)"]),
        (
            "See www.a.example/b, (https://c.example/d) and <https://e.example>.",
            ["www.a.example/b", "https://c.example/d", "https://e.example"],
        ),
        ("“https://a.example/x” **https://b.example/y**", ["https://a.example/x", "https://b.example/y"]),
    ],
)
def test_addresses_end_where_they_end(source: str, targets: list[str]) -> None:
    assert [m.target for m in parsed(source).blocks[0].marks if m.kind is MarkKind.URL] == targets


@pytest.mark.parametrize("template", ["{{ a | b }}", "{% if a %}", "{{< fig src='x' >}}", "{# note #}", "<%= dose %>", "${dose}"])
def test_templates_of_every_kind_are_opaque(template: str) -> None:
    block = parsed(f"Take {template} today, {{ never closed").blocks[0]
    assert [block.text[m.start : m.end] for m in block.marks if m.kind is MarkKind.OPAQUE] == [template]


def test_half_surrogates_move_nothing() -> None:
    document = parsed("\ud83d **bone** \ud83d\ude00 mass")
    assert written(document, "bone") == "bone"
    assert written(document, "mass").endswith("mass")
