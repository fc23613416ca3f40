"""Markers in every usual form are found, point where they mean to, and cover what they should."""

from __future__ import annotations

import time

import pytest

from clinlint.facts.article import Article
from clinlint.facts.citations import Form, markers
from clinlint.facts.coverage import sourced
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source

LIST = "\n\n## References\n\n1. Roe A. Density. 2021.\n2. Lee B. Hips. 2020.\n3. Poe C. Falls. 2019.\n"


def article(text: str, path: str = "a.md") -> Article:
    return Article(parse(Source(path, text)), TriggerSet({}))


def found(text: str, path: str = "a.md") -> list[tuple[Form, tuple[str, ...]]]:
    return [(m.form, m.keys) for m in markers(article(text, path))]


@pytest.mark.parametrize(
    ("text", "form", "keys"),
    [
        ("Density rose [1].", Form.BRACKETS, ("1",)),
        ("Density rose [1, 3].", Form.BRACKETS, ("1", "3")),
        ("Density rose [1–3].", Form.BRACKETS, ("1", "2", "3")),
        ("Density rose.<sup>2</sup>", Form.SUPERSCRIPT, ("2",)),
        ("Density rose.²", Form.SUPERSCRIPT, ("2",)),
        ("Density rose.¹⁻³", Form.SUPERSCRIPT, ("1", "2", "3")),
        ("Density rose (Roe et al., 2021).", Form.AUTHOR_YEAR, ("Roe et al. 2021",)),
        ("Density rose (Roe & Lee, 2021).", Form.AUTHOR_YEAR, ("Roe & Lee 2021",)),
        ("Roe et al. (2021) saw it.", Form.AUTHOR_YEAR, ("Roe et al. 2021",)),
        ("Density rose ([study](https://bone.example/1)).", Form.LINK, ("https://bone.example/1",)),
        ("Density rose (PMID: 30659428).", Form.IDENTIFIER, ("30659428",)),
    ],
)
def test_a_marker_is_read(text: str, form: Form, keys: tuple[str, ...]) -> None:
    assert (form, keys) in found(f"# T\n\n{text}{LIST}")


def test_footnotes_and_links_to_entries_are_markers() -> None:
    assert found("# T\n\nDensity rose.[^roe]\n\n[^roe]: Roe A. Density. 2021.\n") == [(Form.FOOTNOTE, ("roe",))]
    assert found("# T\n\nDensity rose.[^gone]\n") == [(Form.FOOTNOTE, ("gone",))]
    html = "<h1>T</h1><p>Density rose.<sup><a href='#r1'>1</a></sup></p><h2>References</h2><ol><li id='r1'>Roe A. 2021.</li><li>Lee B. 2020.</li></ol>"
    assert found(html, "a.html") == [(Form.SUPERSCRIPT, ("#r1",))]


def test_bare_trailing_numbers_are_markers_where_several_point_into_a_list() -> None:
    text = "# T\n\nDensity rose after treatment 1.\n\n- Limited alcohol 2\n- Gains of 4.4-5.2% 1, 2\n\nFalls fell 3."
    assert found(text + LIST) == [(Form.TRAILING, ("1",)), (Form.TRAILING, ("2",)), (Form.TRAILING, ("1", "2")), (Form.TRAILING, ("3",))]
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "An area of 5 m² and 10⁹ cells.",
        "A body mass index of 30 kg/m<sup>2</sup>.",
        "Type 2 diabetes; grade 3. Stage 2. Phase 1.",
        "Steps: (1) wash, (2) dry.",
        "It lasted from March (2020) to May.",
    ],
)
def test_other_numbers_are_no_markers(text: str) -> None:
    assert [form for form, _ in found(f"# T\n\n{text}{LIST}") if form is not Form.NAMED] == []


def covered(text: str, words: str) -> bool:
    parsed = article(text)
    index = next(i for i, t in enumerate(parsed.texts) if words in t)
    return sourced(parsed, index, parsed.texts[index].index(words), lenient=False)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Density rose [1]. Falls fell.", "Density rose", True),
        ("Density rose [1]. Falls fell.", "Falls fell", False),
        ("Density rose. Falls fell [1].", "Density rose", True),
        ("- Density rose\n- Falls fell [1]", "Density rose", True),
        ("- Density rose [1]\n- Falls fell", "Falls fell", False),
        ("Tablets help [1]:\n\n- Density rose\n- Falls fell", "Falls fell", True),
        ("Tablets can:\n\n- raise density\n- lower falls [1]", "Tablets can", True),
        ("| a | b |\n|---|---|\n| Density | rose [1] |\n| Falls | fell |", "Density", True),
        ("| a | b |\n|---|---|\n| Density | rose [1] |\n| Falls | fell |", "Falls", False),
        ("Density rose.\n\nFalls fell [1].", "Density rose", False),
    ],
)
def test_what_a_marker_covers(text: str, words: str, expected: bool) -> None:
    assert covered(f"# T\n\n{text}{LIST}", words) is expected


@pytest.mark.parametrize("piece", ["(", "[1,", "Aa, ", "1 ", "Smith, Jones & ", "[^", "doi:10.1000/", "¹"])
def test_endless_text_costs_little(piece: str) -> None:
    text = f"# T\n\n{piece * 20_000}{LIST}"
    parsed = article(text)
    assert len(parsed.texts) > 1
    before = time.process_time()
    markers(parsed)
    assert time.process_time() - before < 4


def test_brackets_with_several_works_name_each_of_them() -> None:
    text = "# T\n\nFalls fell (Lee, 2020; Ash & Poe, 2019), as before (see Roe et al., 2018, 2019). In March (March 2020) As Roe et al. (2018) said."
    keys = [m.keys for m in markers(Article(parse(Source("a.md", text)), TriggerSet({}))) if m.form is Form.AUTHOR_YEAR]
    assert keys == [("Lee 2020", "Ash & Poe 2019"), ("Roe et al. 2018", "Roe et al. 2019"), ("Roe et al. 2018",)]
