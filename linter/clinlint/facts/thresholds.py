"""Which numbers an article ties to which category of which measure: in sentences, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.links import Item, pairs
from clinlint.facts.lone_scores import is_about, lone_scores
from clinlint.facts.measure_words import (
    apart,
    beside,
    by_unit,
    fits_unit,
    is_aside,
    is_form,
    is_strange,
    may_be_goal,
    may_tell_by_unit,
    nearest,
    of_patients,
    parts_of,
    sex_of,
    words_of,
)
from clinlint.facts.measures import (
    LabelMention,
    MeasureMention,
    abroad,
    family,
    goals_of,
    implied,
    labels_in,
    measures_in,
    tellers,
    unless,
)
from clinlint.facts.measures import words_of as words_in
from clinlint.facts.naming import may_name_category, may_name_measure, words_of_text
from clinlint.facts.number_marks import cited_from, denies_aside, is_count, is_share
from clinlint.facts.populations import PopulationPhrase, populations
from clinlint.facts.rates import rates
from clinlint.facts.role import VETO, Role, RoleFact, is_definition, last_sentence, role_at
from clinlint.facts.sentence_items import items_of, skipped
from clinlint.facts.shared_labels import Sentence, sharing
from clinlint.facts.statement_parts import Part, breaks_in, lines_of
from clinlint.facts.tables import tables
from clinlint.facts.threshold_context import Surroundings
from clinlint.facts.threshold_statement import Place, Statement, opened, other_end, surely, together
from clinlint.facts.threshold_tables import in_cell
from clinlint.facts.threshold_tools import by_tool, is_of_other_part
from clinlint.linguistics.tokens import tokens
from clinlint.model.document import Block, BlockKind
from clinlint.model.quantity import Form, Quantity
from clinlint.record import replace
from clinlint.reference.authorities import named
from clinlint.reference.scales import scale

_NUMBERS = 40
"""Numbers of a sentence that are looked at; one with more is no prose."""
_LINE, _HEADING, _BOTH = 90, 160, 2
"""Most code points of a line that is one statement, and of a heading that is one for it; and most numbers of a measure in two parts."""
_OTHERS = ("pregnan", "trimester", "child", "infant", "newborn", "bab", "teen")
"""Beginnings of words for people whose values a heading on everybody's does not give."""
_GOVERNING = 300
"""How much of what stands before a sentence, and above it, is searched for people whom others set the numbers for."""
_PRONOUNS, _MEANS = frozenset({"it", "this", "that"}), frozenset({"is", "means"})
"""How an answer begins: `It is a T-score of`."""


def thresholds(article: Article) -> tuple[Statement, ...]:
    """Every number tied to a category, in order; ask for it through `Article.fact`."""
    told = tuple(by_tool(article))
    taken = {(s.block, s.quantity.core_start) for s in told}
    read = (s for s in together(article, list(_Reader(article).run())) if (s.block, s.quantity.core_start) not in taken)
    return tuple(sorted((*read, *told), key=lambda s: s.block)) if told else tuple(read)


class _Reader:
    """One article on its way to statements."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.around = Surroundings(article)
        self.groups = 0
        self.others: frozenset[str] = frozenset()

    def run(self) -> Iterator[Statement]:
        quantities = self.article.fact(article_quantities)
        grids = self.article.fact(tables)
        for index, block in enumerate(self.article.blocks):
            if not quantities.may_have(index) or block.kind in {BlockKind.CODE, BlockKind.FIELD}:
                continue
            if (block.cell is None and not self._may_tell(index, block)) or not quantities[index]:
                continue
            if block.cell is not None:
                yield from in_cell(self.article, self.around, index, grids[block.cell.table], quantities[index])
            else:
                yield from self._block(index, block, quantities[index])

    def _may_tell(self, index: int, block: Block) -> bool:
        """Whether a block may tie a number to anything: it names a category or a measure, or is an item or an answer that need not."""
        words = words_of_text(self.article.texts[index])
        if block.kind is BlockKind.ITEM or may_name_category(words) or may_name_measure(words) or self._may_be_headed(block):
            return True
        return not (words.isdisjoint(_PRONOUNS) or words.isdisjoint(_MEANS)) and may_tell_by_unit(self.article.texts[index])

    def _block(self, index: int, block: Block, quantities: Sequence[Quantity]) -> Iterator[Statement]:
        sentences = self.article.sentences(index)
        breaks = breaks_in(block, self.article.document.source.text)
        at = 0
        for number, sentence in enumerate(sentences):
            first = at
            while at < len(quantities) and quantities[at].core_start < sentence.end:
                at += 1
            said = self.article.texts[index][sentence.start : sentence.end]
            until = sentence.start + cited_from(said)
            held = tuple((i, q) for i in range(first, at) if (q := quantities[i]).core_start < until and not is_form(q))
            if not 0 < len(held) <= _NUMBERS or sentence.end - sentence.start > 2000:
                continue
            numbers = [(q.start - sentence.start, q.end - sentence.start) for _, q in held]
            lines = lines_of(said, numbers, [at - sentence.start for at in breaks if sentence.start < at < sentence.end])
            carried: list[MeasureMention] = []
            for start, end in lines:
                text, begin = said[start:end], sentence.start + start
                mine = tuple((i, q) for i, q in held if begin <= q.start < sentence.start + end)
                part = Part(index, begin, sentence.start + end, text, tokens(text), mine)
                short = block.kind is BlockKind.ITEM or len(lines) > 1 or (len(sentences) == 1 and len(text) < 90)
                measures = list(measures_in(part.words, text))
                if not any(fits_unit(q.unit, family(m.ids), exact=False) for m in measures for _, q in part.quantities):
                    measures = by_unit(part) or measures
                carried = measures[-1:] or carried
                if measures or carried:
                    above = measures or [replace(carried[0], first=-1, last=-1)]
                    found = list(self._read(part, above, near=True, alone=short))
                    asked = measures and number == 0 and not any(s.label for s in found)
                    told = list(self._asked(part, block, measures)) if asked else []
                    yield from told or found or (self._headed(part, block, above) if short else ())
                    continue
                yield from self._from_context(part, block, number, alone=short, lined=len(lines) > 1)

    def _asked(self, part: Part, block: Block, measures: Sequence[MeasureMention]) -> Iterator[Statement]:
        """The answer to a heading that names one category: under "What is osteopenia?", "It is a T-score of …" is said of osteopenia."""
        words = part.words.words
        if len(words) < 3 or words[0] not in _PRONOUNS or words[1] not in _MEANS:
            return
        before = part.block - 1
        asked = (
            before >= 0 and self.article.blocks[before].kind is BlockKind.PARAGRAPH and self.article.texts[before].rstrip().endswith("?")
        )
        if not asked and not block.headings:
            return
        heading = before if asked else block.headings[-1]
        text = self.article.texts[heading][:200]
        head, ids = tokens(text), tuple(dict.fromkeys(i for m in measures for i in family(m.ids)))
        labels = [label for label in labels_in(head, text, ids) if label.specific]
        number = next((n for n, (_, q) in enumerate(part.quantities) if q.unit is None or fits_unit(q.unit, ids, exact=False)), -1)
        if len(labels) != 1 or number != 0 or labels_in(part.words, part.text, ids) or any(self._before(part.block, heading)):
            return
        label, quantity = labels[0], part.quantities[0][1]
        if pairs(words, [Item(0, 1, label=0), Item(*words_of(part, quantity), quantity=0)], skipped(part, measures, ())) == []:
            return
        self.groups += 1
        here = LabelMention(0, 1, label.label, label.specific)
        told = self._statement(part, quantity, here, measures[0], populations(part.text), near=True)
        if told is not None:
            start, end = head.starts[label.first], head.ends[label.last - 1]
            yield replace(told, written=text[start:end], label_at=Place(heading, start, end))

    def _headed(self, part: Part, block: Block, measures: Sequence[MeasureMention]) -> Iterator[Statement]:
        """A comparison or range in a short line without a category, below words that all is normal: `Normal values: … Pulse: 60 to 100`."""
        ids = tuple(dict.fromkeys(i for m in measures[:1] for i in family(m.ids)))
        mine = [q for _, q in part.quantities if q.converts < 0]
        fit = all(q.form is not Form.POINT and fits_unit(q.unit, ids, exact=False) for q in mine)
        if len(part.text) > _LINE or not 0 < len(mine) <= _BOTH or not fit or labels_in(part.words, part.text, ids):
            return
        if any(word.startswith(_OTHERS) for word in part.words.words):
            return
        leads = [block.lead, *(self.article.blocks[block.lead].headings[-1:] if block.lead >= 0 else ())]
        leads += [i for i in (block.lead - 1,) if i >= 0 and self.article.texts[i].rstrip().endswith(":")]
        for place in (*leads, *reversed(block.headings)):
            text = last_sentence(self.article.texts[place]) if place >= 0 else ""
            head = tokens(text)
            labels = [
                n for n in labels_in(head, text, ids) if text[head.starts[n.first] : head.ends[n.last - 1]].lower() in words_in("good")
            ]
            if not labels or len({n.label for n in labels}) > 1 or len(text) > _HEADING or words_in("readings").isdisjoint(head.words):
                continue
            self.groups += 1
            shift = len(self.article.texts[place]) - len(text)
            start, end = head.starts[labels[0].first] + shift, head.ends[labels[0].last - 1] + shift
            parts = parts_of(part, mine, ids)
            for quantity, which in zip(mine, parts, strict=True):
                here = LabelMention(0, 1, labels[0].label, labels[0].specific)
                told = self._statement(part, quantity, here, measures[0], populations(part.text), near=True, which=which)
                if told is not None and (which or len(mine) == 1):
                    yield replace(told, near=False, written=self.article.texts[place][start:end], label_at=Place(place, start, end))
            return

    def _may_be_headed(self, block: Block) -> bool:
        """Whether what leads into a block, or stands above it, may say that all in it is normal."""
        above = [
            *block.headings,
            *((block.lead, block.lead - 1, *self.article.blocks[block.lead].headings[-1:]) if block.lead >= 0 else ()),
        ]
        return any(self.around.speaks_of_readings(i) for i in above if i >= 0)

    def _before(self, index: int, heading: int) -> Iterator[str]:
        """Texts between a heading and a block, which a pronoun may stand for instead."""
        return (self.article.texts[i] for i in range(heading + 1, index))

    def _from_context(self, part: Part, block: Block, number: int, *, alone: bool, lined: bool) -> Iterator[Statement]:
        """A sentence that names no measure takes it from its list, the sentences around it, its heading, or a label that tells it."""
        opens = (block.kind is BlockKind.ITEM and self._opens(part)) or (alone and self._may_be_headed(block))
        if not (opens or may_name_category(words_of_text(part.text))):
            return
        led = block.kind is BlockKind.ITEM or self.around.lead(part.block, block) >= 0
        for place in ("near", "far", "alone"):
            mentions = self._outside(place, part, block, number)
            if mentions:
                ids = tuple(dict.fromkeys(i for m in mentions for i in m.ids))
                listed = (led or lined) and place != "alone"
                found = list(self._read(part, [replace(mentions[0], first=-1, last=-1, ids=ids)], near=listed, alone=alone))
                if not found and block.kind is BlockKind.ITEM and place != "alone":
                    found = list(self._opening(part, replace(mentions[0], first=0, last=1, ids=ids)))
                if not found and alone and place != "alone":
                    found = list(self._headed(part, block, [replace(mentions[0], first=-1, last=-1, ids=ids)]))
                if found:
                    yield from surely(found)
                    return
        units = by_unit(part, self.around.subject)
        found = list(self._read(part, units, near=False, alone=alone)) if units else []
        if found:
            yield from surely(found)
            return
        scores = "score" in part.text.lower() and any(n.value < 0 for _, q in part.quantities for n in q.numbers)
        known = frozenset(i for _, ids in tellers() for i in ids) if scores else self.around.named
        every = tuple(sorted(known))
        told = [i for mention in labels_in(part.words, part.text, every) for i in implied(mention.label)] if every else []
        if told and set(told) <= known:
            mention = MeasureMention(-1, -1, scale(told[0]).measure.name, tuple(dict.fromkeys(told)))
            yield from surely(list(self._read(part, [mention], near=False, alone=alone)))

    def _opening(self, part: Part, measure: MeasureMention) -> Iterator[Statement]:
        """A score that opens a list's item below its name: `Lower than −2.0: …`."""
        if is_about(measure.ids, self.around.subject) and self._opens(part):
            yield from self._unnamed(part, part.quantities[0][1], measure, ())

    def _opens(self, part: Part) -> bool:
        first = part.quantities[0][1]
        return first.start == part.start and (first.form.downward or first.form is Form.RANGE)

    def _outside(self, place: str, part: Part, block: Block, number: int) -> list[MeasureMention]:
        match place:
            case "near":
                return self.around.near(part, block, number)
            case "far":
                return self.around.far(part, block)
            case _:
                return self.around.alone(part)

    def _read(self, part: Part, measures: Sequence[MeasureMention], *, near: bool, alone: bool) -> Iterator[Statement]:
        """Statements of one sentence about the measures given."""
        if any(word in unless(i for m in measures for i in m.ids) for word in part.words.words):
            return
        self.others = self._abroad(part, measures)
        ids = tuple(dict.fromkeys(i for m in measures for i in family(m.ids)))
        labels = [label for label in labels_in(part.words, part.text, ids) if not of_patients(part, label)]
        goals = near and measures[0].first >= 0 and any(goals_of(i) for i in ids)
        scores = near and measures[0].first >= 0 and is_about(ids, self.around.subject)
        if not (labels or goals or scores):
            return
        people = populations(part.text)
        items, kept = items_of(part, labels, measures)
        skip = skipped(part, measures, people, labels)
        self.groups += 1
        tied = pairs(part.words.words, items, skip, alone=alone)
        untied = [q for n, q in enumerate(kept) if n not in {number for number, _ in tied}]
        if goals:
            yield from self._goals(part, measures, people, untied)
        for lone, named_as in lone_scores(part, measures, untied) if scores else ():
            yield from self._unnamed(part, lone, named_as, people)
        parts = parts_of(part, kept, ids)
        for number, which in (*tied, *sharing(Sentence(part, kept, labels, measures, people, parts), tied)):
            quantity, label = kept[number], labels[which]
            if is_aside(part, quantity, label) or is_count(part, quantity):
                continue
            measure = nearest(measures, part, quantity, label)
            if measure is None:
                continue
            statement = self._statement(part, quantity, label, measure, people, near=near, which=parts[number])
            if statement is not None:
                yield statement

    def _abroad(self, part: Part, measures: Sequence[MeasureMention]) -> frozenset[str]:
        """Scales that do not hold for the people of whom the block up to here, its lead-in or its heading speaks."""
        local = abroad(i for m in measures for i in m.ids)
        if not local or any(not n.authority.elsewhere for n in named(part.text)):
            return frozenset()
        block, texts = self.article.blocks[part.block], self.article.texts
        governing = [texts[i][-_GOVERNING:] for i in (*block.headings[-1:], *([block.lead] if block.lead >= 0 else []))]
        before = texts[part.block][max(0, part.start - _GOVERNING) : part.end]
        words = {word for text in (before, *governing) for word in tokens(text).words}
        return frozenset(i for i, names in local.items() if not names.isdisjoint(words))

    def _statement(
        self,
        part: Part,
        quantity: Quantity,
        label: LabelMention,
        measure: MeasureMention,
        people: Sequence[PopulationPhrase],
        *,
        near: bool,
        which: str = "",
    ) -> Statement | None:
        ids = tuple(i for i in family(measure.ids) if i not in self.others)
        if not ids or (
            not fits_unit(quantity.unit, ids, exact=not (near or label.specific)) and not (near and is_strange(quantity.unit, ids))
        ):
            return None
        if quantity.unit is not None and quantity.unit.code == "%" and is_share(part, measure, quantity):
            return None
        role = role_at(self.article, part.block, quantity.start, quantity.end)
        if (role.role in VETO and not (label.specific and is_definition(role))) or (role.negated and not denies_aside(part, quantity)):
            return None
        start, end = part.words.starts[label.first], part.words.ends[label.last - 1]
        return Statement(
            opened(part, quantity),
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
            which,
            sex_of(part, quantity, people),
            other_end(part, quantity),
        )

    def _goals(
        self, part: Part, measures: Sequence[MeasureMention], people: Sequence[PopulationPhrase], quantities: Sequence[Quantity]
    ) -> Iterator[Statement]:
        """Numbers given as a target or as what people need, tied to the measure itself."""
        for quantity in quantities:
            ids = [m for m in measures if may_be_goal(part, m, quantity)]
            measure = next((m for m in sorted(ids, key=lambda m: apart(part, m, quantity)) if beside(part, m, quantity)), None)
            if measure is None or is_of_other_part(part.text[quantity.end - part.start :], family(measure.ids)):
                continue
            role = role_at(self.article, part.block, quantity.start, quantity.end)
            cut = any(scale(i).kind == "cutoff" and goals_of(i) for i in measure.ids)
            wanted = (Role.RECOMMENDATION, Role.LIMIT, Role.TARGET, *((Role.TREATMENT, Role.DEFINITION) if cut else ()))
            if role.role in VETO or not role.has(*wanted):
                continue
            phrases = list(rates(part.text))
            taken = any(q.rate_at[0] == phrase.start + part.start for _, q in part.quantities for phrase in phrases)
            if quantity.rate is None and len(phrases) == 1 and not taken:
                at = (phrases[0].start + part.start, phrases[0].end + part.start)
                quantity = replace(quantity, rate=phrases[0].rate, rate_at=at)  # noqa: PLW2901
            yield from self._unnamed(part, quantity, measure, people, role)

    def _unnamed(
        self, part: Part, quantity: Quantity, measure: MeasureMention, people: Sequence[PopulationPhrase], role: RoleFact | None = None
    ) -> Iterator[Statement]:
        """A number of a measure without a category."""
        role = role or role_at(self.article, part.block, quantity.start, quantity.end)
        if role.role in VETO:
            return
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
            other_end=other_end(part, quantity),
        )
