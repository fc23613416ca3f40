"""What tests of the language server say to it, and how they read its answers."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path
from pytest_lsp import LanguageClient

TEXT = "# Bracelets\n\n😀 Copper bracelets cure arthritis.\n\nThey are made by hand.\n"
COLUMNS = {"neovim": 22, "visual_studio_code": 20, "emacs": 19}
"""Where `cure` begins in the third line, from 0: in UTF-8 bytes, UTF-16 units and code points."""
RULE = "overclaim/promised-cure"


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


async def hovered(client: LanguageClient, address: str, line: int, character: int) -> str:
    answer = await client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(address), types.Position(line, character))
    )
    return answer.contents.value if answer else ""  # type: ignore[union-attr]


async def completed(client: LanguageClient, address: str, line: int, character: int) -> dict[str, types.CompletionItem]:
    answer = await client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(address), types.Position(line, character))
    )
    return {item.label: item for item in answer or []}  # type: ignore[union-attr]
