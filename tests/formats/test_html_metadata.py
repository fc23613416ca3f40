"""Metadata of HTML pages under our names, each value at its place."""

from __future__ import annotations

from clinlint.formats.html import FORMAT
from clinlint.formats.html_metadata import of_linked_data, of_meta
from clinlint.model.source import Source

PAGE = """<html lang="en-GB"><head><title>Bones</title>
<meta name="clinlint:article_type" content="test"><meta name="clinlint:ai-use" content="none"><meta name="generator" content="hugo">
<script type="application/ld+json">
{"@graph": [{"@type": "BreadcrumbList", "name": "Home"},
 {"@type": "MedicalWebPage", "headline": "Bones", "author": [{"name": "R. Okoye", "honorificSuffix": "MSc", "jobTitle": "writer"}, {"name": "L. Ito"}],
  "reviewedBy": {"name": "Dr A. Shah", "honorificSuffix": "MD"}, "funder": {"name": "none"}, "publisher": {"name": "Bone Trust"},
  "lastReviewed": "2026-02-01T10:00", "audience": {"@type": "MedicalAudience", "audienceType": "patient"}, "citation": ["A work", {"name": "Another"}]}]}
</script></head><body><p>Text.</p></body></html>"""


def test_a_page_gives_every_field_with_its_place() -> None:
    source = Source("page.html", PAGE)
    fields = FORMAT.parse(source).fields
    assert fields is not None
    assert fields.values == {
        "locale": "en-GB",
        "title": "Bones",
        "article_type": "test",
        "ai_use": "none",
        "authors": [{"name": "R. Okoye", "credentials": "MSc", "role": "writer"}, {"name": "L. Ito"}],
        "medical_reviewer": {"name": "Dr A. Shah", "credentials": "MD"},
        "funding": "none",
        "publisher": "Bone Trust",
        "last_reviewed": "2026-02-01",
        "audience": "patient",
        "references": [{"title": "A work"}, {"title": "Another"}],
    }
    places = {path: source.slice(span) for path, span in fields.value_spans.items()}
    assert places["last_reviewed",] == '"2026-02-01T10:00"'
    assert places["authors", 0, "credentials"] == '"MSc"'
    assert places["authors", 1] == '{"name": "L. Ito"}'
    assert places["medical_reviewer", "name"] == '"Dr A. Shah"'
    assert places["article_type",] == "test"


def test_what_is_no_json_or_no_page_gives_nothing() -> None:
    assert list(of_linked_data('{"headline": "Bones"', 0)) == []
    assert list(of_linked_data('[{"@type": "BreadcrumbList", "name": "Home"}]', 0)) == []
    assert list(of_linked_data('{"author": [1, {}, {"name": 3}], "lastReviewed": null, "funder": []}', 0)) == []


def test_only_known_meta_names_are_fields() -> None:
    assert of_meta("viewport", "width=device-width") is None
    assert of_meta("clinlint:next_review", "2028-06-08T00:00") == ("next_review", "2028-06-08")
    assert of_meta("author", "R. Okoye") == ("authors", [{"name": "R. Okoye"}])
    assert of_meta("description", "") is None
