"""Schema errors in an editor's words, and the same verdict as the reference implementation of JSON Schema."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from clinlint.resources import schema
from clinlint.structured.validation import Validator, noun, shown, suggestion, validator

ARTICLE = schema("article.schema")
FORMATS = jsonschema.FormatChecker(formats=["date"])


@FORMATS.checks("date-time", raises=ValueError)
def is_date_time(value: object) -> bool:
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


ORACLE = jsonschema.Draft202012Validator(ARTICLE, format_checker=FORMATS)

GOOD: list[dict[str, Any]] = [
    {},
    {"title": "Bones"},
    {"authors": "Jane Fox"},
    {"authors": ["Jane Fox", {"name": "A. Osei", "credentials": ["MSc", "RD"], "orcid": "0000-0002-1825-0097"}]},
    {"medical_reviewer": {"name": "Dr S. Rao", "credentials": "MD", "specialty": "rheumatology", "date": "2026-03-02"}},
    {"published": True, "status": "published"},
    {"published": "2024-02-29", "modified": "2025-04-03T09:30:00Z"},
    {"audience": ["patient", "carer"], "article_type": "drug", "jurisdiction": "UK", "locale": "en-GB"},
    {"funding": "none", "conflicts": "none declared", "sponsored": False, "ai_use": "none"},
    {"funding": [{"name": "Bone Trust"}], "ai_use": {"level": "assisted", "tool": "X", "reviewer": "Dr S. Rao"}},
    {"references": ["A work.", {"id": 1, "doi": "10.1000/182", "year": 2024, "pmid": "12345678"}]},
    {"publisher": {"name": "Bone Trust", "contact": "hello@bone-trust.example"}},
    {"layout": "wide", "tags": ["a"], "whatever": {"deep": [1, None]}},
    {"clinlint": {"waivers": [{"rule": "a/b", "reason": "c"}]}},
]
BAD: list[tuple[dict[str, Any], str]] = [
    ({"title": 2024}, "“title” is the number 2024; expected a text (in quotes)"),
    ({"title": Decimal("1.50")}, "“title” is the number 1.50; expected a text (in quotes)"),
    ({"last_reviewed": "2026-13-02"}, "“last_reviewed” is 2026-13-02: not a date"),
    ({"last_reviewed": "2023-02-29"}, "“last_reviewed” is 2023-02-29: not a date"),
    ({"published": "03/04/25"}, "“published” is 03/04/25: not a date such as 2026-03-02"),
    ({"published": 2025}, "“published” is the number 2025; expected a date such as 2026-03-02"),
    ({"modified": True}, "“modified” is true; expected a date such as 2026-03-02"),
    ({"audience": "everybody"}, "“audience” is everybody: one of patient, carer, public, professional, student"),
    ({"audience": "patients"}, "“audience” is patients: one of patient, carer, public, professional, student; did you mean patient?"),
    ({"audience": {"for": "all"}}, "“audience” is a mapping; expected one of patient, carer, public, professional, student"),
    ({"audience": []}, "“audience” is an empty list"),
    ({"locale": "en_GB"}, "“locale” is en_GB: not a language tag such as en-GB"),
    ({"jurisdiction": ["UK", "GB"]}, "“jurisdiction 2” is GB: one of INT, US, UK, EU, CA, AU"),
    ({"authors": [{"role": "writer"}]}, "“name” is missing in “authors 1”"),
    ({"authors": [{"name": ""}]}, "“authors 1: name” is an empty text"),
    ({"authors": 3}, "“authors” is the number 3; expected a list of people: name, credentials or role"),
    ({"medical_reviewer": {"name": "A", "date": "soon"}}, "“medical_reviewer: date” is soon: not a date such as 2026-03-02"),
    ({"references": "none"}, "“references” is none; expected a list of works"),
    ({"references": [{"year": "20x"}]}, "“references 1: year” is 20x: not a year such as 2024"),
    ({"references": [{"doi": Decimal("10.1")}]}, "“references 1: doi” is the number 10.1; expected a DOI (in quotes)"),
    ({"references": [7]}, "“references 1” is the number 7; expected a work: id, authors, title, year, doi or pmid"),
    ({"ai_use": "some"}, "“ai_use” is some: one of none, assisted, generated"),
    ({"ai_use": {"tool": "X"}}, "“level” is missing in “ai_use”"),
    ({"conflicts": False}, "“conflicts” is false; expected interests, or none declared"),
    ({"status": "live"}, "“status” is live: one of draft, in_review, approved, published, retired"),
]


@pytest.mark.parametrize("values", GOOD)
def test_good_metadata_is_accepted_as_by_the_oracle(values: dict[str, Any]) -> None:
    assert ORACLE.is_valid(values)
    assert validator("article.schema").problems(values) == ()


@pytest.mark.parametrize(("values", "message"), BAD)
def test_bad_metadata_is_refused_as_by_the_oracle_and_told_in_words(values: dict[str, Any], message: str) -> None:
    assert not ORACLE.is_valid(_floats(values))
    assert [problem.message for problem in validator("article.schema").problems(values)] == [message]


@pytest.mark.parametrize(("values", "message"), BAD)
def test_a_closed_schema_says_the_same(values: dict[str, Any], message: str) -> None:
    known = {name for name, field in ARTICLE["properties"].items()}
    assert set(values) <= known
    assert message in [problem.message for problem in validator("article.schema", closed=True).problems(values)]


def _floats(values: Any) -> Any:
    """The oracle knows no Decimal."""
    if isinstance(values, dict):
        return {key: _floats(value) for key, value in values.items()}
    if isinstance(values, list):
        return [_floats(value) for value in values]
    return float(values) if isinstance(values, Decimal) else values


def test_unknown_names_with_what_was_meant() -> None:
    problems = validator("article.schema", closed=True).problems(
        {"reveiwer": "x", "authors": [{"name": "A", "credental": "MD"}], "carousel": 1}
    )
    assert [(p.path, p.on_key, p.message) for p in problems] == [
        (("authors", 0, "credental"), True, "“credental” is not known in “authors 1”: did you mean credentials?"),
        (("carousel",), True, "“carousel” is not known here"),
        (("reveiwer",), True, "“reveiwer” is not known here: did you mean medical_reviewer?"),
    ]


def test_speaks_of_the_name_that_the_file_uses() -> None:
    (problem,) = validator("article.schema").problems({"last_reviewed": "soon"}, {"last_reviewed": "lastReviewed"})
    assert problem.path == ("lastReviewed",)
    assert problem.message == "“lastReviewed” is soon: not a date such as 2026-03-02"


def test_other_names_of_a_property_lead_to_it() -> None:
    assert suggestion("datePublished", ARTICLE["properties"]) == "published"
    assert suggestion("dateModifed", ARTICLE["properties"]) == "modified"
    assert suggestion("carousel", ARTICLE["properties"]) == ""


def test_a_schema_without_words_of_its_own_is_told_by_its_types() -> None:
    own = Validator(
        {
            "type": "object",
            "required": ["desk"],
            "properties": {
                "desk": {"enum": ["news", "health"]},
                "words": {"type": "integer", "minimum": 100},
                "when": {"type": "string", "format": "date"},
            },
        }
    )
    assert [p.message for p in own.problems({"words": "many"})] == ["“desk” is missing", "“words” is many; expected a whole number"]
    assert [p.message for p in own.problems({"desk": "sport", "words": 3, "when": "x"})] == [
        "“desk” is sport: one of news, health",
        "“when” is x: not a date",
        "“words” is 3: expected at least 100",
    ]


@pytest.mark.parametrize("value", ["\ud800", 10**400, [[[[]]]], {"\udfff": 1}])
def test_values_that_no_encoding_holds_are_no_crash(value: Any) -> None:
    assert validator("article.schema").problems({"title": "Bones", "anything": value}) == ()
    assert len(validator("article.schema").problems({"audience": value})) == 1


def test_long_and_large_values_are_shown_short() -> None:
    assert len(shown("word " * 100)) == 60
    assert shown(10**300) == "a number of more than 60 digits"
    assert shown("") == "an empty text"
    assert shown(None) == "empty"


def test_nouns() -> None:
    assert noun({"type": ["string", "integer"]}) == "a text or a whole number"
    assert noun({"anyOf": [{"const": "none"}, {"type": "array"}]}) == "none or a list"
    assert noun({"$ref": "#/$defs/date"}, ARTICLE) == "a date such as 2026-03-02"


def test_a_rule_without_words_of_its_own_is_named() -> None:
    checker = Validator({"type": "object", "properties": {"title": {"pattern": "^[A-Z]"}, "words": {"multipleOf": 5}}})
    assert [problem.message for problem in checker.problems({"title": "bones", "words": 3})] == [
        "“title” is bones: it does not fit the pattern ^[A-Z]",
        "“words” is 3: the schema's “multipleOf” does not hold",
    ]


def test_a_schema_that_leads_to_the_net_is_refused() -> None:
    with pytest.raises(ValueError, match="offline"):
        Validator({"$ref": "https://example.org/other.json"})


def test_a_schema_that_leads_in_a_circle_is_named_as_far_as_it_says_anything() -> None:
    root = {"$defs": {"round": {"anyOf": [{"$ref": "#/$defs/round"}, {"type": "string"}]}}}
    assert noun({"$ref": "#/$defs/round"}, root) == "a text"
    assert noun({"$ref": "#/$defs/bare"}, {"$defs": {"bare": {"$ref": "#/$defs/bare"}}}) == ""
