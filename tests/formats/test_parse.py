"""Which format reads a file."""

from __future__ import annotations

import pytest

from clinlint.errors import FormatError
from clinlint.formats.parse import format_of, parse
from clinlint.model.source import Source
from clinlint.registry import discover


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.md", "markdown"),
        ("A.MARKDOWN", "markdown"),
        ("a.mdx", "markdown"),
        ("x/y.z/a.htm", "html"),
        ("x\\\\a.html", "html"),
        ("a.txt", "text"),
        ("README", "text"),
        (".hidden", "text"),
        ("a.yml", "yaml"),
        ("a.json", "json"),
        ("a.png", None),
        ("a.builder", None),
        ("a.format", None),
        ("a.", "text"),
    ],
)
def test_by_suffix(path: str, name: str | None) -> None:
    assert format_of(path) == name


def test_every_suffix_of_every_format_is_known() -> None:
    formats = discover("clinlint.formats", "FORMAT")
    assert {suffix: format_of(f"a.{suffix}") for each in formats.values() for suffix in each.suffixes} == {
        suffix: name for name, each in formats.items() for suffix in each.suffixes
    }


def test_a_named_format_wins_over_the_suffix() -> None:
    assert parse(Source("a.txt", "# A"), "markdown").blocks[0].text == "A"


@pytest.mark.parametrize(
    ("path", "name", "message"),
    [("a.png", None, "no format reads a.png"), ("a.md", "builder", "no format is called builder"), ("a.md", "x", "no format is called x")],
)
def test_what_nothing_reads_is_told(path: str, name: str | None, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        parse(Source(path, ""), name)
