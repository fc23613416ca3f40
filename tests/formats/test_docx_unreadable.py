"""Word documents: what cannot be read is told and never raises."""

from __future__ import annotations

import builtins
import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml.ns import nsdecls

from clinlint.engine.files import decode
from clinlint.errors import FormatError
from clinlint.formats.parse import parse
from clinlint.model.document import Block
from clinlint.model.rendering import Rendering
from clinlint.model.source import Source
from tests.formats.word import CALCIUM, new, packed


def _zipped(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def _with(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A sound document with one part changed."""
    document = new()
    document.add_paragraph(CALCIUM)
    with zipfile.ZipFile(io.BytesIO(packed(document))) as archive:
        return _zipped(*((each, change(archive.read(each)) if each == name else archive.read(each)) for each in archive.namelist()))


def _bomb() -> bytes:
    return _with("word/document.xml", lambda data: data + b" " * 31_000_000)


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    body = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    return _with("word/document.xml", lambda _data: f'<!DOCTYPE d [<!ENTITY a0 "ha">{entities}]>{body}'.encode())


def _deep() -> bytes:
    inside = "<w:ins>" * 5000 + "</w:ins>" * 5000
    return _with("word/document.xml", lambda _data: f"<w:document {nsdecls('w')}><w:body>{inside}</w:body></w:document>".encode())


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (b"", "unreadable-document", "no Word document"),
        (b"Just text.", "unreadable-document", "no Word document"),
        (b"{\\rtf1 text}", "unreadable-document", "no Word document"),
        (_OLD, "unreadable-document", "Word 97 to 2003"),
        (_OLD + "EncryptedPackage".encode("utf-16-le"), "unreadable-document", "encrypted"),
        (b"PK\x03\x04 cut off", "unreadable-document", "damaged"),
        (_zipped(("a.txt", b"text")), "unreadable-document", "an archive"),
        (_zipped(("[Content_Types].xml", b"<x/>")), "unreadable-document", "damaged"),
        (packed(new())[:-900], "unreadable-document", "damaged"),
        (_with("word/document.xml", lambda data: data[:200]), "unreadable-document", "damaged"),
        (_deep(), "unreadable-document", "damaged"),
        (_bomb(), "too-large", "Unpacked"),
    ],
)
def test_what_cannot_be_read_is_told_and_never_raises(data: bytes, rule: str, words: str) -> None:
    source, unreadable = decode(data, "draft.docx")
    assert source == Source("draft.docx", "")
    assert unreadable is not None
    assert unreadable.rule == rule
    assert words in unreadable.message


def test_entities_that_grow_without_end_are_not_followed() -> None:
    source, unreadable = decode(_laughs(), "draft.docx")
    assert unreadable is not None or source.text.strip() == ""


def test_a_document_without_styles_still_has_its_text() -> None:
    source, unreadable = decode(_with("word/styles.xml", lambda _data: b"<a/>"), "draft.docx")
    assert unreadable is None
    assert [block.text for block in parse(source).blocks] == [CALCIUM]


@pytest.mark.parametrize("seed", range(20))
def test_bytes_changed_at_random_never_raise(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(_with("word/document.xml", lambda part: part))
    for _ in range(chance.choice((1, 5, 50))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    source, unreadable = decode(bytes(data), "draft.docx")
    assert isinstance(source, Rendering) or unreadable is not None


def test_without_the_library_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "docx":
            raise ImportError(name)
        return real(name, *rest)

    data = packed(new())
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(FormatError, match="python-docx") as caught:
        decode(data, "draft.docx")
    assert "clinlint[docx]" in caught.value.hint


def test_other_text_under_such_a_name_is_plain_text() -> None:
    blocks: tuple[Block, ...] = parse(Source("draft.docx", "First.\n\nSecond.\n")).blocks
    assert [block.text for block in blocks] == ["First.", "Second."]
