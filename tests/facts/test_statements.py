"""What the visible text says of authors, reviewers and dates, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint.facts.article import Article
from clinlint.facts.statements import About, Statement, statements
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def found(line: str) -> list[Statement]:
    text = f"# Bones\n\n{line}\n\nBones are alive.\n"
    return list(statements(Article(parse(Source("a.md", text)), TriggerSet({}))))


@pytest.mark.parametrize(
    ("line", "about", "name"),
    [
        ("By Jane Fox", About.AUTHOR, "Jane Fox"),
        ("By Jane Fox, MSc", About.AUTHOR, "Jane Fox"),
        ("By Dr. Jane Fox | 3 March 2026", About.AUTHOR, "Dr. Jane Fox"),
        ("Written by José van der Berg, PhD.", About.AUTHOR, "José van der Berg"),
        ("Author: A. Osei", About.AUTHOR, "A. Osei"),
        ("Medically reviewed by Dr S. Rao, MD", About.REVIEWER, "Dr S. Rao"),
        ("This page was reviewed by Sam Rao, RN", About.REVIEWER, "Sam Rao"),
        ("Reviewer: Sam Rao", About.REVIEWER, "Sam Rao"),
    ],
)
def test_people(line: str, about: About, name: str) -> None:
    statement = next(s for s in found(line) if s.about is about)
    assert (statement.name, statement.named) == (name, True)


@pytest.mark.parametrize(
    ("line", "about", "name"),
    [
        ("Written by our editorial team", About.AUTHOR, "our editorial team"),
        ("All articles are reviewed for accuracy by our Medical Advisory Board", About.REVIEWER, "our Medical Advisory Board"),
        ("Reviewed by the Medicines Team.", About.REVIEWER, "the Medicines Team"),
    ],
)
def test_groups_are_nobody_in_particular(line: str, about: About, name: str) -> None:
    (statement,) = found(line)
    assert (statement.about, statement.name, statement.named) == (about, name, False)


@pytest.mark.parametrize(
    ("line", "about", "day", "exact"),
    [
        ("Last updated: September 10, 2025View editorial policy", About.MODIFIED, date(2025, 9, 10), True),
        ("Page last reviewed: 03 March 2023", About.REVIEWED, date(2023, 3, 3), True),
        ("Next review due: 3 March 2026", About.NEXT_REVIEW, date(2026, 3, 3), True),
        ("Published on 2025-04-03", About.PUBLISHED, date(2025, 4, 3), True),
        ("Updated: Sept. 2025", About.MODIFIED, date(2025, 9, 1), False),
        ("Reviewed by Sam Rao, RN on 1st March 2026", About.REVIEWED, date(2026, 3, 1), True),
    ],
)
def test_dates(line: str, about: About, day: date, exact: bool) -> None:
    statement = next(s for s in found(line) if s.about is about and s.date)
    assert (statement.date, statement.exact) == (day, exact)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday Morning, you should feel better.",
        "By taking calcium you help your bones.",
        "The heart is supplied by arteries.",
        "The guideline was last updated on 3 March 2019.",
        "The trial was published on 1 May 2019 and changed practice.",
        "The data were reviewed by a committee of experts.",
        "The best book on it was written by Oliver Stone.",
        "Your medicines should be checked by a doctor.",
        "Updated: 45 Quintember 2025",
        "Last updated: 31 February 2025",
    ],
)
def test_what_is_not_about_the_article(line: str) -> None:
    assert found(line) == []


def test_not_in_the_reference_list_nor_in_quotations() -> None:
    text = "# Bones\n\n> Reviewed by Sam Rao, RN\n\nText.\n\n## References\n\n1. Health Service. Bones. Updated 3 March 2023. https://example.org/a\n2. Fox J. Joints. Published 2 May 2020.\n"
    assert statements(Article(parse(Source("a.md", text)), TriggerSet({}))) == ()


def test_the_span_reads_back() -> None:
    text = "# Bones\n\nPage **last reviewed**: 3 March&nbsp;2023\n"
    article = Article(parse(Source("a.md", text)), TriggerSet({}))
    (statement,) = statements(article)
    span = statement.span(article)
    assert text[span.start : span.end].startswith("last reviewed")
    assert text[span.start : span.end].endswith("2023")


def test_a_long_line_takes_no_time() -> None:
    text = "by Dr " * 200_000
    assert statements(Article(parse(Source("a.txt", text)), TriggerSet({}))) == ()
