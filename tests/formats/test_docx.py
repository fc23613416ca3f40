"""Word documents: what of them is read, and where each stretch stands."""

from __future__ import annotations

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from clinlint.formats.parse import format_of
from clinlint.model.document import BlockKind, MarkKind
from tests.formats.word import CALCIUM, append, new, place, read, run, said, with_notes


def test_a_word_document_is_known_by_its_suffix() -> None:
    assert format_of("Draft.DOCX") == "docx"


def test_a_paragraph_is_a_line_and_a_finding_has_paragraph_and_run() -> None:
    document = new()
    document.add_heading("Calcium", 1)
    document.add_paragraph("")
    paragraph = document.add_paragraph("Adults need ")
    paragraph.add_run("1,000").bold = True
    paragraph.add_run(" mg of calcium a day.")
    parsed = read(document)
    assert parsed.source.text.splitlines() == ["Calcium", "", CALCIUM]
    assert said(parsed) == [("heading", "Calcium"), ("paragraph", CALCIUM)]
    assert (place(parsed, "Adults"), place(parsed, "1,000"), place(parsed, "mg")) == (
        "paragraph 3, run 1",
        "paragraph 3, run 2",
        "paragraph 3, run 3",
    )
    assert parsed.source.slice(parsed.blocks[1].span(12, 20)) == "1,000 mg"


def test_headings_come_from_styles_outlines_and_bold_lines() -> None:
    document = new()
    document.add_heading("Bones", 0)
    document.add_heading("Calcium", 2)
    mine = document.styles.add_style("House heading", WD_STYLE_TYPE.PARAGRAPH)
    mine.base_style = document.styles["Heading 3"]
    document.add_paragraph("Doses", style="House heading")
    document.add_paragraph("").add_run("For adults").bold = True
    document.add_paragraph("").add_run("This sentence is bold, and no heading.").bold = True
    document.add_paragraph("References")
    outlined = document.add_paragraph("Outlined")
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "3")
    outlined._p.get_or_add_pPr().append(level)
    assert [(block.kind.value, block.level, block.text) for block in read(document).blocks] == [
        ("heading", 1, "Bones"),
        ("heading", 2, "Calcium"),
        ("heading", 3, "Doses"),
        ("heading", 6, "For adults"),
        ("paragraph", 0, "This sentence is bold, and no heading."),
        ("heading", 6, "References"),
        ("heading", 4, "Outlined"),
    ]


def test_lists_have_their_lead_and_know_whether_they_count() -> None:
    document = new()
    document.add_paragraph("Sources of calcium:")
    document.add_paragraph("milk", style="List Bullet")
    document.add_paragraph("yoghurt", style="List Bullet 2")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    lead, milk, yoghurt, first, second = read(document).blocks
    assert lead.kind is BlockKind.PARAGRAPH
    assert {block.kind for block in (milk, yoghurt, first, second)} == {BlockKind.ITEM}
    assert (milk.lead, milk.ordered, first.ordered, first.ordinal, second.ordinal) == (0, False, True, 1, 2)
    assert len({milk.list_id, yoghurt.list_id, first.list_id}) == 3
    assert first.list_id == second.list_id


def test_tables_have_cells_under_their_heads() -> None:
    document = new()
    table = document.add_table(rows=2, cols=3)
    for column, text in enumerate(("Age", "Need", "Limit")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "19 to 50"
    table.cell(1, 0).add_paragraph("years")
    table.cell(1, 1).merge(table.cell(1, 2)).text = "1,000 mg"
    parsed = read(document)
    assert [(b.text, b.cell and (b.cell.row, b.cell.column, b.cell.header)) for b in parsed.blocks] == [
        ("Age", (0, 0, True)),
        ("Need", (0, 1, True)),
        ("Limit", (0, 2, True)),
        ("19 to 50 years", (1, 0, False)),
        ("1,000 mg", (1, 1, False)),
    ]
    assert place(parsed, "1,000") == "paragraph 6, run 1 (table 1, row 2, column 2)"


def test_a_frame_around_text_is_no_table() -> None:
    document = new()
    document.add_table(rows=1, cols=1).cell(0, 0).text = CALCIUM
    assert said(read(document)) == [("paragraph", ""), ("paragraph", CALCIUM)][1:]


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    document = new()
    paragraph = document.add_paragraph("Take ")
    change = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
    append(
        paragraph,
        f"<w:del {change}><w:r><w:delText>500</w:delText></w:r></w:del><w:ins {change}>{run('1,000')}</w:ins>"
        f"<w:moveFrom {change}>{run(' never')}</w:moveFrom><w:moveTo {change}>{run(' mg')}</w:moveTo>"
        f'<w:commentRangeStart w:id="3"/>{run(" a day.")}<w:commentRangeEnd w:id="3"/>',
    )
    assert said(read(document)) == [("paragraph", "Take 1,000 mg a day.")]


def test_a_paragraph_whose_end_is_deleted_runs_on() -> None:
    document = new()
    for text in ("Take 1,000 ", "mg a day."):
        document.add_paragraph(text)
    marks = document.paragraphs[0]._p.get_or_add_pPr()
    marks.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="A"/></w:rPr>'))
    parsed = read(document)
    assert said(parsed) == [("paragraph", "Take 1,000 mg a day.")]
    assert parsed.source.text == "Take 1,000 mg a day.\n"


def test_a_comment_is_no_text() -> None:
    document = new()
    paragraph = document.add_paragraph(CALCIUM)
    document.add_comment(paragraph.runs, text="This cures everything.", author="A. Osei")
    assert said(read(document)) == [("paragraph", CALCIUM)]


def test_hidden_text_is_not_read_whether_by_itself_or_by_its_style() -> None:
    document = new()
    style = document.styles.add_style("Secret", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    paragraph = document.add_paragraph("")
    paragraph.add_run("It cures. ").font.hidden = True
    paragraph.add_run("It heals. ", style="Secret")
    paragraph.add_run(CALCIUM)
    parsed = read(document)
    assert said(parsed) == [("paragraph", CALCIUM)]
    assert place(parsed, "Adults") == "paragraph 1, run 3"


def test_links_raised_and_struck_text_are_marked() -> None:
    document = new()
    paragraph = document.add_paragraph("See ")
    relation = document.part.relate_to("https://example.org/bones", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    append(paragraph, f'<w:hyperlink r:id="{relation}">{run("the guide")}</w:hyperlink>')
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" old").font.strike = True
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    command = '<w:r><w:instrText> HYPERLINK "https://example.org/a" \\t </w:instrText></w:r>'
    append(paragraph, f"{field.format('begin')}{command}{field.format('separate')}{run(' here')}{field.format('end')}")
    (block,) = read(document).blocks
    assert block.text == "See the guide1 old here"
    assert [(block.text[m.start : m.end], m.kind, m.target) for m in block.marks] == [
        ("the guide", MarkKind.LINK, "https://example.org/bones"),
        ("1", MarkKind.SUPERSCRIPT, ""),
        (" old", MarkKind.OPAQUE, ""),
        (" here", MarkKind.LINK, "https://example.org/a"),
    ]


def test_notes_stand_below_the_text_in_order_of_their_mention() -> None:
    document = new()
    paragraph = document.add_paragraph("Bones")
    append(paragraph, '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>' + run(" grow."))
    append(paragraph, '<w:r><w:footnoteReference w:id="4"/></w:r>')
    with_notes(document, "footnote", {"4": "Lee, 2021.", "7": "Roe, 2020.", "9": "Nobody refers to it."})
    with_notes(document, "endnote", {"2": "Osei, 2019."})
    parsed = read(document)
    assert said(parsed) == [
        ("paragraph", "Bones[^1][^e1] grow.[^2]"),
        ("footnote", "Roe, 2020."),
        ("footnote", "Osei, 2019."),
        ("footnote", "Lee, 2021."),
    ]
    assert [block.label for block in parsed.blocks] == ["", "1", "e1", "2"]
    assert [mark.target for mark in parsed.blocks[0].marks] == ["1", "e1", "2"]
    assert place(parsed, "Lee") == "paragraph 4, run 1 (footnote 2)"


def test_many_text_boxes_are_read_one_after_the_other() -> None:
    document = new()
    box = f"<w:drawing><w:txbxContent><w:p>{run('Calm.')}</w:p></w:txbxContent></w:drawing>"
    append(document.add_paragraph("Beside."), f"<w:r>{box * 3000}</w:r>")
    assert len(read(document).blocks) == 3001


def test_signs_breaks_and_formulas_are_text() -> None:
    document = new()
    paragraph = document.add_paragraph("")
    append(
        paragraph,
        '<w:r><w:t xml:space="preserve">T-score </w:t><w:sym w:font="Symbol" w:char="F0A3"/><w:t>2.5</w:t><w:br/><w:t>or\uf0b3</w:t>'
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:noBreakHyphen/><w:tab/></w:r><m:oMath><m:r><m:t>BMI</m:t></m:r></m:oMath>',
    )
    assert said(read(document)) == [("paragraph", "T-score ≤2.5 or≥\ufffc\u2011 BMI")]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    document = new()
    box = f"<w:txbxContent><w:p>{run('In the box.')}</w:p></w:txbxContent>"
    spaces = f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph = document.add_paragraph("Beside it.")
    element = parse_xml(
        f'<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    paragraph._p.append(element)
    parsed = read(document)
    assert said(parsed) == [("paragraph", "Beside it."), ("paragraph", "In the box.")]
    assert place(parsed, "In the") == "paragraph 2, run 1 (text box)"


def test_sentences_in_headers_and_footers_are_read_once_and_page_numbers_are_not() -> None:
    document = new()
    document.add_paragraph(CALCIUM)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    general = "This page gives general information and does not replace advice from your doctor."
    section.footer.paragraphs[0].text = section.first_page_footer.paragraphs[0].text = general
    section.header.paragraphs[0].text = "Page 3 of 12"
    parsed = read(document)
    assert said(parsed) == [("paragraph", CALCIUM), ("paragraph", general)]
    assert place(parsed, "general") == "paragraph 2, run 1 (footer)"


def test_a_content_control_is_text() -> None:
    document = new()
    inside = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{run(CALCIUM)}</w:p></w:sdtContent></w:sdt>")
    document.element.body.insert(0, inside)
    assert said(read(document)) == [("paragraph", CALCIUM)]


def test_a_quotation_and_a_caption_are_told_by_style() -> None:
    document = new()
    document.add_paragraph("I am cured.", style="Quote")
    document.add_paragraph("Figure 1. A hip.", style="Caption")
    quotation, caption = read(document).blocks
    assert quotation.quoted
    assert caption.kind is BlockKind.CAPTION


def test_properties_are_metadata_below_the_text() -> None:
    document = new()
    document.add_paragraph(CALCIUM)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "Calcium", "A. Osei; B. Lee", "How much is enough."
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="last_reviewed"><vt:lpwstr>2026-01-02</vt:lpwstr></property>'
        "</Properties>"
    )
    part = Part(PackURI("/docProps/custom.xml"), "application/xml", custom.encode(), document.part.package)
    document.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    parsed = read(document)
    assert parsed.fields is not None
    assert parsed.fields.values == {
        "title": "Calcium",
        "description": "How much is enough.",
        "authors": ["A. Osei", "B. Lee"],
        "last_reviewed": "2026-01-02",
    }
    assert parsed.source.slice(parsed.fields.value_spans["authors", 1]) == "B. Lee"
    assert parsed.source.slice(parsed.fields.key_spans["title",]) == "title"
    assert place(parsed, "B. Lee") == "document properties"
    assert [block.text for block in parsed.blocks] == [CALCIUM]


@pytest.mark.parametrize("author", ["python-docx", "Administrator", ""])
def test_a_name_that_a_program_filled_in_is_no_author(author: str) -> None:
    document = new()
    document.core_properties.author = author
    assert read(document).fields is None


def test_comments_for_clinlint_are_about_the_words_that_they_are_attached_to() -> None:
    document = new()
    first = document.add_paragraph("Copper bracelets ")
    cure = first.add_run("cure arthritis")
    first.add_run(".")
    document.add_paragraph("Another line.")
    document.add_comment(cure, "Clinlint-ignore overclaim/promised-cure: a film", author="R. Okoye")
    document.add_comment(cure, "Is this so?", author="A. Osei")
    parsed = read(document)
    (comment,) = parsed.comments
    assert comment.text == "clinlint-ignore overclaim/promised-cure: a film"
    assert parsed.source.slice(comment.span) == comment.text
    assert comment.about is not None
    assert parsed.source.slice(comment.about) == "cure arthritis"
    assert comment.by == "R. Okoye"
    assert place(parsed, "clinlint-ignore") == "comment"
    assert said(parsed) == [("paragraph", "Copper bracelets cure arthritis."), ("paragraph", "Another line.")]


def test_a_comment_may_be_about_a_place_or_several_paragraphs() -> None:
    document = new()
    one, two = document.add_paragraph("First line."), document.add_paragraph("Second line.")
    document.add_comment([one.runs[0], two.runs[0]], "clinlint-ignore overclaim/*: a film")
    document.add_comment(two.runs[0], "clinlint-ignore overclaim/hype: a film")
    for kind in ("commentRangeStart", "commentRangeEnd"):
        (mark,) = [each for each in document.element.iter(qn(f"w:{kind}")) if each.get(qn("w:id")) == "1"]
        mark.getparent().remove(mark)
    parsed = read(document)
    assert [parsed.source.slice(comment.about) for comment in parsed.comments if comment.about] == [
        "First line.\nSecond line.",
        "Second line.\n",
    ]
