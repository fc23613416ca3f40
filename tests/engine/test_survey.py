"""A first look at a repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinlint.engine.survey import Usage, survey


def article(folder: Path, front_matter: str, name: str = "articles/a.md") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: A walk\n{front_matter}\n---\n\nA walk with friends.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("reviewerName: Dr R. Okoye", "medical_reviewer"),
        ("physician: {name: R. Okoye}", "medical_reviewer"),
        ("checked_on: 2025-02-01", "last_reviewed"),
        ("review-due: 2027-02-01", "next_review"),
        ("article-writer: R. Okoye", "authors"),
        ("postedOn: 2025-02-01", "published"),
        ("revised: 2025-02-01", "modified"),
        ("main_audience: patient", "audience"),
        ("pageType: condition", "article_type"),
        ("sponsor_name: none", "funding"),
        ("literature: [A book]", "references"),
    ],
)
def test_a_field_is_known_by_its_name_and_what_stands_in_it(tmp_path: Path, written: str, ours: str) -> None:
    article(tmp_path, written)
    assert survey(str(tmp_path)).fields == (Usage(written.partition(":")[0], ours, 1),)


@pytest.mark.parametrize(
    "written", ["checked: true", "pageType: longread", "checked_on: last spring", "mood: calm", "reviewer: Dr R. Okoye"]
)
def test_a_field_that_fits_nothing_or_is_known_by_name_is_left_alone(tmp_path: Path, written: str) -> None:
    article(tmp_path, written)
    assert survey(str(tmp_path)).fields == ()


def test_a_field_of_ours_that_most_articles_have_is_not_taken_by_another(tmp_path: Path) -> None:
    article(tmp_path, "author: R. Okoye\ncontributors: [J. Ruiz]")
    assert survey(str(tmp_path)).fields == ()


def test_files_that_are_no_articles_are_not_counted(tmp_path: Path) -> None:
    article(tmp_path, "", "guides/a.md")
    for name in ("README.md", "guides/CHANGELOG.md", "guides/LICENSE", "tests/b.md", "node_modules/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# Page\n", encoding="utf-8")
    seen = survey(str(tmp_path))
    assert (seen.folders, seen.formats) == (("guides",), {"markdown": 1})


@pytest.mark.parametrize(
    ("address", "ci"), [("git@github.com:a/b.git", "github"), ("https://gitlab.example.org/a/b", "gitlab"), ("https://example.org/b", "")]
)
def test_the_ci_is_told_by_where_the_repository_is_pushed_to(tmp_path: Path, address: str, ci: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text(f'[remote "origin"]\n\turl = {address}\n', encoding="utf-8")
    assert survey(str(tmp_path)).ci == ci


def test_what_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    article(tmp_path, "lang: en-us")
    (tmp_path / "articles" / "b.md").write_bytes(b"\xff\xfe\0")
    (tmp_path / "articles" / "c.md").write_text("---\n{[\n---\n", encoding="utf-8")
    assert dict(survey(str(tmp_path)).locales) == {"en-US": 1}
