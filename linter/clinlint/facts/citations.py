"""Citations of an article: markers in every usual form, what each points to, and which words they cover."""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from clinlint.facts.article import Article
from clinlint.facts.citation_keys import key_citations
from clinlint.facts.entries import References
from clinlint.facts.identifiers import identifiers_by_block
from clinlint.facts.outline import prose
from clinlint.facts.patterns import each, first
from clinlint.facts.references import references
from clinlint.model.document import Block, Mark, MarkKind
from clinlint.record import record


class Form(enum.Enum):
    """How a marker is written."""

    FOOTNOTE = "footnote"
    BRACKETS = "brackets"
    PARENTHESES = "parentheses"
    SUPERSCRIPT = "superscript"
    TRAILING = "trailing number"
    AUTHOR_YEAR = "author and year"
    KEY = "key"
    LINK = "link"
    IDENTIFIER = "identifier"
    NAMED = "named source"


CITES = frozenset({Form.FOOTNOTE, Form.BRACKETS, Form.PARENTHESES, Form.SUPERSCRIPT, Form.TRAILING, Form.AUTHOR_YEAR, Form.KEY})
"""Forms that point into a reference list."""


@record
class Marker:
    """Code points `[start, end)` of a block that name a source, and the keys of the entries they mean.

    `sure`: nothing else is written like this, so that a key without an entry is a slip.
    """

    block: int
    start: int
    end: int
    form: Form
    keys: tuple[str, ...] = ()
    sure: bool = True


_SPREAD = 40
"""Longest run of numbers `[1-40]` that is read as one."""
_LISTED = r"\d{1,3}(?:\s?[,;-]\s?\d{1,3})*"
_UNITS = frozenset(["m", "cm", "mm", "km", "dm", "ft", "in", "s", "x", "n", "r", "p", "e"])
_BEFORE_NUMBER = frozenset(
    [
        "type",
        "grade",
        "stage",
        "phase",
        "class",
        "table",
        "tables",
        "figure",
        "figures",
        "fig",
        "box",
        "section",
        "step",
        "week",
        "weeks",
        "day",
        "days",
        "month",
        "months",
        "year",
        "years",
        "age",
        "aged",
        "over",
        "under",
        "about",
        "than",
        "or",
        "and",
        "to",
        "of",
        "by",
        "score",
        "omega",
        "vitamin",
        "level",
        "chapter",
        "part",
        "group",
        "no",
        "number",
        "only",
        "times",
        "is",
        "are",
        "was",
        "were",
        "with",
        "at",
        "in",
        "on",
        "from",
        "for",
        "least",
        "most",
        "every",
        "the",
        "a",
        "x",
        "hepatitis",
        "interleukin",
        "covid",
        "first",
        "last",
        "next",
        "per",
        "between",
        "until",
        "nearly",
        "almost",
        "exactly",
        "just",
        "another",
        "all",
        "those",
        "these",
        "some",
        "any",
        "both",
        "group",
        "cohort",
        "chromosome",
        "factor",
        "schedule",
        "category",
        "tier",
        "version",
        "day-",
    ]
)


_MONTHS = frozenset(
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)
_NAME = r"[A-Z][\w'-]+(?:[ -][A-Z][\w'-]+)?"
_AUTHORS = rf"{_NAME}(?:,? (?:et al\.?|and colleagues)|(?:, {_NAME}){{0,4}},? (?:and|&) {_NAME})"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_PATTERNS: Mapping[str, str] = {
    "brackets": rf"\[({_LISTED})\]",
    "footnote": r"\[\^([^\]\s]{1,60})\]",
    "parentheses": rf"[\w%\"'.,)] ?\(({_LISTED})\)(?:[\s.,;:]|$)",
    "raised": r"[\w.,;:)\"'%]([¹²³⁰⁴-⁹]+(?:[-,˒·][¹²³⁰⁴-⁹]+)*)",
    "trailing": r"[A-Za-z%)\"'] (\d{1,2}(?:, ?\d{1,2})*)(?: ?[.;]? *$| ?[.;] +[A-Z•-])",
    "attached": r"[a-z)][.,](\d{1,2}(?:[,-]\d{1,2})*)(?:\s|$)",
    "author": rf"\([^()]*?{_YEAR}[^()]*\)",
    "narrative": rf"(?-i:({_AUTHORS}|{_NAME}) \(({_YEAR})\))",
    "named": (
        r"\b(?:published|reported|appear(?:ed|ing|s)|presented|described) (?:(?:online|today|this week|recently) )?(?:in|by|at) (?:the |a )?(?-i:[A-Z])"
        r"|\b(?:according to|(?:figures|data) from|(?:a report|research) (?:by|from)|a (?:\d{4} )?(?:study|review|trial|survey) (?:by|from|in)) (?:the |a )?(?-i:[A-Z])"
        r"|(?-i:\((?:[A-Z][A-Za-z]{1,9}|[A-Z][\w ]{3,60}?),? (?:19|20)\d\d\))"
    ),
}


def _matches(name: str, text: str) -> Iterator[Any]:
    return each(_PATTERNS[name], text)


def markers(article: Article) -> tuple[Marker, ...]:
    """Every citation marker of an article's text, in order; none from the reference list itself."""
    return article.fact(_markers)


def _markers(article: Article) -> tuple[Marker, ...]:
    listed = references(article)
    places = tuple(prose(article, listed.blocks))
    found = [m for i in places for m in _certain(article, i, listed)]
    found += _keyed(article, listed)
    if first(_PATTERNS["named"], article.encoded):
        found += [Marker(i, m.start(), m.end(), Form.NAMED, sure=False) for i in places for m in _matches("named", article.texts[i])]
    named = article.fact(identifiers_by_block)
    found += [Marker(i, one.start, one.end, Form.IDENTIFIER, (one.value,)) for i in places for one in named.get(i, ())]
    taken = {(m.block, m.start) for m in found}
    found += [m for m in _numbered(article, places, listed) if (m.block, m.start) not in taken]
    return tuple(sorted(found, key=lambda m: (m.block, m.start, m.end)))


def _certain(article: Article, index: int, listed: References) -> Iterator[Marker]:
    block, text = article.blocks[index], article.texts[index]
    marked: list[tuple[int, int]] = []
    for mark in block.marks:
        made = _marked(block, text, index, mark)
        if made:
            marked.append((made.start, made.end))
            yield made
    known = _merged(marked)
    if "[^" in text:
        for match in _matches("footnote", text):
            if not _inside(known, match.start()):
                yield Marker(index, match.start(), match.end(), Form.FOOTNOTE, (match[1],))
    if "[" in text:
        opaque = _merged((m.start, m.end) for m in block.marks if m.kind in {MarkKind.CODE, MarkKind.OPAQUE, MarkKind.URL})
        for match in _matches("brackets", text):
            if not _inside(known, match.start() + 1) and not _inside(opaque, match.start()):
                yield Marker(index, match.start(), match.end(), Form.BRACKETS, _keys(match[1]), sure=_is_marker(match[1], listed))
    yield from _author_years(index, text)


def _keyed(article: Article, listed: References) -> Iterator[Marker]:
    """Citations by key; one without brackets only where its key is known."""
    for citation in key_citations(article):
        if citation.block not in listed.blocks and not (citation.bare and not all(listed.find(key) for key in citation.keys)):
            yield Marker(citation.block, citation.start, citation.end, Form.KEY, citation.keys)


def _author_years(index: int, text: str) -> Iterator[Marker]:
    if "(" in text and ("19" in text or "20" in text):
        for match in _matches("author", text):
            parts = [_author_year(part) for part in match[0][1:-1].split(";")[:_MOST_WORKS]]
            keys = tuple(key for keys, _ in parts for key in keys)
            if keys:
                sure = any(sure for _, sure in parts) or sum(bool(keys) for keys, _ in parts) > 1
                yield Marker(index, match.start(), match.end(), Form.AUTHOR_YEAR, keys, sure=sure)
        for match in _matches("narrative", text):
            who = _without_opener(match[1])
            if who and who not in _MONTHS:
                yield Marker(index, match.start(), match.end(), Form.AUTHOR_YEAR, (f"{who} {match[2]}",), sure=" " in who)


_OPENERS = frozenset(
    [
        "The",
        "As",
        "In",
        "By",
        "See",
        "When",
        "While",
        "But",
        "And",
        "However",
        "Since",
        "For",
        "After",
        "Both",
        "Also",
        "Like",
        "Unlike",
        "Although",
        "Then",
    ]
)
"""Words that begin a sentence before a name."""


def _without_opener(name: str) -> str:
    first_word, _, rest = name.partition(" ")
    return rest if first_word in _OPENERS else name


_MOST_WORKS = 20
"""Works that one pair of brackets is read for."""
_SEVERAL = rf"^[^()\d]{{0,80}}?({_AUTHORS}),? ({_YEAR})((?:, {_YEAR})*)"
_SINGLE = rf"^\s*(?:see |see also |cf\. |e\.g\.,? )?({_NAME}),? ({_YEAR})((?:, {_YEAR})*)\s*(?:,? p.{{0,20}})?$"


def _author_year(part: str) -> tuple[tuple[str, ...], bool]:
    """The keys of one part of a pair of brackets, “Roe et al., 2019, 2021”, and whether it can be nothing else."""
    several = first(f"(?-i:{_SEVERAL})", part)
    match = several or first(f"(?-i:{_SINGLE})", part)
    if match is None or match[1] in _MONTHS:
        return (), False
    years = [match[2], *match[3].replace(",", " ").split()]
    return tuple(f"{match[1]} {year}" for year in years), several is not None


def _marked(block: Block, text: str, index: int, mark: Mark) -> Marker | None:
    """The marker that the markup itself shows: a footnote, a raised number, a link."""
    words = text[mark.start : mark.end].strip()
    if mark.kind is MarkKind.FOOTNOTE_REFERENCE:
        return Marker(index, mark.start, mark.end, Form.FOOTNOTE, (mark.target,))
    if mark.kind is MarkKind.SUPERSCRIPT and re.fullmatch(rf"\[?{_LISTED}\]?", words):
        linked = next((m.target for m in block.marks if m.kind is MarkKind.LINK and m.start >= mark.start and m.end <= mark.end), "")
        if linked.startswith("#"):
            return None
        return Marker(index, mark.start, mark.end, Form.SUPERSCRIPT, _keys(words), sure=False) if _raised(text, mark.start) else None
    if mark.kind is MarkKind.LINK and mark.target.startswith("#") and re.fullmatch(r"\[?[\d*†‡]{1,3}\]?", words):
        return Marker(index, mark.start, mark.end, Form.SUPERSCRIPT, (mark.target,))
    if mark.kind in {MarkKind.LINK, MarkKind.URL} and mark.target.startswith(("http://", "https://", "//")):
        return Marker(index, mark.start, mark.end, Form.LINK, (mark.target,))
    return None


def _raised(text: str, at: int) -> bool:
    """Whether a raised number stands where a citation may, not as a power or after a unit."""
    word = re.search(r"[\w/.]*$", text[max(0, at - 12) : at])
    before = word[0] if word else ""
    last = re.split(r"[/\d]", before)[-1]
    return not (before[-1:].isdigit() or last.lower() in _UNITS)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹˒·", "0123456789,,")


def _numbered(article: Article, places: Sequence[int], listed: References) -> Iterator[Marker]:
    """Markers that are plain numbers: taken as such only where a list exists and several point into it."""
    count = len(listed.entries)
    if count < 2 or listed.footnotes:
        return
    for form, name, least in (
        (Form.SUPERSCRIPT, "raised", 1),
        (Form.PARENTHESES, "parentheses", 2),
        (Form.TRAILING, "trailing", 3),
        (Form.TRAILING, "attached", 3),
    ):
        found = [m for index in places for m in _plain(article, index, form, name, listed)]
        if len(found) >= least:
            yield from found


def _plain(article: Article, index: int, form: Form, name: str, listed: References) -> Iterator[Marker]:
    text = article.texts[index]
    if not _may_hold(name, text):
        return
    for match in _matches(name, text):
        at = match.start(1)
        keys = _keys(match[1].translate(_RAISED))
        if name == "raised" and not _raised(text, at):
            continue
        if name == "trailing" and re.split(r"\W", text[max(0, at - 24) : at].strip())[-1].lower() in _BEFORE_NUMBER:
            continue
        if keys and all(listed.find(key) for key in keys):
            yield Marker(index, match.start(1), match.end(1), form, keys)


def _may_hold(name: str, text: str) -> bool:
    if name == "raised":
        return not text.isascii()
    return name != "parentheses" or "(" in text


def _keys(words: str) -> tuple[str, ...]:
    """The numbers that a list of numbers and ranges means."""
    keys: list[str] = []
    for part in re.split(r"\s*[,;]\s*", words.strip("[] ")):
        ends = re.split(r"\s*-\s*", part)
        if len(ends) == 2 and ends[0].isdigit() and ends[1].isdigit() and 0 < int(ends[1]) - int(ends[0]) <= _SPREAD:
            keys += [str(n) for n in range(int(ends[0]), int(ends[1]) + 1)]
        else:
            keys += [end for end in ends if end]
    return tuple(dict.fromkeys(keys))


def _is_marker(words: str, listed: References) -> bool:
    """Whether numbers in square brackets are surely a citation: in range, or near it, of a list that shows or takes numbers."""
    numbers = [int(k) for k in re.findall(r"\d+", words)]
    return min(numbers) > 0 and max(numbers) <= max(3 * len(listed.entries), len(listed.entries) + 10, 20)


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Starts and ends of spans in order, those that touch made one, so that a place is looked up without a walk through all."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _inside(spans: tuple[list[int], list[int]], at: int) -> bool:
    index = bisect_right(spans[0], at) - 1
    return index >= 0 and at < spans[1][index]
