"""Recipes for editors that no package brings (Helix, Zed): their files parse, name what these editors' manuals name, and start what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.conftest import ROOT


def recipe(heading: str, language: str) -> str:
    text = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    match = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert match
    return match[1]


def test_helix_starts_the_server_for_markdown_beside_its_own() -> None:
    config = tomllib.loads(recipe("Helix", "toml"))
    assert set(config) == {"language-server", "language"}
    (language,) = config["language"]
    assert set(language) == {"name", "language-servers"}
    (name,) = config["language-server"]
    assert name in language["language-servers"]
    server = config["language-server"][name]
    assert set(server) == {"command", "args"}
    exit_ = b'{"jsonrpc":"2.0","method":"exit"}'
    started = subprocess.run(
        [shutil.which(server["command"], path=os.path.dirname(sys.executable)), *server["args"]],
        input=b"Content-Length: %d\r\n\r\n%s" % (len(exit_), exit_),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in started.stderr


def test_zeds_task_checks_the_open_file(tmp_path: Path) -> None:
    (task,) = json.loads(recipe("Zed", "json"))
    assert set(task) == {"label", "command"}
    (tmp_path / "an article.md").write_text("# Bracelets\n\nCopper bracelets cure arthritis.\n", encoding="utf-8")
    path = f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "ZED_FILE": str(tmp_path / "an article.md")}
    done = subprocess.run(["sh", "-c", task["command"]], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "overclaim/promised-cure" in done.stdout
