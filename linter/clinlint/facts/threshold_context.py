"""Which measure the numbers of a sentence are of that names none: its list's, its heading's, that of the sentences and blocks around it."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, takewhile

from clinlint.facts.article import Article
from clinlint.facts.measure_words import fits_unit, in_its_unit
from clinlint.facts.measures import MeasureMention, family, implied, labels_in, measures_in, tellers, words_of
from clinlint.facts.naming import may_name_measure, words_of_text
from clinlint.facts.statement_parts import Part
from clinlint.linguistics.tokens import tokens
from clinlint.model.document import Block, BlockKind
from clinlint.reference.scales import scale

_LED, _SHORT = 8, 120
"""How many short paragraphs may hang on one that ends with a colon, and how long such a paragraph is at most."""
_BACK = 4
"""How many blocks before a sentence are searched for its measure."""
_WHOLE = 20_000
"""How much of an article is searched for the only measure that knows a category."""
_END = 300
"""How much of what stands above a block is read."""


class Surroundings:
    """An article's measures outside the sentence of a number; each block is read once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._cache: dict[int, list[MeasureMention]] = {}
        self._lists: dict[int, list[MeasureMention]] = {}
        self._readings: dict[int, bool] = {}

    @cached_property
    def named(self) -> frozenset[str]:
        """Scales whose measure the article names anywhere, as far as a category can tell them."""
        everything = self.article.whole.lower()
        return frozenset(i for name, ids in tellers() if name in everything for i in ids)

    @cached_property
    def subject(self) -> str:
        """The beginning of the article, which tells what it is about."""
        return self.article.whole[:_WHOLE]

    def near(self, part: Part, block: Block, number: int) -> list[MeasureMention]:
        """Measures of the list, or of the sentences around the `number`th one."""
        index = part.block
        sentences = self.article.sentences(index)
        lead = self.lead(index, block)
        if lead >= 0 and (led := self.mentions(lead)):
            return led[-1:]
        told = self._told(block)
        if told:
            return told
        for other in (number - 1, number + 1, number - 2, number + 2, number - 3, number + 3):
            if 0 <= other < len(sentences):
                text = self.article.texts[index][sentences[other].start : sentences[other].end]
                if may_name_measure(words_of_text(text)) and (found := in_its_unit(part, list(measures_in(tokens(text), text)))):
                    return found
        return []

    def far(self, part: Part, block: Block) -> list[MeasureMention]:
        """Measures of the headings, else of the nearest block before."""
        index = part.block
        for heading in reversed(block.headings):
            if found := self.mentions(heading)[-1:]:
                return found
        for before in range(index - 1, max(-1, index - 1 - _BACK), -1):
            other = self.article.blocks[before]
            if other.headings != block.headings or other.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
                return []
            if found := self.mentions(before):
                return in_its_unit(part, found)
        return []

    def alone(self, part: Part) -> list[MeasureMention]:
        """The measure of the article that alone knows a category of the sentence and the unit of its numbers."""
        units = [q.unit for _, q in part.quantities if q.unit is not None]
        if not units:
            return []
        fitting = [
            m
            for m in self._every
            if all(fits_unit(u, family(m.ids), exact=False) for u in units) and labels_in(part.words, part.text, family(m.ids))
        ]
        return fitting[:1] if len({family(m.ids) for m in fitting}) == 1 else []

    @cached_property
    def _every(self) -> list[MeasureMention]:
        ends = accumulate(len(text) + 1 for text in self.article.texts)
        blocks = takewhile(lambda index: index == 0 or next(ends) < _WHOLE, range(len(self.article.texts)))
        return list({family(m.ids): m for index in blocks for m in self.mentions(index)}.values())

    def lead(self, index: int, block: Block) -> int:
        """The block that leads into a list, also where its items are short paragraphs under one that ends with a colon; -1 where none does."""
        if block.lead >= 0 or block.kind is not BlockKind.PARAGRAPH:
            return block.lead
        for before in range(index - 1, max(-1, index - _LED), -1):
            other, text = self.article.blocks[before], self.article.texts[before]
            if other.kind is not BlockKind.PARAGRAPH or other.headings != block.headings:
                return -1
            if text.rstrip().endswith(":"):
                return before
            if len(text) > _SHORT:
                return -1
        return -1

    def mentions(self, index: int) -> list[MeasureMention]:
        """Measures that a block names."""
        if index not in self._cache:
            text = self.article.texts[index]
            code = self.article.blocks[index].kind is BlockKind.CODE
            self._cache[index] = [] if code or not may_name_measure(words_of_text(text)) else list(measures_in(tokens(text[:4000]), text))
        return self._cache[index]

    def speaks_of_readings(self, index: int) -> bool:
        """Whether the end of a block has a word for values, as what leads into normal ones does."""
        if index not in self._readings:
            self._readings[index] = not words_of("readings").isdisjoint(words_of_text(self.article.texts[index][-_END:]))
        return self._readings[index]

    def _told(self, block: Block) -> list[MeasureMention]:
        """The measure that another item of the same list names, or tells by its label: one item says osteopenia, so all give T-scores."""
        if block.list_id < 0:
            return []
        if block.list_id not in self._lists:
            every = tuple(sorted(self.named))
            mine = [i for i, b in enumerate(self.article.blocks) if b.list_id == block.list_id][:12]
            texts = [self.article.texts[i][:400] for i in mine]
            ids = [i for text in texts for m in labels_in(tokens(text), text, every) for i in implied(m.label) if i in self.named]
            told = [MeasureMention(-1, -1, scale(ids[0]).measure.name, tuple(dict.fromkeys(ids)))] if ids else []
            named = {family(m.ids): m for i in mine for m in self.mentions(i)}
            self._lists[block.list_id] = told or (list(named.values()) if len(named) == 1 else [])
        return self._lists[block.list_id]
