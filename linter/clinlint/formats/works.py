"""Works of a reference list that stands in a file, each with its line, and what is wrong with the others."""

from __future__ import annotations

import re

from clinlint.record import record


@record
class Work:
    """One work of a list. `identifiers` are pairs such as (“doi”, “10.1000/182”), as written; `line` counts from 1."""

    key: str
    line: int
    kind: str = ""
    authors: str = ""
    title: str = ""
    container: str = ""
    year: int | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    url: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """The work as a list would print it."""
        return ". ".join(part for part in (self.authors, self.title, self.container, str(self.year or ""), self.note) if part)


@record
class Flaw:
    """What is wrong in a list's file, at a line from 1; 0 where it is about the whole file."""

    line: int
    message: str


@record
class Bibliography:
    """The works of a file in order, each key once, and what could not be read. `path` is as people write it."""

    path: str
    works: tuple[Work, ...] = ()
    flaws: tuple[Flaw, ...] = ()


def year_of(written: str) -> int | None:
    """The first year in a text."""
    match = re.search(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", written)
    return int(match[1]) if match else None
