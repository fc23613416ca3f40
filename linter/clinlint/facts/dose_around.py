"""What governs the sentences of a block with doses: its substances, and what stands before and above it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

import re2

from clinlint.facts.dose_context import Context
from clinlint.facts.dose_groups import combined, labelled
from clinlint.facts.dose_mentions import Mention, mentions
from clinlint.facts.dose_places import Place
from clinlint.facts.dose_purpose import Cue, Purpose, purpose_of
from clinlint.facts.populations import population_of
from clinlint.facts.rates import rates
from clinlint.model.population import Population
from clinlint.model.quantity import Rate
from clinlint.reference.authorities import Authority, named

_BACK = 400
"""How far before a sentence its substance may be named."""
_TITLE = 32
"""Longest line that may be a heading without its mark."""


class Around:
    """A block with what its sentences share: its substances and what governs it."""

    def __init__(
        self, index: int, texts: Sequence[str], found: Sequence[Mention], places: Sequence[Place], context: Context, *, listed: bool
    ) -> None:
        self.index = index
        self.text = texts[index]
        self.above = texts[index - 1] if index else ""
        self.found = found
        self.starts = [m.start for m in found]
        self.places = [place for place in places if place.kind != "beside"]
        self.beside = [place.text for place in places if place.kind == "beside"]
        self.context = context
        self.listed = listed

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Substances that are named in text `[start, end)`."""
        return self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    @cached_property
    def people(self) -> Population | None:
        """The group that a header, a label, a lead-in or else a heading names."""
        row = next((p for place in self.places if place.kind == "row" and (p := labelled(place.text))), None)
        column = next((p for place in self.places if place.kind == "column" and (p := population_of(place.text))), None)
        if row is not None or column is not None:
            return combined(row, column)
        rest = [place for place in self.places if place.kind not in {"row", "column"}]
        nearest = sorted(rest, key=lambda place: place.kind == "heading")
        return next((p for place in nearest if (p := population_of(place.text))), None)

    @cached_property
    def authorities(self) -> tuple[Authority, ...]:
        """Those whom the nearest governing text names."""
        return next((tuple(n.authority for n in found) for place in self.places if (found := tuple(named(place.text)))), ())

    @cached_property
    def cue(self) -> Cue | None:
        """What the nearest governing text says of amounts."""
        found = ((place, c) for place in self.places if (c := purpose_of(place.text, len(place.text))))
        return next((c for place, c in found if c.purpose is not Purpose.LIMIT or not _tells(place)), None)

    @cached_property
    def rate(self) -> Rate | None:
        """How often, by a header, a label or a lead-in, else by a cell beside that says nothing else."""
        told = next((r.rate for place in self.places if place.kind != "heading" for r in rates(f" {place.text}")), None)
        alone = (r.rate for text in self.beside for r in rates(f" {text}") if r.end - r.start >= len(text.strip()) - 1)
        return told or next(alone, None)

    @cached_property
    def food(self) -> bool:
        """Whether a header, a lead-in or the nearest heading speaks of what foods hold."""
        headings = [place.text for place in self.places if place.kind == "heading"][:1]
        return any(
            _foods().search(_all_sources().sub("", text))
            for text in (*headings, *(place.text for place in self.places if place.kind in {"column", "lead"}))
        )

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """The substances that the nearest governing text names; of a lead-in, those of its last sentence with any."""
        for place in self.places:
            for text in reversed(_sentence_end().split(place.text)) if place.kind == "lead" else (place.text,):
                found = tuple(mentions(text))
                if found:
                    return found
        return (self.title,) if self.title else ()

    @cached_property
    def topic(self) -> Mention | None:
        """The only substance of the nearest heading that names any."""
        found = next((f for place in self.places if place.kind == "heading" and (f := tuple(mentions(place.text)))), ())
        return found[0] if len({m.ids for m in found}) == 1 else None

    @cached_property
    def title(self) -> Mention | None:
        """The substance that a short line right above the block names, which is a heading in all but its mark."""
        words = self.above.strip()
        found = tuple(mentions(words)) if words and len(words) <= _TITLE and words[-1] not in ".!?,;" else ()
        return found[0] if len(found) == 1 and len(words) - (found[0].end - found[0].start) <= _TITLE // 3 else None

    def before(self, start: int) -> Sequence[Mention]:
        """The substances of the text shortly before a sentence."""
        return self.between(max(0, start - _BACK), start)


@cache
def _sentence_end() -> Any:
    return re2.compile(r"(?s)[.!?] ")


def _tells(place: Place) -> bool:
    """Whether a text above a list is no lead-in but tells of amounts of its own."""
    words = place.text.rstrip()
    return place.kind == "lead" and not words.endswith(":") and _amount().search(words) is not None


@cache
def _amount() -> Any:
    return re2.compile(r"(?i)\d ?(?:m?cg|mg|µg|g|iu)\b")


@cache
def _all_sources() -> Any:
    """Words of everything that is eaten and taken together, which is no food: `from all sources`."""
    return re2.compile(r"(?i)\b(?:all|any|both|other|combined|total) sources\b")


@cache
def _foods() -> Any:
    """Words of foods and what they hold."""
    return re2.compile(
        r"(?i)\b(?:foods?|sources?|servings?|per 100 ?g|(?:supplement|nutrition) facts|amount per|content|recipes?|ingredients|snacks?|menus?|rich in|high in)\b"
    )
