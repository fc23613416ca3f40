"""A real Neovim 0.11 as a client of the language server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parent / "nvim11.lua"
NVIM = Path(sysconfig.get_path("scripts")) / "nvim"
TEXT = "# Bracelets\n\n😀 Copper bracelets cure arthritis.\n"


def neovim(folder: Path, text: str, config: str, *, preferred: bool) -> dict[str, Any]:
    (folder / "a.md").write_text(text, encoding="utf-8")
    (folder / "clinlint.yaml").write_text(config, encoding="utf-8")
    homes = {f"XDG_{name}_HOME": str(folder / ".nvim" / name) for name in ("STATE", "DATA", "CONFIG", "CACHE")}
    done = subprocess.run(
        [NVIM, "--headless", "--clean", "-S", SCRIPT],
        cwd=folder,
        env={**os.environ, **homes, "PY": sys.executable, "PREFERRED": str(int(preferred))},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def test_findings_hover_and_suppression(tmp_path: Path) -> None:
    said = neovim(tmp_path, TEXT, "select: [overclaim/promised-cure, suppression]\n", preferred=False)
    assert said["encoding"] == "utf-8"
    (found,) = said["found"]
    start = len("😀 Copper bracelets ".encode())
    assert (found["line"], found["column"], found["stop"]) == (2, start, start + len("cure arthritis"))
    assert (found["code"], found["source"]) == ("overclaim/promised-cure", "clinlint")
    assert found["link"].startswith("http")
    assert "“cure arthritis” promises a cure." in said["hover"]
    assert said["lines"][2] == "😀 Copper bracelets cure arthritis. <!-- clinlint-ignore-line overclaim/promised-cure:  -->"
    assert "suppression/missing-reason" in said["after"]
    assert not said["offered"]


def test_the_preferred_fix_is_applied_after_an_emoji(tmp_path: Path) -> None:
    front = "---\ntitle: 😀 Bracelets\nautors:\n  - name: R. Okoye\n---\n\n# Bracelets\n"
    said = neovim(tmp_path, front, "select: [schema]\n", preferred=True)
    assert "schema/unknown-field" in [each["code"] for each in said["found"]]
    assert said["lines"][2] == "authors:"
    assert "audience" in said["offered"]
    assert "title" not in said["offered"]
