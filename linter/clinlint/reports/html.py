"""One self-contained page for people who do not read terminals: who has to act, where, and why; each article with its findings beside it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import Any

from clinlint.model.finding import Applicability, Evidence, FileReport, Finding, Report, Severity, Trust
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.release import VERSION
from clinlint.reports.charts import bars, lines
from clinlint.reports.history import Record
from clinlint.reports.reporter import Reporter, Style, counts, sentence
from clinlint.reports.xml import clean

CLINICIAN = frozenset({"threshold", "dose", "unit", "medication-safety", "consistency", "overclaim"})
"""Categories whose findings somebody with clinical training has to decide; an editor can settle the rest."""

_WHO = {True: "a clinician", False: "an editor"}
_TRUST = {Trust.PRIMARY: "seen in its own text", Trust.SECONDARY: "seen in a restatement", Trust.UNVERIFIED: "not yet verified"}
_CAUTION = "A finding is a reason to look, not medical advice; no finding does not mean that an article is right."
_AROUND = 240
"""Code points of a long line that an excerpt keeps on either side."""
_WRAPPED = 60
"""From this length on a line of text was probably broken where its editor had no more room, in mid-sentence."""


def render(report: Report, _style: Style) -> str:
    """The page of a run by itself."""
    return page(report)


def page(report: Report, authors: Mapping[str, str] | None = None, history: Sequence[Record] = ()) -> str:
    """The page of a run, with a chart by author where they are known by path, and one over time where there is a history."""
    script, style = _asset("report.js"), _asset("report.css")
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    found = [(number, file) for number, file in enumerate(report.files) if file.findings]
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>clinlint: {escape(sentence(report))}</title>",
        f"<style>{style}</style></head><body>",
        '<a class="skip" href="#findings-title">Skip to the findings</a>',
        *_header(report),
        "<main>",
        *_charts(report, authors or {}, history),
        *_findings(report, found),
        *_articles(found),
        *_accepted(report),
        "</main>",
        f"<footer>clinlint {VERSION}, reference {escape(report.reference_version or 'unknown')}. {_CAUTION}</footer>",
        f'<script type="application/json" id="articles-data">{_data([_sheet(number, file) for number, file in found])}</script>',
        f"<script>{script}</script>",
        "</body></html>",
    ]
    return clean("\n".join(parts)) + "\n"


def _header(report: Report) -> Iterator[str]:
    everything = [finding for file in report.files for finding in file.findings]
    clinical = sum(finding.category in CLINICIAN for finding in everything)
    fixable = sum(any(fix.applicability is not Applicability.DISPLAY for fix in finding.fixes) for finding in everything)
    clean = sum(not file.findings for file in report.files)
    cards = [
        (clinical, "for a clinician", "figures, doses, claims: somebody with clinical training decides"),
        (len(everything) - clinical, "for an editor", "metadata, sources, disclaimers, wording"),
        (fixable, "with a ready correction", "offered by clinlint, to be agreed"),
        (clean, f"of {len(report.files):,} articles without a finding", "nothing that clinlint looks for was found in them"),
    ]
    yield f'<header><h1>Articles checked by clinlint</h1><p class="lead">{escape(sentence(report))}</p><ul class="cards">'
    for number, title, what in cards:
        yield f'<li class="card"><strong>{number:,}</strong>{escape(title)}<p>{escape(what)}</p></li>'
    yield "</ul>"
    if everything:
        yield '<nav aria-label="Parts of this page"><a href="#findings-title">Findings</a> <a href="#articles">Articles with findings</a>'
        yield ' <a href="#accepted">Accepted exceptions</a></nav>' if any(file.accepted for file in report.files) else "</nav>"
    for problem in report.problems:
        yield f'<p class="error"><span class="tag">set-up</span> {escape(problem)}</p>'
    yield "</header>"


def _charts(report: Report, authors: Mapping[str, str], history: Sequence[Record]) -> Iterator[str]:
    if not any(file.findings for file in report.files) and not history:
        return
    by_category: dict[str, Counter[Severity]] = {}
    by_folder: dict[str, Counter[Severity]] = {}
    by_author: dict[str, Counter[Severity]] = {}
    for file in report.files:
        folder = os.path.dirname(file.source.path).replace("\\", "/") or "."
        for finding in file.findings:
            by_category.setdefault(finding.category, Counter())[finding.severity] += 1
            by_folder.setdefault(folder, Counter())[finding.severity] += 1
            if author := authors.get(file.source.path):
                by_author.setdefault(author, Counter())[finding.severity] += 1
    yield '<h2 id="overview">Overview</h2><div class="charts">'
    for title, rows in (("By kind of finding", by_category), ("By folder", by_folder), ("By author", by_author)):
        if len(rows) > 1 or (rows and rows is by_category):
            yield bars(title, rows)
    if len(history) > 1:
        yield lines("Over time", history)
    yield "</div>"


def _findings(report: Report, found: Sequence[tuple[int, FileReport]]) -> Iterator[str]:
    yield '<h2 id="findings-title" tabindex="-1">Findings</h2>'
    if not found:
        yield "<p>There are none.</p>"
        return
    categories = sorted({finding.category for _, file in found for finding in file.findings})
    yield '<form class="filter" id="filter" role="search" aria-label="Findings" hidden>'
    yield '<label class="wide">Search<input id="search" type="search" autocomplete="off"></label>'
    total = counts(report)
    yield _select("severity", "Severity", [("", "all"), *((s.value, f"{s.value} ({n:,})") for s, n in total.items() if n)])
    yield _select("who", "For", [("", "everybody"), ("a clinician", "a clinician"), ("an editor", "an editor")])
    yield _select("category", "Kind", [("", "all"), *((name, name) for name in categories)])
    yield _select("order", "Order", [("severity", "most serious first"), ("article", "by article"), ("rule", "by rule")])
    yield '<button type="reset">Show all</button></form>'
    # no list items: browsers number them anew for each that is hidden, which takes a minute with some thousand
    yield '<p class="count" id="count" role="status"></p><div class="findings" id="findings">'
    for number, file in found:
        for index, finding in enumerate(file.findings):
            yield "".join(_finding(file.source, finding, f"f{number}-{index}", number))
    yield "</div>"


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> str:
    listed = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    return f'<label>{escape(label)}<select id="{name}">{listed}</select></label>'


def _finding(source: Source, finding: Finding, anchor: str, number: int) -> Iterator[str]:
    place = _line(source, finding.span)
    who, severity = _WHO[finding.category in CLINICIAN], finding.severity.value
    yield f'<article class="finding {severity}" id="{anchor}" data-severity="{severity}" data-who="{who}" '
    yield f'data-category="{escape(finding.category)}" data-rule="{escape(finding.rule)}">'
    yield f'<p class="place"><span class="tag">{severity}</span> <a href="#a{number}">{escape(source.path)}</a>, {escape(place)}, for {who}</p>'
    yield f"<h3>{escape(finding.message)}</h3>"
    yield f'<div class="excerpt">{_excerpt(source, finding.span)}</div>'
    if finding.expected:
        yield f"<p><b>Expected:</b> {escape(finding.expected)}</p>"
    for fix in finding.fixes:
        if fix.applicability is not Applicability.DISPLAY:
            yield f"<p><b>Correction to agree:</b> {escape(fix.title)}</p>"
    if finding.help:
        yield f"<p><b>What to do:</b> {_prose(finding.help)}</p>"
    for related in finding.related:
        where = f"{related.source.path}, " if related.source else ""
        yield f"<p><b>See {escape(where + _line(related.source or source, related.span))}:</b> {escape(related.message)}</p>"
    if finding.evidence:
        yield "<details><summary>Who says so</summary><ul>" + "".join(_evidence(item) for item in finding.evidence) + "</ul></details>"
    yield f'<p class="place">Rule {escape(finding.rule)}</p></article>'


def _line(source: Source, span: Span) -> str:
    """Where a reader looks: the line, or what a document that is no text has instead."""
    return source.place(span.start) or f"line {source.location(span.start).line}"


def _prose(text: str) -> str:
    """Words of a rule, in which names of fields stand between backticks."""
    parts = escape(text).split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def _evidence(item: Evidence) -> str:
    name = escape(f"{item.authority}{f': {item.title}' if item.title else ''}{f', {item.year}' if item.year else ''}")
    safe = item.url.startswith(("https://", "http://"))
    shown = f'<a href="{escape(item.url)}" rel="noreferrer noopener">{name}</a>' if safe else name
    return f"<li>{shown} ({_TRUST[item.trust]})</li>"


def _excerpt(source: Source, span: Span) -> str:
    first, last = source.location(span.start).line, source.location(span.end).line
    begin = max(source.line_starts[_from(source, first) - 1], span.start - _AROUND)
    end = _to(source, last)
    stop = min(source.line_starts[end - 1] + len(source.line(end)), span.end + _AROUND)
    before, words, after = source.text[begin : span.start], source.slice(span), source.text[span.end : max(stop, span.end)]
    cut = "" if begin in source.line_starts else "…"
    return f"{cut}{escape(before)}<mark>{escape(words)}</mark>{escape(after)}" if words else escape(before + after)


def _from(source: Source, line: int) -> int:
    """The line that an excerpt begins with: the one before, where that one was broken only for its length."""
    return line - 1 if line > 1 and len(source.line(line - 1)) >= _WRAPPED and source.line(line).strip() else line


def _to(source: Source, line: int) -> int:
    """The line that an excerpt ends with: the next one, where this one was broken only for its length."""
    return line + 1 if line < len(source.line_starts) and len(source.line(line)) >= _WRAPPED and source.line(line + 1).strip() else line


def _articles(found: Sequence[tuple[int, FileReport]]) -> Iterator[str]:
    if not found:
        return
    yield '<h2 id="articles">Articles with findings</h2><div class="articles">'
    for index, (number, file) in enumerate(found):
        title = f"{escape(file.source.path)} ({len(file.findings):,})"
        yield f'<div id="a{number}"><details data-article="{index}"><summary>{title}</summary><div class="sheet"></div></details></div>'
    yield "</div>"


def _sheet(number: int, file: FileReport) -> dict[str, Any]:
    """An article line by line: its text in pieces, marked where a finding is, and the findings that begin on each line."""
    notes = [[f.severity.value, f.rule, f.message, f"f{number}-{index}"] for index, f in enumerate(file.findings)]
    return {"lines": [*_lines(file)], "notes": notes}


def _lines(file: FileReport) -> Iterator[list[Any]]:
    source = file.source
    ends = (*source.line_starts[1:], len(source.text))
    begun: dict[int, list[int]] = {}
    touching: dict[int, list[Finding]] = {}
    for index, finding in enumerate(file.findings):
        first = source.location(finding.span.start).line
        begun.setdefault(first, []).append(index)
        for line in range(first, source.location(max(finding.span.start, finding.span.end - 1)).line + 1):
            touching.setdefault(line, []).append(finding)
    for line, (start, end) in enumerate(zip(source.line_starts, ends, strict=True), 1):
        text = source.text[start:end].rstrip("\r\n").replace("\ufeff", "")
        marked = touching.get(line, [])
        yield [_pieces(source, marked, start, start + len(source.line(line))) if marked else [text], begun.get(line, [])]


def _pieces(source: Source, findings: Sequence[Finding], start: int, end: int) -> list[Any]:
    cuts = sorted({start, end, *(min(max(at, start), end) for f in findings for at in (f.span.start, f.span.end))})
    pieces: list[Any] = []
    for left, right in pairwise(cuts):
        over = [f for f in findings if f.span.start <= left and right <= f.span.end]
        text = source.text[left:right]
        pieces.append([text, max(over, key=lambda f: f.severity.rank).severity.value] if over else text)
    return pieces


def _accepted(report: Report) -> Iterator[str]:
    rows = [(file, accepted) for file in report.files for accepted in file.accepted]
    if not rows:
        return
    yield f'<h2 id="accepted">Accepted exceptions ({len(rows):,})</h2><details><summary>Show them</summary><ul>'
    for file, accepted in rows:
        line = _line(file.source, accepted.finding.span)
        terms = [accepted.reason, f"by {accepted.by}" if accepted.by else "", f"until {accepted.until}" if accepted.until else ""]
        where = accepted.where.value
        reason = ", ".join(term for term in terms if term) or f"in the {where}"
        yield f"<li>{escape(file.source.path)}, {escape(line)}: {escape(accepted.finding.message)} ({escape(reason)})</li>"
    yield "</ul></details>"


def _data(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _asset(name: str) -> str:
    return files("clinlint.reports.assets").joinpath(name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


REPORTER = Reporter("html", render)
