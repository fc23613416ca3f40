"""Entries of a reference list, and the list as a whole, in whatever form the article has it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from clinlint.facts.identifiers import Identifier, Scheme, identifiers
from clinlint.formats.works import Work
from clinlint.model.document import Path
from clinlint.model.span import Span
from clinlint.record import record


@record
class Entry:
    """One entry of a reference list. `number` is its place from 1, `label` what the text calls it (a number or a footnote's name).

    `blocks` are the indices of the blocks it fills; `start` and `end` are code points of the first one. A metadata entry has none.
    `declared` is the type it is labelled with (“Guideline”). `general`: listed as further reading, or in a list that articles share.
    `place`: file and line of an entry of a list beside the article; its span is then where the article cites or names it.
    """

    number: int
    label: str
    text: str
    span: Span
    blocks: tuple[int, ...] = ()
    start: int = 0
    end: int = 0
    title: str = ""
    container: str = ""
    declared: str = ""
    year: int | None = None
    identifiers: tuple[Identifier, ...] = ()
    url: str = ""
    anchor: str = ""
    path: Path = ()
    general: bool = False
    place: str = ""

    @property
    def called(self) -> str:
        """What readers may call it: its number or name, and where it stands if that is in another file."""
        name = self.label if self.label.isdigit() else f"“{self.label}”" if self.label else str(self.number)
        return f"{name} ({self.place})" if self.place else name

    def of(self, scheme: Scheme) -> tuple[str, ...]:
        """Its identifiers of a scheme, in lower case."""
        return tuple(i.value.lower() for i in self.identifiers if i.scheme is scheme)


def entry_of(work: Work, span: Span, *, path: Path = (), general: bool = False, place: str = "") -> Entry:
    """The entry of a work that metadata or a list beside the article describes; `span` is where the article gives or cites it."""
    named = tuple(Identifier(_SCHEMES[name], _bare(name, value), -1, -1) for name, value in work.identifiers if name in _SCHEMES)
    return Entry(
        number=0,
        label=work.key,
        text=work.text,
        span=span,
        title=work.title,
        container=work.container,
        declared=work.kind,
        year=work.year,
        identifiers=named or (identifiers(work.url) if work.url else ()),
        url=work.url,
        path=path,
        general=general,
        place=place,
    )


_SCHEMES = {"doi": Scheme.DOI, "pmid": Scheme.PMID, "pmcid": Scheme.PMCID, "isbn": Scheme.ISBN, "nct": Scheme.NCT}


def _bare(name: str, value: str) -> str:
    """An identifier without the address that reference managers write before it."""
    if name == "doi":
        for prefix in ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"):
            if value.lower().startswith(prefix):
                return value[len(prefix) :].strip()
    return value


@record(slots=False)
class References:
    """All entries in order, and the blocks they fill, heading included.

    `heading` is the block that names the list, or -1. `numbered`: the list shows numbers. `general`: it is for further reading, or names
    the one source of the whole text, so that its entries need no marker.
    """

    entries: tuple[Entry, ...] = ()
    blocks: frozenset[int] = frozenset()
    heading: int = -1
    numbered: bool = False
    general: bool = False
    footnotes: bool = False

    def __bool__(self) -> bool:
        return bool(self.entries)

    @cached_property
    def _by_key(self) -> Mapping[str, Entry]:
        found: dict[str, Entry] = {}
        for entry in self.entries:
            for key in (entry.label, f"#{entry.anchor}"):
                if len(key) > key.startswith("#"):
                    found.setdefault(key, entry)
        return found

    def find(self, key: str) -> Entry | None:
        """The entry that a marker's key means: a label, or a place in a list without labels."""
        entry = self._by_key.get(key)
        if entry is not None:
            return entry
        if key.isdigit() and not self.numbered and not self.footnotes:
            number = int(key)
            return self.entries[number - 1] if 0 < number <= len(self.entries) else None
        return None
