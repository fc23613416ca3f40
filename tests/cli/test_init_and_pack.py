"""Starting out: a configuration, and rules of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from clinlint.cli.init import STYLES

Clinlint = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("style", STYLES)
def test_init_writes_a_configuration_that_works_and_nothing_over_an_old_one(clinlint: Clinlint, tmp_path: Path, style: str) -> None:
    first = clinlint("init", "--style", style)
    assert first.returncode == 0
    assert first.stdout.startswith(f"wrote clinlint.yaml, which extends {style}\n")
    assert "- id: clinlint" in first.stdout
    (tmp_path / "a.md").write_text("# Walking\n\nA walk with friends is good company.\n", encoding="utf-8")
    assert clinlint("check", "a.md", "--select", "overclaim/*").returncode == 0
    again = clinlint("init")
    assert (again.returncode, again.stderr) == (2, "clinlint.yaml: exists already\n")


def test_a_new_pack_passes_its_own_check_and_tests(clinlint: Clinlint) -> None:
    assert clinlint("pack", "new", "house.yaml").returncode == 0
    assert clinlint("pack", "lint", "house.yaml").stdout == "house.yaml: 1 rule, all well formed\n"
    assert clinlint("pack", "test", "house.yaml").stdout == "house.yaml: 1 rule, all examples pass\n"
    assert clinlint("pack", "new", "house.yaml").returncode == 2


def test_an_example_that_does_not_come_out_is_exit_1(clinlint: Clinlint, tmp_path: Path) -> None:
    clinlint("pack", "new", "house.yaml")
    path = tmp_path / "house.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("arthritis [[sufferers]]", "[[arthritis]] sufferers"), encoding="utf-8")
    done = clinlint("pack", "test", "house.yaml")
    assert done.returncode == 1
    assert "house/sufferers: flagged at “sufferers”: 'Advice for arthritis sufferers.'" in done.stdout
    assert done.stdout.endswith("1 rule, 1 example failed\n")


def test_a_broken_pack_is_exit_2_with_line_and_caret(clinlint: Clinlint, tmp_path: Path) -> None:
    clinlint("pack", "new", "house.yaml")
    path = tmp_path / "house.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: existence", "kind: existance"), encoding="utf-8")
    done = clinlint("pack", "lint", "house.yaml")
    assert done.returncode == 2
    assert done.stderr.startswith("house.yaml:3:9: ")
    assert "^" in done.stderr
    assert "existence" in done.stderr
