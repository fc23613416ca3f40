"""Which files a run is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinlint.engine.files import select


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "site"
    (site / "articles").mkdir(parents=True)
    (site / ".git").mkdir()
    (tmp_path / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (site / "shared.md").write_text("# Shared\n", encoding="utf-8")
    (site / "articles" / "a.md").write_text("# Article\n", encoding="utf-8")
    monkeypatch.chdir(site)
    return site


def test_a_link_inside_the_repository_is_an_article() -> None:
    Path("articles/b.md").symlink_to("../shared.md")
    assert select(["articles"]).paths == ("articles/a.md", "articles/b.md")


def test_a_link_out_of_the_repository_is_told_and_not_read() -> None:
    Path("articles/b.md").symlink_to("../../secret.md")
    selection = select(["articles"])
    assert selection.paths == ("articles/a.md",)
    assert selection.problems == ("articles/b.md: a link out of the repository; to have it read, name it",)


def test_a_link_that_is_named_is_read() -> None:
    Path("articles/b.md").symlink_to("../../secret.md")
    assert select(["articles/b.md"]).paths == ("articles/b.md",)


def test_a_loop_of_folders_ends() -> None:
    Path("articles/again").symlink_to("../articles")
    assert select(["articles"]).paths == ("articles/a.md",)


def test_a_list_of_works_beside_the_articles_is_no_article() -> None:
    Path("articles/references.json").write_text('[\n  {\n    "id": "roe",\n    "title": "Density"\n  }\n]\n', encoding="utf-8")
    Path("articles/works.yaml").write_text("references:\n- id: roe\n  title: Density\n", encoding="utf-8")
    Path("articles/pages.yaml").write_text("title: Hips\nbody: Hips are joints.\n", encoding="utf-8")
    assert select(["articles"]).paths == ("articles/a.md", "articles/pages.yaml")
