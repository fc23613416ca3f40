"""Whether a text names a measure or a category at all: cheap tests of its words, in any order, and never wrongly no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from clinlint.facts.measures import category_names, names_of_measures
from clinlint.facts.numbers import NOTATION
from clinlint.reference.holdings import current, per_library
from clinlint.reference.scales import scale_ids
from clinlint.resources import categories_of_package

_PARTING = {code: " " for code in range(128) if not chr(code).isalnum()}
_Rows = Mapping[str, Sequence[tuple[frozenset[str], str]]]


def words_of_text(text: str) -> frozenset[str]:
    """Words and numbers of a normalised text, what a hyphen or an apostrophe joins apart."""
    return frozenset(text.translate(_PARTING).lower().split() if text.isascii() else _word().findall(text.lower()))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


def may_name_measure(words: frozenset[str]) -> bool:
    """Whether words of a text hold those of a measure's name, the last one in the plural or not."""
    rows = _measures()
    return any(rest <= words and (last in words or f"{last}s" in words) for first in rows.keys() & words for rest, last in rows[first])


def may_name_category(words: frozenset[str]) -> bool:
    """Whether words of a text hold those of a category's name."""
    rows = _categories()
    return any(rest <= words for first in rows.keys() & words for rest, _ in rows[first])


@per_library
def _measures() -> _Rows:
    """Names of measures by their first word: the words between, and the last one, of which a text may have the plural."""
    found: dict[str, dict[tuple[frozenset[str], str], None]] = {}
    for name in names_of_measures():
        first, *rest = _split(name) or [name]
        found.setdefault(first, {})[frozenset(rest[:-1]), rest[-1] if rest else first] = None
        if not rest:
            found.setdefault(f"{first}s", {})[frozenset(), first] = None
    return {first: tuple(rows) for first, rows in found.items()}


@per_library
def _categories() -> _Rows:
    """Names of the categories of all scales by their first word, those of a repository's own scales with them."""
    found: dict[str, dict[tuple[frozenset[str], str], None]] = {}
    own = (i for i in scale_ids() if current().is_own(i))
    for name in (*categories_of_package(NOTATION), *every_category(own)):
        first, *rest = _split(name)
        found.setdefault(first, {})[frozenset(rest), ""] = None
    return {first: tuple(rows) for first, rows in found.items()}


def every_category(ids: Iterable[str]) -> Iterator[str]:
    """Names of the categories of some scales, those that texts give them included; they may come twice."""
    for identifier in ids:
        yield from category_names((identifier,))


def _split(name: str) -> list[str]:
    return name.translate(_PARTING).split()
