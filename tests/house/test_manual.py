"""The manual: it builds without a broken link, fetches nothing, and its examples print what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.house import manual

ZENSICAL = Path(sysconfig.get_path("scripts")) / "zensical"


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if not (folder / "docs").exists():
        shutil.copytree(ROOT / "docs", folder / "docs")
    return subprocess.run([ZENSICAL, "build", "--strict"], cwd=folder, capture_output=True, text=True, check=False)


def test_it_builds_strictly_and_fetches_nothing(tmp_path: Path) -> None:
    done = build(tmp_path)
    assert done.returncode == 0, done.stdout
    site = tmp_path / "build" / "site"
    for page in ("index.html", "tutorial.html", "rules/threshold/wrong-cut-off.html", "reference/commands.html"):
        text = (site / page).read_text(encoding="utf-8")
        assert "</h1>" in text, page
        assert re.findall(r'<(?:script|img|iframe|link rel="stylesheet")[^>]*(?:src|href)="(?:https?:)?//[^"]*"', text) == []


def test_a_broken_link_fails(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Page\n\n[Away](nowhere.md)\n", encoding="utf-8")
    assert build(tmp_path).returncode != 0


def test_every_page_is_in_the_contents_or_a_rules_page_or_a_decision() -> None:
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for path in (ROOT / "docs").rglob("*.md"):
        page = path.relative_to(ROOT / "docs").as_posix()
        assert f": {page}\n" in contents or page.startswith(("rules/", "decisions/")), page


@pytest.mark.parametrize("page", manual.pages())
def test_examples_print_what_the_page_says(page: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    installs = "pip install" in (ROOT / "docs" / page).read_text(encoding="utf-8")
    environment = request.getfixturevalue("installing") if installs else {}
    for command, said, printed in manual.run(page, tmp_path, environment):
        assert manual.agrees(said, printed), f"$ {command}\nthe page says\n{said}\nbut this is printed\n{printed}"
