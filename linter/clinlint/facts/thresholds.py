"""Which numbers an article ties to which category of which measure: in sentences, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from clinlint.facts.article import Article
from clinlint.facts.links import Item, pairs
from clinlint.facts.measures import (
    tellers,
    LabelMention,
    MeasureMention,
    data,
    family,
    goals_of,
    implied,
    is_bare,
    labels_in,
    measures_in,
    unit_named,
    unless,
)
from clinlint.facts.populations import PopulationPhrase, populations
from clinlint.facts.quantities import article_quantities
from clinlint.facts.role import Role, RoleFact, role_at
from clinlint.facts.tables import Grid, tables
from clinlint.facts.units import unit_at
from clinlint.linguistics.tokens import Tokens, tokens
from clinlint.model.document import Block, BlockKind
from clinlint.model.population import Population, Sex
from clinlint.model.quantity import Quantity, Unit
from clinlint.record import record, replace
from clinlint.reference.authorities import Authority, named
from clinlint.reference.scales import scale


@record(slots=False)
class Place:
    """Text `[start, end)` of a block."""

    block: int
    start: int
    end: int


@record(slots=False)
class Statement:
    """A number tied to a category of a measure.

    `ids` are the scales of the measure, `label` the category in lower case as the reference has it, `written` as the article has it.
    `unit` is the number's own or its column's; `bare` says that there is none. `group`: number of the sentence, list or table it belongs
    to, so that several categories of one place can be held together. `near`: the measure is named in the same sentence, row or column.
    `part`: systolic or diastolic where the words say so; `sex` of the people the number is for. A goal has no label.
    """

    quantity: Quantity
    at: Place
    label: str
    written: str
    label_at: Place
    ids: tuple[str, ...]
    measure: str
    unit: Unit | None
    role: RoleFact
    people: tuple[Population, ...]
    authorities: tuple[Authority, ...]
    group: int
    near: bool
    part: str = ""
    sex: Sex = "any"

    @property
    def block(self) -> int:
        """Index of the block that holds the number."""
        return self.at.block


@record
class _Sentence:
    """A sentence with a number in it: code points in its block, words, the block's quantities in it with their index."""

    block: int
    start: int
    end: int
    text: str
    words: Tokens
    quantities: tuple[tuple[int, Quantity], ...]


_VETO = frozenset({Role.MYTH, Role.QUESTION, Role.MEASUREMENT, Role.STUDY, Role.CHANGE, Role.HISTORY, Role.LABEL})


def thresholds(article: Article) -> tuple[Statement, ...]:
    """Every number tied to a category, in order; ask for it through `Article.fact`."""
    return tuple(_Reader(article).run())


class _Reader:
    """One article on its way to statements."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.groups = 0

    @cached_property
    def named(self) -> frozenset[str]:
        """Scales whose measure the article names anywhere, as far as a category can tell them."""
        everything = "\n".join(self.article.texts).lower()
        return frozenset(i for name, ids in tellers() if name in everything for i in ids)

    def run(self) -> Iterator[Statement]:
        quantities = self.article.fact(article_quantities)
        grids = self.article.fact(tables)
        for index, block in enumerate(self.article.blocks):
            if not quantities[index] or block.kind in {BlockKind.CODE, BlockKind.FIELD}:
                continue
            if block.cell is not None:
                yield from self._cell(index, block, grids[block.cell.table], quantities[index])
            else:
                yield from self._block(index, block, quantities[index])

    def _block(self, index: int, block: Block, quantities: Sequence[Quantity]) -> Iterator[Statement]:
        sentences = self.article.sentences(index)
        at = 0
        for number, sentence in enumerate(sentences):
            first = at
            while at < len(quantities) and quantities[at].core_start < sentence.end:
                at += 1
            held = tuple((i, quantities[i]) for i in range(first, at) if not _is_form(quantities[i]))
            if not held or sentence.end - sentence.start > 2000:
                continue
            text = self.article.texts[index][sentence.start : sentence.end]
            part = _Sentence(index, sentence.start, sentence.end, text, tokens(text), held)
            short = block.kind is BlockKind.ITEM or (len(sentences) == 1 and len(text) < 90)
            measures = list(measures_in(part.words, text))
            if measures:
                yield from self._read(part, measures, near=True, alone=short)
                continue
            yield from self._from_context(part, block, number, alone=short)

    def _from_context(self, part: _Sentence, block: Block, number: int, *, alone: bool) -> Iterator[Statement]:
        """A sentence that names no measure takes it from its list, the sentences around it, its heading, or a label that tells it."""
        near, far = self._context(part.block, block, number)
        for mentions, listed in ((near, block.kind is BlockKind.ITEM), (far, False)):
            if mentions:
                ids = tuple(dict.fromkeys(i for m in mentions for i in m.ids))
                found = list(self._read(part, [replace(mentions[0], first=-1, last=-1, ids=ids)], near=listed, alone=alone))
                if found:
                    yield from found
                    return
        every = tuple(sorted(self.named))
        told = [i for mention in labels_in(part.words, part.text, every) for i in implied(mention.label)] if every else []
        if told and set(told) <= self.named:
            yield from self._read(part, [MeasureMention(-1, -1, scale(told[0]).measure.name, tuple(dict.fromkeys(told)))], near=False, alone=alone)

    def _context(self, index: int, block: Block, number: int) -> tuple[list[MeasureMention], list[MeasureMention]]:
        sentences = self.article.sentences(index)
        if block.lead >= 0:
            led = self._mentions(block.lead)
            if led:
                return led[-1:], []
        told = self._told(block)
        if told:
            return told, []
        near: list[MeasureMention] = []
        for other in (number - 1, number + 1, number - 2):
            if 0 <= other < len(sentences) and not near:
                text = self.article.texts[index][sentences[other].start : sentences[other].end]
                near = list(measures_in(tokens(text), text))[-1:]
        far: list[MeasureMention] = []
        for heading in reversed(block.headings):
            far = far or self._mentions(heading)[-1:]
        if not far and index:
            before = self.article.blocks[index - 1]
            if before.headings == block.headings and before.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
                far = self._mentions(index - 1)[-1:]
        return near, far

    def _told(self, block: Block) -> list[MeasureMention]:
        """The measure that another item of the same list tells by its label: one item says osteopenia, so all give T-scores."""
        if block.list_id < 0 or not self.named:
            return []
        if block.list_id not in self._lists:
            every = tuple(sorted(self.named))
            texts = [self.article.texts[i] for i, b in enumerate(self.article.blocks) if b.list_id == block.list_id][:12]
            ids = [i for text in texts for m in labels_in(tokens(text[:400]), text[:400], every) for i in implied(m.label) if i in self.named]
            self._lists[block.list_id] = [MeasureMention(-1, -1, scale(ids[0]).measure.name, tuple(dict.fromkeys(ids)))] if ids else []
        return self._lists[block.list_id]

    @cached_property
    def _lists(self) -> dict[int, list[MeasureMention]]:
        return {}

    def _mentions(self, index: int) -> list[MeasureMention]:
        if index not in self._cache:
            text = self.article.texts[index]
            self._cache[index] = list(measures_in(tokens(text[:4000]), text)) if self.article.blocks[index].kind is not BlockKind.CODE else []
        return self._cache[index]

    @cached_property
    def _cache(self) -> dict[int, list[MeasureMention]]:
        return {}

    def _read(self, part: _Sentence, measures: Sequence[MeasureMention], *, near: bool, alone: bool) -> Iterator[Statement]:
        """Statements of one sentence about the measures given."""
        if any(word in unless(i for m in measures for i in m.ids) for word in part.words.words):
            return
        ids = tuple(dict.fromkeys(i for m in measures for i in family(m.ids)))
        labels = labels_in(part.words, part.text, ids)
        goals = near and measures[0].first >= 0 and any(goals_of(i) for i in ids)
        if not labels and not goals:
            return
        people = populations(part.text)
        items, kept = _items(part, labels, measures)
        skip = _skipped(part, measures, people)
        self.groups += 1
        tied = pairs(part.words.words, items, skip, alone=alone)
        if goals:
            yield from self._goals(part, measures, people, [q for n, q in enumerate(kept) if n not in {number for number, _ in tied}])
        for number, which in tied:
            quantity, label = kept[number], labels[which]
            measure = _nearest(measures, part, quantity, label)
            if measure is None:
                continue
            statement = self._statement(part, quantity, label, measure, people, near=near)
            if statement is not None:
                yield statement

    def _statement(
        self, part: _Sentence, quantity: Quantity, label: LabelMention, measure: MeasureMention, people: Sequence[PopulationPhrase], *, near: bool
    ) -> Statement | None:
        ids = family(measure.ids)
        if not _fits(quantity.unit, ids, exact=not (near or label.specific)):
            return None
        role = role_at(self.article, part.block, quantity.start, quantity.end)
        if role.role in _VETO or role.negated:
            return None
        start, end = part.words.starts[label.first], part.words.ends[label.last - 1]
        return Statement(
            quantity,
            Place(part.block, quantity.start, quantity.end),
            label.label,
            part.text[start:end],
            Place(part.block, part.start + start, part.start + end),
            ids,
            measure.name,
            quantity.unit,
            role,
            tuple(p.population for p in people),
            tuple(n.authority for n in named(part.text)),
            self.groups,
            near,
            _part(part.text, quantity.start - part.start, quantity.end - part.start),
            _sex(part, quantity, people),
        )

    def _goals(
        self, part: _Sentence, measures: Sequence[MeasureMention], people: Sequence[PopulationPhrase], quantities: Sequence[Quantity]
    ) -> Iterator[Statement]:
        """Numbers given as a target or as what people need, tied to the measure itself."""
        for quantity in quantities:
            ids = [m for m in measures if any(goals_of(i) for i in family(m.ids)) and _fits(quantity.unit, family(m.ids), exact=True)]
            measure = next((m for m in sorted(ids, key=lambda m: _apart(part, m, quantity)) if _beside(part, m, quantity)), None)
            if measure is None:
                continue
            role = role_at(self.article, part.block, quantity.start, quantity.end)
            cut = any(scale(i).kind == "cutoff" and goals_of(i) for i in measure.ids)
            wanted = (Role.RECOMMENDATION, Role.LIMIT, Role.TARGET, *((Role.TREATMENT, Role.DEFINITION) if cut else ()))
            if role.role in _VETO or not role.has(*wanted):
                continue
            start, end = part.words.starts[measure.first], part.words.ends[measure.last - 1]
            yield Statement(
                quantity,
                Place(part.block, quantity.start, quantity.end),
                "",
                measure.name,
                Place(part.block, part.start + start, part.start + end),
                family(measure.ids),
                measure.name,
                quantity.unit,
                role,
                tuple(p.population for p in people),
                tuple(n.authority for n in named(part.text)),
                self.groups,
                True,
            )

    def _cell(self, index: int, block: Block, grid: Grid, quantities: Sequence[Quantity]) -> Iterator[Statement]:
        """A number in a table: its label stands in its row or heads its column, its measure likewise or above the table."""
        assert block.cell is not None
        row, column = block.cell.row, block.cell.column
        if row in grid.headers:
            return
        texts = self.article.texts
        others = [b for b in grid.row(row) if b != index]
        heads = grid.header(row, column)
        measures = self._mentions(index) or [m for h in heads for m in self._mentions(h)]
        near = True
        if not measures:
            measures = [m for b in others[:1] for m in self._mentions(b)]
        if not measures:
            measures = [m for cell in grid.cells.values() if self.article.blocks[cell].cell.row in grid.headers for m in self._mentions(cell)]  # type: ignore[union-attr]
        if not measures:
            near = False
            around = [*reversed(block.headings), *range(max(0, min(grid.cells.values()) - 2), min(grid.cells.values()))]
            measures = [m for b in around if self.article.blocks[b].cell is None for m in self._mentions(b)][:1]
        if not measures:
            return
        ids = family(tuple(dict.fromkeys(i for m in measures[:1] for i in m.ids)))
        unit = next((u for h in heads if (u := _unit_in(texts[h]))), None)
        for place in (*((index,)), *(b for b in others if not self.article.fact(article_quantities)[b]), *heads):
            words = tokens(texts[place])
            labels = labels_in(words, texts[place], ids)
            if not labels or len(words.words) > 14:
                continue
            label = labels[0]
            quantity = quantities[0]
            if quantity.unit is None and unit is not None:
                quantity = replace(quantity, unit=unit)
            if not _fits(quantity.unit, ids, exact=not (near or label.specific)):
                return
            role = role_at(self.article, index, quantity.start, quantity.end)
            if role.role in _VETO - {Role.CHANGE}:
                return
            start, end = words.starts[label.first], words.ends[label.last - 1]
            context = " ".join(texts[b] for b in (*block.headings, *heads, *others))
            yield Statement(
                quantity,
                Place(index, quantity.start, quantity.end),
                label.label,
                texts[place][start:end],
                Place(place, start, end),
                ids,
                measures[0].name,
                quantity.unit,
                role,
                tuple(p.population for p in populations(context[:400])),
                tuple(n.authority for n in named(context[:600])),
                -1 - block.cell.table,
                near,
                _part(" ".join(texts[b] for b in (*heads, *others)), -1, -1) or _part(texts[index], quantity.start, quantity.end),
                next((p.population.sex for b in (index, *heads, *others) for p in populations(texts[b][:200]) if p.population.sex != "any"), "any"),
            )
            return


def _apart(part: _Sentence, measure: MeasureMention, quantity: Quantity) -> int:
    """Code points between a measure's name and a number; a name after the number counts as further away."""
    start, end = part.words.starts[measure.first], part.words.ends[measure.last - 1]
    before = quantity.start - part.start - end
    return before if before >= 0 else 3 * max(start - (quantity.end - part.start), 0)


def _beside(part: _Sentence, measure: MeasureMention, quantity: Quantity) -> bool:
    """Whether a few words only stand between a measure's name and a number, and no other number, bracket or denial."""
    start, end = quantity.start - part.start, quantity.end - part.start
    first = next((i for i, stop in enumerate(part.words.ends) if stop > start), 0)
    last = next((i for i, begin in enumerate(part.words.starts) if begin >= end), len(part.words.words))
    gap = part.words.words[measure.last : first] if measure.last <= first else part.words.words[last : measure.first]
    return len(gap) <= 7 and not any(w in {";", ".", "(", ")", ","} or w[0].isdigit() or w in {"not", "no", "never"} for w in gap)


def _part(text: str, start: int, end: int) -> str:
    """Systolic or diastolic: the word nearest before a number, or right after it; in a header (no place given) the only one named."""
    lowered = text.lower()
    found = [(lowered.rfind(word, 0, start) if start >= 0 else lowered.find(word), part) for part, words in data()["parts"].items() for word in words]
    named = [(at, part) for at, part in found if at >= 0]
    if start < 0:
        parts = {part for _, part in named}
        return parts.pop() if len(parts) == 1 else ""
    after = lowered[end : end + 24].lstrip(" (")
    for part, words in data()["parts"].items():
        if after.startswith(tuple(words)):
            return part
    return max(named)[1] if named else ""


def _sex(part: _Sentence, quantity: Quantity, people: Sequence[PopulationPhrase]) -> Sex:
    """Of whom a number is: the group named right after it (`35 inches for women`), else the nearest before."""
    start, end = quantity.start - part.start, quantity.end - part.start
    told = [p for p in people if p.population.sex != "any"]
    after = next((p for p in told if 0 <= p.start - end <= 24 and not set(part.text[end : p.start]) & set(",;")), None)
    if after is not None and part.text[end : after.start].strip().lower().rpartition(" ")[2] in {"in", "for", "(", "among", "if"}:
        return after.population.sex
    before = [p for p in told if p.end <= start]
    if before:
        return before[-1].population.sex
    return after.population.sex if after is not None else "any"


def _shared(part: _Sentence, measures: Sequence[MeasureMention]) -> Unit | None:
    """The one unit that numbers of a sentence have, for those beside them that have none: `above 100 beats per minute … below 60`."""
    ids = [i for m in measures for i in family(m.ids)]
    units = {q.unit for _, q in part.quantities if q.unit is not None and q.converts < 0 and not q.second and _fits(q.unit, ids, exact=False)}
    return units.pop() if len(units) == 1 else None


def _in_time(identifier: str) -> bool:
    own = unit_named(scale(identifier).measure.unit)
    return own is not None and own.dimension == "time"


def _is_form(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.dimension == "dosage form"


def _items(part: _Sentence, labels: Sequence[LabelMention], measures: Sequence[MeasureMention]) -> tuple[list[Item], list[Quantity]]:
    """Numbers and categories of a sentence in the order of its words; numbers that only convert another are left out."""
    items: list[Item] = []
    kept: list[Quantity] = []
    timed = any(_in_time(i) for m in measures for i in m.ids)
    shared = _shared(part, measures)
    for _, quantity in part.quantities:
        if quantity.converts >= 0 or (quantity.unit is not None and quantity.unit.dimension == "time" and not timed):
            continue
        first = next((i for i, end in enumerate(part.words.ends) if end > quantity.start - part.start), None)
        last = next((i for i, start in enumerate(part.words.starts) if start >= quantity.end - part.start), len(part.words.words))
        if first is None or any(label.first <= first and last <= label.last for label in labels):
            continue
        items.append(Item(first, max(last, first + 1), quantity=len(kept)))
        kept.append(replace(quantity, unit=shared) if quantity.unit is None and shared is not None and not quantity.second else quantity)
    for number, label in enumerate(labels):
        if any(m.first < label.first and label.last <= m.last for m in measures):
            continue
        items.append(Item(label.first, label.last, label=number))
    items.sort(key=lambda item: (item.first, item.last))
    return items, kept


def _skipped(part: _Sentence, measures: Sequence[MeasureMention], people: Sequence[PopulationPhrase]) -> frozenset[int]:
    """Words that say nothing on what belongs together: the measure's name, people, conversions in brackets."""
    spans = [(p.start, p.end) for p in people]
    spans += [(q.start - part.start - 1, q.end - part.start + 1) for _, q in part.quantities if q.converts >= 0]
    found = {i for m in measures for i in range(m.first, m.last) if i >= 0}
    for start, end in spans:
        found |= {i for i, s in enumerate(part.words.starts) if start <= s < end}
    return frozenset(found)


def _nearest(measures: Sequence[MeasureMention], part: _Sentence, quantity: Quantity, label: LabelMention) -> MeasureMention | None:
    """The measure of a number: the last one named before it whose unit fits and that knows the category, else the first after it.

    None where the number is another measure's by the words right before it: `people with a BMI of 30 often have high blood pressure`.
    """
    at = next((i for i, end in enumerate(part.words.ends) if end > quantity.start - part.start), 0)
    fitting = [m for m in measures if _fits(quantity.unit, family(m.ids), exact=False)] or list(measures)
    known = [m for m in fitting if _knows(part, m, label)]
    owner = next((m for m in reversed(measures) if 0 <= m.first and m.last <= at and at - m.last <= 3 and set(part.words.words[m.last : at]) <= _OF), None)
    if owner is not None and known and owner not in known:
        return None
    known = known or fitting
    before = [m for m in known if m.first <= at]
    return before[-1] if before else known[0]


_OF = frozenset({"of", "is", "was", "at", "level", "levels", "score", "value", "result", "a", "=", ":", ",", "between", "above", "below", "over", "under", "from"})


def _knows(part: _Sentence, measure: MeasureMention, label: LabelMention) -> bool:
    return any(label.label == n.label for n in labels_in(part.words, part.text, family(measure.ids)))


def _fits(unit: Unit | None, ids: Sequence[str], *, exact: bool) -> bool:
    """Whether a number with this unit, or without one, can be of the measure."""
    for identifier in ids:
        measure = scale(identifier).measure
        own = unit_named(measure.unit)
        if unit is None:
            if is_bare(measure.unit) and not (exact and own is not None and own.code != "{SD}"):
                return True
            continue
        others = [unit_named(name) for name in measure.conversions]
        if any(u is not None and (u.code == unit.code or u.converts_to(unit)) for u in (own, *others)):
            return True
        if is_bare(measure.unit) and (unit.code == "{point}" or (unit.code == "%" and measure.unit == "SD")):
            return True
    return False


def _unit_in(header: str) -> Unit | None:
    """The unit that a column's header gives in brackets or after a comma: `25(OH)D (ng/mL)`, `Level, nmol/L`."""
    for index, char in enumerate(header[:120]):
        if char in "(,[":
            start = index + 2 if header[index + 1 : index + 2] == " " else index + 1
            found = unit_at(header, start)
            if found is not None and header[found[1] : found[1] + 1] in {"", ")", "]", ",", " ", ";"}:
                return found[0]
    return None
