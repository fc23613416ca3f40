"""From a scalar's value back to its characters."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clinlint.model.span import Span
from clinlint.structured import json_, yaml_
from clinlint.structured.scalars import scalar_map

WORDS = st.sampled_from(
    [
        "bone",
        "−2.5",
        '"q"',
        "it's",
        "é😀",
        "1,200 mg",
        ":",
        "#x",
        "\n",
        "\n\n",
        "  ",
        "\\",
        "- ",
        "a: b",
        "\u00a0",
        "*s*",
        "\n  ind",
        "\n\n  two\n",
        ".",
    ]
)
VALUES = st.lists(WORDS, min_size=1, max_size=12).map("".join)


def check(text: str, span: Span, value: str) -> None:
    pieces = scalar_map(text, span, value).pieces
    at, before = 0, span.start
    for piece in pieces:
        assert piece.text == at
        assert before <= piece.start <= piece.end <= span.end
        if piece.exact:
            assert text[piece.start : piece.end] == value[piece.text : piece.text + piece.length]
        at, before = at + piece.length, piece.start
    assert at == len(value)


@given(VALUES, st.sampled_from([None, '"', "'", "|", ">"]), st.sampled_from([20, 80]), st.booleans(), st.booleans())
def test_yaml_scalars_of_every_style(value: str, style: str | None, width: int, unicode: bool, windows: bool) -> None:
    text = yaml.dump({"x": [{"k": value}]}, default_style=style, width=width, allow_unicode=unicode)
    if windows:
        text = text.replace("\n", "\r\n")
    parsed = yaml_.parse(text)
    read = parsed.values["x"][0]["k"]
    if isinstance(read, str) and read:
        check(text, parsed.value_spans["x", 0, "k"], read)


@given(st.text(max_size=30) | VALUES, st.booleans())
def test_json_strings(value: str, ascii_only: bool) -> None:
    text = json.dumps([value], ensure_ascii=ascii_only)
    check(text, json_.parse(text).value_spans[(0,)], value)


@pytest.mark.parametrize(
    ("text", "value", "words", "written", "exact"),
    [
        ("|\n  one\n  two\n", "one\ntwo\n", "two", "two", True),
        (">\n  one\n  two\n", "one two\n", "one two", "one\n  two", False),
        ('"a\\u00e9b"', "aéb", "é", "\\u00e9", False),
        ('"a\\u00e9b"', "aéb", "b", "b", True),
        ("'it''s so'", "it's so", "it's", "it''s", False),
        ("'it''s so'", "it's so", "so", "so", True),
        ("one\n  two", "one two", "two", "two", True),
        ('"\\ud83d\\ude00 x"', "😀 x", "😀", "\\ud83d\\ude00", False),
        ("|2\n    four\n", "  four\n", "  four", "  four", True),
        ("nothing like it", "something else", "else", "nothing like it", False),
    ],
)
def test_places(text: str, value: str, words: str, written: str, exact: bool) -> None:
    source_map = scalar_map(text, Span(0, len(text)), value)
    start = value.index(words)
    span = source_map.span(start, start + len(words))
    assert text[span.start : span.end] == written
    assert source_map.exact(start, start + len(words)) is exact
