"""Word documents on the command line: in every report with paragraph and run, found in folders, cached by their bytes, never written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import docx
import pytest

from clinlint.engine import cached as caching
from clinlint.engine import run as running
from clinlint.engine.config import forget
from clinlint.engine.run import Run

Clinlint = Callable[..., CompletedProcess[str]]
ONLY = ("--select", "overclaim/promised-cure,schema")


def write(path: Path, verb: str = "cure") -> Path:
    document = docx.Document()
    document.core_properties.author = "python-docx"
    document.add_heading("Bracelets", 1)
    paragraph = document.add_paragraph("Copper bracelets ")
    paragraph.add_run(f"{verb} arthritis").bold = True
    paragraph.add_run(".")
    document.save(str(path))
    return path


def test_the_terminal_shows_paragraph_and_run(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path / "draft.docx")
    done = clinlint("check", "draft.docx", *ONLY)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("draft.docx:2:18: error[overclaim/promised-cure]: ")
    assert lines[2] == " 2 | Copper bracelets cure arthritis."
    assert "   = place: paragraph 2, run 2" in lines
    assert not any("fix (" in line for line in lines)


def test_reports_hold_the_place_and_no_edit_of_the_file(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path / "draft.docx")
    (finding,) = json.loads(clinlint("check", "draft.docx", *ONLY, "--format", "json").stdout)["files"][0]["findings"]
    assert (finding["place"], finding["start"]["line"]) == ("paragraph 2, run 2", 2)
    assert finding["fixes"]
    assert [fix for fix in finding["fixes"] if fix["edits"] or fix["applicability"] != "display"] == []
    (result,) = json.loads(clinlint("check", "draft.docx", *ONLY, "--format", "sarif").stdout)["runs"][0]["results"]
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "paragraph 2, run 2", "kind": "element"}]
    assert result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "cure arthritis"
    assert "fixes" not in result
    page = clinlint("check", "draft.docx", *ONLY, "--format", "html").stdout
    assert "draft.docx</a>, paragraph 2, run 2, for a clinician" in page
    assert '["Copper bracelets ",["cure arthritis","error"],"."]' in page


def test_folders_hold_documents_but_not_words_own_locks(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path / "a.docx", "do not cure")
    (tmp_path / "~$a.docx").write_bytes(b"\x05lock")
    done = clinlint("check", ".", *ONLY)
    assert (done.returncode, done.stdout) == (0, "1 article checked, nothing found.\n")


def test_standard_input_may_be_a_document(clinlint: Clinlint, tmp_path: Path) -> None:
    data = write(tmp_path / "a.docx").read_bytes()
    done = clinlint("check", "-", "--stdin-filename", "b.docx", *ONLY, stdin=data)
    assert done.stdout.startswith("b.docx:2:18: error[overclaim/promised-cure]: ")


@pytest.mark.parametrize("option", ["--fix", "--fix-suggested", "--diff"])
def test_nothing_is_ever_written_into_it(clinlint: Clinlint, tmp_path: Path, option: str) -> None:
    path = write(tmp_path / "draft.docx")
    before = path.read_bytes()
    done = clinlint("check", "draft.docx", *ONLY, option)
    assert done.stderr == "draft.docx: only text is fixed; make the corrections where the document was written.\n"
    assert path.read_bytes() == before
    assert done.returncode == (0 if option == "--diff" else 1)


def test_it_is_not_reviewed_in_the_terminal(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path / "draft.docx")
    done = clinlint("review", "draft.docx")
    assert done.returncode == 2
    assert "draft.docx: only text is edited, and this is none" in done.stderr


def test_a_broken_document_is_a_finding_and_the_rest_goes_on(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path / "a.docx")
    (tmp_path / "b.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04")
    done = clinlint("check", ".", *ONLY)
    assert done.returncode == 1
    told = [line.partition(": ")[2] for line in done.stdout.splitlines() if ".docx:" in line]
    assert (
        told[1] == "error[schema/unreadable-document]: This is a document of Word 97 to 2003 under another name; save it as .docx in Word."
    )
    assert told[2].startswith("error[schema/unreadable-document]: This Word document is damaged")


def test_without_the_library_the_rest_is_checked_and_the_set_up_is_at_fault(
    clinlint: Clinlint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.docx")
    (tmp_path / "b.md").write_text("# Calm\n\nA walk is good company.\n", encoding="utf-8")
    (tmp_path / "shadow" / "docx").mkdir(parents=True)
    (tmp_path / "shadow" / "docx" / "__init__.py").write_text("raise ImportError\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "shadow"))
    done = clinlint("check", ".", *ONLY)
    assert done.returncode == 2
    assert "problem: a.docx: Word documents are read by python-docx, which is not installed (pip install 'clinlint[docx]')" in done.stdout
    assert "1 article checked, nothing found." in done.stdout


def test_the_cache_knows_it_by_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "CACHED", 0)
    path = write(tmp_path / "a.docx")
    first = Run(jobs=1, cache=True).paths(["."])
    kept: list[str] = []
    real = caching.Cache.found
    monkeypatch.setattr(
        caching.Cache, "found", lambda cache, files, again: kept.extend(path for path, _, _ in files) or real(cache, files, again)
    )
    monkeypatch.setattr(running, "one", lambda job: pytest.fail(f"linted {job[1]} although nothing changed"))
    again = Run(jobs=1, cache=True).paths(["."])
    assert again == first
    assert kept == ["a.docx"]
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "CACHED", 0)
    write(path, "do not cure")
    changed = Run(jobs=1, cache=True).paths(["."])
    assert [f.rule for f in first.files[0].findings if f.category == "overclaim"] == ["overclaim/promised-cure"]
    assert [f.rule for f in changed.files[0].findings if f.category == "overclaim"] == []


def test_several_processes_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        write(tmp_path / f"{number}.docx")
    assert Run(jobs=2).paths(["."]) == Run(jobs=1).paths(["."])


def test_a_comment_in_word_accepts_a_finding_for_its_reason(clinlint: Clinlint, tmp_path: Path) -> None:
    only = ("--select", "overclaim/promised-cure,suppression")
    document = docx.Document(str(write(tmp_path / "draft.docx")))
    document.add_comment(document.paragraphs[1].runs[1], "Clinlint-ignore overclaim/promised-cure: a film", author="R. Okoye")
    document.save(str(tmp_path / "draft.docx"))
    assert clinlint("check", "draft.docx", *only).returncode == 0
    listed = clinlint("waivers", "draft.docx")
    assert listed.stdout.startswith("draft.docx:2: in use: overclaim/promised-cure: a film (by R. Okoye)\n")
    document.add_comment(document.paragraphs[0].runs[0], "clinlint-ignore overclaim/promised-cure: a film", author="R. Okoye")
    document.add_comment(document.paragraphs[0].runs[0], "clinlint-ignore overclaim/promised-cure")
    document.save(str(tmp_path / "draft.docx"))
    done = clinlint("check", "draft.docx", *only, "--format", "json")
    found = json.loads(done.stdout)["files"][0]["findings"]
    assert [(each["rule"], each["place"]) for each in found] == [
        ("suppression/unused", "comment"),
        ("suppression/missing-reason", "comment"),
    ]


def test_the_cache_sees_another_waiver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "CACHED", 0)
    write(tmp_path / "a.docx")
    for words, rules in (("cure arthritis", []), ("cure cancer", ["suppression/unused", "overclaim/promised-cure"])):
        waiver = f"waivers: [{{files: [a.docx], rule: overclaim/*, text: {words}, reason: a film}}]\n"
        (tmp_path / "clinlint.yaml").write_text(f"select: [overclaim, suppression]\n{waiver}", encoding="utf-8")
        forget()
        for _ in range(2):
            (file,) = Run(jobs=1, cache=True).paths(["."]).files
            assert [finding.rule for finding in file.findings] == rules


def test_the_configuration_accepts_a_finding_in_a_document(clinlint: Clinlint, tmp_path: Path) -> None:
    write(tmp_path / "draft.docx")
    waiver = "waivers:\n  - {files: [draft.docx], rule: overclaim/promised-cure, reason: a film, by: R. Okoye, until: 2099-12-31}\n"
    (tmp_path / "clinlint.yaml").write_text(f"select: [overclaim, suppression]\n{waiver}", encoding="utf-8")
    assert clinlint("check", "draft.docx").returncode == 0
    listed = clinlint("waivers", "draft.docx").stdout
    assert listed.startswith("clinlint.yaml:3: in use: overclaim/promised-cure: a film (by R. Okoye, until 2099-12-31)\n")
    write(tmp_path / "draft.docx", "do not cure")
    assert "suppression/unused" in clinlint("check", "draft.docx").stdout
    assert "clinlint.yaml:3: unused: " in clinlint("waivers", "draft.docx", "--open").stdout
    (tmp_path / "clinlint.yaml").write_text(waiver.replace("promised-cure", "promised-curry"), encoding="utf-8")
    done = clinlint("check", "draft.docx")
    assert done.returncode == 2
    assert done.stderr.startswith("clinlint.yaml:2:33: there is no rule overclaim/promised-curry\n")
