"""The context engine as a call on a bare text."""

from __future__ import annotations

from clinlint.linguistics.assertion import Assertion, Evident, Status, Surroundings, within
from clinlint.linguistics.context import assess
from clinlint.linguistics.normalise import normalise
from clinlint.linguistics.quotations import quotations
from clinlint.linguistics.sentences import split


def held(text: str, start: int, end: int) -> Assertion:
    """How words `[start, end)` of a text are held, its sentences taken as neighbours; `cue` in code points of the text."""
    low, high = _window(text, start, end)
    plain = normalise(text[low:high])
    start, end = start - low, end - low
    sentences = split(plain)
    index = next((i for i, s in enumerate(sentences) if start < s.end), len(sentences) - 1)
    if index < 0:
        return Assertion(Status.AFFIRMED)
    last = next((i for i in range(index, len(sentences)) if end <= sentences[i].end), index)
    first, final = sentences[index].start, sentences[last].end
    around = Surroundings(
        before=plain[sentences[index - 1].start : sentences[index - 1].end] if index else "",
        after=plain[sentences[last + 1].start : sentences[last + 1].end] if last + 1 < len(sentences) else "",
        quotations=within(quotations(plain), first, final),
    )
    found = assess(plain[first:final], start - first, end - first, around)
    cue = found.cue
    if cue is None or cue.start < 0:
        return found
    place = cue.start + first + low, cue.end + first + low
    return Assertion(found.status, found.voice, found.stance, Evident(cue.name, *place, text[slice(*place)]), found.measured, found.others)


_REACH = 1_500
"""Code points on either side of the marked words that are read at most; a blank line ends the text sooner."""


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Code points of the paragraph around marked words, as far as it is read."""
    blank = text.rfind("\n\n", max(0, start - _REACH), start)
    low = blank + 2 if blank >= 0 else max(0, start - _REACH)
    blank = text.find("\n\n", end, end + _REACH)
    return low, blank if blank >= 0 else min(len(text), end + _REACH)
