"""Characters that deceive readers or hide words from rules are found at their place in every format, not a way around."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter

RULES = ("schema/invisible-character", "schema/look-alike-character", "schema/bidirectional-control")
LINTER = Linter(Config(today=date(2026, 11, 24), select=RULES))


def found(text: str, path: str = "a.md") -> list[tuple[str, str]]:
    report = LINTER.lint_bytes(text.encode(), path)
    return [(f.rule, report.source.slice(f.span)) for f in report.findings]


@pytest.mark.parametrize("code", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\u2063", "\ufeff"])
@pytest.mark.parametrize(("before", "after"), [("cu", "res"), ("1,2", "00"), ("-", "2.5"), ("2.", "5")])
def test_an_invisible_character_in_a_word_or_number_is_named(code: str, before: str, after: str) -> None:
    assert found(f"Of this {before}{code}{after} is said.\n") == [("schema/invisible-character", f"{before}{code}{after}")]


@pytest.mark.parametrize(
    "word", ["c\u0443res", "\u0441ures", "cur\u0435s", "CUR\u0415S", "b\u03bfne", "\uff11\uff12", "\uff43\uff55\uff52\uff45", "\U0001d7d3"]
)
def test_a_look_alike_is_named(word: str) -> None:
    assert found(f"Of this {word} is said.\n") == [("schema/look-alike-character", word)]


@pytest.mark.parametrize("code", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_a_bidirectional_control_is_reported(code: str) -> None:
    assert found(f"Take {code}21 mg.\n") == [("schema/bidirectional-control", code)]


@pytest.mark.parametrize(
    ("path", "text", "written"),
    [
        ("a.html", "<p>It cu&#8203;res gout.</p>", "cu&#8203;res"),
        ("a.html", "<p>It cu&shy;res gout.</p>", "cu&shy;res"),
        ("a.txt", "It cu\u200bres gout.\n", "cu\u200bres"),
        ("a.json", '{"title": "It cu\\u200bres gout"}', "cu\\u200bres"),
        ("a.yaml", 'title: "It cu\\u200Bres gout"\n', "cu\\u200Bres"),
        ("a.md", "---\ntitle: It cu\u200bres gout\n---\n", "cu\u200bres"),
        ("a.md", "It **cu**\u200bres gout.\n", "cu**\u200bres"),
    ],
)
def test_in_every_format(path: str, text: str, written: str) -> None:
    assert found(text, path) == [("schema/invisible-character", written)]


def test_what_is_honest_is_left_alone() -> None:
    text = (
        "The word שלום means peace, кость means bone; TNFα, β-blockers, 5 µg, m², “naïve”, café, \U0001f468\u200d\U0001f469, end.\u200b\n"
    )
    assert found(text) == []
