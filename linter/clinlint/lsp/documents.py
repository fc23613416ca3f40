"""Open documents: their text under edits, with lines that end where clinlint's and the protocol's do."""

from __future__ import annotations

import os

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument, Workspace

from clinlint.engine.files import holds_article
from clinlint.formats.parse import format_of, reader_of
from clinlint.lsp.positions import span
from clinlint.model.source import Source

_SUFFIXES = {"markdown": ".md", "html": ".html", "yaml": ".yaml", "json": ".json", "plaintext": ".txt"}
"""Of a document that was never saved, by the editor's name of its language."""


class ArticleDocument(TextDocument):
    """A document whose lines end at CR LF, LF or CR only; pygls would also end them at form feeds and other separators."""

    folder = ""
    _read: Source | None = None

    @property
    def article(self) -> Source:
        """The present text under the path that it is known by; a lone half of a surrogate pair is replaced, for no file can hold it."""
        text = self._source or ""
        if self._read is None or self._read.text is not text:
            clean = text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            self._source = clean
            self._read = Source(self.known_path, clean)
        return self._read

    @property
    def known_path(self) -> str:
        """The file's path; for one that was never saved, one in the first folder that tells its format."""
        path = self.path or "untitled"
        if self.uri.startswith("file:"):
            return path
        return os.path.join(self.folder, os.path.basename(path) + _SUFFIXES.get(self.language_id or "", ""))

    @property
    def is_article(self) -> bool:
        """Whether clinlint reads it: a format that is known, and for YAML and JSON a title or a body."""
        kind = format_of(self.known_path)
        return (
            kind is not None
            and not reader_of(self.known_path)
            and holds_article(kind, (self._source or "")[:65_536].encode("utf-8", "replace"))
        )

    def _apply_incremental_change(self, change: types.TextDocumentContentChangePartial) -> None:
        article = self.article
        where = span(article, change.range, self.position_codec)
        self._source = article.text[: where.start] + change.text + article.text[where.end :]


class Articles(Workspace):
    """The workspace, with documents of our own."""

    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> TextDocument:
        document = ArticleDocument(
            doc_uri,
            source=source,
            version=version,
            language_id=language_id,
            sync_kind=self._sync_kind,
            position_codec=self._position_codec,
        )
        roots = [self.root_uri] if self.root_uri else list(self.folders)
        document.folder = (to_fs_path(roots[0]) if roots else None) or ""
        return document

    def open_article(self, uri: str) -> ArticleDocument | None:
        """An open document that clinlint reads; None for any other."""
        document = self.get_text_document(uri) if self.is_open(uri) else None
        return document if isinstance(document, ArticleDocument) and document.is_article else None

    def is_open(self, uri: str) -> bool:
        """Whether the editor has a document open."""
        from urllib.parse import unquote

        return unquote(uri) in self._text_documents

    def open_uris(self) -> list[str]:
        """Addresses of all open documents that clinlint reads."""
        return [document.uri for document in self._text_documents.values() if self.open_article(document.uri)]
