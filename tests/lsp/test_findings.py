"""Findings in an editor: where they stand, what explains them, what mends them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.lsp.speaking import RULE, TEXT, actions, applied, column, found, hovered, open_

pytestmark = pytest.mark.asyncio

OWN_SCALE = """
- id: own.wrist
  measure: {name: wrist circle index, unit: points}
  kind: cutoff
  scheme: House 2025
  authority: Osei Institute
  jurisdictions: [UK]
  population: {text: adults, age: '[18, inf)'}
  status: current
  domain: '[0, 100]'
  categories:
  - {label: slender, interval: '[0, 40)'}
  - {label: broad, interval: '[40, 100]'}
  source: {authority: Osei Institute, title: Wrists, year: 2025, trust: primary, checked: [figure]}
"""


async def test_a_finding_stands_where_the_client_counts_it(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md")
    (diagnostic,) = await found(client, address)
    start = column(client)
    assert diagnostic.range == types.Range(types.Position(2, start), types.Position(2, start + len("cure arthritis")))
    assert (diagnostic.code, diagnostic.source, diagnostic.severity) == (RULE, "clinlint", types.DiagnosticSeverity.Error)
    assert diagnostic.message.startswith("“cure arthritis” promises a cure.\nSource: ")
    assert diagnostic.code_description is not None
    assert diagnostic.code_description.href.startswith("http")


async def test_a_finding_leads_to_the_manual_of_the_house(client: LanguageClient, tmp_path: Path) -> None:
    configuration = "manual: https://docs.example.com/clinlint\nselect: [overclaim/promised-cure]\n"
    (tmp_path / "clinlint.yaml").write_text(configuration, encoding="utf-8")
    (diagnostic,) = await found(client, open_(client, tmp_path / "a.md"))
    assert diagnostic.code_description is not None
    assert diagnostic.code_description.href == f"https://docs.example.com/clinlint/rules/{RULE}.html"


async def test_an_article_can_be_suppressed_in_place_but_not_without_a_reason(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md")
    await found(client, address)
    offered = await actions(client, address, 2, column(client) + 2)
    (suppress,) = [each for each in offered if each.title == f"Suppress {RULE} here, with a reason"]
    assert suppress.diagnostics
    after = applied(TEXT, client, suppress)
    assert after.splitlines()[2] == f"😀 Copper bracelets cure arthritis. <!-- clinlint-ignore-line {RULE}:  -->"
    second = open_(client, tmp_path / "b.md", after)
    assert {each.code for each in await found(client, second)} == {RULE, "suppression/missing-reason"}
    third = open_(client, tmp_path / "c.md", after.replace(":  -->", ": title of a film -->"))
    assert await found(client, third) == []


async def test_no_action_is_offered_elsewhere(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md")
    await found(client, address)
    assert await actions(client, address, 4, 3) == []
    assert await actions(client, address, 99, 99) == []
    assert await actions(client, address, 2, column(client), ["refactor"]) == []


async def test_hover_says_what_is_wrong_who_says_so_and_why(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md")
    await found(client, address)
    at = types.HoverParams(types.TextDocumentIdentifier(address), types.Position(2, column(client) + 1))
    hover = await client.text_document_hover_async(at)
    assert isinstance(hover.contents, types.MarkupContent)  # type: ignore[union-attr]
    text = hover.contents.value  # type: ignore[union-attr]
    assert text.startswith(f"**error** `{RULE}`\n\n“cure arthritis” promises a cure.")
    for part in ("**Who says so**", "**What to do:**", "**Why it matters:**", "](http"):
        assert part in text
    assert hover.range.start == types.Position(2, column(client))  # type: ignore[union-attr]
    away = types.HoverParams(types.TextDocumentIdentifier(address), types.Position(4, 0))
    assert await client.text_document_hover_async(away) is None


async def test_hover_says_what_is_held_on_a_number_and_a_name(client: LanguageClient, tmp_path: Path) -> None:
    text = "# Bones\n\n😀 Osteoporosis is a T-score of −2.5 or below.\n\nDoctors may offer alendronic acid tablets.\n"
    address = open_(client, tmp_path / "a.md", text)
    await found(client, address)
    unit = {"neovim": 5, "visual_studio_code": 1, "emacs": 0}[client.editor]  # type: ignore[attr-defined]
    number = await hovered(client, address, 2, text.splitlines()[2].index("2.5") + unit)
    assert number.startswith("```text\n“−2.5 or below”: threshold of T-score, read as statement (category osteoporosis)")
    assert "osteoporosis         −2.5 and below" in number
    assert "not medical advice" in number
    drug = await hovered(client, address, 4, text.splitlines()[4].index("acid") + 1)
    assert drug.startswith("```text\nalendronate (drug.alendronate), in mg")
    assert await hovered(client, address, 4, 2) == ""


async def test_hover_knows_a_repositorys_own_reference(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN_SCALE, encoding="utf-8")
    (tmp_path / "clinlint.yaml").write_text("reference: [own.yaml]\nselect: [overclaim/promised-cure]\n", encoding="utf-8")
    address = open_(client, tmp_path / "a.md", "# Wrists\n\nThe wrist circle index is measured by a nurse.\n")
    await found(client, address)
    told = await hovered(client, address, 2, 10)
    assert "own.wrist" in told
    assert "slender" in told
    assert "Osei Institute" in told
