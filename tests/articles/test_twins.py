"""The model articles are clean; in their wrong twins exactly the planted errors are found.

A twin says itself what is wrong with it, in comments that the linter never reads:

    … a T-score of −1.5 or lower.  <!-- expect: threshold/wrong-cut-off "−1.5" -->
    last_reviewed: 2026-13-09      # expect: schema/wrong-format "2026-13-09"

A comment names a rule and the text of the finding's span. It stands in the block it speaks of (lines between two blank lines; the
front matter is one block) or right after it. `expect-file` stands anywhere and speaks of the whole file. A long span may be shortened
to its two ends ("Is osteoporosis … for life"); blanks and line breaks count as one blank, quotes around a value not at all. Nothing may be
missing, and nothing more may be found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from clinlint.engine.api import lint_text
from clinlint.engine.config import Config
from clinlint.model.finding import FileReport

ARTICLES = Path(__file__).parents[2] / "articles"
TWINS = Path(__file__).parent
SUFFIXES = {".md", ".html", ".yaml"}
TODAY = date(2026, 11, 24)
_COMMENT = re.compile(r"<!--\s*(expect(?:-file)?):(.*?)-->|#\s*(expect(?:-file)?):([^\n]*)", re.DOTALL)
_EXPECTED = re.compile(r'([a-z-]+/[a-z-]+)\s+"([^"]*)"')


@dataclass(frozen=True)
class Expected:
    """A finding that a twin asks for: rule, text of the span, and the lines that it may start in."""

    rule: str
    text: str
    lines: range

    def meets(self, rule: str, text: str, line: int) -> bool:
        if rule != self.rule or line not in self.lines:
            return False
        start, gap, end = self.text.partition(" … ")
        return text == self.text or bool(gap and text.startswith(start) and text.endswith(end) and len(text) > len(start) + len(end))

    def __str__(self) -> str:
        return f'{self.rule} "{self.text}" in lines {self.lines.start}-{self.lines.stop - 1}'


def articles(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)


def expectations(text: str) -> list[Expected]:
    """What a twin asks for, in order."""
    lines = text.splitlines()
    found = []
    for comment in _COMMENT.finditer(text):
        scope, body = comment[1] or comment[3], comment[2] or comment[4]
        pairs = _EXPECTED.findall(body)
        assert pairs, f"an expectation without rule and text: {comment[0]}"
        last = text.count("\n", 0, comment.end()) + 1
        first = last
        while first > 1 and lines[first - 2].strip():
            first -= 1
        where = range(1, len(lines) + 2) if scope == "expect-file" else range(first, last + 1)
        found += [Expected(rule, " ".join(words.split()), where) for rule, words in pairs]
    return found


def linted(path: Path) -> FileReport:
    return lint_text(path.read_bytes().decode(), path.name, Config(today=TODAY))


def findings(report: FileReport) -> list[tuple[str, str, int]]:
    source = report.source
    return [(f.rule, " ".join(source.slice(f.span).split()).strip('"'), source.location(f.span.start).line) for f in report.findings]


def named(paths: list[Path]) -> list:
    return [pytest.param(path, id=path.name) for path in paths]


@pytest.mark.parametrize("path", named(articles(ARTICLES)))
def test_a_model_article_is_clean(path: Path) -> None:
    report = linted(path)
    assert [(line, rule, text, f.message) for (rule, text, line), f in zip(findings(report), report.findings, strict=True)] == []


@pytest.mark.parametrize("path", named(articles(TWINS)))
def test_a_twin_has_the_expected_findings_and_no_other(path: Path) -> None:
    wanted = expectations(path.read_text(encoding="utf-8"))
    unexpected = []
    for found in findings(linted(path)):
        match = next((expected for expected in wanted if expected.meets(*found)), None)
        if match is None:
            unexpected.append(found)
        else:
            wanted.remove(match)
    missing = [str(expected) for expected in wanted]
    assert (missing, unexpected) == ([], [])


def test_every_article_has_a_twin_with_at_least_eight_errors() -> None:
    counts = {path.name: len(expectations(path.read_text(encoding="utf-8"))) for path in articles(TWINS)}
    assert sorted(counts) == [path.name for path in articles(ARTICLES)]
    assert min(counts.values()) >= 8, counts


def test_an_expectation_speaks_of_its_block_or_of_the_file() -> None:
    text = 'title: x # expect: schema/wrong-type "x"\n\nOne.\nTwo.\n<!-- expect: dose/over-limit "a … b"\n dose/wrong-unit "c" -->\n\n'
    text += '<!-- expect-file: disclaimer/missing "x" -->\n'
    assert expectations(text) == [
        Expected("schema/wrong-type", "x", range(1, 2)),
        Expected("dose/over-limit", "a … b", range(3, 7)),
        Expected("dose/wrong-unit", "c", range(3, 7)),
        Expected("disclaimer/missing", "x", range(1, 10)),
    ]
    assert Expected("p/q", "a … b", range(1, 2)).meets("p/q", "a then b", 1)
    assert not Expected("p/q", "a … b", range(1, 2)).meets("p/q", "a then c", 1)
    assert not Expected("p/q", "a", range(1, 2)).meets("p/q", "a", 2)
