"""The server: which message asks for what. It answers, logs to standard error, and lives, whatever it is sent."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from functools import partial
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

import clinlint
from clinlint.engine.files import decode, read, select
from clinlint.formats.parse import reader_of
from clinlint.lsp import actions, completion, hover
from clinlint.lsp.desk import Checked, Desk, wishes
from clinlint.lsp.diagnostics import diagnostics
from clinlint.lsp.documents import ArticleDocument, Articles
from clinlint.lsp.positions import offset, span
from clinlint.model.source import Source
from clinlint.reports.page import Page

log = logging.getLogger("clinlint")
_WATCHED = ("**/clinlint.yaml", "**/clinlint.yml", "**/pyproject.toml")


class Server(LanguageServer):
    """A language server for articles. It pushes diagnostics to clients that cannot ask for them, and only to those."""

    def __init__(self, page: Callable[[str], Page | None]) -> None:
        super().__init__("clinlint", clinlint.__version__)
        self.page = page
        self.desk = Desk(self.ask_again)
        self.pulls = False
        self.related = False
        self._under_way: set[str] = set()
        self._again: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def articles(self) -> Articles:
        """The workspace."""
        workspace = self.workspace
        assert isinstance(workspace, Articles)
        return workspace

    def article(self, uri: str) -> ArticleDocument | None:
        """An open document that clinlint reads."""
        return self.articles.open_article(uri)

    def begin(self, options: object) -> None:
        """After `initialize`: our own documents, the client's ways, the editor's settings."""
        old = self.workspace
        folders = list(old.folders.values())
        self.protocol._workspace = Articles(old.root_uri, types.TextDocumentSyncKind.Incremental, folders, old.position_encoding)  # noqa: SLF001
        text = self.client_capabilities.text_document
        self.pulls = bool(text and text.diagnostic)
        shown = [text.publish_diagnostics, text.diagnostic] if text else []
        self.related = any(each is not None and each.related_information for each in shown)
        self.desk.wishes = wishes(options)

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002  pygls calls it so
        """Log what went wrong; the conversation goes on."""
        log.error("%s", error, exc_info=error)

    def refresh(self, uri: str) -> None:
        """Lint an article and push what was found; one run an article at a time, and once more where it changed meanwhile."""
        if self.pulls:
            return
        if uri in self._under_way:
            self._again.add(uri)
            return
        self._under_way.add(uri)
        task = asyncio.get_running_loop().create_task(self._push(uri))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _push(self, uri: str) -> None:
        try:
            while True:
                self._again.discard(uri)
                if (document := self.article(uri)) is None:
                    return
                checked = await self.desk.check(uri, document.article)
                if (now := self.article(uri)) is not None and now.article.text == checked.report.source.text:
                    self.publish(uri, self.shown(uri, checked), now.version)
                if uri not in self._again:
                    return
        finally:
            self._under_way.discard(uri)

    def publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        """Push diagnostics."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def shown(self, uri: str, checked: Checked) -> list[types.Diagnostic]:
        """An article's diagnostics in the client's units."""
        return diagnostics(checked, uri, self.workspace.position_codec, related=self.related)

    def ask_again(self) -> None:
        """The ground of earlier answers has changed: push anew, or tell the client to ask."""
        if not self.pulls:
            for uri in self.articles.open_uris():
                self.refresh(uri)
            return
        workspace = self.client_capabilities.workspace
        if workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
            self.workspace_diagnostic_refresh(None)

    def reconfigure(self, settings: object = None) -> None:
        """The configuration or the editor's settings changed."""
        self.desk.reconfigure(wishes(settings) if settings is not None else None)
        self.ask_again()

    def folder_paths(self) -> list[str]:
        """Folders of the workspace on this machine."""
        uris = list(self.articles.folders) or ([self.workspace.root_uri] if self.workspace.root_uri else [])
        return [path for uri in uris if (path := to_fs_path(uri)) and os.path.isdir(path)]


def create(page: Callable[[str], Page | None] = lambda _rule: None) -> Server:
    """A server with all its features; `page` gives a rule's page for the hover."""
    server = Server(page)

    @server.feature(types.INITIALIZE)
    def initialize(ls: Server, params: types.InitializeParams) -> None:
        ls.begin(params.initialization_options)

    @server.feature(types.INITIALIZED)
    async def initialized(ls: Server, _params: types.InitializedParams) -> None:
        workspace = ls.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration("clinlint.configuration", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            try:
                await ls.client_register_capability_async(types.RegistrationParams([registration]))
            except JsonRpcException as error:
                log.info("the client does not watch the configuration: %s", error)

    @server.feature(types.SHUTDOWN)
    def shutdown(ls: Server, _params: None) -> None:
        ls.desk.close()

    _documents(server)
    _pulled(server)
    _asked(server)
    _written(server)
    return server


def _documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.refresh(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.refresh(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        name = os.path.basename(to_fs_path(params.text_document.uri) or "")
        if name in {"clinlint.yaml", "clinlint.yml", "pyproject.toml"}:
            ls.reconfigure()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.desk.drop(params.text_document.uri)
        if not ls.pulls:
            ls.publish(params.text_document.uri, [])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(ls: Server, _params: types.DidChangeWatchedFilesParams) -> None:
        ls.reconfigure()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
        ls.reconfigure(params.settings or {})


def _pulled(server: Server) -> None:
    options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=True, identifier="clinlint")

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def diagnostic(
        ls: Server, params: types.DocumentDiagnosticParams
    ) -> types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport:
        uri = params.text_document.uri
        if (document := ls.article(uri)) is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        checked = await ls.desk.check(uri, document.article)
        if checked.state == params.previous_result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(checked.state)
        return types.RelatedFullDocumentDiagnosticReport(ls.shown(uri, checked), result_id=checked.state)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def workspace_diagnostic(ls: Server, params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        known = {each.uri: each.value for each in params.previous_result_ids}
        items: list[types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport] = []
        for path in await ls.desk.aside(lambda: _files(ls)):
            uri = from_fs_path(path) or ""
            document = ls.article(uri)
            source = document.article if document else await ls.desk.aside(partial(_source, path))
            if source is None:
                continue
            checked = await ls.desk.check(uri, source)
            version = document.version if document else None
            if known.get(uri) == checked.state:
                items.append(types.WorkspaceUnchangedDocumentDiagnosticReport(uri, checked.state, version))
            else:
                items.append(types.WorkspaceFullDocumentDiagnosticReport(uri, ls.shown(uri, checked), version, result_id=checked.state))
        return types.WorkspaceDiagnosticReport(items)


def _asked(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(list(actions.KINDS)))
    async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        if (document := ls.article(uri)) is None:
            return []
        source = document.article
        checked = await ls.desk.check(uri, source)
        if document.article is not source:
            return []
        where = span(source, params.range, document.position_codec)
        made: list[types.CodeAction] = await ls.desk.aside(lambda: actions.actions(document, checked, where, params.context.only))
        return made if document.article is source else []

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def show(ls: Server, params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        if (document := ls.article(uri)) is None:
            return None
        source = document.article
        checked = await ls.desk.check(uri, source)
        place = offset(source, params.position, document.position_codec)
        shown: types.Hover | None = await ls.desk.aside(
            lambda: hover.hover(document, checked, place, ls.page, ls.desk.settings(source.path)[0])
        )
        return shown


def _written(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(completion.TRIGGERS)))
    async def complete(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
        uri = params.text_document.uri
        if (document := ls.article(uri)) is None:
            return []
        source = document.article
        place = offset(source, params.position, document.position_codec)
        made: list[types.CompletionItem] = await ls.desk.aside(
            lambda: completion.completions(document, source, place, *ls.desk.settings(source.path))
        )
        return made if document.article is source else []


def _files(server: Server) -> list[str]:
    found: list[str] = []
    for folder in server.folder_paths():
        try:
            inside = select([folder], lambda path: server.desk.linter(path).config.excludes(path)).paths
            found += [path for path in inside if not reader_of(path)]
        except Exception:
            log.exception("looking for articles in %s failed", folder)
    return found


def _source(path: str) -> Source | None:
    try:
        source, _ = decode(read(path), path)
    except OSError:
        return None
    return source
