import copy
import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from clinlint.structured.fitting import fits
from clinlint.structured.validation import Validator, _closed

SCHEMA = _closed(json.loads((files("clinlint.schemas") / "article.schema.json").read_text(encoding="utf-8")))
PROPER = Draft202012Validator(SCHEMA, validate_formats=True)
DATES = ["2026-03-02", "2026-02-30", "2026-3-2", "2026-W01-1", "2026-03-02T10:00:00Z", "2026-03-02 10:00", "2026-03-02\n", "2026"]
PLAIN = {
    "title": "Walking and bones",
    "description": "Why walks help.",
    "locale": "en-GB",
    "audience": "patient",
    "authors": [{"name": "Wren Ossington", "credentials": "MSc"}],
    "medical_reviewer": {"name": "Dr A Bone", "date": "2026-03-09"},
    "published": "2025-05-12",
    "funding": "none",
    "ai_use": {"level": "none"},
}

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.floats(allow_nan=False),
    st.text(max_size=6),
    st.sampled_from([*DATES, "none", "en", "\ud800"]),
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "date", "level", "title", "id", "doi", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


def valid(value: Any) -> bool:
    try:
        return bool(PROPER.is_valid(value))
    except ValueError:
        return False


@given(st.sampled_from(sorted(SCHEMA["properties"])), values)
def test_what_fits_is_valid(name: str, value: Any) -> None:
    metadata = {**PLAIN, name: value}
    assert not fits(metadata, SCHEMA, SCHEMA) or valid(metadata)


@given(values)
def test_anything_that_fits_is_valid(value: Any) -> None:
    assert not fits(value, SCHEMA, SCHEMA) or valid(value)


def test_plain_metadata_fits() -> None:
    assert fits(PLAIN, SCHEMA, SCHEMA)
    assert not fits({**PLAIN, "titel": "x"}, SCHEMA, SCHEMA)


@pytest.mark.parametrize("day", DATES)
def test_days_that_fit_are_valid(day: str) -> None:
    metadata = {**PLAIN, "published": day}
    assert not fits(metadata, SCHEMA, SCHEMA) or valid(metadata)


def test_what_a_schema_says_in_words_that_are_not_known_here_is_left_to_the_validator() -> None:
    schema = {"type": "string", "contentEncoding": "base64"}
    assert not fits("x", schema, schema)
    assert Validator(schema, sound=True).problems("x") == ()


def test_a_schema_that_leads_in_a_circle_fits_nothing() -> None:
    schema = {"$defs": {"a": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}
    assert not fits("x", schema, schema)


def test_values_are_left_alone() -> None:
    before = copy.deepcopy(PLAIN)
    fits(PLAIN, SCHEMA, SCHEMA)
    assert before == PLAIN
