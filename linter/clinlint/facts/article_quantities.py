"""Quantities of an article, put together block by block where a rule asks for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from clinlint.facts.article import Article
from clinlint.facts.numbers import lines_with_numbers
from clinlint.facts.quantities import quantities
from clinlint.facts.unit_signs import may_have_quantity, may_have_unit
from clinlint.model.document import BlockKind, MarkKind
from clinlint.model.quantity import Quantity

_HIDDEN = frozenset({MarkKind.CODE, MarkKind.URL, MarkKind.FOOTNOTE_REFERENCE, MarkKind.OPAQUE})


class Quantities(Sequence[tuple[Quantity, ...]]):
    """Quantities of each block of an article in order, put together when the block is asked for."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._found: dict[int, tuple[Quantity, ...]] = {}
        blocks = article.blocks
        self._numbered = tuple(
            index
            for index in _with_numbers(article)
            if blocks[index].kind is not BlockKind.CODE and may_have_quantity(article.texts[index])
        )
        self._held = frozenset(self._numbered)

    def __len__(self) -> int:
        return len(self._article.blocks)

    def __iter__(self) -> Iterator[tuple[Quantity, ...]]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, index: Any) -> Any:
        if not self.may_have(index):
            return ()
        if index not in self._found:
            self._found[index] = self._of(index)
        return self._found[index]

    def may_have(self, index: int) -> bool:
        """Whether a block holds a number that may be a quantity; cheap, and never wrongly no."""
        return index in self._held

    def with_units(self) -> Iterator[tuple[int, tuple[Quantity, ...]]]:
        """Blocks with a number before a unit, and all quantities of each."""
        for index in self._numbered:
            if index in self._found or may_have_unit(self._article.texts[index]):
                yield index, self[index]

    def _of(self, index: int) -> tuple[Quantity, ...]:
        block, text = self._article.blocks[index], self._article.texts[index]
        marked = tuple(
            (m.start, m.end) for m in block.marks if m.kind in _HIDDEN or (m.kind is MarkKind.SUPERSCRIPT and _is_note(text, m.start))
        )
        return quantities(text, block.text, marked)


def article_quantities(article: Article) -> Quantities:
    """Quantities of each block in order; ask for it through `Article.fact`."""
    return Quantities(article)


def _with_numbers(article: Article) -> Iterator[int]:
    """Indices of the blocks that hold a digit or a number word, found in one pass over the whole article."""
    ends = tuple(accumulate(len(text) + 1 for text in article.texts))
    return iter(dict.fromkeys(bisect_right(ends, match.start()) for match in lines_with_numbers().finditer(article.whole)))


def _is_note(text: str, start: int) -> bool:
    """Whether a superscript is a note's mark and not a power: `m²`, `10⁹`."""
    return not text.endswith(("m", "10", "cm", "ft"), 0, start)
