"""The HTML report as text: safe whatever articles hold, the same bytes each time, its script allowed by its own policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest

from clinlint.errors import UsageError
from clinlint.model.finding import FactSummary, FileReport, Report
from clinlint.model.source import Source
from clinlint.reports import history, html
from clinlint.reports.reporter import Style
from clinlint.reports.table import csv
from tests.reports.sample import finding, sample

EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)"> & \u2028 \x00 \ud800 cures'


def test_it_says_who_has_to_act_and_where() -> None:
    text = html.render(sample(), Style())
    for part in (
        "<strong>2</strong>for a clinician",
        "<strong>1</strong>for an editor",
        "<strong>1</strong>of 3 articles without a finding",
        "<b>Expected:</b> between −1.0 and −2.5",
        '<a href="https://iris.who.int/handle/10665/39142" rel="noreferrer noopener">WHO: Technical report 843, 1994</a> (seen in its own text)',
        "title of a film, by R. Okoye, until 2027-01-31",
        "missing.md: no such file or folder",
        "<b>See line 1:</b> The heading says less.",
    ):
        assert part in text
    assert html.render(sample(), Style()) == text


def test_what_articles_hold_cannot_become_markup() -> None:
    file = FileReport(
        Source(f"a/{EVIL[:40]}.md", EVIL), (finding(EVIL, "cures", message=EVIL, expected=EVIL, help=EVIL),), FactSummary("x")
    )
    text = html.render(Report((file,), (EVIL,)), Style())
    text.encode()
    assert len(re.findall(r"<script", text)) == 2
    assert "<img" not in text
    data = re.search(r'id="articles-data">(.*?)</script>', text, re.DOTALL)
    assert data
    (article,) = json.loads(data[1])
    assert article["lines"][0][0][-1] == ["cures", "warning"]


def test_the_policy_allows_this_script_and_nothing_else() -> None:
    text = html.render(sample(), Style())
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#x27;sha256-{digest}&#x27;" in text
    assert re.findall(r'(?:src|href)="(?!#)([^"]*)"', text) == ["https://iris.who.int/handle/10665/39142"]


def test_an_article_is_cut_into_marked_pieces_line_by_line() -> None:
    text = "\ufeffIt is guaranteed and\r\nsure.\n"
    inner = finding(text, "guaranteed and\r\nsure", "overclaim/a")
    file = FileReport(Source("a.md", text), (inner, finding(text, "sure", "language/b")), FactSummary("a"))
    match = re.search(r'id="articles-data">(.*?)</script>', html.render(Report((file,)), Style()), re.DOTALL)
    assert match
    (article,) = json.loads(match[1])
    assert article["lines"] == [
        [["\ufeffIt is ", ["guaranteed and", "warning"]], [0]],
        [[["sure", "warning"], "."], [1]],
        [[""], []],
    ]


def test_a_history_grows_by_a_line_and_not_twice_for_one_commit() -> None:
    first = history.record(sample(), "2026-11-23", "abc")
    assert (first.articles, dict(first.severities)) == (3, {"error": 1, "warning": 1, "info": 1})
    assert dict(first.categories) == {"language": 1, "overclaim": 1, "threshold": 1}
    second = history.record(Report(()), "2026-11-24", "abc")
    both = history.joined(history.joined((first,), second), second)
    assert both == (first, second)
    assert history.parse("".join(map(history.line, both)), "h.jsonl") == both
    page = html.page(sample(), {}, both)
    assert "Over time, 2026-11-23 to 2026-11-24. error: 1 to 0" in page


@pytest.mark.parametrize(
    "row", ["{", "[]", '{"date": "2026-11-24"}', '{"date":"x","commit":"","articles":"many","severities":{},"categories":{}}']
)
def test_a_line_that_is_no_record_is_told_with_its_place(row: str) -> None:
    with pytest.raises(UsageError, match=r"h\.jsonl:2:1: this line is no record of a run"):
        history.parse("\n" + row + "\n", "h.jsonl")


def test_a_table_quotes_what_would_break_it() -> None:
    assert csv(("a", "b"), [('x "y", z', "-1.5 SD"), ("two\nlines", "=1+1")]) == 'a,b\r\n"x ""y"", z",\'-1.5 SD\r\n"two\nlines",\'=1+1\r\n'


def test_an_excerpt_shows_the_whole_sentence_of_wrapped_text() -> None:
    text = "Calcium helps.\n\nIn a trial of people with weak bones who were followed for ten years, a\nmiracle was seen by nobody, and there was none to see for anyone else; the\nend of it.\n\nMore."
    page = html.render(Report((FileReport(Source("a.md", text), (finding(text, "miracle"),), FactSummary("en")),), ()), Style())
    assert (
        '<div class="excerpt">In a trial of people with weak bones who were followed for ten years, a\n<mark>miracle</mark>'
        " was seen by nobody, and there was none to see for anyone else; the\nend of it.</div>" in page
    )


def test_an_excerpt_of_a_short_line_is_that_line() -> None:
    text = "title: A\nstatus: cures\nlocale: en"
    page = html.render(Report((FileReport(Source("a.md", text), (finding(text, "cures"),), FactSummary("en")),), ()), Style())
    assert '<div class="excerpt">status: <mark>cures</mark></div>' in page
