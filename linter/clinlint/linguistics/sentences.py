"""Sentences of a block: where each begins and ends, without a language model."""

from __future__ import annotations

import re

from clinlint.record import record

_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "fig",
        "figs",
        "no",
        "nos",
        "vol",
        "pp",
        "ca",
        "al",
        "etc",
        "approx",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "cf",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "inc",
        "ltd",
        "dept",
        "univ",
        "u.s",
        "u.k",
        "m.d",
        "ph.d",
        "min",
        "max",
        "resp",
    ]
)
_NOTES = r"(?:\s*\[[\d,\s-]{1,12}\]|\[\^[^\]\s]{1,60}\]|(?<=[a-z)%][.!?])\d{1,3}(?:[,-]\d{1,3}){0,3})*+"
"""Marks of notes behind the full stop: `[3]`, `[^key]`, and a number that lost its raised position (`a day.5 `)."""
_END = re.compile(
    rf"[.!?:;](?:(?<=[.!?])(?<![.!?].)[.!?]*+[\"')\]]*+{_NOTES}\s++(?=[\"'(\[]?[^\sa-z])|(?<=[:;])\s+(?=[*\u2022]|-(?!\d)))", re.DOTALL
)
"""Where a sentence ends. It begins with a set of marks, which `re` looks for ten times faster than for anything else."""
LONGEST = 2_000
"""Code points of a sentence; a longer one is no prose and is cut, so that what looks at a whole sentence for each word stays linear."""
_LAST_WORD = re.compile(r"[A-Za-z.]+$")
_LETTERED = re.compile(
    r"\b(?:vitamins?|hepatitis|influenza|types?|groups?|grades?|stages?|class|immunoglobulins?|factors?|proteins?|parts?|plans?|strep|appendix|table)"
    r"(?:[ ](?:[A-Z]\d{0,2},?|and|or)){0,6}[ ]$",
    re.IGNORECASE,
)
"""What has a letter for its name, so that the letter is no initial: `vitamin D. Women`, `hepatitis B or C. Most`."""


@record
class Sentence:
    """Code points `[start, end)` of a block's text."""

    start: int
    end: int


def split(text: str) -> tuple[Sentence, ...]:
    """Sentences in order; they do not overlap, and only blanks lie between them. None is longer than `LONGEST`. An empty text has none."""
    sentences: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _is_abbreviation(text, match.start()):
            continue
        _add(sentences, text, start, match.end())
        start = match.end()
    _add(sentences, text, start, len(text))
    return tuple(sentences)


def _is_abbreviation(text: str, dot: int) -> bool:
    word = _LAST_WORD.search(text, max(0, dot - 12), dot)
    if word is None:
        return False
    before = word[0].lower().strip(".")
    if before in _ABBREVIATIONS:
        return True
    return len(before) == 1 and before.isalpha() and text[dot - 1].isupper() and not _LETTERED.search(text, max(0, dot - 40), dot - 1)


def _add(sentences: list[Sentence], text: str, start: int, end: int) -> None:
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = blank + 1 if blank >= 0 else start + LONGEST
        _one(sentences, text, start, cut)
        start = cut
    _one(sentences, text, start, end)


def _one(sentences: list[Sentence], text: str, start: int, end: int) -> None:
    part = text[start:end]
    stripped = part.strip()
    if stripped:
        begin = start + len(part) - len(part.lstrip())
        sentences.append(Sentence(begin, begin + len(stripped)))
