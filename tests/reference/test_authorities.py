"""Who is named in a text, and which rows of the reference that means."""

from __future__ import annotations

import pytest

from clinlint.reference.authorities import named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the U.S., adults need", ["authority.us"]),
        ("British women; the NHS says", ["authority.uk", "authority.uk"]),
        ("WHO and FAO list", ["authority.who", "authority.who"]),
        ("the people who told us", []),
        ("The National Osteoporosis Foundation advises", ["authority.bhof"]),
        ("Australian adults", ["authority.elsewhere"]),
        ("", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert [n.authority.id for n in named(text)] == expected


def test_a_body_means_its_rows_and_a_country_means_all_of_its_own() -> None:
    nasem, us = (next(named(text)).authority for text in ("The Institute of Medicine", "American adults"))
    assert nasem.speaks("NASEM", frozenset({"US"}))
    assert not nasem.speaks("BHOF (NOF)", frozenset({"US"}))
    assert us.speaks("BHOF (NOF)", frozenset({"US"}))
    assert not us.speaks("EFSA", frozenset({"EU"}))
