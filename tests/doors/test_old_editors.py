"""Editors that Debian brings, which are pushed to: Emacs with eglot and lsp-mode, Vim with ALE, and Neovim 0.7, which stands for all old clients."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.doors.conftest import program

SCRIPTS = ROOT / "tests" / "editors"
TEXT = "---\ntitle: 😀 Bracelets\nautors:\n  - name: R. Okoye\n---\n\n# Bracelets\n\n😀 Copper bracelets cure arthritis.\n"


def run(folder: Path, select: str, *command: object) -> subprocess.CompletedProcess[str]:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    (folder / "clinlint.yaml").write_text(f"select: [{select}]\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    homes = {f"XDG_{name}_HOME": str(folder / ".xdg" / name) for name in ("STATE", "DATA", "CONFIG", "CACHE")}
    environment = {**os.environ, **homes, "PY": sys.executable, "LANG": "C.UTF-8"}
    done = subprocess.run(
        [str(each) for each in command], cwd=folder, env=environment, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def test_emacs_shows_the_very_words(tmp_path: Path) -> None:
    emacs = program("emacs", "emacs-nox elpa-eglot elpa-markdown-mode")
    done = run(tmp_path, "overclaim/promised-cure", emacs, "-q", "--batch", "-l", SCRIPTS / "eglot.el")
    (found,) = json.loads(done.stdout.strip().splitlines()[-1])
    assert found["text"] == "cure arthritis"
    assert "“cure arthritis” promises a cure." in found["message"]


def test_emacs_with_lsp_mode_by_the_recipe_of_the_manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emacs = program("emacs", "emacs-nox elpa-lsp-mode elpa-markdown-mode")
    manual = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    recipe = re.search(r"With lsp-mode:\n\n```elisp\n(.*?)```", manual, re.DOTALL)
    assert recipe
    monkeypatch.setenv("RECIPE", recipe[1])
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    done = run(tmp_path, "overclaim/promised-cure", emacs, "-q", "--batch", "-l", SCRIPTS / "lsp-mode.el")
    (found,) = json.loads(done.stdout.strip().splitlines()[-1])
    assert (found["code"], found["range"]["start"]) == ("overclaim/promised-cure", {"line": 8, "character": 20})


def test_neovim_07_shows_and_fixes_the_very_words(tmp_path: Path) -> None:
    assert Path("/usr/bin/nvim").exists(), "apt-get install neovim"
    done = run(tmp_path, "schema/unknown-field", "/usr/bin/nvim", "--headless", "--clean", "-S", SCRIPTS / "nvim07.lua")
    said = json.loads(done.stdout.strip().splitlines()[-1])
    assert [(each["line"], each["column"], each["stop"], each["code"]) for each in said["found"]] == [(2, 0, 6, "schema/unknown-field")]
    assert said["lines"][1:3] == ["title: 😀 Bracelets", "authors:"]
    assert said["left"] == 0


def test_vim_with_ale_shows_and_fixes_the_very_words(tmp_path: Path) -> None:
    vim = program("vim", "vim vim-ale")
    run(tmp_path, "overclaim/promised-cure, schema/unknown-field", vim, "-Nu", "NONE", "-i", "NONE", "-es", "-S", SCRIPTS / "ale.vim")
    said = json.loads((tmp_path / "said.json").read_text(encoding="utf-8"))
    assert [(each[0], each[3], each[4]) for each in said["found"]] == [
        (3, "schema/unknown-field", "W"),
        (9, "overclaim/promised-cure", "E"),
    ]
    assert "“cure arthritis” promises a cure." in said["found"][1][5]
    assert said["lines"][2] == "authors:"
