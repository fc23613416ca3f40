"""The command line as its users meet it: exit codes, messages, bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Clinlint = Callable[..., CompletedProcess[str]]
CALM = "# Walking\n\nA walk with friends is good company.\n"
WRONG = "# Bracelets\n\nCopper bracelets cure arthritis.\n"
ONLY = ("--select", "overclaim/*")


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_clean_article_is_exit_0_and_says_so(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", CALM)
    done = clinlint("check", "a.md", *ONLY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 article checked, nothing found.\n", "")


def test_a_finding_is_exit_1_with_place_excerpt_and_carets(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", WRONG)
    done = clinlint("check", "a.md", *ONLY)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("a.md:3:18: error[overclaim/promised-cure]: ")
    assert lines[2] == " 3 | Copper bracelets cure arthritis."
    assert lines[3] == "   |                  ^^^^^^^^^^^^^^"
    assert lines[-1] == "1 article checked: 1 error."
    assert "\x1b" not in done.stdout


def test_colour_is_there_when_asked_for(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", WRONG)
    assert "\x1b[1;31merror[overclaim/promised-cure]\x1b[0m" in clinlint("check", "a.md", *ONLY, "--colour", "always").stdout


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on(clinlint: Clinlint, tmp_path: Path, level: str, code: int) -> None:
    write(tmp_path, "a.md", WRONG)
    assert clinlint("check", "a.md", *ONLY, "--fail-on", level).returncode == code


def test_standard_input_is_known_by_its_name(clinlint: Clinlint) -> None:
    done = clinlint("check", "-", "--stdin-filename", "articles/b.md", *ONLY, stdin=WRONG.encode())
    assert done.returncode == 1
    assert done.stdout.startswith("articles/b.md:3:18: ")


def test_json_names_every_file_and_the_exact_place(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", CALM)
    write(tmp_path, "docs/b.md", WRONG)
    done = clinlint("check", "docs", "--format", "json", *ONLY)
    data = json.loads(done.stdout)
    assert [file["path"] for file in data["files"]] == ["docs/a.md", "docs/b.md"]
    assert data["files"][0]["findings"] == []
    (finding,) = data["files"][1]["findings"]
    assert finding["start"] == {"line": 3, "column": 18, "offset": WRONG.index("cure")}
    assert WRONG[finding["start"]["offset"] : finding["end"]["offset"]] == "cure arthritis"


def test_several_outputs_in_one_run(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", WRONG)
    done = clinlint("check", "a.md", *ONLY, "--output", "json=out.json")
    assert "error[overclaim/promised-cure]" in done.stdout
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["summary"]["error"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("missing.md",), "missing.md: no such file or folder"),
        (("*.rst",), "*.rst: no article matches this pattern"),
        (("empty",), "empty: no articles in this folder"),
        (("a.bin",), "a.bin: no format reads this kind of file"),
    ],
)
def test_what_cannot_be_read_is_exit_2_after_the_others_were_reported(
    clinlint: Clinlint, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path, "a.bin", b"\x00\x01")
    write(tmp_path, "a.md", WRONG)
    done = clinlint("check", "a.md", *arguments, *ONLY)
    assert done.returncode == 2
    assert "error[overclaim/promised-cure]" in done.stdout
    assert f"problem: {message}" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.md", "--select", "overclaim/promised-curs"), "did you mean overclaim/promised-cure?"),
        (("a.md", "--format", "tekst"), "there is no format tekst"),
        (("a.md", "--today", "2026-13-02"), "--today 2026-13-02: write a date such as 2026-11-24"),
        (("a.md", "--jurisdiction", "Mars"), "there is no jurisdiction Mars"),
        ((), "no paths"),
        (("a.md", "-"), "- stands alone"),
        (("a.md", "--config", "none.yaml"), "none.yaml"),
    ],
)
def test_wrong_options_are_exit_2_with_a_hint(clinlint: Clinlint, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    write(tmp_path, "a.md", CALM)
    done = clinlint("check", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_command_is_exit_2(clinlint: Clinlint) -> None:
    done = clinlint("chekc")
    assert done.returncode == 2
    assert "chekc" in done.stderr


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"\xff\xfeh\x00i\x00", "schema/invalid-encoding"),
        (b"# Bones\n\nCaf\xe9 au lait.\n", "schema/invalid-encoding"),
        (b"PK\x03\x04\x00\x00\x00", "schema/not-text"),
    ],
)
def test_content_that_cannot_be_decoded_is_an_error_finding(clinlint: Clinlint, tmp_path: Path, content: bytes, rule: str) -> None:
    write(tmp_path, "a.md", content)
    done = clinlint("check", "a.md", "--select", "schema/*")
    assert done.returncode == 1
    assert f"error[{rule}]" in done.stdout


def test_bad_bytes_do_not_hide_what_is_wrong_elsewhere(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", WRONG.encode() + b"\nCaf\xe9.\n")
    assert "overclaim/promised-cure" in clinlint("check", "a.md").stdout


def test_an_empty_file_and_a_huge_one_are_told_apart(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path, "empty.md", b"")
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(50_000_000)
    done = clinlint("check", "huge.md", "--select", "schema/*")
    assert done.returncode == 1
    assert "schema/too-large" in done.stdout
    assert clinlint("check", "empty.md", "--select", "overclaim/*").returncode == 0


def test_an_article_in_another_language_gets_a_note_once(clinlint: Clinlint, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        write(tmp_path, name, "---\ntitle: Knochen\nlocale: de-DE\n---\n\n# Knochen\n\nDieses Mittel heilt: cure arthritis.\n")
    done = clinlint("check", "a.md", "b.md", "--select", "overclaim/*")
    assert done.returncode == 0
    assert done.stdout.count("articles in “de” get schema, citation and date rules only") == 1


def test_rules_and_explain(clinlint: Clinlint) -> None:
    listed = clinlint("rules").stdout
    assert any(line.startswith("suppression/unused ") and "A suppression that suppresses nothing" in line for line in listed.splitlines())
    page = clinlint("explain", "suppression/unused").stdout
    assert page.startswith("# suppression/unused\n")
    assert "## Flagged" in page
    assert "## Not flagged" in page
    wrong = clinlint("explain", "suppression/unsued")
    assert (wrong.returncode, wrong.stderr) == (2, "there is no rule suppression/unsued\n  did you mean suppression/unused?\n")


def test_rules_lead_to_the_manual_that_the_configuration_names(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", "Copper bracelets cure arthritis.\n")
    write(tmp_path, "clinlint.yaml", "manual: https://docs.example.com/clinlint/\nselect: [overclaim/*]\n")
    done = clinlint("check", "a.md", "--format", "rdjson")
    (code,) = [each["code"] for each in json.loads(done.stdout)["diagnostics"]]
    assert code["url"] == "https://docs.example.com/clinlint/rules/overclaim/promised-cure.html"
    write(tmp_path, "clinlint.yaml", "manual: docs.example.com\n")
    assert clinlint("check", "a.md").stderr.startswith("clinlint.yaml:1:9: “manual”")
