"""Markers and reference lists held against each other: what points nowhere, what is never cited, what stands twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from clinlint.facts.article import Article
from clinlint.facts.citations import CITES, Form, Marker, markers
from clinlint.facts.entries import Entry, References
from clinlint.facts.identifiers import Scheme
from clinlint.facts.outline import whole
from clinlint.facts.references import references
from clinlint.facts.sourceable import statements
from clinlint.model.finding import Finding, Related, Severity
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule
from clinlint.structured.nearest import nearest

_NUMBERS = CITES - {Form.AUTHOR_YEAR}


def _no_references(rule: Rule, article: Article) -> Iterator[Finding]:
    if references(article):
        return
    forms = {marker.form for marker in markers(article)}
    if forms & {Form.LINK, Form.IDENTIFIER}:
        return
    made = [s for s in statements(article) if not s.plain]
    if not made:
        return
    named = Form.NAMED in forms or Form.AUTHOR_YEAR in forms
    labels = " and ".join(dict.fromkeys(s.label for s in made[:3]))
    where = tuple(Related(s.label, article.blocks[s.block].span(s.start, s.end)) for s in made[:3])
    if named:
        message = f"The article names a source in its text and gives no reference or link to it, though it holds {labels}."
        yield rule.on(whole(article), message=message, severity=Severity.WARNING, related=where)
        return
    yield rule.on(
        whole(article), message=f"The article has no reference list, link or identifier, though it holds {labels}.", related=where
    )


def _dangling(rule: Rule, article: Article) -> Iterator[Finding]:
    listed = references(article)
    found = markers(article)
    used = {m.form for m in found if any(listed.find(key) for key in m.keys)}
    often = {form for form in _NUMBERS if sum(m.form is form for m in found) > 1}
    anchored = any(entry.anchor for entry in listed.entries)
    shelves = any(not shelf.missing for shelf in article.beside.shelves)
    for marker in found:
        lost = [key for key in marker.keys if not listed.find(key)]
        if lost and marker.form in _NUMBERS and _held(marker, listed, used=used, often=often, anchored=anchored, shelves=shelves):
            yield _at(rule, article, marker, _lost(article, marker, lost, listed))
    yield from _unlisted(rule, article, listed)


def _unlisted(rule: Rule, article: Article, listed: References) -> Iterator[Finding]:
    """Names with years that the list does not have, where it has others that the text cites so."""
    if listed.numbered or listed.footnotes or listed.general or len(listed.entries) < 2 or listed.heading < 0:
        return
    named = [marker for marker in markers(article) if marker.form is Form.AUTHOR_YEAR]
    authors = _Authors(listed.entries)
    meant = {key: authors.of(key) for marker in named for key in marker.keys}
    often = sum(bool(entries) for entries in meant.values())
    if often < _HABIT:
        return
    for marker in named:
        lost = [key for key in marker.keys if not meant[key]]
        if lost and (marker.sure or (often > _HABIT and not lost[0].rpartition(" ")[0].isupper())):
            name, _, year = lost[0].rpartition(" ")
            other = next((str(e.year) for e in authors.named(name) if e.year), "")
            told = f"; the list has that name with {other}." if other else "."
            yield _at(rule, article, marker, f"“{name}, {year}” has no entry in the reference list{told}")


_HABIT = 2
"""Names with years that must lead to an entry before one that does not is held against the list; more before a lone name is."""


class _Authors:
    """The entries of a list by the names in them, and by the initials of the bodies that wrote them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_word: dict[str, list[Entry]] = {}
        for entry in entries:
            author = entry.text.split(".")[0]
            initials = "".join(word[0] for word in author.split() if word[0].isupper())
            words = {word.lower() for word in _WORD.findall(entry.text)} | ({f"={initials}"} if len(initials) > 1 else set())
            for word in words:
                self._by_word.setdefault(word, []).append(entry)

    def named(self, name: str) -> list[Entry]:
        """The entries that a name may mean: one that stands in them, or the initials of a body."""
        surname = _WORD.search(name)
        if surname is None:
            return []
        return self._by_word.get(surname[0].lower(), []) + (self._by_word.get(f"={surname[0]}", []) if surname[0].isupper() else [])

    def of(self, key: str) -> list[Entry]:
        """The entries that a name with a year may mean; an entry without a year may be of any."""
        name, _, year = key.rpartition(" ")
        return [entry for entry in self.named(name) if entry.year is None or str(entry.year) == year[:4]]


_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def _held(marker: Marker, listed: References, *, used: set[Form], often: set[Form], anchored: bool, shelves: bool) -> bool:
    """Whether a marker may be held against the list at all: it is surely one, or others of its form do point into the list."""
    if marker.form is Form.FOOTNOTE:
        return True
    if marker.keys[0].startswith("#"):
        return bool(listed) and anchored
    if marker.form is Form.KEY and (listed or shelves):
        return True
    if not listed:
        return marker.sure and marker.form in often
    if listed.footnotes and marker.form is Form.SUPERSCRIPT:
        return False
    return marker.form in used or (marker.form is Form.BRACKETS and marker.sure)


def _lost(article: Article, marker: Marker, lost: list[str], listed: References) -> str:
    words = " and ".join(f"“{key.lstrip('#')}”" for key in lost[:3])
    files = [shelf.list.path for shelf in article.beside.shelves if not shelf.missing]
    subject, has, points = ("Marker", "has", "points") if len(lost) == 1 else ("Markers", "have", "point")
    if marker.form is Form.KEY and files:
        known = sorted({work.key for shelf in article.beside.shelves for work in shelf.list.works})
        near = nearest(lost[0], known) if len(lost) == 1 else ""
        return f"{subject} {words} {has} no entry in {' or '.join(files)}" + (f"; did you mean “{near}”?" if near else ".")
    if not listed:
        return f"{subject} {words} {points} to a reference list that the article does not have."
    count = len(listed.entries)
    return f"{subject} {words} {has} no entry; the list holds {count} {'entry' if count == 1 else 'entries'}."


def _uncited(rule: Rule, article: Article) -> Iterator[Finding]:
    listed = references(article)
    used = _used(article, listed)
    if listed.general or not used:
        return
    for entry in listed.entries:
        if entry.number not in used and not entry.general:
            yield rule.on(entry.span, message=f"Reference {_name(entry)} is never cited in the text.", found=entry.text[:120])


def _used(article: Article, listed: References) -> frozenset[int]:
    """Numbers of the entries that some marker means, by key, by name and year, or by identifier."""
    used: set[int] = set()
    by_name = not listed.numbered and not listed.footnotes
    authors = _Authors(listed.entries if by_name else ())
    by_place: dict[str, int] = {}
    for entry in listed.entries:
        for place in (entry.url.rstrip("/"), *(i.value for i in entry.identifiers)):
            if place:
                by_place.setdefault(place.lower(), entry.number)
    for marker in markers(article):
        for key in marker.keys:
            found = listed.find(key)
            if found:
                used.add(found.number)
            elif marker.form is Form.AUTHOR_YEAR and by_name:
                used |= {e.number for e in authors.of(key)}
            elif marker.form in {Form.IDENTIFIER, Form.LINK}:
                used |= _at_place(key.lower(), by_place)
    return frozenset(used)


def _at_place(key: str, by_place: Mapping[str, int]) -> set[int]:
    """The entries whose address a link has, or whose identifier it ends in."""
    ends = (key.rstrip("/"), key.rpartition("doi.org/")[2], key.rstrip("/").rpartition("/")[2])
    return {by_place[end] for end in ends if end in by_place}


def _unmarked(rule: Rule, article: Article) -> Iterator[Finding]:
    listed = references(article)
    if listed.general or len(listed.entries) < 2 or _used(article, listed) or not any(not s.plain for s in statements(article)):
        return
    if any(m.form in {Form.LINK, Form.NAMED, Form.AUTHOR_YEAR} for m in markers(article)):
        return
    span = article.blocks[listed.heading].span() if listed.heading >= 0 else listed.entries[0].span
    yield rule.on(
        span, message=f"None of the {len(listed.entries)} references is cited in the text, so readers cannot tell which supports what."
    )


def _duplicate(rule: Rule, article: Article) -> Iterator[Finding]:
    seen: dict[str, Entry] = {}
    for entry in references(article).entries:
        keys = [f"{scheme.value} {value}" for scheme in (Scheme.DOI, Scheme.PMID, Scheme.PMCID) for value in entry.of(scheme)]
        title = re.sub(r"[^a-z0-9]+", " ", entry.title.lower()).strip()
        if len(title.split()) >= 4:
            keys.append(f"title {title} {entry.year or ''}")
        first = next((seen[key] for key in keys if key in seen and not _differ(seen[key], entry)), None)
        if first is not None:
            same = next(key for key in keys if key in seen).split(" ")[0]
            what = "title and year" if same == "title" else same
            yield rule.on(
                entry.span,
                message=f"Reference {_name(entry)} is the same work as {_name(first)}: both have the same {what}.",
                related=(Related("first listed here", first.span),),
            )
            continue
        seen |= dict.fromkeys(keys, entry)


def _differ(one: Entry, other: Entry) -> bool:
    """Whether identifiers or addresses show two works."""
    if one.of(Scheme.DOI) and other.of(Scheme.DOI):
        return one.of(Scheme.DOI) != other.of(Scheme.DOI)
    return bool(one.url and other.url) and one.url != other.url and not (one.identifiers and other.identifiers)


def _unnumbered(rule: Rule, article: Article) -> Iterator[Finding]:
    listed = references(article)
    if listed.numbered or listed.footnotes or listed.heading < 0 or len(listed.entries) < 2 or any(e.label for e in listed.entries):
        return
    if any(m.form in _NUMBERS and m.keys and m.keys[0].isdigit() for m in markers(article)):
        yield rule.at(article.blocks[listed.heading], 0, len(article.blocks[listed.heading].text))


def _unordered(rule: Rule, article: Article) -> Iterator[Finding]:
    """The first number that is used before a smaller one; a list in order of the alphabet is numbered by it."""
    listed = references(article)
    names = [entry.text[:20].lower() for entry in listed.entries]
    if not listed.numbered or len(names) < 3 or names == sorted(names):
        return
    due = 1
    for marker in markers(article):
        if marker.form not in _NUMBERS:
            continue
        for key in marker.keys:
            if not key.isdigit() or listed.find(key) is None:
                continue
            if int(key) > due:
                yield _at(rule, article, marker, rule.message.format(number=key, due=due))
                return
            due = max(due, int(key) + 1)


def _at(rule: Rule, article: Article, marker: Marker, message: str) -> Finding:
    return rule.at(article.blocks[marker.block], marker.start, marker.end, message=message)


def _name(entry: Entry) -> str:
    """What readers may call an entry."""
    if entry.label or entry.place:
        return entry.called
    return f"{entry.number} (“{entry.title[:50].strip()}”)" if entry.title else str(entry.number)


_CHECKS: Mapping[str, Callable[[Rule, Article], Iterator[Finding]]] = {
    "no-references": _no_references,
    "dangling": _dangling,
    "uncited": _uncited,
    "unmarked": _unmarked,
    "duplicate": _duplicate,
    "unnumbered": _unnumbered,
    "unordered": _unordered,
}


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    yield from _CHECKS[rule.options["check"]](rule, article)


KIND = Kind(
    options={"properties": {"check": {"enum": sorted(_CHECKS)}}, "required": ["check"]},
    check=_check,
    any_language=True,
)
