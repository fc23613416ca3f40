"""Large tables and long lists of marks are read to their end: work stays in proportion to the size of an article."""

from __future__ import annotations

from datetime import date

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter

LINTER = Linter(Config(today=date(2026, 11, 24), select=("threshold/*", "dose/*", "citation/*")))


def found(text: str) -> list[tuple[str, str]]:
    report = LINTER.lint_bytes(text.encode(), "a.md")
    return [(f.rule, report.source.slice(f.span)) for f in report.findings]


def test_the_last_row_of_a_table_of_thousands_is_read_under_its_header() -> None:
    table = "| Person | Calcium a day |\n| --- | --- |\n" + "| Adults | 1,000 mg |\n" * 4_000
    assert found(table) == []
    assert [words for _, words in found(f"{table}| Adults | 1,000 g |\n")] == ["1,000 g"]


def test_the_last_of_thousands_of_footnote_marks_is_looked_up() -> None:
    marks = "Bones grow.[^1] " * 8_000
    assert [words for rule, words in found(f"{marks}Bones heal.[^2]\n\n[^1]: Roe A. Bones. 2020.\n") if "list" not in rule][-1:] == ["[^2]"]
