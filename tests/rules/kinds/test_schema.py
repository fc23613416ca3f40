"""Schema findings at the exact line and column of front matter, YAML and JSON; no input is a crash."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from clinlint.engine.config import configured, read_config
from clinlint.engine.linter import Linter
from clinlint.model.finding import Applicability, Finding
from clinlint.model.source import Source

SELECTED = {"select": ["schema/*"], "today": "2026-11-24"}
LINTER = Linter(configured(SELECTED))


def findings(text: str, path: str = "a.md", linter: Linter = LINTER) -> list[Finding]:
    return list(linter.lint(Source(path, text)).findings)


def told(text: str, path: str = "a.md", linter: Linter = LINTER) -> list[tuple[str, int, int, str, str]]:
    source = Source(path, text)
    found = []
    for finding in linter.lint(source).findings:
        place = source.location(finding.span.start)
        found.append((finding.rule.removeprefix("schema/"), place.line, place.column, source.slice(finding.span), finding.message))
    return found


FRONT = """\
---
title: 2024
audience: everybody
authors:
  - name: Jane Fox
    credental: MSc
  - role: writer
last_reviewed: 2026-13-02
reveiwer: Dr S. Rao
last_reviewed: 2026-01-02
---

Text.
"""
EXPECTED_FRONT = [
    ("wrong-type", 2, 8, "2024", "“title” is the number 2024; expected a text (in quotes)."),
    ("invalid-value", 3, 11, "everybody", "“audience” is everybody: one of patient, carer, public, professional, student."),
    ("unknown-field", 6, 5, "credental", "“credental” is not known in “authors 1”: did you mean credentials?"),
    ("missing-field", 7, 5, "role: writer", "“name” is missing in “authors 2”."),
    ("invalid-value", 8, 16, "2026-13-02", "“last_reviewed” is 2026-13-02: not a date."),
    ("unknown-field", 9, 1, "reveiwer", "“reveiwer” is not known here: did you mean medical_reviewer?"),
    ("duplicate-key", 10, 1, "last_reviewed", "“last_reviewed” is given twice; only one value can hold."),
]


def test_front_matter() -> None:
    assert told(FRONT) == EXPECTED_FRONT


@pytest.mark.parametrize(("before", "newline"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_front_matter_after_a_mark_and_with_other_line_ends(before: str, newline: str) -> None:
    found = told(before + FRONT.replace("\n", newline))
    assert [(rule, line, text.rstrip()) for rule, line, _, text, _ in found] == [
        (r, line, t.rstrip()) for r, line, _, t, _ in EXPECTED_FRONT
    ]


def test_yaml() -> None:
    assert told("titel: Bones\npublished: 03/04/25\nbody: Text.\n", "a.yaml") == [
        ("unknown-field", 1, 1, "titel", "“titel” is not known here: did you mean title?"),
        ("invalid-value", 2, 12, "03/04/25", "“published” is 03/04/25: not a date such as 2026-03-02."),
    ]


def test_json() -> None:
    text = '{\n  "title": "Bones",\n  "article_type": "blog",\n  "published": 2025,\n  "audiance": "patient",\n  "body": "Text."\n}\n'
    assert [(rule, line, column, span) for rule, line, column, span, _ in told(text, "a.json")] == [
        ("invalid-value", 3, 19, '"blog"'),
        ("wrong-type", 4, 16, "2025"),
        ("unknown-field", 5, 3, '"audiance"'),
    ]


def test_html_is_held_to_its_dates_only() -> None:
    text = '<script type="application/ld+json">{"@type": "MedicalWebPage", "audience": "Everyone", "lastReviewed": "2026-06-31"}</script><p>Text.</p>'
    assert [(rule, span) for rule, _, _, span, _ in told(text, "a.html")] == [("invalid-value", '"2026-06-31"')]


def test_the_name_that_the_article_uses_is_told() -> None:
    (finding,) = findings("---\ntitle: Bones\ndatePublished: soon\n---\nText.\n")
    assert finding.message == "“datePublished” is soon: not a date such as 2026-03-02."
    assert finding.expected == "a date such as 2026-03-02"


def test_fixes_are_offered_where_a_name_or_word_was_meant() -> None:
    text = "---\ntitle: Bones\naudiance: patients\naudience: patients\n---\nText.\n"
    first, second = findings(text)
    assert [(fix.applicability, fix.edits[0].text) for fix in first.fixes] == [(Applicability.SUGGESTED, "audience")]
    assert [(fix.applicability, fix.edits[0].text) for fix in second.fixes] == [(Applicability.SUGGESTED, "patient")]


def test_a_date_in_words_can_be_put_right() -> None:
    (finding,) = findings("---\ntitle: Bones\npublished: 3 March 2025\n---\nText.\n")
    assert [fix.edits[0].text for fix in finding.fixes] == ["2025-03-03"]
    for open_day in ("March 2025", "03/04/25", "2026-13-02", "31 February 2025"):
        (finding,) = findings(f"---\ntitle: Bones\npublished: {open_day}\n---\nText.\n")
        assert finding.fixes == ()


def test_names_near_none_of_ours_are_left_to_the_site_but_shown_to_an_auditor() -> None:
    text = "---\ntitle: Bones\ncarousel: [a.png]\n---\nText.\n"
    assert findings(text) == []
    (finding,) = findings(text, linter=Linter(configured({**SELECTED, "profile": "audit"})))
    assert (finding.rule, finding.message) == ("schema/unknown-field", "“carousel” is not known here.")


def test_a_repositorys_own_names_and_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"type": "object", "required": ["desk"], "properties": {"desk": {"enum": ["news", "health"]}}}
    (tmp_path / "ours.json").write_text(json.dumps(own), encoding="utf-8")
    (tmp_path / "clinlint.yaml").write_text(
        "select: [schema/*]\nfields: {freigabe: medical_reviewer}\nschemas: {'*.md': ours.json}\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    text = "---\ntitle: Bones\nfreigabe: 3\ndesk: sport\n---\nText.\n"
    linter = Linter(read_config("clinlint.yaml"))
    assert [(rule, span, message) for rule, _, _, span, message in told(text, linter=linter)] == [
        ("wrong-type", "3", "“freigabe” is the number 3; expected a person: name, credentials, specialty, date."),
        ("invalid-value", "sport", "“desk” is sport: one of news, health."),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("---\ntitle: Bones: a guide\n---\nText.\n", 2, 13, "a colon inside an unquoted value"),
        ("---\ntitle: [Bones\naudience: patient\n---\nText.\n", 3, 9, "a list in [ ] that is not closed, or that lacks a comma"),
        ("---\ntitle: Bones\n\tauthors: A\n---\nText.\n", 3, 1, "a tab where YAML allows only spaces"),
        ("---\nauthors: *somebody\n---\nText.\n", 2, 10, "an alias (*) to an anchor that is not defined"),
        ("---\ntitle: Bones\n\nText without an end.\n", 1, 1, "never closed"),
        ("---\n- title\n---\nText.\n", 1, 1, "etadata must be keys with values"),
        ("+++\ntitle = 'Bones'\n+++\nText.\n", 1, 1, "TOML front matter is not read"),
        ("---\n? [a, b]\n: c\n---\nText.\n", 2, 3, "a key must be a word"),
    ],
)
def test_broken_metadata(text: str, line: int, column: int, words: str) -> None:
    (found,) = told(text)
    assert found[:3] == ("broken-metadata", line, column)
    assert words in found[4]


def test_a_yaml_bomb_is_one_finding() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *(f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 9))]
    found = told("---\n" + "\n".join(lines) + "\n---\nText.\n")
    assert [rule for rule, *_ in found] == ["broken-metadata"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("---\n---\nText.\n", "a.md"),
        ("---\ntitle: &t Bones\ndescription: *t\n---\nText.\n", "a.md"),
        ("---\ntitle: Bones\nbase: &b {name: A}\nauthors:\n  - <<: *b\n    role: writer\n---\nText.\n", "a.md"),
        ("---\ntitle: Bones\nnext_review:\nreferences: []\nauthors: ''\n---\nText.\n", "a.md"),
        ("", "a.md"),
        ("", "a.yaml"),
        ("Text only.\n", "a.txt"),
    ],
)
def test_what_says_nothing_wrong_is_no_finding(text: str, path: str) -> None:
    assert [message for *_, message in told(text, path) if "must be keys" not in message] == []


@pytest.mark.parametrize(
    "value",
    [
        "1" * 390,
        "1e999",
        "-.inf",
        '"\\ud800"',
        "[" * 50 + "]" * 50,
        "{a: {b: {c: [1, null, true]}}}",
        "!!binary aGk=",
        "!own tag",
        "2026-01-01 00:00:00",
    ],
)
@pytest.mark.parametrize("field", ["title", "audience", "authors", "published", "references", "clinlint", "anything"])
def test_no_value_is_a_crash(field: str, value: str) -> None:
    for finding in findings(f"---\nlocale: en\n{field}: {value}\n---\nText.\n"):
        assert finding.rule.startswith("schema/"), finding.message
        assert len(finding.message) < 300


def test_thousands_of_names_take_no_time() -> None:
    lines = "\n".join(f"audienc{number}: v" for number in range(5000))
    began = time.process_time()
    found = findings(f"---\nauthors: Jane Fox\n{lines}\n---\nText.\n")
    assert all(finding.rule == "schema/unknown-field" for finding in found)
    assert time.process_time() - began < 5
