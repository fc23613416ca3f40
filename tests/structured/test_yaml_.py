"""YAML: values as people mean them, every key and value at its place, and no input that hangs or raises."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinlint.structured.yaml_ import parse


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: 2026-01-31", {"a": "2026-01-31"}),
        ("a: no\nb: yes\nc: on", {"a": "no", "b": "yes", "c": "on"}),
        ("a: true\nb: False\nc: null\nd:\ne: ~", {"a": True, "b": False, "c": None, "d": None, "e": None}),
        ("a: 12:30\nb: 1_000", {"a": "12:30", "b": "1_000"}),
        ("a: -2.50\nb: 1e3\nc: 7\nd: 010", {"a": Decimal("-2.50"), "b": Decimal("1e3"), "c": 7, "d": 10}),
        ("a: '7'\nb: \"true\"\nc: !!str 7", {"a": "7", "b": "true", "c": "7"}),
        ("2026: x\ntrue: y", {"2026": "x", "true": "y"}),
        ("a: &b {c: 1, d: 2}\ne: {<<: *b, d: 3}", {"a": {"c": 1, "d": 2}, "e": {"c": 1, "d": 3}}),
        ("a: 1e999999\nb: .inf", {"a": "1e999999", "b": ".inf"}),
        ("", None),
        ("# only a comment\n", None),
    ],
)
def test_values(text: str, values: object) -> None:
    parsed = parse(text)
    assert parsed.values == values
    assert parsed.faults == ()


def test_digits_are_kept_as_written() -> None:
    assert str(parse("a: -2.50").values["a"]) == "-2.50"


@pytest.mark.parametrize("before", ["", "\ufeff", "# 😀 é\r\n", "x: 😀\n"])
def test_places_are_code_points(before: str) -> None:
    text = f'{before}one: "é😀"\r\ntwo:\r\n  - &a three\r\n  - *a\r\nfour: |\r\n  five\r\n\r\n\r\nsix: 7\r\n'
    parsed = parse(text.removeprefix("\ufeff"), len(text) - len(text.removeprefix("\ufeff")))
    places = {path: text[span.start : span.end] for path, span in parsed.value_spans.items()}
    assert places["one",] == '"é😀"'
    assert places["two", 0] == "three"
    assert places["two", 1] == "three"
    assert places["four",] == "|\r\n  five"
    assert places["six",] == "7"
    assert {text[span.start : span.end] for span in parsed.key_spans.values()} >= {"one", "two", "four", "six"}


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("a: 1\nb: 2\na: 3", "a is given twice; only one value can hold", "a: 3"),
        ("a: b: c", "a colon inside an unquoted value: put the value in quotes", ": c"),
        ("a:\n\tb: 1", "a tab where YAML allows only spaces", "\tb"),
        ("a: 1\n b: 2", "a colon inside an unquoted value: put the value in quotes", ": 2"),
        ("a: @x", "a value that begins with @: put it in quotes", "@x"),
        ("a: [b\n", "a list in [ ] that is not closed, or that lacks a comma", "\n"),
        ("a: 'b", "a quotation mark that is never closed", "b"),
        ("a: 1\n---\nb: 2", "a second document: one file holds one", "---"),
        ('a: "\\q"', "an unknown escape after a backslash: write the value in single quotes", "\\q"),
        ("a:\n  - b\n  c: d", "a line that is not part of the list above: check its indentation", "c: d"),
        ("a: *x", "an alias (*) to an anchor that is not defined", "*x"),
        ("a: !!python/object:os.system x", "the tag !!python/object:os.system is not understood here", "x"),
        ("a: !thing {b: 1}", "the tag !thing is not understood here", "{b: 1}"),
        ("? [a, b]\n: c", "a key must be a word, not a list or a mapping", "[a, b]"),
    ],
)
def test_faults_say_what_and_where(text: str, message: str, at: str) -> None:
    faults = parse(text, 5).faults
    assert [fault.message for fault in faults] == [message]
    assert text[faults[0].span.start - 5 :].startswith(at)


def test_the_first_of_two_values_holds() -> None:
    assert parse("a: 1\na: 2").values == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 100_000,
        "{a: " * 20_000,
        "? " * 50_000,
        "\n".join(" " * depth + "a:" for depth in range(300)),
        "&a [*a, *a]",
        "a: &a\n  <<: *a\n",
        "a: \x07",
        "a: '" + "x" * 200_000,
    ],
    ids=range(9),
)
def test_tricks_are_faults_and_end_soon(text: str) -> None:
    faults = parse(text).faults
    assert len(faults) == 1
    assert faults[0].span.start <= faults[0].span.end <= len(text)


def test_many_plain_values_are_no_trick() -> None:
    text = "\n".join(f"- {number}" for number in range(120_000))
    parsed = parse(text)
    assert parsed.faults == ()
    assert parsed.values[-1] == 119_999


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@,? \n\t\r\\é😀<0.", max_size=40), st.integers(0, 9))
def test_any_text_is_values_or_faults_inside_it(text: str, offset: int) -> None:
    parsed = parse(text, offset)
    for span in (*parsed.value_spans.values(), *parsed.key_spans.values(), *(fault.span for fault in parsed.faults)):
        assert offset <= span.start <= span.end <= offset + len(text)
