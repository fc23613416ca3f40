"""The text format: carets stand under the marked words, whatever the line holds."""

from __future__ import annotations

import pytest

from clinlint.model.finding import Applicability, Confidence, Evidence, FactSummary, FileReport, Finding, Fix, Report, Severity, Trust
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.reports.reporter import Style
from clinlint.reports.text import render


def report(text: str, marked: str, **fields: object) -> Report:
    start = text.index(marked)
    finding = Finding("pack/rule", "overclaim", Severity.WARNING, Confidence.HIGH, "Too much.", Span(start, start + len(marked)), **fields)
    return Report((FileReport(Source("a.md", text), (finding,), FactSummary("a.md")),))


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("It cures pain.", "cures"),
        ("😀 It cures pain.", "cures"),
        ("e\u0301lan cures pain.", "cures"),
        ("\ufeffIt cures pain.", "cures"),
        ("\tIt cures pain.", "cures"),
    ],
)
def test_carets_stand_under_the_words(line: str, marked: str) -> None:
    rows = render(report(line, marked), Style()).splitlines()
    excerpt, carets = rows[2].split("| ", 1)[1], rows[3].split("| ", 1)[1]
    wide = sum(ord(c) > 0x1F000 for c in excerpt) - excerpt.count("\u0301")
    assert carets.index("^") == excerpt.index(marked) + wide
    assert carets.count("^") == len(marked)


def test_a_long_line_is_cut_around_the_words() -> None:
    text = "word " * 200 + "cures pain " + "word " * 200
    rows = render(report(text, "cures pain"), Style(width=80)).splitlines()
    excerpt, carets = rows[2].split("| ", 1)[1], rows[3].split("| ", 1)[1]
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert len(rows[2]) <= 82
    assert carets.index("^") == excerpt.index("cures pain")


def test_what_is_right_and_who_says_so_stand_below() -> None:
    evidence = (Evidence("bone.t-score", "WHO", "Technical report 843", 1994, Trust.SECONDARY),)
    fixes = (Fix("Write −1.0", Applicability.SUGGESTED, ()), Fix("Ask the reviewer", Applicability.DISPLAY, ()))
    text = render(report("It cures pain.", "cures", expected="less", evidence=evidence, fixes=fixes, help="Say less."), Style())
    assert text == (
        "a.md:1:4: warning[pack/rule]: Too much.\n"
        "   |\n"
        " 1 | It cures pain.\n"
        "   |    ^^^^^\n"
        "   = expected: less\n"
        "   = source: WHO 1994, Technical report 843\n"
        "   = fix (suggested): Write −1.0\n"
        "   = advice: Ask the reviewer\n"
        "   = help: Say less.\n"
        "\n"
        "1 article checked: 1 warning.\n"
    )
