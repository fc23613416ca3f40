"""The wheel holds everything: built, installed into a fresh environment, used."""

from __future__ import annotations

import json
import subprocess
import sysconfig
import venv
from pathlib import Path


def test_wheel_works_in_a_fresh_environment(tmp_path: Path, wheelhouse: Path) -> None:
    wheel = next(wheelhouse.glob("*.whl"))
    home = tmp_path / "fresh"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    dependencies = Path(sysconfig.get_path("purelib"))
    fresh = next((home / "lib").glob("python3*/site-packages"))
    (fresh / "dependencies.pth").write_text(f"{dependencies}\n", encoding="utf-8")

    article = tmp_path / "a.md"
    article.write_text("# Bones\n\nCopper bracelets cure arthritis.\n", encoding="utf-8")
    done = subprocess.run(
        [home / "bin" / "clinlint", "check", "--format", "json", article], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 1, done.stderr
    rules = {finding["rule"] for finding in json.loads(done.stdout)["files"][0]["findings"]}
    assert "overclaim/promised-cure" in rules
    page = subprocess.run(
        [home / "bin" / "clinlint", "check", "--format", "html", article], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert page.stdout.count("<script") == 2, page.stderr
    where = subprocess.run(
        [python, "-c", "import clinlint, clinlint.schemas as s; print(clinlint.__file__, s.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert where.stdout.count(str(fresh)) == 2
