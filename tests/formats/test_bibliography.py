"""Reference lists in files become works with their lines; what is broken is told by line and the rest is kept."""

from __future__ import annotations

import pytest

from clinlint.formats.bibliography import read
from clinlint.formats.works import Bibliography


def bib(text: str) -> Bibliography:
    return read(text.encode(), "refs.bib")


def told(found: Bibliography) -> list[tuple[int, str]]:
    return [(flaw.line, flaw.message) for flaw in found.flaws]


def test_an_entry_of_bibtex_has_its_parts_without_latex() -> None:
    found = bib(
        '@string{bj = "Bone J"}\n\n@Article{roe2021,\n  author = {Roe, A. and M{\\"u}ller, \\\'E},\n  title = {{Density} of bone \\& age},\n'
        "  journal = bj,\n  year = 2021,\n  doi = {10.1000/182},\n}\n"
    )
    assert found.flaws == ()
    (work,) = found.works
    assert (work.key, work.line, work.kind, work.year) == ("roe2021", 3, "article", 2021)
    assert (work.authors, work.title, work.container) == ("Roe A., Müller É", "Density of bone & age", "Bone J")
    assert work.identifiers == (("doi", "10.1000/182"),)
    assert work.text == "Roe A., Müller É. Density of bone & age. Bone J. 2021"


def test_broken_entries_are_told_and_the_others_kept() -> None:
    found = bib(
        "@article{one, title={A}, year=2001}\n@article{two, title={B\n@article{one, title={C}}\n@article{three, title={D}, title={E}}\n"
    )
    assert [work.key for work in found.works] == ["one", "three"]
    assert told(found) == [
        (2, "this entry (“two”) is not closed or lacks a comma or a brace, and is left out"),
        (3, "the key “one” is that of line 1 already; this entry is left out"),
        (4, "“three” gives title twice; the first one counts"),
    ]


def test_an_entry_without_its_sign_is_told() -> None:
    assert told(bib("@book{a, title={A}}\narticle{b, title={B}}\n")) == [(2, "this looks like an entry without its “@”, and is left out")]


def test_a_text_that_is_no_bibtex_is_told() -> None:
    assert told(bib("Roe A. Density of bone.\n")) == [(0, "holds no BibTeX entry")]


def test_items_of_csl_have_their_parts() -> None:
    found = read(
        b'[\n {"id": "roe", "type": "article-journal", "title": "Density", "author": [{"family": "Roe", "given": "Anna B"}],\n'
        b'  "issued": {"date-parts": [[2021, 5]]}, "container-title": "Bone J", "DOI": "10.1000/182", "note": "PMID: 123"},\n'
        b' {"id": "lee", "title": "Falls", "issued": {"raw": "spring 2020"}}\n]\n',
        "refs.json",
    )
    assert found.flaws == ()
    assert [(w.key, w.line, w.year, w.authors, w.container) for w in found.works] == [
        ("roe", 2, 2021, "Roe AB", "Bone J"),
        ("lee", 4, 2020, "", ""),
    ]
    assert dict(found.works[0].identifiers) == {"doi": "10.1000/182", "pmid": "123"}


def test_what_stands_before_the_place_where_json_breaks_is_kept() -> None:
    found = read(b'[{"id": "roe", "title": "Density"},\n {"id": "lee", "title": "Falls"},\n {"id": \n', "refs.json")
    assert [work.key for work in found.works] == ["roe", "lee"]
    assert [line for line, _ in told(found)] == [4]


def test_items_that_are_none_are_told() -> None:
    found = read(b'[3,\n {"title": "Density"},\n {"id": "a", "title": ["x"]}]', "refs.json")
    assert told(found) == [
        (1, "a work is a mapping of keys such as id and title; this entry is left out"),
        (2, "this work has no id, so nothing can cite it"),
        (3, "title of “a” is not a text"),
    ]


def test_csl_may_be_yaml() -> None:
    found = read(b"references:\n- id: roe\n  title: Density\n  issued: 2021\n", "refs.yaml")
    assert [(work.key, work.line, work.year) for work in found.works] == [("roe", 2, 2021)]


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        ("@article{a, title={Müller}}".encode("latin-1"), (1, "byte 0xfc is not UTF-8; save the file as UTF-8")),
        ("@article{a, title={M}}".encode("utf-16"), (0, "is UTF-16; save it as UTF-8")),
    ],
)
def test_other_encodings_are_told_and_read_all_the_same(data: bytes, flaw: tuple[int, str]) -> None:
    found = read(data, "refs.bib")
    assert [work.key for work in found.works] == ["a"]
    assert told(found) == [flaw]


def test_binary_data_and_huge_files_are_told() -> None:
    assert told(read(b"\0\1\2", "refs.bib")) == [(0, "holds binary data, not text")]
    assert told(read(b" " * 20_000_001, "refs.bib")) == [(0, "has more than 20 MB")]


@pytest.mark.parametrize("text", ["@article{k, title={" + "{" * 5_000, "@" * 5_000, "@article{a,\n" * 500, "{" * 5_000, "[" * 5_000])
def test_what_is_no_list_of_works_gives_none_and_never_raises(text: str) -> None:
    for path in ("a.bib", "a.json", "a.yaml"):
        assert len(read(text.encode(), path).works) <= text.count("article")


def test_a_field_behind_a_missing_comma_is_kept_and_the_comma_told() -> None:
    found = bib('@article{one,\n  author = {Lee, {van} B.}\n  year = {2020}\n  doi = "10.1000/9",\n  title = {A = {b} c}\n}\n')
    (work,) = found.works
    assert (work.authors, work.year, work.identifiers, work.title) == ("Lee van B.", 2020, (("doi", "10.1000/9"),), "A = b c")
    assert told(found) == [(1, "“one” lacks a comma after its author")]
