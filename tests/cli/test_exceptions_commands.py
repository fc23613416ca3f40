"""`clinlint waivers` and `clinlint review` as their users meet them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Clinlint = Callable[..., CompletedProcess[str]]
CONFIG = "select: [overclaim/promised-cure, suppression, schema]\ntoday: 2026-11-24\n"
FILM = "<!-- clinlint-ignore-next overclaim/promised-cure: title of a film (by R. Okoye, until 2027-01-31) -->\nTin cures gout.\n"
ARTICLE = (
    f"# Bracelets\n\n{FILM}\n"
    "<!-- clinlint-ignore-next overclaim/promised-cure: a quotation (by A. Lam, until 2026-01-31) -->\nZinc cures gout.\n\n"
    "<!-- clinlint-ignore-next overclaim/promised-cure: =1+1 -->\nA calm paragraph.\n\n"
    "<!-- clinlint-ignore-next overclaim/promised-cure: -->\nLead cures gout.\n\n"
    "<!-- clinlint-ignore-later overclaim/promised-cure: typo -->\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clinlint.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_every_exception_is_listed_with_its_state(clinlint: Clinlint, folder: Path) -> None:
    done = clinlint("waivers", str(folder / "a.md"), "--format", "json")
    rows = json.loads(done.stdout)
    assert [(row["line"], row["state"]) for row in rows] == [
        (3, "in use"),
        (6, "expired"),
        (9, "unused"),
        (12, "no reason"),
        (15, "mistyped"),
    ]
    assert rows[0] | {"path": ""} == {
        "path": "",
        "line": 3,
        "state": "in use",
        "rules": ["overclaim/promised-cure"],
        "reason": "title of a film",
        "by": "R. Okoye",
        "until": "2027-01-31",
    }
    assert done.returncode == 0


def test_those_in_need_of_somebody_are_exit_1(clinlint: Clinlint, folder: Path) -> None:
    done = clinlint("waivers", "a.md", "--open")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "a.md:6: expired: overclaim/promised-cure: a quotation (by A. Lam, until 2026-01-31)"
    assert done.stdout.splitlines()[-1] == "5 exceptions, 4 of them in need of somebody."


def test_a_spreadsheet_gets_no_formula(clinlint: Clinlint, folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(clinlint("waivers", "a.md", "--format", "csv").stdout)))
    assert [row["reason"] for row in rows][:3] == ["title of a film", "a quotation", "'=1+1"]


def test_waivers_of_a_missing_path_are_exit_2(clinlint: Clinlint, folder: Path) -> None:
    assert clinlint("waivers", "none.md").returncode == 2


def review(clinlint: Clinlint, folder: Path, text: str, *answers: str) -> tuple[CompletedProcess[str], str]:
    path = folder / "b.md"
    path.write_bytes(text.encode())
    done = clinlint("review", "b.md", "--by", "R. Okoye", stdin="".join(f"{a}\n" for a in answers).encode())
    return done, path.read_bytes().decode()


CURE = "# Bracelets\r\n\r\n😀 Copper cures gout.\r\n\r\n| Metal | Effect |\r\n| --- | --- |\r\n| Tin | Tin cures gout. |\r\n"


def test_a_finding_is_suppressed_with_its_reason(clinlint: Clinlint, folder: Path) -> None:
    done, text = review(clinlint, folder, CURE, "s", "title -- of a film", "s", "a product's name")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("0 fixed, 2 suppressed, 0 left.\n")
    lines = text.split("\r\n")
    assert lines[2] == "😀 Copper cures gout. <!-- clinlint-ignore-line overclaim/promised-cure: title – of a film (by R. Okoye) -->"
    assert lines[6] == "| Tin | Tin cures gout. <!-- clinlint-ignore-line overclaim/promised-cure: a product's name (by R. Okoye) --> |"


@pytest.mark.parametrize("answers", [(), ("q",), ("", ""), ("s", "", ""), ("what", "q")])
def test_nothing_changes_that_was_not_chosen(clinlint: Clinlint, folder: Path, answers: tuple[str, ...]) -> None:
    done, text = review(clinlint, folder, CURE, *answers)
    assert (done.returncode, text) == (1, CURE)
    assert done.stdout.endswith("0 fixed, 0 suppressed, 2 left.\n")


def test_a_fix_is_carried_out_and_a_metadata_finding_gets_a_waiver(clinlint: Clinlint, folder: Path) -> None:
    done, text = review(clinlint, folder, "---\nautors: []\n---\n\n# Calm\n", "1")
    assert "authors: []" in text, done.stdout
    done, text = review(clinlint, folder, "---\nautors: []\n---\n\n# Calm\n", "s", "house style")
    assert text == (
        '---\nautors: []\nclinlint:\n  waivers:\n    - rule: schema/unknown-field\n      reason: "house style"\n      by: "R. Okoye"\n---\n\n# Calm\n'
    )
    assert done.returncode == 0, done.stdout
