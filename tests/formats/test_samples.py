"""Whole articles of every format: their blocks as reviewed by eye, and the same whatever the line ends and with or without a BOM."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinlint.model.document import Block, Document
from tests.formats.exact import parsed

SAMPLES = Path(__file__).parent / "samples"
NAMES = ("page.md", "page.html", "page.txt", "article.yaml", "article.json")


def told(block: Block) -> str:
    """One line about a block: what it is, where it hangs, its text, and its marks."""
    words = [block.kind.value + (f"{block.level}" if block.level else "")]
    if block.headings:
        words.append("under " + "/".join(map(str, block.headings)))
    if block.list_id >= 0:
        words.append(f"list {block.list_id} {'number' if block.ordered else 'item'} {block.ordinal} lead {block.lead}")
    if block.cell:
        words.append(f"table {block.cell.table} row {block.cell.row} column {block.cell.column}" + (" header" if block.cell.header else ""))
    words += ["quoted"] * block.quoted + [f"label {block.label}"] * bool(block.label) + [f"anchor {block.anchor}"] * bool(block.anchor)
    marks = "".join(f" <{m.kind.value} {block.text[m.start : m.end]}{' > ' + m.target if m.target else ''}>" for m in block.marks)
    return f"{', '.join(words)}: {block.text}{marks}".replace("\n", "\\n")


def shown(document: Document) -> str:
    comments = [f"comment: {comment.text.strip()}" for comment in document.comments]
    faults = [f"fault: {fault.message}" for fault in document.faults]
    return "\n".join([*(f"{number} {told(block)}" for number, block in enumerate(document.blocks)), *comments, *faults]) + "\n"


def sample(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_blocks_are_those_reviewed(name: str) -> None:
    assert shown(parsed(sample(name), name)) == sample(f"{name}.blocks")


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_a_bom_change_nothing(name: str, end: str, bom: str) -> None:
    text = bom + sample(name).replace("\n", end)
    document = parsed(text, name)
    assert shown(document) == sample(f"{name}.blocks")
    fields = document.fields
    if fields is not None and name.endswith((".md", ".yaml")):
        assert text[slice(*_ends(fields.key_spans["title",]))] == "title"


def _ends(span: object) -> tuple[int, int]:
    return span.start, span.end  # type: ignore[attr-defined]
