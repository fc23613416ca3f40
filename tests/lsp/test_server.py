"""The language server as three editors speak to it: each pulls or is pushed to, and counts columns in its own unit."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled
from pygls.uris import from_fs_path
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

pytestmark = pytest.mark.asyncio

TEXT = "# Bracelets\n\n😀 Copper bracelets cure arthritis.\n\nThey are made by hand.\n"
COLUMNS = {"neovim": 22, "visual_studio_code": 20, "emacs": 19}
"""Where `cure` begins in the third line, from 0: in UTF-8 bytes, UTF-16 units and code points."""
RULE = "overclaim/promised-cure"
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


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "clinlint", "lsp", "--stdio"]),
    params=["neovim", "visual_studio_code", "emacs"],
)
async def client(request: pytest.FixtureRequest, lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    (tmp_path / "clinlint.yaml").write_text("select: [overclaim/promised-cure, suppression]\n", encoding="utf-8")
    lsp_client.editor = request.param  # type: ignore[attr-defined]

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_client: LanguageClient, _params: types.RegistrationParams) -> None:
        """Editors accept it."""

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(uri(tmp_path), "articles")],
        )
    )
    yield
    await lsp_client.shutdown_session()


def uri(path: Path) -> str:
    return from_fs_path(str(path)) or ""


def pulls(client: LanguageClient) -> bool:
    return client.capabilities.text_document.diagnostic is not None  # type: ignore[union-attr]


def column(client: LanguageClient) -> int:
    return COLUMNS[client.editor]  # type: ignore[attr-defined]


def open_(client: LanguageClient, path: Path, text: str = TEXT, language: str = "markdown") -> str:
    path.write_text(text, encoding="utf-8")
    address = uri(path)
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(address, language, 1, text)))
    return address


async def found(client: LanguageClient, address: str) -> list[types.Diagnostic]:
    if pulls(client):
        report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(types.TextDocumentIdentifier(address)))
        assert address not in client.diagnostics
        return list(report.items)  # type: ignore[union-attr]
    await asyncio.wait_for(client.wait_for_notification("textDocument/publishDiagnostics"), 20)
    return list(client.diagnostics[address])


def change(client: LanguageClient, address: str, version: int, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
    range_ = types.Range(types.Position(*start), types.Position(*end))
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, address), [types.TextDocumentContentChangePartial(range_, text)]
        )
    )


async def actions(client: LanguageClient, address: str, line: int, character: int, only: list[str] | None = None) -> list[types.CodeAction]:
    here = types.Position(line, character)
    result = await client.text_document_code_action_async(
        types.CodeActionParams(types.TextDocumentIdentifier(address), types.Range(here, here), types.CodeActionContext([], only))  # type: ignore[arg-type]
    )
    return [each for each in result or [] if isinstance(each, types.CodeAction)]


def applied(text: str, client: LanguageClient, action: types.CodeAction) -> str:
    """The text after an action, its columns read in the client's unit."""
    encoding = {"neovim": "utf-8", "visual_studio_code": "utf-16-le", "emacs": "utf-32-le"}[client.editor]  # type: ignore[attr-defined]
    size = {"neovim": 1, "visual_studio_code": 2, "emacs": 4}[client.editor]  # type: ignore[attr-defined]
    (change_,) = action.edit.document_changes  # type: ignore[union-attr,misc]
    assert change_.text_document.version is not None  # type: ignore[union-attr]
    lines = text.split("\n")

    def at(place: types.Position) -> int:
        before = sum(len(line) + 1 for line in lines[: place.line])
        return (
            before + len(lines[place.line].encode(encoding)[: place.character * size].decode(encoding))
            if place.line < len(lines)
            else len(text)
        )

    for edit in reversed(change_.edits):  # type: ignore[union-attr]
        text = text[: at(edit.range.start)] + edit.new_text + text[at(edit.range.end) :]
    return text


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


async def test_edits_are_followed_in_the_clients_units(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md")
    await found(client, address)
    start = column(client)
    change(client, address, 2, (2, start), (2, start + 4), "do not cure")
    assert await found(client, address) == []
    change(client, address, 3, (2, start), (2, start + 11), "cure")
    (diagnostic,) = await found(client, address)
    assert diagnostic.range.start == types.Position(2, start)
    change(client, address, 4, (0, 0), (0, 0), "Form feed \x0c and \u2028 end no line.\r\n\r\n")
    (diagnostic,) = await found(client, address)
    assert diagnostic.range.start == types.Position(4, start)


async def test_an_unchanged_article_is_told_as_unchanged(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md")
    await found(client, address)
    if not pulls(client):
        assert len(client.diagnostics[address]) == 1
        return
    identifier = types.TextDocumentIdentifier(address)
    first = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(identifier))
    again = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(identifier, previous_result_id=first.result_id))
    assert again.kind == "unchanged"
    assert again.result_id == first.result_id


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
    number = await _hover(client, address, 2, text.splitlines()[2].index("2.5") + unit)
    assert number.startswith("```text\n“−2.5 or below”: threshold of T-score, read as statement (category osteoporosis)")
    assert "osteoporosis         −2.5 and below" in number
    assert "not medical advice" in number
    drug = await _hover(client, address, 4, text.splitlines()[4].index("acid") + 1)
    assert drug.startswith("```text\nalendronate (drug.alendronate), in mg")
    assert await _hover(client, address, 4, 2) == ""


async def _hover(client: LanguageClient, address: str, line: int, character: int) -> str:
    answer = await client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(address), types.Position(line, character))
    )
    return answer.contents.value if answer else ""  # type: ignore[union-attr]


async def test_hover_knows_a_repositorys_own_reference(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN_SCALE, encoding="utf-8")
    (tmp_path / "clinlint.yaml").write_text("reference: [own.yaml]\nselect: [overclaim/promised-cure]\n", encoding="utf-8")
    address = open_(client, tmp_path / "a.md", "# Wrists\n\nThe wrist circle index is measured by a nurse.\n")
    await found(client, address)
    told = await _hover(client, address, 2, 10)
    assert "own.wrist" in told
    assert "slender" in told
    assert "Osei Institute" in told


async def _completed(client: LanguageClient, address: str, line: int, character: int) -> dict[str, types.CompletionItem]:
    answer = await client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(address), types.Position(line, character))
    )
    return {item.label: item for item in answer or []}  # type: ignore[union-attr]


async def test_front_matter_is_completed_from_the_schema(client: LanguageClient, tmp_path: Path) -> None:
    text = "---\ntitle: Bones\nau\nstatus: d\nreveiwer\nmedical_reviewer:\n  sp\naudience: [patient, ]\n---\n\n# Bones\n\nau status: d\n"
    address = open_(client, tmp_path / "a.md", text)
    keys = await _completed(client, address, 2, 2)
    assert "title" not in keys
    assert "audience" not in keys
    assert keys["authors"].text_edit == types.TextEdit(types.Range(types.Position(2, 0), types.Position(2, 2)), "authors:")
    assert keys["authors"].documentation == "Who wrote the article: people with credentials or role."
    values = await _completed(client, address, 3, 9)
    assert list(values) == ["draft", "in_review", "approved", "published", "retired"]
    assert values["draft"].text_edit == types.TextEdit(types.Range(types.Position(3, 8), types.Position(3, 9)), "draft")
    inner = await _completed(client, address, 6, 4)
    assert inner["specialty"].text_edit.new_text == "specialty: "  # type: ignore[union-attr]
    assert "audience" not in inner
    assert "carer" in await _completed(client, address, 7, 20)
    for line, character in ((10, 3), (12, 2), (12, 11), (0, 1), (99, 99)):
        assert await _completed(client, address, line, character) == {}


async def test_an_article_in_json_is_completed_with_quotes(client: LanguageClient, tmp_path: Path) -> None:
    text = '{\n  "title": "Bones 😀", "au\n  "status": "d",\n  "sponsored": f,\n  "medical_reviewer": {"sp"}\n}\n'
    address = open_(client, tmp_path / "a.json", text, "json")
    start = text.splitlines()[1].index('"au') + {"neovim": 3, "visual_studio_code": 1, "emacs": 0}[client.editor]  # type: ignore[attr-defined]
    keys = await _completed(client, address, 1, start + 3)
    assert "title" not in keys
    assert "status" not in keys
    assert keys["authors"].text_edit == types.TextEdit(types.Range(types.Position(1, start), types.Position(1, start + 3)), '"authors": ')
    assert keys["authors"].filter_text == '"authors"'
    values = await _completed(client, address, 2, 14)
    assert values["draft"].text_edit == types.TextEdit(types.Range(types.Position(2, 12), types.Position(2, 15)), '"draft"')
    assert (await _completed(client, address, 3, 16))["false"].text_edit.new_text == "false"  # type: ignore[union-attr]
    inner = await _completed(client, address, 4, 27)
    assert inner["specialty"].text_edit.new_text == '"specialty": '  # type: ignore[union-attr]
    assert "audience" not in inner


async def test_hover_in_json_and_in_braces_says_what_a_field_is_for(client: LanguageClient, tmp_path: Path) -> None:
    text = '{"title": "Bones", "reviewedBy": {"name": "B. Lee", "credentials": "MD"}}\n'
    address = open_(client, tmp_path / "a.json", text, "json")
    await found(client, address)
    assert (await _hover(client, address, 0, text.index("reviewed") + 1)).startswith(
        "**reviewedBy** (clinlint reads it as `medical_reviewer`)"
    )
    assert (await _hover(client, address, 0, text.index("cred") + 1)).startswith("**credentials**")
    address = open_(client, tmp_path / "b.md", "---\ntitle: Bones\nreviewedBy: {name: B. Lee, credentials: MD}\n---\n\n# Bones\n")
    await found(client, address)
    assert (await _hover(client, address, 2, 30)).startswith("**credentials**")


async def test_a_mistyped_key_is_answered_by_the_nearest(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "clinlint.yaml").write_text("fields: {freigabe: medical_reviewer}\n", encoding="utf-8")
    address = open_(client, tmp_path / "a.md", "---\nfriegabe\n---\n\n# Bones\n")
    (near,) = [item for item in (await _completed(client, address, 1, 8)).values() if item.preselect]
    assert (near.label, near.filter_text) == ("freigabe", "friegabe")
    assert "medical_reviewer" not in await _completed(client, address, 1, 0)


async def test_rules_are_offered_where_one_is_suppressed(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md", "# Bones\n\n<!-- clinlint-ignore-next overclaim/pro -->\n")
    offered = await _completed(client, address, 2, 39)
    item = offered[RULE]
    assert item.text_edit.range == types.Range(types.Position(2, 26), types.Position(2, 39))  # type: ignore[union-attr]


async def test_a_waiver_is_completed_with_its_keys_and_the_rules(client: LanguageClient, tmp_path: Path) -> None:
    text = "---\ntitle: Bones\nclinlint:\n  waivers:\n    - rule: overclaim/pro\n      re\n---\n\n# Bones\n"
    address = open_(client, tmp_path / "a.md", text)
    assert set(await _completed(client, address, 5, 8)) == {"reason", "by", "until", "text"}
    item = (await _completed(client, address, 4, 25))[RULE]
    assert item.text_edit.range == types.Range(types.Position(4, 12), types.Position(4, 25))  # type: ignore[union-attr]
    address = open_(client, tmp_path / "a.json", '{"title": "Bones", "clinlint": {"waivers": [{"rule": "over"}]}}\n', "json")
    assert (await _completed(client, address, 0, 56))[RULE].text_edit.new_text == f'"{RULE}"'  # type: ignore[union-attr]


async def test_hover_says_what_a_field_is_for(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md", "---\nreviewedBy: B. Lee\nlayout: wide\ndescription: Alendronate for all\n---\n\n# Bones\n")
    await found(client, address)
    assert (await _hover(client, address, 3, 15)).startswith("```text\nalendronate (drug.alendronate)")
    assert (await _hover(client, address, 3, 26)).startswith("**description**")
    told = await _hover(client, address, 1, 3)
    assert told.startswith("**reviewedBy** (clinlint reads it as `medical_reviewer`)\n\nWho checked the article as a clinician")
    assert await _hover(client, address, 1, 14) == told
    assert await _hover(client, address, 2, 2) == ""


async def test_a_changed_configuration_holds_at_once(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md")
    assert len(await found(client, address)) == 1
    (tmp_path / "clinlint.yaml").write_text("ignore: [overclaim/promised-cure]\nselect: [overclaim/promised-cure]\n", encoding="utf-8")
    event = types.FileEvent(uri(tmp_path / "clinlint.yaml"), types.FileChangeType.Changed)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    assert await found(client, address) == []


async def test_a_broken_configuration_is_told_in_the_article_and_mended(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "clinlint.yaml").write_text("profil: strict\n", encoding="utf-8")
    address = open_(client, tmp_path / "a.md")
    (diagnostic,) = await found(client, address)
    assert diagnostic.code == "set-up"
    assert "profile" in diagnostic.message
    (tmp_path / "clinlint.yaml").write_text("select: [overclaim/promised-cure]\n", encoding="utf-8")
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"clinlint": {"profile": "nonsense", "jurisdictions": 7}}))
    (diagnostic,) = await found(client, address)
    assert diagnostic.code == RULE


async def test_files_that_are_no_articles_are_left_alone(client: LanguageClient, tmp_path: Path) -> None:
    for name, language, text in [("compose.yaml", "yaml", "services: {cure: arthritis}\n"), ("a.py", "python", "x = 'cures arthritis'\n")]:
        address = open_(client, tmp_path / name, text, language)
        if pulls(client):
            assert await found(client, address) == []
        assert await actions(client, address, 0, 0) == []
        assert client.diagnostics.get(address, []) == []
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem("untitled:Untitled-1", "markdown", 1, TEXT)))
    assert [each.code for each in await found(client, "untitled:Untitled-1")] == [RULE]


async def test_the_server_lives_on_bad_messages_and_bad_text(client: LanguageClient, tmp_path: Path) -> None:
    nowhere = types.TextDocumentIdentifier("file:///nowhere/at/all.md")
    assert await client.text_document_hover_async(types.HoverParams(nowhere, types.Position(0, 0))) is None
    with pytest.raises(Exception, match="noSuchMethod"):
        await client.protocol.send_request_async("clinlint/noSuchMethod", {})
    change(client, "file:///nowhere/at/all.md", 1, (0, 0), (0, 0), "x")
    client.protocol.notify("clinlint/noSuchNotification", {})
    writer: Any = client.protocol.writer
    for body in (b"{", b'{"jsonrpc":"2.0","id":77,"method":"textDocument/hover","params":{"position":"here"}}', json.dumps([1]).encode()):
        sent = writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        if asyncio.iscoroutine(sent):
            await sent
    address = open_(client, tmp_path / "a.md", "word " * 200_000 + "\n\n" + TEXT)
    assert [each.range.start.line for each in await found(client, address)] == [4]
    for version in range(2, 30):
        change(client, address, version, (0, 0), (0, 1 if version % 2 else 0), "" if version % 2 else "x")
    change(client, address, 30, (0, 0), (2, 0), "")
    text = await _settled(client, address)
    assert [each.range.start.line for each in text] == [2]


async def test_a_question_that_is_taken_back_ends_and_the_next_is_answered(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md", "word " * 100_000 + "\n\n" + TEXT)
    at = types.HoverParams(types.TextDocumentIdentifier(address), types.Position(4, column(client) + 1))
    asked = client.protocol.send_request("textDocument/hover", at, msg_id="taken-back")
    client.protocol.notify("$/cancelRequest", types.CancelParams("taken-back"))
    with pytest.raises(JsonRpcRequestCancelled):
        await asyncio.wait_for(asyncio.wrap_future(asked), 20)
    assert (await _hover(client, address, 4, column(client) + 1)).startswith("**error**")


async def _settled(client: LanguageClient, address: str) -> list[types.Diagnostic]:
    """The findings once the server has caught up with all edits."""
    if pulls(client):
        return await found(client, address)
    for _ in range(40):
        last = await found(client, address)
        if last and last[0].range.start.line == 2:
            return last
    raise AssertionError("the last edit was never linted")


async def test_a_closed_article_has_no_findings_left(client: LanguageClient, tmp_path: Path) -> None:
    address = open_(client, tmp_path / "a.md")
    await found(client, address)
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(address)))
    if not pulls(client):
        assert await found(client, address) == []
    assert await actions(client, address, 2, column(client)) == []


async def test_the_whole_workspace_is_told_to_those_who_pull(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b c.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "calm.md").write_text("# Calm\n", encoding="utf-8")
    address = open_(client, tmp_path / "a.md", TEXT.replace("cure", "do not cure"))
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    report = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
    told = {item.uri: item for item in report.items}
    assert set(told) == {address, uri(tmp_path / "calm.md"), uri(tmp_path / "sub" / "b c.md")}
    assert [each.code for each in told[uri(tmp_path / "sub" / "b c.md")].items] == [RULE]  # type: ignore[union-attr]
    assert list(told[address].items) == []  # type: ignore[union-attr]
    known = [types.PreviousResultId(item.uri, item.result_id or "") for item in report.items]
    again = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
    assert {item.kind for item in again.items} == {"unchanged"}
