"""Retraction data: an import keeps every notice that can be found, and a look-up tells what became of a work."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinlint.errors import UsageError
from clinlint.reference.retractions import Notice, Retractions, import_rows


def row(doi: str, nature: str = "Retraction", pmid: str = "0", date: str = "4/15/2021 0:00") -> dict[str, str | None]:
    return {
        "OriginalPaperDOI": doi,
        "OriginalPaperPubMedID": pmid,
        "RetractionNature": nature,
        "RetractionDate": date,
        "Reason": "+Doubt;+Data;",
    }


def imported(tmp_path: Path, *rows: dict[str, str | None]) -> Retractions:
    path = str(tmp_path / "data" / "r.sqlite")
    import_rows(rows, path)
    return Retractions(path)


def test_a_work_is_found_by_doi_whatever_its_case_and_by_pmid(tmp_path: Path) -> None:
    data = imported(tmp_path, row("10.1000/ABC", pmid="123"))
    wanted = Notice("Retraction", "2021-04-15", "Doubt; Data", "")
    assert data.notice(["10.1000/abc"], []) == wanted
    assert data.notice([], ["123"]) == wanted
    assert data.notice(["10.1000/abd"], ["124"]) is None
    assert wanted.retracted


def test_the_gravest_notice_counts_and_a_reinstated_work_has_none(tmp_path: Path) -> None:
    data = imported(
        tmp_path,
        row("10.1000/a", "Correction"),
        row("10.1000/a", "Retraction"),
        row("10.1000/b", "Expression of concern"),
        row("10.1000/c", "Reinstatement"),
    )
    assert [getattr(data.notice([f"10.1000/{x}"], []), "nature", None) for x in "abc"] == ["Retraction", "Expression of concern", None]


def test_rows_without_a_name_are_counted_and_lists_in_a_cell_are_parted(tmp_path: Path) -> None:
    path = str(tmp_path / "r.sqlite")
    counts = import_rows([row("unavailable"), row("10.1000/a; 10.1000/b")], path)
    assert (counts.notices, counts.names, counts.without) == (1, 2, 1)
    assert Retractions(path).notice(["10.1000/b"], []) is not None


def test_a_second_import_replaces_the_first_and_a_failed_one_does_not(tmp_path: Path) -> None:
    path = str(tmp_path / "r.sqlite")
    import_rows([row("10.1000/a")], path)
    import_rows([row("10.1000/b")], path)
    assert Retractions(path).notice(["10.1000/a"], []) is None
    with pytest.raises(UsageError, match="no column OriginalPaperDOI"):
        import_rows([{"Title": "x"}], path)
    assert Retractions(path).notice(["10.1000/b"], []) is not None
    assert [p.name for p in tmp_path.iterdir()] == ["r.sqlite"]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    path.write_text("no database, but long enough to be taken for one " * 40)
    with pytest.raises(UsageError, match="cannot be read as retraction data"):
        Retractions(str(path)).notice(["10.1000/a"], [])
