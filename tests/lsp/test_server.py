"""The language server over a day of work: edits, configurations, bad messages, a whole folder."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled
from pytest_lsp import LanguageClient

from tests.lsp.speaking import RULE, TEXT, actions, change, column, found, hovered, open_, pulls, uri

pytestmark = pytest.mark.asyncio


async def _settled(client: LanguageClient, address: str) -> list[types.Diagnostic]:
    """The findings once the server has caught up with all edits."""
    if pulls(client):
        return await found(client, address)
    for _ in range(40):
        last = await found(client, address)
        if last and last[0].range.start.line == 2:
            return last
    raise AssertionError("the last edit was never linted")


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
    assert (await hovered(client, address, 4, column(client) + 1)).startswith("**error**")


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
