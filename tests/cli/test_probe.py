from pathlib import Path

import pytest

from clinlint.cli.main import run


def test_it_says_what_was_caught_and_what_was_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "bones.md"
    article.write_text("# Bones\n\nA T-score of -2.5 or lower means osteoporosis.\n", encoding="utf-8")
    before = article.read_bytes()
    assert run(["probe", str(article), "--missed"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("1 article, 1 statement, ")
    assert "caught, the untouched text silent" in shown
    assert "  sign " in shown
    assert "on harmless rewrites" in shown
    assert article.read_bytes() == before


def test_the_same_seed_gives_the_same_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "bones.md"
    article.write_text("Women over 50 need 1,200 mg of calcium a day.\n", encoding="utf-8")
    pages = []
    for _ in range(2):
        run(["probe", str(article), "--seed", "3"])
        pages.append(capsys.readouterr().out)
    assert pages[0] == pages[1]


def test_an_article_without_statements_has_nothing_to_plant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "calm.md"
    article.write_text("Bones are alive.\n", encoding="utf-8")
    assert run(["probe", str(article)]) == 0
    assert capsys.readouterr().out == "1 article, 0 statements, 0 planted errors\n"


def test_a_missing_path_is_a_problem_of_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["probe", "nowhere.md"]) == 2
    assert "nowhere.md" in capsys.readouterr().err


def test_each_needs_a_number_of_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "calm.md"
    article.write_text("Bones are alive.\n", encoding="utf-8")
    assert run(["probe", str(article), "--each", "0"]) == 2
    assert "--each" in capsys.readouterr().err
