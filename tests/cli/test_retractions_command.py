"""Importing retraction data, and what a check says of a cited work afterwards."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

HEADER = "Record ID,Title,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate,RetractionNature,Reason\n"
ARTICLE = "# Hips\n\nSunlight prevents falls [1], and walking helps [2].\n\n## References\n\n{}\n2. Lee B. Hips. Bone J. 2020. PMID: 77\n"
CITED = "1. Roe A. Sun and falls. Bone J. 2003. doi:10.1000/SUN"


def run(clinlint: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return clinlint(*arguments, CLINLINT_RETRACTIONS=str(tmp_path / "r.sqlite"))


def test_a_cited_work_is_held_against_the_imported_data(clinlint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE.format(CITED))
    data = (
        HEADER
        + '1,"Sun, and f\xe4lls",10.1000/sun,0,4/15/2021 0:00,Retraction,+Doubt;\n2,X,unavailable,77,1/2/2020 0:00,Expression of concern,\n'
    )
    (tmp_path / "rw.csv").write_bytes(data.encode("latin-1"))
    assert "unchecked" in run(clinlint, tmp_path, "retractions", "status").stdout

    done = run(clinlint, tmp_path, "retractions", "import", "rw.csv")
    assert (done.returncode, done.stdout) == (0, "2 notices, found by 2 DOIs and PMIDs; 0 rows have neither\n")

    checked = run(clinlint, tmp_path, "check", "a.md", "--select", "citation/retracted-work")
    assert checked.returncode == 1
    assert "For reference 1 Retraction Watch records a notice of 2021-04-15: retraction (Doubt)." in " ".join(checked.stdout.split())
    assert "For reference 2 Retraction Watch records a notice of 2020-01-02: expression of concern." in " ".join(checked.stdout.split())


def test_what_cannot_be_imported_is_told(clinlint, tmp_path: Path) -> None:
    missing = run(clinlint, tmp_path, "retractions", "import", "rw.csv")
    assert (missing.returncode, "rw.csv cannot be read" in missing.stderr) == (2, True)
    (tmp_path / "rw.csv").write_text("a,b\n1,2\n")
    other = run(clinlint, tmp_path, "retractions", "import", "rw.csv")
    assert (other.returncode, "no column OriginalPaperDOI" in other.stderr) == (2, True)
    assert run(clinlint, tmp_path, "retractions", "import").returncode == 2


def test_a_broken_or_empty_table_is_never_taken_for_data(clinlint, tmp_path: Path) -> None:
    table = tmp_path / "rw.csv"
    table.write_text(HEADER + '1,"Sun and falls,10.1000/sun,0,4/15/2021 0:00,Retraction,\n2,X,10.1000/b,,,Retraction,\n', encoding="utf-8")
    broken = run(clinlint, tmp_path, "retractions", "import", "rw.csv")
    assert (broken.returncode, broken.stderr) == (
        2,
        "rw.csv is no CSV file: unexpected end of data\n  a quotation mark may be missing; nothing was imported\n",
    )
    for text in ("", HEADER, HEADER + "1,X,unavailable,0,,Retraction,\n"):
        table.write_text(text, encoding="utf-8")
        empty = run(clinlint, tmp_path, "retractions", "import", "rw.csv")
        assert (empty.returncode, "holds no notice with a DOI or PMID; nothing was imported" in empty.stderr) == (2, True)
    assert "unchecked" in run(clinlint, tmp_path, "retractions", "status").stdout


def test_a_file_in_utf_16_is_told_as_such(clinlint, tmp_path: Path) -> None:
    (tmp_path / "rw.csv").write_bytes((HEADER + "1,X,10.1000/sun,0,,Retraction,\n").encode("utf-16"))
    done = run(clinlint, tmp_path, "retractions", "import", "rw.csv")
    assert (done.returncode, done.stderr) == (2, "rw.csv is UTF-16\n  save it as UTF-8; nothing was imported\n")
