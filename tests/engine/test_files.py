"""Which files a run is about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clinlint.engine.files import read, select


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


@pytest.mark.parametrize("pattern", ["articles/**/*.md", "**/a.md", "**", "art*/**", "**/**/a.*"])
def test_a_pattern_goes_round_no_loop(pattern: str) -> None:
    for name in ("again", "too", "and"):
        Path("articles", name).symlink_to("../articles")
    Path("articles/deep/er").mkdir(parents=True)
    assert "articles/a.md" in select([pattern]).paths
    assert not [path for path in select([pattern]).paths if "/again/" in path]


def test_a_pattern_finds_what_lies_deep_and_nothing_hidden() -> None:
    for name in ("articles/deep/er/b.md", "articles/deep/c.txt", "articles/.hidden/d.md", "articles/[e]/e.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("# More\n", encoding="utf-8")
    assert select(["articles/**/*.md"]).paths == ("articles/[e]/e.md", "articles/a.md", "articles/deep/er/b.md")
    assert select(["articles/**"]).paths == ("articles/[e]/e.md", "articles/a.md", "articles/deep/c.txt", "articles/deep/er/b.md")


def test_a_pattern_does_not_lead_out_of_the_repository() -> None:
    Path("articles/b.md").symlink_to("../../secret.md")
    Path("articles/up").symlink_to("../..")
    selection = select(["articles/*.md", "articles/*/secret.md", "articles/**/secret.md"])
    assert selection.paths == ("articles/a.md",)
    assert {problem.partition(":")[0] for problem in selection.problems[:2]} == {"articles/b.md", "articles/up/secret.md"}


@pytest.mark.parametrize("name", ["pipe.md", "pipe.yaml"])
def test_a_pipe_is_not_waited_for(name: str) -> None:
    os.mkfifo(f"articles/{name}")
    assert f"articles/{name}" in select(["articles"]).paths
    with pytest.raises(OSError, match="not a regular file"):
        read(f"articles/{name}")


def test_a_link_to_itself_is_told() -> None:
    Path("articles/b.md").symlink_to("b.md")
    assert select(["articles"]).paths == ("articles/a.md", "articles/b.md")
    with pytest.raises(OSError, match="symbolic links"):
        read("articles/b.md")


def test_a_list_of_works_beside_the_articles_is_no_article() -> None:
    Path("articles/references.json").write_text('[\n  {\n    "id": "roe",\n    "title": "Density"\n  }\n]\n', encoding="utf-8")
    Path("articles/works.yaml").write_text("references:\n- id: roe\n  title: Density\n", encoding="utf-8")
    Path("articles/pages.yaml").write_text("title: Hips\nbody: Hips are joints.\n", encoding="utf-8")
    assert select(["articles"]).paths == ("articles/a.md", "articles/pages.yaml")


def test_an_article_in_json_may_stand_on_one_line() -> None:
    Path("articles/short.json").write_text('{"id": 1, "title": "Bones", "body": "Text."}', encoding="utf-8")
    Path("articles/data.json").write_text('{"id": 1, "subtitle": "Bones", "list": ["title", "body"]}', encoding="utf-8")
    names = [Path(path).name for path in select(["articles"]).paths]
    assert "short.json" in names
    assert "data.json" not in names


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"long enough" * 1000)
    status = os.stat_result((0o100644, 0, 0, 1, 0, 0, 5, 0, 0, 0))
    monkeypatch.setattr(os, "fstat", lambda _descriptor: status)
    assert read(str(path)) == b"long enough" * 1000
    assert read(str(path), 20) == (b"long enough" * 2)[:20]
