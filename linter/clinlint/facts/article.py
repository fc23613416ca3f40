"""An article on its way through the rules: its document, normalised texts, and facts found when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, KeysView, Mapping
from functools import cached_property
from typing import Any, TypeVar

from clinlint.facts.beside import NOTHING, Beside
from clinlint.linguistics.normalise import normalise
from clinlint.linguistics.sentences import Sentence, split
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.document import Block, BlockKind, Document, MarkKind
from clinlint.record import record

T = TypeVar("T")


@record
class Hit:
    """A trigger's match: the block's index and code points of its text."""

    block: int
    start: int
    end: int


_UNREAD = frozenset({MarkKind.OPAQUE, MarkKind.URL})
BLANKED = "\ufffc"
"""Stands for each character of a template or an address in the texts that rules read."""


def _readable(block: Block) -> str:
    text = normalise(block.text)
    parts: list[str] = []
    done = 0
    for mark in block.marks:
        if mark.kind in _UNREAD and mark.end > done:
            start = max(mark.start, done)
            parts += (text[done:start], BLANKED * (mark.end - start))
            done = mark.end
    return "".join((*parts, text[done:])) if parts else text


class _Hits(Mapping[str, tuple[Hit, ...]]):
    """Matches by trigger, each trigger's found once, when it is asked for."""

    def __init__(self, fired: Mapping[str, tuple[int, ...]], texts: tuple[str, ...], triggers: TriggerSet) -> None:
        self._fired = fired
        self._texts = texts
        self._triggers = triggers
        self._found: dict[str, tuple[Hit, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Hit, ...]:
        if name not in self._found:
            blocks = self._fired[name]
            self._found[name] = tuple(Hit(i, *span) for i in blocks for span in self._triggers.matches(name, self._texts[i]))
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fired)

    def __len__(self) -> int:
        return len(self._fired)


class Article:
    """The facts of one document, each family extracted once, when a rule asks for it.

    `triggers` are the patterns of all rules; `hits` tells where each matched. Code blocks are never searched. `beside` is what other
    files hold for it.
    """

    def __init__(self, document: Document, triggers: TriggerSet, beside: Beside = NOTHING) -> None:
        self.document = document
        self.beside = beside
        self.triggers = triggers
        self._facts: dict[Callable[[Article], Any], Any] = {}
        self._sentences: dict[int, tuple[Sentence, ...]] = {}

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The document's blocks."""
        return self.document.blocks

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each block's text, normalised one to one; templates and addresses, which are no prose, are blanked out."""
        return tuple(_readable(block) for block in self.document.blocks)

    @cached_property
    def whole(self) -> str:
        """All texts as one, a line a block: what is not here is in no block."""
        return "\n".join(self.texts)

    @cached_property
    def encoded(self) -> bytes:
        """The whole in UTF-8, for patterns of which only matters whether they match: RE2 reads bytes."""
        return self.whole.encode("utf-8", "surrogatepass")

    def sentences(self, block: int) -> tuple[Sentence, ...]:
        """Sentences of a block by its index."""
        if block not in self._sentences:
            self._sentences[block] = split(self.texts[block])
        return self._sentences[block]

    @cached_property
    def _fired(self) -> Mapping[str, tuple[int, ...]]:
        """Blocks in which each trigger fired, by the trigger's name."""
        blocks = self.document.blocks
        return self.triggers.fired((index, text) for index, text in enumerate(self.texts) if blocks[index].kind is not BlockKind.CODE)

    @property
    def fired(self) -> KeysView[str]:
        """Names of the triggers that match somewhere."""
        return self._fired.keys()

    def each_hit(self, name: str) -> Iterator[Hit]:
        """Matches of one trigger in order, found one after another, for rules that need only the first few."""
        for index in self._fired.get(name, ()):
            for start, end in self.triggers.matches(name, self.texts[index]):
                yield Hit(index, start, end)

    @cached_property
    def hits(self) -> Mapping[str, tuple[Hit, ...]]:
        """Matches of every trigger that fired, by its name, in order of the text; found when a name is asked for."""
        return _Hits(self._fired, self.texts, self.triggers)

    def fact(self, extract: Callable[[Article], T]) -> T:
        """What an extractor finds in this article; each extractor runs once."""
        if extract not in self._facts:
            self._facts[extract] = extract(self)
        result: T = self._facts[extract]
        return result
