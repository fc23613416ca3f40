"""The exception that is offered for a finding: the article that holds it has no such finding any more."""

from __future__ import annotations

import json
from datetime import date

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source
from clinlint.rules.exceptions import exception_for

LINTER = Linter(Config(today=date(2026, 11, 24), select=("overclaim/promised-cure", "schema/unknown-field", "suppression/*")))
TEXTS = {
    "a.md": "# Film\n\nCopper bracelets cure arthritis. More.\n",
    "table.md": "| Film | Says |\n| --- | --- |\n| One | Copper bracelets cure arthritis |\n",
    "front.md": "---\ntitle: Film\nautors: []\n---\n\nText.\n",
    "a.html": "<p>Copper bracelets cure arthritis.</p>\n",
    "a.yaml": "title: Film\nbody: |\n  Copper bracelets cure arthritis.\n\n  More.\n",
    "list.yaml": "title: Film\r\nbody:\r\n  - text: Copper bracelets cure arthritis.",
    "key.yaml": "title: Film\nautors: []\nbody: Text.\nclinlint:\n  waivers:\n    - {rule: overclaim/*, reason: old}\n",
    "a.json": '{\n  "title": "Film",\n  "body": "Copper bracelets cure arthritis."\n}\n',
    "short.json": '{"body": "Copper bracelets cure arthritis."}',
    "more.json": '{"body": "Copper bracelets cure arthritis.", "clinlint": {"waivers": [{"rule": "overclaim/hype", "reason": "x"}]}}',
    "none.json": '{"body": "Copper bracelets cure arthritis.", "clinlint": {"waivers": []}}',
}


@pytest.mark.parametrize("path", TEXTS)
def test_a_finding_is_accepted_by_its_exception(path: str) -> None:
    source = Source(path, TEXTS[path])
    finding = next(each for each in LINTER.lint(source).findings if not each.rule.startswith("suppression/"))
    edit = exception_for(source, finding, "what “they” say: \\ so", "R. Okoye")
    assert edit is not None
    text = source.text[: edit.span.start] + edit.text + source.text[edit.span.end :]
    if path.endswith(".json"):
        json.loads(text)
    after = LINTER.lint(Source(path, text))
    assert finding.rule not in {each.rule for each in after.findings}
    (accepted,) = after.accepted
    assert accepted.by == "R. Okoye"
    assert accepted.reason.startswith("what “they” say")


@pytest.mark.parametrize("path", TEXTS)
def test_without_a_reason_it_is_told(path: str) -> None:
    source = Source(path, TEXTS[path])
    finding = next(each for each in LINTER.lint(source).findings if not each.rule.startswith("suppression/"))
    edit = exception_for(source, finding)
    assert edit is not None
    text = source.text[: edit.span.start] + edit.text + source.text[edit.span.end :]
    assert {"suppression/missing-reason", finding.rule} <= {each.rule for each in LINTER.lint(Source(path, text)).findings}


def test_plain_text_holds_no_exception() -> None:
    source = Source("a.txt", "Copper bracelets cure arthritis.\n")
    (finding,) = LINTER.lint(source).findings
    assert exception_for(source, finding) is None
