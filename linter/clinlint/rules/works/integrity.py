"""Works that a list should not hold as they stand: the site's own pages, tertiary sources, wrong labels, gaps, retractions, preprints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from clinlint.facts.article import Article
from clinlint.facts.entries import Entry
from clinlint.facts.identifiers import Scheme
from clinlint.facts.metadata import metadata
from clinlint.facts.patterns import each, first, found
from clinlint.facts.references import references
from clinlint.model.document import MarkKind
from clinlint.model.finding import Finding, Severity
from clinlint.model.settings import Settings
from clinlint.model.span import Span
from clinlint.reference.retractions import Notice
from clinlint.rules.rule import Rule
from clinlint.rules.works.cited import citing, sentence_of

_SELF = r"(?-i:\b((?:Dr\. ?)?[A-Z][\w.&-]*[\w](?: [A-Z][\w&-]+){0,3}) (?:assumes no|accepts no|does not (?:provide|offer|endorse|give)|is not (?:responsible|liable)|disclaims|takes no))"
_COMMON = frozenset(
    [
        "the",
        "this",
        "our",
        "it",
        "we",
        "they",
        "site",
        "website",
        "page",
        "article",
        "information",
        "content",
        "she",
        "he",
        "you",
        "patients",
        "doctors",
    ]
)
_AUTHORS = re.compile(r"\bet al\b|[A-Z][\w'’-]+,? (?:[A-Z]\.? ?){1,3}(?:[,.;&]|$)")
_VOLUME = re.compile(r"\d\s*[(:;]\s*[\dA-Za-z]|;\s?\d|\bvol(?:ume)?\b")


_MARKED = r"\b(?:RETRACTED|WITHDRAWN)(?: ARTICLE)?\s?:|\[(?:retracted|withdrawn)[^\]]*\]|\(retracted\b[^)]*\)|^retract(?:ed|ion) (?:article|note|of)\b"
"""How a title says that the work was taken back."""


def _names(article: Article, settings: Settings) -> tuple[str, ...]:
    """What the publisher of the article calls itself: in the metadata, and where the text speaks of its own liability."""
    about = metadata(article, settings)
    publisher = about.values.get("publisher")
    named = publisher.get("name") if isinstance(publisher, Mapping) else publisher
    names = [named] if isinstance(named, str) and len(named.strip()) > 3 else []
    return tuple(dict.fromkeys(name.strip() for name in (*names, *article.fact(_speaking))))


def _speaking(article: Article) -> tuple[str, ...]:
    """Who speaks of its own liability in the text."""
    names: list[str] = []
    skipped = references(article).blocks
    for index, text in enumerate(article.texts) if first(_SELF, article.encoded) else ():
        if index not in skipped and ("no " in text or " not " in text or "disclaims" in text):
            names += [match[1] for match in each(_SELF, text) if match[1].lower() not in _COMMON and len(match[1]) > 3]
    return tuple(names)


def _hosts(article: Article, settings: Settings) -> frozenset[str]:
    """The sites of the publisher: where it says that it, or this page, is found."""
    about = metadata(article, settings)
    publisher = about.values.get("publisher")
    given = [publisher.get("url") if isinstance(publisher, Mapping) else None, about.values.get("canonical"), about.values.get("url")]
    return frozenset(host for address in given if isinstance(address, str) and (host := _host(address)))


def _host(address: str) -> str:
    _, sign, rest = address.partition("://")
    return rest.split("/")[0].split(":")[0].lower().removeprefix("www.") if sign else ""


def _own_sites(article: Article, settings: Settings) -> Callable[[Entry], str]:
    """What shows that an entry is the publisher's own page: its name, its site, or a link to a file of the same site; else nothing."""
    names, hosts = _names(article, settings), _hosts(article, settings)

    def shown(entry: Entry) -> str:
        text = f"{entry.text} {entry.container}"
        if name := next((name for name in names if name in text), ""):
            return name
        if entry.of(Scheme.DOI) or entry.of(Scheme.PMID):
            return ""
        host = _host(entry.url)
        return host if host in hosts and host else _beside(article, entry)

    return shown


def _beside(article: Article, entry: Entry) -> str:
    """The file of the same site that an entry links to."""
    for index in entry.blocks[:1]:
        for mark in article.blocks[index].marks:
            if mark.kind is MarkKind.LINK and mark.start < entry.end and entry.start < mark.end and _PAGE.fullmatch(mark.target):
                return mark.target.split("#")[0]
    return ""


_PAGE = re.compile(r"(?!\w+:)[^#?:]*\.(?:md|markdown|html?)(?:#.*)?")
"""A link to an article of the same site, by its path."""


def _tertiary(rule: Rule, entry: Entry) -> str:
    words = found(rule.options["tertiary"], f"{entry.text} {entry.url}") if "tertiary" in rule.options else ""
    return "" if words and entry.of(Scheme.DOI) else words


def _self_cited(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    own = _own_sites(article, settings)
    for entry in references(article).entries:
        if name := own(entry):
            yield rule.on(
                _end(article, entry),
                message=f"Reference {entry.called} is the publisher's own page ({name}).",
                found=entry.container or entry.text[:80],
            )


def _weak(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    own = _own_sites(article, settings)
    for entry in references(article).entries:
        words = _tertiary(rule, entry)
        if words and not own(entry):
            yield rule.on(_end(article, entry), message=rule.message.format(entry=entry.called, text=words), found=words)


def _mislabelled(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    own = _own_sites(article, settings)
    for entry in references(article).entries:
        if not found(r"guideline|systematic|meta-analysis|trial", entry.declared):
            continue
        why = "the publisher's own page" if own(entry) else "a summary by others" if _tertiary(rule, entry) else ""
        if why:
            message = f"Reference {entry.called} is labelled “{entry.declared}” and is {why}."
            first = article.blocks[entry.blocks[0]] if entry.blocks else None
            yield rule.on(first.span() if first else entry.span, message=message, found=entry.declared)


def _incomplete(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    listed = references(article)
    own = _own_sites(article, settings)
    poor = [entry for entry in listed.entries if not listed.general and not entry.path and _missing(entry)]
    first = next((e for e in poor if not own(e) and not _tertiary(rule, e)), None)
    if first is None:
        return
    missing = ", ".join(_missing(first))
    others = f", and so have {len(poor) - 1} more" if len(poor) > 1 else ""
    start = article.blocks[first.blocks[0]].span() if first.declared and first.blocks else first.span
    yield rule.on(
        start,
        message=f"Reference {first.called} has no {missing}{others}; readers cannot find the work for sure.",
        found=first.text[:120],
    )


_NAME_AND_YEAR = 3
"""Words of an entry that can hold a name and a year and no more."""


def _missing(entry: Entry) -> list[str]:
    if entry.identifiers or entry.url or "http" in entry.text or "www." in entry.text:
        return []
    if entry.place:
        return [] if entry.year else ["year, DOI or address"]
    if entry.declared:
        lines = entry.text[len(entry.declared) :]
        gaps = [] if _AUTHORS.search(lines) else ["authors"]
        gaps += [] if _VOLUME.search(entry.container) else ["volume"]
        return [*gaps, "DOI or PMID"] if len(gaps) == 2 else []
    if len(entry.text.split()) <= _NAME_AND_YEAR and entry.year is not None:
        return ["title, DOI or address"]
    return ["year, DOI or address"] if entry.year is None and len(entry.text.split()) < 40 else []


def _retracted(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    for entry in references(article).entries:
        words = found(_MARKED, f"{entry.title} {entry.text}")
        notice = _notice(entry, settings) if settings.retractions else None
        if not (words or notice) or _told(article, entry):
            continue
        if notice is None:
            yield rule.on(
                entry.span, message=f"Reference {entry.called} is marked as retracted, and the text cites it as evidence.", found=words
            )
            continue
        when = f" of {notice.dated}" if notice.dated else ""
        why = f" ({notice.reason})" if notice.reason else ""
        message = f"For reference {entry.called} Retraction Watch records a notice{when}: {notice.nature.lower()}{why}."
        yield rule.on(entry.span, message=message, severity=rule.severity if notice.retracted else Severity.WARNING, found=notice.nature)


def _notice(entry: Entry, settings: Settings) -> Notice | None:
    from clinlint.reference.retractions import retractions

    dois, pmids = entry.of(Scheme.DOI), entry.of(Scheme.PMID)
    return retractions(settings.retractions).notice(dois, pmids) if dois or pmids else None


def _told(article: Article, entry: Entry) -> bool:
    """Whether each sentence that cites the entry says that it was retracted."""
    marks = citing(article, entry)
    return bool(marks) and all(found(r"\b(?:retract\w*|withdrawn)\b", sentence_of(article, mark)) for mark in marks)


def _preprint(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    for entry in references(article).entries:
        doi = next((d for d in entry.of(Scheme.DOI) if re.match(r"10\.(?:1101|21203|48550|31219|2139)/", d)), "")
        if doi and not found(r"\bpre-?print|not peer[- ]reviewed", entry.text) and not _VOLUME.search(entry.text.split("doi")[0]):
            yield rule.on(
                entry.span, message=f"Reference {entry.called} has the DOI of a preprint ({doi}) and is not labelled as one.", found=doi
            )


def _bare(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    for entry in references(article).entries:
        address = entry.url or found(r"(?:https?://|www\.)\S{4,}", entry.text)
        words = re.sub(r"(?:https?://|www\.)\S+|\ufffc", "", entry.text).strip(" .,;:<>()[]")
        if address and not words and not entry.place and not entry.identifiers:
            yield rule.on(entry.span, message=rule.message.format(entry=entry.called, text=address[:80]), found=address[:120])


def _end(article: Article, entry: Entry) -> Span:
    """The line of an entry that says where it appeared; the entry where it is one line."""
    return article.blocks[entry.blocks[-1]].span() if len(entry.blocks) > 1 else entry.span


CHECKS: Mapping[str, Callable[[Rule, Article, Settings], Iterator[Finding]]] = {
    "self-cited": _self_cited,
    "weak": _weak,
    "mislabelled": _mislabelled,
    "incomplete": _incomplete,
    "retracted": _retracted,
    "preprint": _preprint,
    "bare": _bare,
}
