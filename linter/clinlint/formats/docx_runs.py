"""The runs of a Word document's paragraphs: what of them is seen, and what marks it carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clinlint.formats.builder import Builder
from clinlint.formats.docx_styles import Styles, W, is_on, value
from clinlint.model.document import MarkKind
from clinlint.model.rendering import Place

CONTENT = W + "sdtContent"
PASSED = frozenset(W + name for name in ("ins", "moveTo", "customXml", "smartTag", "fldSimple", "dir", "bdo"))
"""What only wraps text that is seen. Deleted and moved text stands in `del` and `moveFrom`, which are passed over."""
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BOX = W + "txbxContent"
_DRAWN = frozenset({W + "drawing", W + "pict", W + "object", _ALTERNATE})
_COMMENTS = {W + "commentRangeStart": "start", W + "commentRangeEnd": "end", W + "commentReference": "mark"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_ONE = {W + "tab": " ", W + "br": " ", W + "cr": " ", W + "ptab": " ", W + "noBreakHyphen": "\u2011"}
_SYMBOLS = {
    0x2D: "−", 0x44: "Δ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x67: "γ", 0x6D: "µ", 0x70: "π", 0xA3: "≤", 0xA5: "∞", 0xAE: "→",
    0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "·",
}  # fmt: skip
"""Signs of the font Symbol, which Word's “Insert symbol” writes by their codes in it."""
_PRIVATE = 0xF000
_BLANKS = str.maketrans("\t\r\n\f\v\u2028\u2029", "       ")


class Runs:
    """The text as it grows, and where each run of it begins."""

    def __init__(self, styles: Styles, links: Mapping[str, str], places: list[Place]) -> None:
        self.at = 0
        self.bold = False
        self.boxes: list[Any] = []
        self._styles = styles
        self._links = links
        self._places = places
        self._parts: list[str] = []
        self._paragraph = 0
        self._run = 0
        self._inside = ""
        self._weights: list[bool] = []
        self._field: list[str] = []
        self._numbers: dict[tuple[str, str | None], str] = {}
        self._counted: dict[str, int] = {}
        self._mentioned: list[tuple[tuple[str, str | None], str]] = []
        self.commented: dict[str, list[int]] = {}

    @property
    def text(self) -> str:
        """All that was put so far."""
        return "".join(self._parts)

    def put(self, text: str) -> int:
        """Append to the text; gives the offset at which it begins."""
        at = self.at
        self._parts.append(text)
        self.at += len(text)
        return at

    def begin(self, inside: str) -> None:
        """A paragraph begins."""
        self._paragraph += 1
        self._run = 0
        self._inside = inside
        self._weights = []
        self._places.append(Place(self.at, self._paragraph, 0, inside))

    def end(self) -> int:
        """The paragraph ends, and its line; gives the offset of the line's end."""
        self.bold = bool(self._weights) and all(self._weights)
        return self.put("\n")

    def each_note(self) -> Iterator[tuple[tuple[str, str | None], str]]:
        """Notes by kind and identifier with their labels, those too that other notes mention."""
        yield from self._mentioned  # grows while it is read

    def read(self, parent: Any, builder: Builder) -> None:
        """The runs of a paragraph or of what stands in one."""
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._read_run(child, builder)
            elif tag == W + "hyperlink":
                builder.open(MarkKind.LINK, self._links.get(child.get(f"{_RELATIONS}id"), ""))
                self.read(child, builder)
                builder.close(MarkKind.LINK)
            elif tag in PASSED:
                self.read(child, builder)
            elif tag == W + "sdt" and (content := child.find(CONTENT)) is not None:
                self.read(content, builder)
            elif tag in _COMMENTS:
                self.comment(child)
            elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                self._add("".join(part.text or "" for part in child.iter(f"{_MATH}t")), builder)

    def _read_run(self, run: Any, builder: Builder) -> None:
        self._run += 1
        properties = run.find(W + "rPr")
        hidden = self._styles.hides(properties)
        raised = value(properties, "vertAlign") == "superscript"
        begin, length, parts = self.at, builder.length, len(self._parts)
        for child in run:
            if child.tag == W + "fldChar" or child.tag == W + "instrText":
                self._turn(child, builder)
            elif not hidden:
                self._read_part(child, builder)
        if self.at == begin:
            return
        self._places.append(Place(begin, self._paragraph, self._run, self._inside))
        if raised:
            builder.mark(MarkKind.SUPERSCRIPT, length, builder.length)
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            builder.mark(MarkKind.OPAQUE, length, builder.length)
        if not "".join(self._parts[parts:]).isspace():
            self._weights.append(is_on(properties, "b"))

    def _read_part(self, part: Any, builder: Builder) -> None:
        tag = part.tag
        if tag == W + "t":
            self._add((part.text or "").translate(_BLANKS), builder)
        elif tag in _ONE:
            self._add(_ONE[tag], builder)
        elif tag == W + "sym":
            self._add(_symbol(part.get(W + "char") or ""), builder)
        elif tag in _COMMENTS:
            self.comment(part)
        elif tag in _NOTES:
            self._refer((_NOTES[tag], part.get(W + "id")), builder)
        elif tag in _DRAWN:
            self.boxes += [box for box in part.iter(_BOX) if not _is_within(box, part)]

    def comment(self, mark: Any) -> None:
        """Where a comment begins, ends, or, attached to no words, stands; any other element is none."""
        if mark.tag in _COMMENTS:
            self.commented.setdefault(mark.get(W + "id") or "", []).append(self.at)

    def _add(self, text: str, builder: Builder) -> None:
        if text:
            if any("\uf000" <= character <= "\uf0ff" for character in text):
                text = "".join(_SYMBOLS.get(ord(c) - _PRIVATE, "\ufffc") if "\uf000" <= c <= "\uf0ff" else c for c in text)
            builder.exact(text, self.put(text))

    def _refer(self, key: tuple[str, str | None], builder: Builder) -> None:
        """A note's mark, as Markdown writes it."""
        if key not in self._numbers:
            number = self._counted[key[0]] = self._counted.get(key[0], 0) + 1
            self._numbers[key] = str(number) if key[0] == "footnote" else f"e{number}"
            self._mentioned.append((key, self._numbers[key]))
        label = self._numbers[key]
        begin = builder.length
        self._add(f"[^{label}]", builder)
        builder.mark(MarkKind.FOOTNOTE_REFERENCE, begin, builder.length, label)

    def _turn(self, part: Any, builder: Builder) -> None:
        """A step of a field: what it is told to do is not read, what it shows is; a link in it is one."""
        kind = part.get(W + "fldCharType")
        if part.tag == W + "instrText":
            if self._field:
                self._field[-1] += part.text or ""
        elif kind == "begin":
            self._field.append("")
        elif kind == "separate" and self._field:
            command, _, address = self._field[-1].strip().partition(" ")
            if command == "HYPERLINK":
                builder.open(MarkKind.LINK, address.strip().partition('" ')[0].strip('"'))
        elif kind == "end" and self._field and self._field.pop().strip().startswith("HYPERLINK"):
            builder.close(MarkKind.LINK)


def _symbol(code: str) -> str:
    try:
        return _SYMBOLS.get(int(code, 16) & 0xFF, "\ufffc")
    except ValueError:
        return "\ufffc"


def _is_within(box: Any, part: Any) -> bool:
    """Whether a text box stands in another, or in the copy that is kept for older programs."""
    for outer in box.iterancestors():
        if outer is part:
            return False
        if outer.tag in (_FALLBACK, _BOX):
            return True
    return False
