"""What the visible text of an article says about itself: who wrote it, who reviewed it, and when."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date
from functools import cache

import re2

from clinlint.facts.article import Article
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.model.span import Span
from clinlint.record import record
from clinlint.resources import compiled

_EDGE = 30
"""Blocks at the top and at the end of an article where it speaks about itself."""
_LONGEST = 600
_FIRST = 8
_UNREAD = frozenset({BlockKind.CODE, BlockKind.FOOTNOTE, BlockKind.FIELD})


class About(enum.Enum):
    """What a statement is about."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    PUBLISHED = "published"
    MODIFIED = "modified"
    REVIEWED = "last_reviewed"
    NEXT_REVIEW = "next_review"


@record
class Statement:
    """The article says who (`name`) or when (`date`; `exact` where the day is given); code points of a block's text.

    `named`: the words are a person's name, not those of a board or a team.
    """

    about: About
    block: int
    start: int
    end: int
    name: str = ""
    date: date | None = None
    exact: bool = False
    named: bool = False

    def span(self, article: Article) -> Span:
        """Where it stands in the source."""
        return article.blocks[self.block].span(self.start, self.end)


_LEADS = {
    About.AUTHOR: r"(?i)\b(?:written|authored|words|story|article|text|prepared|compiled) by:? |\b(?:authors?|writers?): ?",
    About.REVIEWER: (
        r"(?i)\b(?:(?:medically |clinically |expert |peer |scientifically )?reviewed|(?:medically |clinically |fact[ -])(?:checked|approved|verified))"
        r"(?: for [a-z]+(?: and [a-z]+)?)? by:? |\b(?:medical |clinical |expert )?reviewers?: ?"
    ),
    About.NEXT_REVIEW: r"(?i)\b(?:next (?:planned )?review|review due|due for review)(?: date)?(?: is)?(?: due)?(?: on| by)?[: ] ?",
    About.REVIEWED: r"(?i)\b(?:(?:medically |clinically |last )*reviewed|(?:last )?review date|date of (?:last )?review)(?: on)?[: ] ?",
    About.MODIFIED: r"(?i)\b(?:(?:last )?(?:updated|modified|revised|amended)|last (?:update|change|edit)|date (?:updated|modified))(?: on)?[: ] ?",
    About.PUBLISHED: r"(?i)\b(?:published|posted|publication date|date published)(?: on)?[: ] ?",
}
_DATE = (
    r"(?i)(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)|(?P<m2>[a-z]{3,9})\.? (?P<d2>\d\d?)(?:st|nd|rd|th)?,? (?P<y2>\d{4})|"
    r"(?P<d3>\d\d?)(?:st|nd|rd|th)? (?P<m3>[a-z]{3,9})\.?,? (?P<y3>\d{4})|(?P<m4>[a-z]{3,9})\.?,? (?P<y4>\d{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@cache
def _leads() -> dict[About, re2._Regexp[str]]:
    return {about: re2.compile(pattern) for about, pattern in _LEADS.items()}


@cache
def _any_lead() -> re2._Regexp[str]:
    return re2.compile("|".join(f"(?:{pattern})" for pattern in _LEADS.values()))


@cache
def _dates() -> re2._Regexp[str]:
    return re2.compile(_DATE)


def statements(article: Article) -> tuple[Statement, ...]:
    """What an article's text says about its authors, its reviewers and its dates, in order of the text."""
    return article.fact(_statements)


def _statements(article: Article) -> tuple[Statement, ...]:
    last = len(article.blocks)
    listed = references(article).blocks
    found: list[Statement] = []
    for index in dict.fromkeys((*range(min(_EDGE, last)), *range(max(last - _EDGE, 0), last))):
        block, text = article.blocks[index], article.texts[index]
        if len(text) <= _LONGEST and block.kind not in _UNREAD and not block.quoted and index not in listed:
            found += _in_block(index, text)
            if index < _FIRST and text[:3].lower() == "by ":
                found += _bare(index, text, weak=index < _FIRST // 2 and block.kind is not BlockKind.HEADING)
    return tuple(sorted(found, key=lambda s: (s.block, s.start)))


def _in_block(index: int, text: str) -> Iterator[Statement]:
    if not _any_lead().search(text):
        return
    for about, lead in _leads().items():
        for match in lead.finditer(text):
            after = match.end()
            if not _about_itself(text, match.start()):
                continue
            if about in (About.AUTHOR, About.REVIEWER):
                name, end = _name(text, after)
                if group := _group(text[after : after + 60]):
                    yield Statement(about, index, match.start(), after + group, name=text[after : after + group])
                elif name:
                    yield Statement(about, index, match.start(), end, name=name, named=True)
                if about is About.REVIEWER and text[end : end + 4] == " on " and (when := _dates().match(text, end + 4)):
                    day, exact = _day(when)
                    if day:
                        yield Statement(About.REVIEWED, index, match.start(), when.end(), date=day, exact=exact)
            elif when := _dates().match(text, after):
                day, exact = _day(when)
                if day:
                    yield Statement(about, index, match.start(), when.end(), date=day, exact=exact)


def _bare(index: int, text: str, *, weak: bool) -> Iterator[Statement]:
    """A line that begins with “By” and a name with title or credentials; `weak`: or a name alone, up to the end or a mark between fields."""
    name, end = _name(text, 3)
    if not name or is_group(name):
        return
    rest = text[end:].lstrip()
    titled = name.split()[0].rstrip(".").lower() in words("titles")
    if titled or end > 3 + len(name) or (weak and (not rest or rest[0] in "|·•(;-")):
        yield Statement(About.AUTHOR, index, 0, end, name=name, named=True)


def _name(text: str, start: int) -> tuple[str, int]:
    """The person's name that begins at `start` and the end of it with the letters after it; "" where there is none."""
    at = start
    count = 0
    end = start
    while count < 6 and (word := _word(text, at)):
        plain = word.rstrip(".").lower()
        if not (word[0].isupper() or plain in words("particles")) or plain in words("letters"):
            break
        count += plain not in words("titles")
        at += len(word)
        end = at
        if text[at : at + 1] != " ":
            break
        at += 1
    if count < 2:
        return "", start
    return text[start:end], _letters_after(text, end)


def _letters_after(text: str, end: int) -> int:
    at = end
    while True:
        here = at + len(text[at : at + 3]) - len(text[at : at + 3].lstrip(" ,("))
        word = _word(text, here)
        if not word or word.replace(".", "").lower() not in words("letters"):
            return at
        at = here + len(word)


@cache
def words(kind: str) -> frozenset[str]:
    """Words of a kind around people's names: `titles`, `groups`, `letters` after a name, `machines`."""
    return frozenset(compiled("clinlint.facts.bylines")["people"][kind])


def _word(text: str, at: int) -> str:
    stop = at
    while stop < len(text) and stop < at + 40 and (text[stop].isalpha() or text[stop] in ".'-"):
        stop += 1
    return text[at:stop]


def is_group(name: str) -> bool:
    """Whether words name a board, a team or people without a name."""
    return _group(name) > 0


def _group(name: str) -> int:
    """Where the last word for a group ends in a name of a few words; 0 where there is none."""
    clause = name if name[:4].lower().startswith(("dr.", "mr.", "ms.", "mrs.")) else name.partition(".")[0]
    at = end = 0
    for count, word in enumerate(clause.split(" ")):
        at += len(word)
        if count < 7 and word.strip(",;:()").lower() in words("groups"):
            end = at - (len(word) - len(word.rstrip(",;:()")))
        at += 1
        if word.endswith((",", ";", ")")):
            break
    return end


def _about_itself(text: str, start: int) -> bool:
    """Whether a lead at `start` speaks of the article: it begins a line or a field of it, or its sentence names the text itself."""
    before = text[max(0, start - 90) : start]
    sentence = before.replace("?", ".").replace("!", ".").rpartition(". ")[2]
    if not sentence.strip() or sentence.rstrip()[-1] in "|•·-.:;\n" or sentence.strip().lower() in ("page", "content", "and", "medically"):
        return True
    return any(word.strip(".,;:()'").lower() in words("itself") for word in sentence.split())


def written_day(text: str) -> date | None:
    """The day that a text is, in English words or as year-month-day; None where it is none or leaves the day open."""
    match = _dates().fullmatch(text.strip())
    day, exact = _day(match) if match else (None, False)
    return day if exact else None


def _day(match: re2._Match[str]) -> tuple[date | None, bool]:
    groups = match.groupdict()
    number = next(n for n in "1234" if groups[f"y{n}"])
    month = groups[f"m{number}"]
    day = groups.get(f"d{number}")
    try:
        count = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
        return date(int(groups[f"y{number}"]), count, int(day or 1)), bool(day)
    except ValueError:
        return None, False
