"""Fields by the schemas: ours under the names that a repository writes, and its own."""

from __future__ import annotations

import json
from datetime import date

from clinlint.lsp.fields import field_at, fields_under
from clinlint.model.settings import Settings

TODAY = date(2026, 11, 24)
OURS = Settings(TODAY)


def test_the_top_has_our_fields_with_what_they_hold() -> None:
    fields = {field.name: field for field in fields_under((), OURS)}
    assert fields["status"].values == ("draft", "in_review", "approved", "published", "retired")
    assert fields["audience"].values == ("patient", "carer", "public", "professional", "student")
    assert fields["last_reviewed"].values == ("2026-11-24",)
    assert fields["title"].description == "The article's title, as readers see it."
    assert (fields["authors"].holds_fields, fields["title"].holds_fields) == (True, False)
    assert "layout" not in fields


def test_people_have_fields_of_their_own() -> None:
    for path in (("authors",), ("medical_reviewer",), ("reviewedBy",)):
        assert {"name", "credentials", "role", "specialty"} <= {field.name for field in fields_under(path, OURS)}
    level = field_at(("ai_use", "level"), OURS)
    assert level is not None
    assert level.values == ("none", "assisted", "generated")


def test_another_name_of_a_field_is_known() -> None:
    field = field_at(("reviewedBy",), OURS)
    assert field is not None
    assert (field.name, field.ours) == ("reviewedBy", "medical_reviewer")
    inner = field_at(("authors", "jobTitle"), OURS)
    assert inner is not None
    assert inner.ours == "role"
    assert field_at(("layout",), OURS) is None
    assert field_at(("nothing", "at", "all"), OURS) is None


def test_a_repositorys_names_stand_for_ours() -> None:
    settings = Settings(TODAY, field_names={"freigabe": "medical_reviewer"})
    names = {field.name: field.ours for field in fields_under((), settings)}
    assert names["freigabe"] == "medical_reviewer"
    assert "medical_reviewer" not in names
    assert "specialty" in {field.name for field in fields_under(("freigabe",), settings)}


def test_a_repositorys_own_schema_adds_its_fields() -> None:
    own = {
        "properties": {"desk": {"description": "Who takes calls.", "$ref": "#/$defs/desk"}, "status": {"const": "mine"}},
        "$defs": {"desk": {"enum": ["bones", "heart"]}, "round": {"$ref": "#/$defs/round"}},
    }
    settings = Settings(TODAY, article_schema=json.dumps(own))
    fields = {field.name: field for field in fields_under((), settings)}
    assert (fields["desk"].values, fields["desk"].description) == (("bones", "heart"), "Who takes calls.")
    assert fields["status"].values[0] == "draft"


def test_a_schema_that_leads_in_a_circle_ends() -> None:
    own = {"properties": {"a": {"$ref": "#/$defs/round"}}, "$defs": {"round": {"anyOf": [{"$ref": "#/$defs/round"}]}}}
    assert field_at(("a",), Settings(TODAY, article_schema=json.dumps(own))) is not None
