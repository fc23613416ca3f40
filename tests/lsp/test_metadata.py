"""Completion and hover where metadata and exceptions are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.lsp.speaking import RULE, completed, found, hovered, open_

pytestmark = pytest.mark.asyncio


async def test_front_matter_is_completed_from_the_schema(client: LanguageClient, tmp_path: Path) -> None:
    text = "---\ntitle: Bones\nau\nstatus: d\nreveiwer\nmedical_reviewer:\n  sp\naudience: [patient, ]\n---\n\n# Bones\n\nau status: d\n"
    address = open_(client, tmp_path / "a.md", text)
    keys = await completed(client, address, 2, 2)
    assert "title" not in keys
    assert "audience" not in keys
    assert keys["authors"].text_edit == types.TextEdit(types.Range(types.Position(2, 0), types.Position(2, 2)), "authors:")
    assert keys["authors"].documentation == "Who wrote the article: people with credentials or role."
    values = await completed(client, address, 3, 9)
    assert list(values) == ["draft", "in_review", "approved", "published", "retired"]
    assert values["draft"].text_edit == types.TextEdit(types.Range(types.Position(3, 8), types.Position(3, 9)), "draft")
    inner = await completed(client, address, 6, 4)
    assert inner["specialty"].text_edit.new_text == "specialty: "  # type: ignore[union-attr]
    assert "audience" not in inner
    assert "carer" in await completed(client, address, 7, 20)
    for line, character in ((10, 3), (12, 2), (12, 11), (0, 1), (99, 99)):
        assert await completed(client, address, line, character) == {}


async def test_an_article_in_json_is_completed_with_quotes(client: LanguageClient, tmp_path: Path) -> None:
    text = '{\n  "title": "Bones 😀", "au\n  "status": "d",\n  "sponsored": f,\n  "medical_reviewer": {"sp"}\n}\n'
    address = open_(client, tmp_path / "a.json", text, "json")
    start = text.splitlines()[1].index('"au') + {"neovim": 3, "visual_studio_code": 1, "emacs": 0}[client.editor]  # type: ignore[attr-defined]
    keys = await completed(client, address, 1, start + 3)
    assert "title" not in keys
    assert "status" not in keys
    assert keys["authors"].text_edit == types.TextEdit(types.Range(types.Position(1, start), types.Position(1, start + 3)), '"authors": ')
    assert keys["authors"].filter_text == '"authors"'
    values = await completed(client, address, 2, 14)
    assert values["draft"].text_edit == types.TextEdit(types.Range(types.Position(2, 12), types.Position(2, 15)), '"draft"')
    assert (await completed(client, address, 3, 16))["false"].text_edit.new_text == "false"  # type: ignore[union-attr]
    inner = await completed(client, address, 4, 27)
    assert inner["specialty"].text_edit.new_text == '"specialty": '  # type: ignore[union-attr]
    assert "audience" not in inner


async def test_hover_in_json_and_in_braces_says_what_a_field_is_for(client: LanguageClient, tmp_path: Path) -> None:
    text = '{"title": "Bones", "reviewedBy": {"name": "B. Lee", "credentials": "MD"}}\n'
    address = open_(client, tmp_path / "a.json", text, "json")
    await found(client, address)
    assert (await hovered(client, address, 0, text.index("reviewed") + 1)).startswith(
        "**reviewedBy** (clinlint reads it as `medical_reviewer`)"
    )
    assert (await hovered(client, address, 0, text.index("cred") + 1)).startswith("**credentials**")
    address = open_(client, tmp_path / "b.md", "---\ntitle: Bones\nreviewedBy: {name: B. Lee, credentials: MD}\n---\n\n# Bones\n")
    await found(client, address)
    assert (await hovered(client, address, 2, 30)).startswith("**credentials**")


async def test_a_mistyped_key_is_answered_by_the_nearest(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "clinlint.yaml").write_text("fields: {freigabe: medical_reviewer}\n", encoding="utf-8")
    address = open_(client, tmp_path / "a.md", "---\nfriegabe\n---\n\n# Bones\n")
    (near,) = [item for item in (await completed(client, address, 1, 8)).values() if item.preselect]
    assert (near.label, near.filter_text) == ("freigabe", "friegabe")
    assert "medical_reviewer" not in await completed(client, address, 1, 0)


async def test_rules_are_offered_where_one_is_suppressed(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md", "# Bones\n\n<!-- clinlint-ignore-next overclaim/pro -->\n")
    offered = await completed(client, address, 2, 39)
    item = offered[RULE]
    assert item.text_edit.range == types.Range(types.Position(2, 26), types.Position(2, 39))  # type: ignore[union-attr]


async def test_a_waiver_is_completed_with_its_keys_and_the_rules(client: LanguageClient, tmp_path: Path) -> None:
    text = "---\ntitle: Bones\nclinlint:\n  waivers:\n    - rule: overclaim/pro\n      re\n---\n\n# Bones\n"
    address = open_(client, tmp_path / "a.md", text)
    assert set(await completed(client, address, 5, 8)) == {"reason", "by", "until", "text"}
    item = (await completed(client, address, 4, 25))[RULE]
    assert item.text_edit.range == types.Range(types.Position(4, 12), types.Position(4, 25))  # type: ignore[union-attr]
    address = open_(client, tmp_path / "a.json", '{"title": "Bones", "clinlint": {"waivers": [{"rule": "over"}]}}\n', "json")
    assert (await completed(client, address, 0, 56))[RULE].text_edit.new_text == f'"{RULE}"'  # type: ignore[union-attr]


async def test_hover_says_what_a_field_is_for(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md", "---\nreviewedBy: B. Lee\nlayout: wide\ndescription: Alendronate for all\n---\n\n# Bones\n")
    await found(client, address)
    assert (await hovered(client, address, 3, 15)).startswith("```text\nalendronate (drug.alendronate)")
    assert (await hovered(client, address, 3, 26)).startswith("**description**")
    told = await hovered(client, address, 1, 3)
    assert told.startswith("**reviewedBy** (clinlint reads it as `medical_reviewer`)\n\nWho checked the article as a clinician")
    assert await hovered(client, address, 1, 14) == told
    assert await hovered(client, address, 2, 2) == ""
