"""Word documents that tests make, and how they are read."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from clinlint.engine.files import decode
from clinlint.formats.parse import parse
from clinlint.model.document import Document
from clinlint.model.rendering import Rendering
from tests.formats.exact import check

CALCIUM = "Adults need 1,000 mg of calcium a day."


def new() -> Any:
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    return document


def packed(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(document: Any) -> Document:
    """The document of a Word document, its source maps checked."""
    source, unreadable = decode(packed(document), "draft.docx")
    assert unreadable is None
    assert isinstance(source, Rendering)
    parsed = parse(source)
    for block in parsed.blocks:
        check(block, source.text)
    return parsed


def said(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document.blocks]


def place(document: Document, words: str) -> str:
    return document.source.place(document.source.text.index(words))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def append(paragraph: Any, xml: str) -> None:
    """Elements at the end of a paragraph."""
    for element in parse_xml(f"<w:p {nsdecls('w', 'r', 'm')}>{xml}</w:p>"):
        paragraph._p.append(element)


def with_notes(document: Any, kind: str, notes: dict[str, str]) -> None:
    """Footnotes or endnotes by their identifiers, for which python-docx has no call."""
    inside = "".join(f'<w:{kind} w:id="{name}"><w:p>{run(text)}</w:p></w:{kind}>' for name, text in notes.items())
    blob = f"<w:{kind}s {nsdecls('w')}>{inside}</w:{kind}s>".encode()
    part = Part(PackURI(f"/word/{kind}s.xml"), "application/xml", blob, document.part.package)
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s")
