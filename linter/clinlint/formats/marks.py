"""Stretches of text that are no prose in any format: templates and addresses."""

from __future__ import annotations

import re
from functools import cache

from clinlint.model.document import Mark, MarkKind

_TEMPLATES = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<%", "%>"), ("${", "}"))
_LONGEST = 2000
"""Code points of the longest template; an opening without an end nearby is text."""
_TRAILING = ".,;:!?…*_(["


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"(?:https?://|ftp://|www\.(?=[a-zA-Z0-9]))[^\s<>\"'“”‘’\](){}]+(?:\([^\s<>\"'()]*\)[^\s<>\"'“”‘’\](){}]*)*")


def found(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks of a text, and those of its templates and of addresses that are not marked yet."""
    addressed = "://" in text or "www." in text
    templated = "{" in text or "<%" in text
    if not addressed and not templated:
        return marks
    found = list(marks)
    if addressed:
        found += _addresses(text, [(m.start, m.end) for m in marks if m.kind is MarkKind.URL])
    if templated:
        for opening, closing in _TEMPLATES:
            found += _templates(text, opening, closing)
    return found


def _templates(text: str, opening: str, closing: str) -> list[Mark]:
    found: list[Mark] = []
    start = text.find(opening)
    end = -1
    while start >= 0:
        if end < start + len(opening):
            end = text.find(closing, start + len(opening))
            if end < 0:
                break
        if end - start <= _LONGEST:
            found.append(Mark(start, end + len(closing), MarkKind.OPAQUE))
            start = text.find(opening, end + len(closing))
        else:
            start = text.find(opening, start + len(opening))
    return found


def _addresses(text: str, taken: list[tuple[int, int]]) -> list[Mark]:
    found: list[Mark] = []
    taken.sort()
    index = 0
    for match in _address().finditer(text):
        while index < len(taken) and taken[index][1] <= match.start():
            index += 1
        if index < len(taken) and taken[index][0] <= match.start():
            continue
        address = match[0].rstrip(_TRAILING)
        found.append(Mark(match.start(), match.start() + len(address), MarkKind.URL, address))
    return found
