"""What is missing is told once, at one place, and never where the text or the configuration says it."""

from __future__ import annotations

import pytest

from clinlint.engine.config import configured
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

SELECTED = {"select": ["governance/*"], "today": "2026-11-24"}
LINTER = Linter(configured(SELECTED))
CLEAN = """\
---
title: Bones
locale: en-GB
audience: patient
article_type: condition
authors: [{name: Jane Fox, role: health writer}]
medical_reviewer: {name: Dr S. Rao, credentials: FRCP, date: 2026-03-02}
published: 2025-04-03
last_reviewed: 2026-03-02
next_review: 2028-03-02
publisher: {name: Bone Trust, contact: hello@bone-trust.example}
funding: none
conflicts: none declared
ai_use: none
---

# Bones

Bones are alive.
"""


def told(text: str, path: str = "a.md", linter: Linter = LINTER) -> list[tuple[str, str, str]]:
    return [(f.rule, text[f.span.start : f.span.end], f.message) for f in linter.lint(Source(path, text)).findings]


@pytest.mark.parametrize("profile", ["default", "strict", "audit"])
def test_whole_metadata_is_clean(profile: str) -> None:
    assert told(CLEAN, linter=Linter(configured({**SELECTED, "profile": profile}))) == []


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("# Bones\n\nBones are alive.\n", "a.md", "Bones"),
        ("Bones\n\nBones are alive.\n", "a.txt", "Bones"),
        ("<h1>Bones</h1><p>Bones are alive.</p>", "a.html", "Bones"),
        ("---\ntitle: Bones\n---\n\nBones are alive.\n", "a.md", "---"),
        ("---\n---\n\nBones are alive.\n", "a.md", "---"),
    ],
)
def test_no_metadata_is_one_finding(text: str, path: str, place: str) -> None:
    assert told(text, path) == [
        ("governance/metadata-missing", place, "Neither metadata nor text gives an author, a medical reviewer, a date or an audience.")
    ]


def test_what_the_configuration_gives_is_not_missing() -> None:
    linter = Linter(configured({**SELECTED, "audience": "patient"}))
    assert told("# Bones\n\nBones are alive.\n", linter=linter) == [
        ("governance/metadata-missing", "Bones", "Neither metadata nor text gives an author, a medical reviewer or a date.")
    ]


def test_metadata_kept_elsewhere_is_not_missing() -> None:
    linter = Linter(configured({**SELECTED, "metadata": "elsewhere"}))
    assert told("# Bones\n\nBones are alive.\n", linter=linter) == []
    assert [rule for rule, *_ in told("---\ntitle: Bones\nnext_review: 2020-01-01\n---\nText.\n", linter=linter)] == [
        "governance/review-past-due"
    ]


def test_a_text_that_gives_a_date_lacks_an_author() -> None:
    text = "Bones\n\nLast updated: September 10, 2025\n\nBones are alive.\n"
    assert told(text, "a.txt") == [("governance/author-missing", "Bones", "No author is named, in the metadata or in the text.")]


def test_a_text_that_gives_both_lacks_nothing_that_a_text_must_say() -> None:
    assert told("Bones\n\nBy Jane Fox, MSc\n\nLast updated: September 10, 2025\n\nBones are alive.\n", "a.txt") == []


@pytest.mark.parametrize(
    ("without", "rule"),
    [
        ("authors", "governance/author-missing"),
        ("medical_reviewer", "governance/reviewer-missing"),
        ("last_reviewed", "governance/review-date-missing"),
        ("audience", "governance/audience-missing"),
        ("funding", "governance/interests-missing"),
        ("ai_use", "governance/ai-use-missing"),
    ],
)
def test_each_missing_field_is_one_finding(without: str, rule: str) -> None:
    text = "".join(line for line in CLEAN.splitlines(keepends=True) if not line.startswith(f"{without}:"))
    assert [(found, place) for found, place, _ in told(text)] == [(rule, "---")]


def test_a_mistyped_field_is_not_missing_as_well() -> None:
    for field, typed in (("authors", "autors"), ("medical_reviewer", "medical_reveiwer"), ("funding", "fundng"), ("audience", "audiense")):
        assert told(CLEAN.replace(f"\n{field}:", f"\n{typed}:")) == []


def test_a_value_that_cannot_be_read_is_not_missing_as_well() -> None:
    assert (
        told(
            CLEAN.replace("last_reviewed: 2026-03-02", "last_reviewed: soon").replace(
                "next_review: 2028-03-02\n", "next_review: 2028-13-02\n"
            )
        )
        == []
    )


def test_broken_metadata_is_not_missing() -> None:
    assert told("---\ntitle: Bones: a guide\n---\n\nText.\n") == []


def test_an_empty_file_lacks_nothing() -> None:
    assert told("") == []
