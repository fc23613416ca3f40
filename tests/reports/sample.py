"""A report that holds what output formats stumble over: emoji, CRLF, markup, many lines, control characters, fixes, exceptions, problems."""

from __future__ import annotations

from datetime import date

from clinlint.model.finding import (
    Acceptance,
    Accepted,
    Applicability,
    Confidence,
    Edit,
    Evidence,
    FactSummary,
    FileReport,
    Finding,
    Fix,
    Related,
    Report,
    Severity,
    Trust,
)
from clinlint.model.source import Source
from clinlint.model.span import Span

EMOJI = "# Bracelets\r\n\r\n😀 A bracelet, it is guaranteed, heals <b>100%</b> | of\nwrists: é a\u0301, 𝒙.\n"
PLAIN = "Osteopenia is a T-score of −1.5 to −2.5.\n"
SOURCES = (
    Evidence("who-843", "WHO", "Technical report 843", 1994, Trust.PRIMARY, "https://iris.who.int/handle/10665/39142"),
    Evidence("iscd-2023", "ISCD", year=2023, trust=Trust.SECONDARY),
)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def finding(text: str, words: str, rule: str = "overclaim/guarantee", **fields: object) -> Finding:
    values: dict[str, object] = {
        "category": rule.partition("/")[0],
        "severity": Severity.WARNING,
        "confidence": Confidence.HIGH,
        "message": f"“{words}” promises more than 100% of studies, | * at @somebody: <b>\x07</b> & show.",
        "span": at(text, words),
        "fingerprint": f"{sum(map(ord, rule + words)):016x}",
    }
    return Finding(rule, **(values | fields))


def sample() -> Report:
    guarantee = finding(
        EMOJI,
        "guaranteed",
        related=(Related("The heading says less.", at(EMOJI, "Bracelets")),),
        fixes=(
            Fix("Write “may help”", Applicability.SUGGESTED, (Edit(at(EMOJI, "guaranteed"), "may help"),)),
            Fix("Ask the reviewer", Applicability.DISPLAY, ()),
        ),
        help="Say what was seen, in whom.",
    )
    lines = finding(EMOJI, "of\nwrists", "language/vague", severity=Severity.INFO, confidence=Confidence.MEDIUM)
    excused = finding(EMOJI, "heals", "overclaim/cure", severity=Severity.ERROR)
    old = finding(EMOJI, "bracelet", "language/jargon")
    cut_off = finding(
        PLAIN,
        "−1.5 to −2.5",
        "threshold/wrong-cut-off",
        severity=Severity.ERROR,
        message="Osteopenia is given as −1.5 to −2.5; WHO defines it as between −1.0 and −2.5.",
        expected="between −1.0 and −2.5",
        evidence=SOURCES,
    )
    accepted = (
        Accepted(excused, Acceptance.ARTICLE, "title of a film", "R. Okoye", date(2027, 1, 31)),
        Accepted(old, Acceptance.BASELINE),
    )
    files = (
        FileReport(Source("articles/a b.md", EMOJI), (guarantee, lines), FactSummary("articles/a b.md"), ("a note",), accepted),
        FileReport(Source("articles/clean.md", "# Calm\n"), (), FactSummary("articles/clean.md")),
        FileReport(Source("articles/t-score.md", PLAIN), (cut_off,), FactSummary("articles/t-score.md")),
    )
    return Report(files, ("missing.md: no such file or folder",), "2026.11")
