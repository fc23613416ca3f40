"""JSON: the values of the standard library, every key and value at its place, and no input that hangs or raises."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinlint.structured.json_ import parse

DATA: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(DATA, st.sampled_from([None, 2]), st.booleans())
def test_values_and_places_are_those_of_the_standard_library(data: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    parsed = parse("\ufeff" + text, 3)
    assert parsed.values == json.loads(text)
    assert parsed.faults == ()
    for path, span in parsed.value_spans.items():
        value = data
        for key in path:
            value = value[key]
        assert json.loads(text[span.start - 4 : span.end - 4]) == value


def test_decimals_keep_their_digits() -> None:
    values = parse('{"a": -2.50, "b": 1E3, "c": 7}').values
    assert {key: str(value) for key, value in values.items()} == {"a": "-2.50", "b": "1E+3", "c": "7"}
    assert isinstance(values["a"], Decimal)


def test_surrogate_pairs_join_and_halves_are_replaced() -> None:
    assert parse('["\\ud83d\\ude00", "\\ud83d", "\\ude00x"]').values == ["😀", "\ufffd", "\ufffdx"]


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ('{"a": 1, "a": 2}', "a is given twice; only one value can hold", 9),
        ('{"a": NaN}', "NaN is no number in JSON", 6),
        ('{"a": -Infinity}', "-Infinity is no number in JSON", 6),
        ('{"a": 1e999999}', "a number too large to mean anything", 6),
        ('{"a": ' + "9" * 500 + "}", "a number too long to be read", 6),
        ("{'a': 1}", "a key in double quotes is expected here", 1),
        ("['a']", "a string in single quotes; JSON wants double quotes", 1),
        ("// a comment\n{}", "a comment; JSON has none", 0),
        ('{"a" 1}', "a colon is expected after the key", 5),
        ('["a" "b"]', "a comma or ] is expected here", 5),
        ('["a",]', "a comma before the closing bracket", 5),
        ('{"a": "b', "a string that is not closed, or holds a raw line break or a bad escape", 6),
        ('{"a": 1', "a comma or } is expected here", 7),
        ("{} x", "text after the end of the data", 3),
        ("[" * 100_000, "nested too deeply to be an article", 61),
        ('{"a":' * 50_000, "nested too deeply to be an article", 305),
    ],
    ids=range(16),
)
def test_faults_say_what_and_where(text: str, message: str, at: int) -> None:
    faults = parse(text, 2).faults
    assert [fault.message for fault in faults] == [message]
    assert faults[0].span.start == at + 2


@given(st.text(alphabet='[]{}",:\\u0a1.-eE tfn\n', max_size=40))
def test_any_text_is_values_or_a_fault_inside_it(text: str) -> None:
    parsed = parse(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in parsed.value_spans.values())
    try:
        assert parsed.values == json.loads(text, parse_float=Decimal) or parsed.faults
    except ValueError:
        assert parsed.faults
