"""Required statements: asked of the right articles, answered from text, sections or metadata, told once at the right place."""

from __future__ import annotations

from datetime import date

import pytest

from clinlint.engine.api import lint_text
from clinlint.engine.config import Config

BODY = "Osteoporosis weakens bones. Diagnosis rests on a scan. Treatment with tablets lowers the risk of fractures."


def found(text: str, *rules: str, **settings: object) -> list[tuple[str, str]]:
    config = Config(today=date(2026, 11, 24), select=rules or ("disclaimer",), **settings)
    return [(f.rule, text[f.span.start : f.span.end]) for f in lint_text(text, "a.md", config).findings]


@pytest.mark.parametrize("audience", ["patient", "public", "carer"])
def test_asked_of_lay_readers(audience: str) -> None:
    text = f"---\naudience: {audience}\n---\n\n# Bone\n\n{BODY}\n"
    assert found(text, "disclaimer/general-missing") == [("disclaimer/general-missing", "Bone")]


@pytest.mark.parametrize("head", ["audience: professional", "audience: patient\narticle_type: news", "disclaimer: Not advice."])
def test_not_asked_of_others_or_answered_by_the_metadata(head: str) -> None:
    assert found(f"---\n{head}\n---\n\n# Bone\n\n{BODY}\n", "disclaimer/general-missing") == []


def test_what_is_kept_elsewhere_is_not_missing_here() -> None:
    assert found(f"# Bone\n\n{BODY}\n", "disclaimer/general-missing", metadata="elsewhere") == []


def test_told_once_where_it_is_first_spoken_of() -> None:
    text = "# Denosumab\n\nYou may stop denosumab. You may delay denosumab too. Stopping Prolia is easy.\n"
    assert found(text, "disclaimer/denosumab-stopping") == [("disclaimer/denosumab-stopping", "denosumab")]


def test_both_halves_of_a_warning_are_needed() -> None:
    half = "# Injections\n\nIf you stop denosumab, bone is lost quickly and spine fractures can follow.\n"
    assert found(half, "disclaimer/denosumab-stopping") == [("disclaimer/denosumab-stopping", "denosumab")]
    whole = half + "\nAnother medicine has to follow it.\n"
    assert found(whole, "disclaimer/denosumab-stopping") == []


def test_the_message_names_the_medicines() -> None:
    text = "# Bone\n\nBisphosphonates slow the loss of bone. Denosumab does so too. Teriparatide builds bone.\n"
    report = lint_text(text, "a.md", Config(today=date(2026, 11, 24), select=("disclaimer/harms-missing",)))
    assert [f.message for f in report.findings] == [
        "Bisphosphonates, Denosumab and Teriparatide: the article tells what they are for and not one side effect or risk of them."
    ]


def test_a_quotation_asks_for_nothing() -> None:
    assert found("# Bone\n\n> You can stop denosumab.\n", "disclaimer/denosumab-stopping") == []
