"""Metadata under our names: whatever a repository calls its fields and however it shapes them."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint.facts.article import Article
from clinlint.facts.metadata import Metadata, as_date, metadata
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.settings import Settings
from clinlint.model.source import Source

TODAY = date(2026, 11, 24)


def read(text: str, path: str = "a.md", **settings: object) -> tuple[Metadata, str]:
    article = Article(parse(Source(path, text)), TriggerSet({}))
    return metadata(article, Settings(today=TODAY, **settings)), text  # type: ignore[arg-type]


def front(*lines: str) -> str:
    return "---\n" + "\n".join(lines) + "\n---\n\nText.\n"


def test_our_names_and_usual_other_names_are_one() -> None:
    said, text = read(front("headline: Bones", "datePublished: 2025-04-03", "lang: en-GB", "medical_reviewers: [Dr S. Rao]"))
    assert said.text("title") == "Bones"
    assert said.date("published") == date(2025, 4, 3)
    assert said.language == "en"
    assert [person.name for person in said.people("medical_reviewer")] == ["Dr S. Rao"]
    span = said.span("published")
    assert text[span.start : span.end] == "2025-04-03"
    key = said.key_span("published")
    assert text[key.start : key.end] == "datePublished"


def test_our_own_name_wins_over_another_one() -> None:
    said, _ = read(front("date: 2020-01-01", "published: 2025-04-03"))
    assert said.date("published") == date(2025, 4, 3)
    said, _ = read(front("published: 2025-04-03", "date: 2020-01-01"))
    assert said.date("published") == date(2025, 4, 3)


def test_an_empty_field_gives_way() -> None:
    said, _ = read(front("published:", "date: 2020-01-01"))
    assert said.date("published") == date(2020, 1, 1)


def test_the_configuration_maps_names() -> None:
    said, _ = read(front("freigabe: Dr S. Rao"), field_names={"freigabe": "medical_reviewers"})
    assert said.given("medical_reviewer")


def test_the_configuration_says_what_the_article_does_not() -> None:
    said, _ = read(front("title: Bones"), audience="patient", article_type="drug", locale="en-US")
    assert (said.audiences, said.article_type, said.text("locale")) == (("patient",), "drug", "en-US")
    assert said.known("audience")
    assert not said.given("audience")
    said, _ = read(front("audience: professional"), audience="patient")
    assert said.audiences == ("professional",)


def test_people_in_every_shape() -> None:
    said, text = read(
        front(
            "authors:",
            "  - Jane Fox",
            "  - {name: A. Osei, credentials: [MSc, RD], jobTitle: dietitian}",
            "  - {role: nobody}",
            "medical_reviewer:",
            "  name: Dr S. Rao",
            "  date: 2026-03-02",
        )
    )
    first, second = said.people("authors")
    assert (first.name, first.credentials) == ("Jane Fox", "")
    assert (second.name, second.credentials, second.role) == ("A. Osei", "MSc, RD", "dietitian")
    assert text[second.span.start : second.span.end] == "A. Osei"
    (reviewer,) = said.people("medical_reviewer")
    assert reviewer.date == date(2026, 3, 2)
    assert text[reviewer.date_span.start : reviewer.date_span.end] == "2026-03-02"


@pytest.mark.parametrize(
    ("written", "readers"),
    [
        ("patient", ("patient",)),
        ("[patient, carer]", ("patient", "carer")),
        ("{'@type': Patient}", ("patient",)),
        ("{'@type': MedicalAudience, audienceType: Clinician}", ("professional",)),
        ("3", ()),
        ("", ()),
    ],
)
def test_readers(written: str, readers: tuple[str, ...]) -> None:
    assert read(front(f"audience: {written}"))[0].audiences == readers


@pytest.mark.parametrize(
    "text", ["Text without metadata.\n", "---\n---\n\nText.\n", "---\n- a\n- b\n---\n\nText.\n", "---\na: [\n---\n\nText.\n"]
)
def test_without_usable_metadata_nothing_is_given(text: str) -> None:
    said, _ = read(text)
    assert not said.given("title")
    assert said.people("authors") == ()
    assert said.audiences == ()
    assert said.date("published") is None
    assert said.head.start == 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-02-28", date(2026, 2, 28)),
        ("2026-02-28T10:00:00Z", date(2026, 2, 28)),
        ("2026-02-28 10:00", date(2026, 2, 28)),
        ("2026-02-30", None),
        ("20260228", None),
        ("2026-02-281", None),
        ("28.02.2026", None),
        (20260228, None),
        (None, None),
    ],
)
def test_dates(value: object, expected: date | None) -> None:
    assert as_date(value) == expected


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("locale: en-GB", "en"),
        ("lang: de", "de"),
        ("language: es_MX", "es"),
        ("locale: english", "en"),
        ("locale: 3", "en"),
        ("title: Bones", "en"),
        ("locale: eng", "en"),
    ],
)
def test_language(line: str, language: str) -> None:
    assert read(front(line))[0].language == language


def test_the_language_of_a_folder() -> None:
    assert read(front("title: Knochen"), locale="de-AT")[0].language == "de"
