"""Doses and intakes that an article states: its blocks are read one by one, with what governs each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import re2

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.dose_around import Around
from clinlint.facts.dose_attachment import DOSE_DIMENSIONS
from clinlint.facts.dose_context import Context
from clinlint.facts.dose_mentions import mentions
from clinlint.facts.dose_places import Place, Places
from clinlint.facts.dose_statements import Dose, Statement
from clinlint.facts.dose_words import energy
from clinlint.facts.units import unit_at
from clinlint.model.document import BlockKind
from clinlint.model.quantity import Quantity, Unit
from clinlint.record import replace

_DOSE_LIKE = r"(?i)\d[ -]?(?:m?c?g|µg|ug|kg|gm|i\.?u|milli|micro|gram|international|units?|mmol|meq|milliequ|%|percent|per cent|m?l\b|lit|cups?|drinks?|nano|ng\b)|\b(?:units?|drinks?)\b"
_MOST = 2000
"""Amounts of a block; one with more is no prose."""
_CROWD = 60
"""Amounts of a sentence; one with more is no prose."""
_LABEL = 12
"""Where a table cell's own number begins at the latest."""
_BODIES = frozenset({"kg", "[lb_av]", "[stone_av]"})
"""Units of what people weigh."""


def doses(article: Article) -> tuple[Dose, ...]:
    """Every dose and intake of an article, in order; ask for it through `Article.fact`."""
    return tuple(_Reader(article).run())


@cache
def _dose_like() -> Any:
    return re2.compile(_DOSE_LIKE)


class _Reader:
    """One article on its way to doses; mentions of a block are found once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.places = Places(article)
        self.context = Context(article)

    def run(self) -> Iterator[Dose]:
        for index, block in enumerate(self.article.blocks):
            if block.kind in {BlockKind.CODE, BlockKind.FIELD}:
                continue
            text = self.article.texts[index]
            if _dose_like().search(text) or (block.cell is not None and any(c.isdigit() for c in text)):
                yield from self._block(index, text)

    def _block(self, index: int, text: str) -> Iterator[Dose]:
        quantities = self.article.fact(article_quantities)[index]
        if not quantities:
            return
        block = self.article.blocks[index]
        places = tuple(self.places.of(index))
        unit = _unit_of(places) if block.cell else None
        if unit is not None:
            quantities = tuple(q if q.unit or q.start > _LABEL else replace(q, unit=unit) for q in quantities)
        usable = [(i, _unsigned(text, q)) for i, q in enumerate(quantities) if _is_dose(text, q)]
        if not usable or len(usable) > _MOST:
            return
        found = tuple(mentions(text))
        listed = block.lead >= 0 or block.list_id >= 0 or block.cell is not None
        around = Around(index, self.article.texts, found, (*places, *self.places.beside(index)), self.context, listed=listed)
        at = 0
        for sentence in self.article.sentences(index):
            first = at
            while at < len(usable) and usable[at][1].core_start < sentence.end:
                at += 1
            if first < at <= first + _CROWD:
                yield from Statement(around, sentence, usable[first:at]).doses()


def _is_dose(text: str, quantity: Quantity) -> bool:
    """Whether a quantity may be a dose or an intake: nobody takes kilograms, people weigh them; `per 100 g` is a measure."""
    if quantity.unit is not None and (quantity.unit.code in _BODIES or text.endswith("per ", 0, quantity.core_start)):
        return False
    return quantity.unit is not None and (quantity.unit.dimension in DOSE_DIMENSIONS or _is_share(text, quantity))


def _is_share(text: str, quantity: Quantity) -> bool:
    """Whether a percentage is a share of the day's energy."""
    if quantity.unit is None or quantity.unit.code != "%":
        return False
    return energy().search(text[quantity.end : quantity.end + 40].lower()) is not None


def _unit_of(places: Sequence[Place]) -> Unit | None:
    """The unit that a table's header or label gives for its cells: `Calcium (mg)`, `mg per day`, `Amount in mg`."""
    for place in places:
        if place.kind not in {"column", "row"}:
            continue
        for mark in ("", "(", ", ", "[", " in "):
            at = place.text.rfind(mark) if mark else 0
            found = unit_at(place.text, at + len(mark)) if at >= 0 else None
            if found is not None and found[0].dimension in DOSE_DIMENSIONS:
                return found[0]
    return None


def _unsigned(text: str, quantity: Quantity) -> Quantity:
    """A quantity without the sign that is a line's dash: `-5 mg once a day`."""
    at = quantity.core_start
    if not any(n.value < 0 for n in quantity.numbers) or text[max(0, at - 1) : at].strip(" "):
        return quantity
    return replace(quantity, numbers=tuple(replace(n, value=abs(n.value)) for n in quantity.numbers))
