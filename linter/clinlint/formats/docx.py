"""Word documents, read only: their package, checked before it is opened, and its parts by role. Only this module imports python-docx.

What a document says when all its tracked changes are accepted is read: text, headings, lists, tables, notes, text boxes, properties, and
sentences in headers and footers. Hidden and deleted text is not, and of comments only those that speak to clinlint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

from clinlint.errors import FormatError
from clinlint.formats.docx_styles import Styles
from clinlint.formats.docx_text import Parts, Reader
from clinlint.formats.format import Format, Unreadable
from clinlint.formats.text import FORMAT as TEXT
from clinlint.model.document import Document
from clinlint.model.rendering import Rendering
from clinlint.model.source import Source

LARGEST = 200_000_000
"""Bytes of a document's parts together, unpacked; pictures are the most of a large one."""
LARGEST_TEXT = 30_000_000
"""Bytes of the parts that are markup; a book of 300 pages has a third of it."""
_MOST_PARTS = 20_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What Word 97's files begin with, and what encrypted documents are wrapped in."""
_WRAPPED = "EncryptedPackage".encode("utf-16-le")
_PROPERTIES = {
    "title": "title",
    "comments": "description",
    "author": "authors",
    "language": "locale",
    "keywords": "keywords",
}
"""Core properties by python-docx's names, with ours. The dates among them are those of the file, which nobody vouches for."""
_NOBODY = frozenset(
    {"", "admin", "administrator", "author", "guest", "microsoft office user", "owner", "python-docx", "user", "windows user"}
)
"""Names that programs fill in for an author."""
_RULE = "unreadable-document"


def _read(data: bytes, path: str) -> tuple[Source, Unreadable | None]:
    if refused := _refused(data):
        return Source(path, ""), refused
    docx = _library()
    try:
        return _rendering(docx.Document(BytesIO(data)), data, path), None
    except Exception as error:  # noqa: BLE001  whatever a zip file, XML or python-docx raises, the document is at fault
        reason = str(error).strip("\"'").partition("\n")[0] or type(error).__name__
        return Source(path, ""), Unreadable(_RULE, f"This Word document is damaged, or is none ({reason}).")


def _library() -> Any:
    try:
        import docx
    except ImportError as error:
        raise FormatError("Word documents are read by python-docx, which is not installed", hint="pip install 'clinlint[docx]'") from error
    return docx


def _refused(data: bytes) -> Unreadable | None:
    """Why a file is not opened at all: not a Word document of today, locked, or one that unpacks to too much."""
    from zipfile import ZipFile

    if data.startswith(_OLD):
        if _WRAPPED in data:
            return Unreadable(_RULE, "This Word document is encrypted; save a copy without a password.")
        return Unreadable(_RULE, "This is a document of Word 97 to 2003 under another name; save it as .docx in Word.")
    if not data.startswith(b"PK"):
        return Unreadable(_RULE, "This is no Word document; save it as .docx in Word.")
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception as error:  # noqa: BLE001  a broken table of contents raises many things
        return Unreadable(_RULE, f"This Word document is damaged; open it in Word and save it anew ({error}).")
    if any(part.flag_bits & 1 for part in parts):
        return Unreadable(_RULE, "This Word document is encrypted; save a copy without a password.")
    markup = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if markup > LARGEST_TEXT or sum(part.file_size for part in parts) > LARGEST or len(parts) > _MOST_PARTS:
        return Unreadable(
            "too-large", f"Unpacked, this document has more than {LARGEST_TEXT // 1_000_000} MB of text; clinlint reads articles."
        )
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        return Unreadable(_RULE, "This is an archive, not a Word document.")
    return None


def _rendering(document: Any, data: bytes, path: str) -> Rendering:
    part = document.part
    parts = Parts(
        document.element.body,
        Styles(document.styles.element, _related(part, "numbering")),
        {"footnote": _related(part, "footnotes"), "endnote": _related(part, "endnotes")},
        {name: rel.target_ref for name, rel in part.rels.items() if rel.is_external},
        tuple((role, root) for role in ("header", "footer") for root in _all_related(part, role)),
    )
    reader = Reader(parts)
    fields = reader.fields({**_core(document.core_properties), **dict(_custom(part.package))})
    comments = tuple(reader.comments(_related(part, "comments")))
    return Rendering(path, reader.text, tuple(reader.outline.blocks), fields, tuple(reader.places), sha256(data).digest(), comments)


def _related(part: Any, role: str) -> Any:
    """The root of a part that stands in a relation to another; None where there is none."""
    return next(_all_related(part, role), None)


def _all_related(part: Any, role: str) -> Iterator[Any]:
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{role}") and not relation.is_external:
            element = getattr(relation.target_part, "element", None)
            yield element if element is not None else parse_xml(relation.target_part.blob)


def _core(properties: Any) -> Mapping[str, str]:
    """What the document's properties say, by our names."""
    said: dict[str, str] = {}
    for theirs, ours in _PROPERTIES.items():
        try:
            value = getattr(properties, theirs)
        except (AttributeError, ValueError):
            continue
        text = " ".join(str(value or "").split())
        if text and not (ours == "authors" and text.lower() in _NOBODY) and text != "generated by python-docx":
            said[ours] = text
    return said


def _custom(package: Any) -> Iterator[tuple[str, str]]:
    """Properties that somebody added under a name of his own."""
    root = _related(package, "custom-properties")
    for element in root if root is not None else ():
        name, text = element.get("name"), " ".join("".join(element.itertext()).split())
        if name and text and name.isascii() and name.replace("_", "").isalnum():
            yield name, text


def _parse(source: Source) -> Document:
    """The document of a rendering; other text under a Word document's name is plain text."""
    if not isinstance(source, Rendering):
        return TEXT.parse(source)
    return Document(source, "docx", source.blocks, source.fields, comments=source.comments)


FORMAT = Format(("docx",), _parse, _read)
