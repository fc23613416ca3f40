"""What a Word document's styles and numbering make of its paragraphs: headings, lists, quotations, captions, hidden text."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = r"heading ([1-9])"
_MOST_BASES = 20
"""Styles that one may rest on, one on the other; a circle ends here."""
_OFF = frozenset({"0", "false", "off", "none"})


def is_on(properties: Any, name: str) -> bool:
    """Whether a switch such as bold is set by properties; False where there are none."""
    switch = properties.find(W + name) if properties is not None else None
    return switch is not None and switch.get(W + "val", "1") not in _OFF


def value(parent: Any, *names: str) -> str:
    """The value of a property by its path; "" where there is none."""
    for name in names:
        parent = parent.find(W + name) if parent is not None else None
    return (parent.get(W + "val") or "") if parent is not None else ""


class Styles:
    """Styles by their identifiers, each with what it takes from those that it rests on; and which numbered lists count."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        elements = styles.iterchildren(W + "style") if styles is not None else ()
        self._by_id = {style.get(W + "styleId") or "": style for style in elements}
        abstract = {
            each.get(W + "abstractNumId"): each for each in (numbering.iterchildren(W + "abstractNum") if numbering is not None else ())
        }
        self._lists = {
            number.get(W + "numId") or "": abstract.get(value(number, "abstractNumId"))
            for number in (numbering.iterchildren(W + "num") if numbering is not None else ())
        }

    def _chain(self, properties: Any, name: str) -> list[Any]:
        """The style that paragraph or run properties name, and those that it rests on."""
        found: list[Any] = []
        style = self._by_id.get(value(properties, name))
        while style is not None and len(found) < _MOST_BASES:
            found.append(style)
            style = self._by_id.get(value(style, "basedOn"))
        return found

    def names(self, properties: Any) -> tuple[str, ...]:
        """Names of a paragraph's style and of those that it rests on, in lower case."""
        return tuple(value(style, "name").lower() for style in self._chain(properties, "pStyle"))

    def heading(self, properties: Any) -> int:
        """The level of the heading that a paragraph is; 0 where it is none."""
        outlines = [properties, *(style.find(W + "pPr") for style in self._chain(properties, "pStyle"))]
        for outline in outlines:
            if (level := value(outline, "outlineLvl")).isdigit():
                return min(int(level) + 1, 6) if int(level) < 9 else 0
        for name in self.names(properties):
            if match := re.fullmatch(_HEADING, name):
                return min(int(match[1]), 6)
            if name == "title":
                return 1
        return 0

    def item(self, properties: Any) -> tuple[str, int] | None:
        """The list that a paragraph is an item of and its depth in it; None where it is none."""
        for each in (properties, *(style.find(W + "pPr") for style in self._chain(properties, "pStyle"))):
            if number := value(each, "numPr", "numId"):
                depth = value(each, "numPr", "ilvl")
                return (number, int(depth) if depth.isdigit() else 0) if number != "0" else None
        return None

    def counts(self, number: str, depth: int) -> bool:
        """Whether a list's items carry numbers or letters, not bullets."""
        levels = self._lists.get(number)
        for level in levels.iterchildren(W + "lvl") if levels is not None else ():
            if level.get(W + "ilvl") == str(depth):
                return value(level, "numFmt") not in ("bullet", "none", "")
        return False

    def hides(self, properties: Any) -> bool:
        """Whether a run is hidden text, by itself or by its style."""
        if properties is None:
            return False
        own = properties.find(W + "vanish")
        if own is not None:
            return is_on(properties, "vanish")
        return any(is_on(style.find(W + "rPr"), "vanish") for style in self._chain(properties, "rStyle"))
