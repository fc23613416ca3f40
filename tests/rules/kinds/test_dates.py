"""Dates against today, against each other and against the visible text."""

from __future__ import annotations

import pytest

from clinlint.engine.config import configured
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

RULES = [
    "date-in-future",
    "modified-before-published",
    "next-review-before-last",
    "review-past-due",
    "review-overdue",
    "review-soon",
    "next-review-too-late",
    "visible-date-differs",
]
LINTER = Linter(configured({"select": [f"governance/{rule}" for rule in RULES], "today": "2026-11-24"}))


def told(*lines: str, body: str = "Text.") -> list[tuple[str, str]]:
    text = "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"
    return [(f.rule.removeprefix("governance/"), text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings]


@pytest.mark.parametrize(
    ("reviewed", "late"), [("2023-11-24", False), ("2023-11-23", True), ("2024-02-29", False), ("2026-11-24", False), ("1999-01-01", True)]
)
def test_three_years_to_the_day(reviewed: str, late: bool) -> None:
    assert told(f"last_reviewed: {reviewed}") == ([("review-overdue", reviewed)] if late else [])


def test_the_last_day_of_february_has_a_successor() -> None:
    linter = Linter(configured({"select": ["governance/review-overdue"], "today": "2027-03-01"}))
    assert [f.rule for f in linter.lint(Source("a.md", "---\nlast_reviewed: 2024-02-29\n---\nText.\n")).findings] == [
        "governance/review-overdue"
    ]
    linter = Linter(configured({"select": ["governance/review-overdue"], "today": "2027-02-28"}))
    assert linter.lint(Source("a.md", "---\nlast_reviewed: 2024-02-29\n---\nText.\n")).findings == ()


def test_a_plan_counts_instead_of_the_usual_cycle() -> None:
    assert told("last_reviewed: 2023-01-01", "next_review: 2026-12-01") == [("next-review-too-late", "2026-12-01")]
    assert told("last_reviewed: 2025-01-01", "next_review: 2026-11-23") == [("review-past-due", "2026-11-23")]


def test_a_drug_page_is_told_earlier_and_only_once() -> None:
    assert told("article_type: drug", "last_reviewed: 2024-11-23") == [("review-soon", "2024-11-23")]
    assert told("article_type: drug", "last_reviewed: 2022-11-23") == [("review-overdue", "2022-11-23")]


def test_without_a_review_the_newest_date_counts() -> None:
    assert told("published: 2019-01-01", "modified: 2022-01-01") == [("review-overdue", "2022-01-01")]
    assert told("published: 2019-01-01", "modified: 2025-01-01") == []


@pytest.mark.parametrize(
    "lines", [("article_type: news", "published: 2019-01-01"), ("status: retired", "last_reviewed: 2015-01-01", "next_review: 2018-01-01")]
)
def test_news_and_retired_articles_are_not_reviewed(lines: tuple[str, ...]) -> None:
    assert told(*lines) == []


def test_order_and_future() -> None:
    assert told("published: 2026-02-01", "modified: 2025-02-01") == [("modified-before-published", "2025-02-01")]
    assert told("last_reviewed: 2026-11-25") == [("date-in-future", "2026-11-25")]
    assert told("status: in_review", "published: 2026-12-24") == []
    assert told("published: 2026-12-24") == [("date-in-future", "2026-12-24")]


def test_the_text_against_the_metadata() -> None:
    assert told("modified: 2026-02-01", body="Last updated: 3 February 2026") == [("visible-date-differs", "Last updated: 3 February 2026")]
    assert told("modified: 2026-02-01T08:00:00Z", body="Last updated: 1 February 2026") == []
    assert told("modified: 2026-02-01", body="Last updated: February 2026") == []


@pytest.mark.parametrize("value", ["soon", "2026-13-01", "", "[2026-01-01]", "9999-12-31", "0001-01-01", "{a: b}"])
def test_no_value_is_a_crash(value: str) -> None:
    for rule, _ in told(f"published: {value}", f"next_review: {value}", f"last_reviewed: {value}"):
        assert rule in RULES
