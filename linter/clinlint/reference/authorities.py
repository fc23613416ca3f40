"""How texts name who says so: authorities, countries, and what their names stand for in the reference."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from clinlint.record import record
from clinlint.reference.sources import DATA
from clinlint.resources import shelf

KEY = "authorities"


@record
class Authority:
    """Who is named: authorities of the reference's rows (all of the jurisdictions where empty), or a place whose figures it does not hold."""

    id: str
    rows: frozenset[str]
    jurisdictions: frozenset[str]
    elsewhere: bool

    def speaks(self, authority: str, jurisdictions: frozenset[str]) -> bool:
        """Whether a row of this authority and these jurisdictions is meant."""
        if self.rows:
            return authority in self.rows
        return bool(self.jurisdictions & jurisdictions)


@record
class Named:
    """An authority's name in a text, code points `[start, end)`."""

    start: int
    end: int
    authority: Authority


def named(text: str) -> Iterator[Named]:
    """The authorities that a normalised text names, in its order."""
    if not text:
        return
    pattern, by_name = _names()
    for match in pattern.finditer(text):
        name = match[1]
        found = by_name.get(name) or by_name.get(name.lower())
        if found:
            yield Named(match.start(1), match.end(1), found)


@cache
def _names() -> tuple[Any, dict[str, Authority]]:
    by_name: dict[str, Authority] = {}
    exact: list[str] = []
    free: list[str] = []
    for row in shelf(DATA).entry(KEY)["entries"]:
        authority = Authority(row["id"], frozenset(row.get("rows", ())), frozenset(row["jurisdictions"]), bool(row.get("elsewhere")))
        for name in row.get("names", ()):
            by_name[name.lower()] = authority
            free.append(re2.escape(name))
        for name in row.get("exact", ()):
            by_name[name] = authority
            exact.append(re2.escape(name))
    both = sorted((*exact, *(f"(?i:{name})" for name in free)), key=len, reverse=True)
    return re2.compile(r"(?:^|[^\w])(" + "|".join(both) + r")(?:$|[^\w])"), by_name
