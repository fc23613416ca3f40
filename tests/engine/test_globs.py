"""Path patterns mean what people who know .gitignore expect."""

from __future__ import annotations

import pytest

from clinlint.engine.globs import matches


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("drafts/**", "drafts/a.md"),
        ("drafts/**", "drafts/old/a.md"),
        ("drafts/", "drafts/a.md"),
        ("drafts", "articles/drafts/a.md"),
        ("*.html", "deep/down/a.html"),
        ("articles/*.md", "articles/a.md"),
        ("articles/**/*.md", "articles/a.md"),
        ("articles/**/*.md", "articles/x/y/a.md"),
        ("./articles/a.md", "articles/a.md"),
        ("**/old/*", "x/old/a.md"),
        ("a?.md", "ab.md"),
        ("*.{md,html}", "a.html"),
        ("ärzte/*.md", "ärzte/ü.md"),
    ],
)
def test_means(pattern: str, path: str) -> None:
    assert matches(pattern, f"/repo/{path}", "/repo")


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("articles/*.md", "articles/x/a.md"),
        ("articles/*.md", "other/articles/a.md"),
        ("*.md", "a.mdx"),
        ("draft", "drafts/a.md"),
        ("a.md", "axmd"),
        ("a?.md", "a/.md"),
    ],
)
def test_does_not_mean(pattern: str, path: str) -> None:
    assert not matches(pattern, f"/repo/{path}", "/repo")


def test_a_path_outside_the_folder_is_never_meant() -> None:
    assert not matches("**", "/elsewhere/a.md", "/repo")
    assert not matches("**", "/repository/a.md", "/repo")


def test_many_stars_take_no_time() -> None:
    assert not matches("**/a" * 30 + "/b.md", "/repo/" + "a/" * 400 + "c.md", "/repo")
