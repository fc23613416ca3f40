"""The nearest name: near enough to help, never so far that it misleads."""

from __future__ import annotations

import pytest

from clinlint.structured.nearest import distance, nearest

FIELDS = (
    "title",
    "description",
    "locale",
    "language",
    "audience",
    "authors",
    "medical_reviewer",
    "last_reviewed",
    "next_review",
    "references",
    "conflicts",
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("audiance", "audience"),
        ("autors", "authors"),
        ("author", "authors"),
        ("medical_reveiwer", "medical_reviewer"),
        ("medicalReviwer", "medical_reviewer"),
        ("last-reviewed", "last_reviewed"),
        ("lastReviewed", "last_reviewed"),
        ("Conflict", "conflicts"),
        ("referances", "references"),
    ],
)
def test_near(written: str, meant: str) -> None:
    assert nearest(written, FIELDS) == meant


@pytest.mark.parametrize(
    "written",
    [
        "layout",
        "carousel",
        "tags",
        "x",
        "",
        "z" * 200,
        "слово",
        "ms.author",
        "og:title",
        "meta_title",
        "reviewer",
        "review_note",
        "last_review_by",
    ],
)
def test_nothing_near(written: str) -> None:
    assert nearest(written, FIELDS) == ""


def test_distance_counts_slips_up_to_a_limit() -> None:
    assert distance("review", "reveiw", 2) == 1
    assert distance("dose", "doses", 2) == 1
    assert distance("dose", "title", 2) == 99
