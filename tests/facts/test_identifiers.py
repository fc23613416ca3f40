"""Identifiers are found as written, and each wrong one is told why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinlint.facts.article import Article
from clinlint.facts.identifiers import Identifier, Scheme, flaw, identifiers, identifiers_by_block
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


@pytest.mark.parametrize(
    ("text", "scheme", "value"),
    [
        ("Bone J. 2021. doi:10.1007/s11914-019-00502-4.", Scheme.DOI, "10.1007/s11914-019-00502-4"),
        ("(https://doi.org/10.1016/S0140-6736(96)07088-2)", Scheme.DOI, "10.1016/S0140-6736(96)07088-2"),
        ("as 10.1000/182, and more", Scheme.DOI, "10.1000/182"),
        ("PMID: 30659428.", Scheme.PMID, "30659428"),
        ("https://pubmed.ncbi.nlm.nih.gov/30659428/", Scheme.PMID, "30659428"),
        ("PMC6334864", Scheme.PMCID, "PMC6334864"),
        ("registered (NCT00000419)", Scheme.NCT, "NCT00000419"),
        ("ISRCTN12345678", Scheme.ISRCTN, "ISRCTN12345678"),
        ("ISBN 978-0-306-40615-7.", Scheme.ISBN, "978-0-306-40615-7"),
        ("ISSN 0378-5955", Scheme.ISSN, "0378-5955"),
        ("https://orcid.org/0000-0002-1825-0097", Scheme.ORCID, "0000-0002-1825-0097"),
        ("EudraCT number 2012-001234-56", Scheme.EUDRACT, "2012-001234-56"),
        ("see arXiv:2101.00001v2.", Scheme.ARXIV, "2101.00001v2"),
    ],
)
def test_a_right_identifier_is_found_whole_and_passes(text: str, scheme: Scheme, value: str) -> None:
    found = identifiers(text)
    assert [(i.scheme, i.value) for i in found] == [(scheme, value)]
    assert text[found[0].start : found[0].end] == value
    assert flaw(found[0]) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("EudraCT 12-1234-5", "a EudraCT number is a year, six digits and two more"),
        ("arXiv:21.1", "an arXiv number is four digits, a point and four or five more"),
        ("doi:11.1000/182", "begins with “10.”"),
        ("doi:10.5041/", "a slash and a name"),
        ("doi:10.1000/xxxx", "placeholder"),
        ("PMID: 0123", "does not begin with 0"),
        ("PMID: 1234567890", "one to eight digits"),
        ("NTC00000419", "NCT"),
        ("NCT123", "eight digits"),
        ("ISBN 978-0-306-40615-8", "check digit"),
        ("ISBN 0306406153", "check digit"),
        ("ISSN 0378-5956", "check digit"),
        ("ORCID: 0000-0002-1825-0098", "check digit"),
    ],
)
def test_a_wrong_identifier_is_told_why(text: str, why: str) -> None:
    (found,) = identifiers(text)
    assert why in flaw(found)


def test_prose_holds_no_identifier() -> None:
    assert identifiers("Page 10.5 of the handbook; the DOI system is old.") == ()


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_an_isbn_passes_with_its_own_check_digit_only(number: int) -> None:
    digits = f"978{number:012d}"[:12]
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    right = (10 - total % 10) % 10
    verdicts = [flaw(Identifier(Scheme.ISBN, f"{digits}{last}", 0, 13)) == "" for last in range(10)]
    assert verdicts == [last == right for last in range(10)]


def test_the_identifiers_of_an_article_are_those_of_its_blocks() -> None:
    text = "# Function\n\nA trial (NCT01234567) and PMID 12345678.\n\nNothing here.\n\n- doi:10.1000/182\n"
    article = Article(parse(Source("a.md", text)), TriggerSet({}))
    by_block = {index: found for index, block in enumerate(article.texts) if (found := identifiers(block))}
    assert article.fact(identifiers_by_block) == by_block
    assert len(by_block) == 2
