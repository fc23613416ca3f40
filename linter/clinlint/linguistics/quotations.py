"""Stretches of a text inside quotation marks."""

from __future__ import annotations


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Code points between pairs of quotation marks in normalised text; a mark left open at the end of the text reaches to it.

    A double mark after a digit is an inch sign. Single marks count only where they stand free before a word and after one.
    """
    if '"' not in text and "'" not in text:
        return ()
    found: list[tuple[int, int]] = []
    opened = -1
    mark = ""
    position = -1
    while True:
        position = _next(text, position + 1, mark)
        if position < 0:
            break
        if opened < 0:
            if _opens(text, position):
                opened, mark = position + 1, text[position]
        elif _closes(text, position):
            found.append((opened, position))
            opened, mark = -1, ""
    if opened >= 0 and mark == '"':
        found.append((opened, len(text)))
    return tuple(found)


def _next(text: str, start: int, mark: str) -> int:
    if mark:
        return text.find(mark, start)
    double, single = text.find('"', start), text.find("'", start)
    return max(double, single) if min(double, single) < 0 else min(double, single)


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    if text[position] == '"':
        return not before.isdigit() and not after.isspace()
    return (before.isspace() or before in "([-") and after.isalpha() and "' " in text[position + 1 :] + " "


def _closes(text: str, position: int) -> bool:
    if text[position] == '"':
        return True
    after = text[position + 1] if position + 1 < len(text) else " "
    before = text[position - 1]
    return (
        not after.isalnum()
        and (before.isalnum() or before in ",.!?")
        and not (before == "s" and after == " " and "'" in text[position + 1 :])
    )
