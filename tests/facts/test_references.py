"""Reference lists in every usual form become entries with their label, year and identifiers."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.entries import References
from clinlint.facts.identifiers import Scheme
from clinlint.facts.references import references
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def listed(text: str, path: str = "a.md") -> References:
    return references(Article(parse(Source(path, text)), TriggerSet({})))


def test_a_numbered_list_has_labels_years_and_identifiers() -> None:
    found = listed(
        "# T\n\nText.\n\n## References\n\n1. Roe A. Density of bone. Bone J. 2021;4:1-9. doi:10.1000/182\n2. Lee B. Hips. Bone J. 2020.\n"
    )
    assert [(e.number, e.label, e.year) for e in found.entries] == [(1, "1", 2021), (2, "2", 2020)]
    assert found.entries[0].of(Scheme.DOI) == ("10.1000/182",)
    assert found.entries[0].title == "Density of bone"
    assert found.numbered
    assert found.find("2") is found.entries[1]
    assert found.find("3") is None


@pytest.mark.parametrize(
    "heading",
    ["References", "Sources", "Source", "Reference list", "Selected references", "Bibliography", "3. References:", "REFERENCES (2)"],
)
def test_usual_headings_name_a_list(heading: str) -> None:
    assert len(listed(f"# T\n\nText.\n\n## {heading}\n\n- Roe A. Density. 2021.\n- Lee B. Hips. 2020.\n").entries) == 2


@pytest.mark.parametrize("heading", ["Sources of calcium", "Notes on diet", "Our team", "Reference values"])
def test_other_headings_do_not(heading: str) -> None:
    assert not listed(f"# T\n\n## {heading}\n\n- Milk. 2021.\n- Cheese. 2020.\n")


def test_a_list_ends_where_the_next_section_begins() -> None:
    found = listed("# T\n\n## References\n\n1. Roe A. Density. 2021.\n\n## About us\n\nWe write.\n")
    assert [e.text for e in found.entries] == ["Roe A. Density. 2021."]


def test_a_line_that_heads_a_list_ends_at_the_next_heading() -> None:
    found = listed("# T\n\nReferences\n\nRoe A. Density. 2021.\n\nLee B. Hips. 2020.\n\n## Source\n\nBone Trust, 2024.\n")
    assert [e.text for e in found.entries] == ["Roe A. Density. 2021.", "Lee B. Hips. 2020.", "Bone Trust, 2024."]


def test_entries_in_one_paragraph_are_parted_by_their_numbers() -> None:
    found = listed("# T\n\n## References\n\n[1] Roe A. Density. 2021.\n[2] Lee B. Hips. 2020.\n[3] Poe C. Falls. 2019.\n")
    assert [(e.label, e.year) for e in found.entries] == [("1", 2021), ("2", 2020), ("3", 2019)]


def test_footnotes_are_entries_under_their_names() -> None:
    found = listed("# T\n\nText.[^roe]\n\n[^roe]: Roe A. Density. Bone J. 2021.\n")
    assert [(e.label, e.year) for e in found.entries] == [("roe", 2021)]
    assert found.footnotes


def test_lines_of_type_title_and_journal_make_one_entry() -> None:
    text = (
        "Bone\n\nBone is alive, and it is renewed all through life.\n\nReferences\n\nGuideline\n\nAll about hips\n\nHip Society journal, 2022\n\n"
        "Research\n\nFalls in winter.\n\nBone journal (Oslo : 1998), 2020\n\nAbout us\n\nWe write.\n"
    )
    found = listed(text, "a.txt")
    assert [(e.declared, e.title, e.year) for e in found.entries] == [
        ("Guideline", "All about hips", 2022),
        ("Research", "Falls in winter.", 2020),
    ]
    assert found.find("2") is found.entries[1]


def test_metadata_holds_entries_by_key_and_as_text() -> None:
    text = "---\nreferences:\n  - {id: roe, title: Density of bone, year: 2021, doi: 10.1000/182}\n  - Lee B. Hips. 2020.\n---\n\n# T\n\nText.\n"
    found = listed(text)
    assert [(e.label, e.year) for e in found.entries] == [("roe", 2021), ("2", 2020)]
    assert text[found.entries[1].span.start : found.entries[1].span.end] == "Lee B. Hips. 2020."


def test_one_source_stands_for_the_whole_text_and_further_reading_needs_no_marker() -> None:
    assert listed("# T\n\nText.\n\n## Source\n\nBone Trust fact sheet, 2024.\n").general
    found = listed(
        "# T\n\n## References\n\n1. Roe A. Density. 2021.\n2. Lee B. Hips. 2020.\n\n## Further reading\n\n- Poe C. Falls. 2019.\n"
    )
    assert [e.general for e in found.entries] == [False, False, True]
    assert not found.general


def test_html_entries_keep_their_anchors() -> None:
    found = listed(
        "<h1>T</h1><h2>References</h2><ol><li id='r1'>Roe A. Density. 2021.</li><li id='r2'>Lee B. Hips. 2020.</li></ol>", "a.html"
    )
    assert found.find("#r2") is found.entries[1]


def test_a_paragraph_behind_the_list_is_no_entry() -> None:
    found = listed("# T\n\n## References\n\n1. Roe A. Density. 2021.\n2. Lee B. Hips. 2020.\n\nLast reviewed: 3 March 2026\n")
    assert [e.label for e in found.entries] == ["1", "2"]


def test_one_line_may_be_the_whole_list() -> None:
    found = listed("# T\n\nText.\n\nSources: Bone Trust, 2020; Hip Society, 2021\n")
    assert [(e.text, e.year) for e in found.entries] == [("Bone Trust, 2020", 2020), ("Hip Society, 2021", 2021)]
    assert found.general
    assert not listed("# T\n\nSources of calcium: milk, cheese and yogurt.\n")


def test_metadata_may_call_the_list_otherwise() -> None:
    text = "---\ncitation:\n  - {title: Density of bone, year: 2021, doi: bone.1}\n---\n\n# T\n\nText.\n"
    (entry,) = listed(text).entries
    assert (entry.title, entry.path) == ("Density of bone", ("citation", 0))


@pytest.mark.parametrize(
    ("entry", "year"),
    [
        ("Roe A. Density. Bone J. 2022;33:2049-2102.", 2022),
        ("Roe A. Density. Bone J. 2022 Mar 3;33:2049-2102.", 2022),
        ("Roe, A. (2021). Bones of 2050. Bone J, 3, 2031-2040.", 2021),
        ("Roe A. Density since 1998. Bone J. 2014:2011-2019.", 2014),
        ("Roe A. Density. Bone J, 2016.", 2016),
    ],
)
def test_a_page_is_no_year(entry: str, year: int) -> None:
    assert [e.year for e in listed(f"# T\n\nText.\n\n## References\n\n1. {entry}\n2. Lee B. Hips. Bone J. 2020.\n").entries] == [year, 2020]


def test_an_address_of_a_doi_in_metadata_is_the_doi() -> None:
    text = "---\nreferences:\n  - {id: a, title: Density, DOI: 'https://doi.org/10.1000/182'}\n  - {id: b, title: Hips, doi: 10.1000/182}\n---\n\nText."
    entries = listed(text).entries
    assert [entry.of(Scheme.DOI) for entry in entries] == [("10.1000/182",), ("10.1000/182",)]
