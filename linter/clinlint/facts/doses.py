"""Doses and intakes that an article states: the substance of each amount, how often, for whom, by whose word, and what it is said to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.article import Article
from clinlint.facts.dose_attachment import DOSE_DIMENSIONS, attach
from clinlint.facts.dose_mentions import Mention, mentions
from clinlint.facts.dose_purpose import Purpose, purpose_of
from clinlint.facts.populations import PopulationPhrase, population_of, populations
from clinlint.facts.quantities import article_quantities
from clinlint.facts.rates import rates
from clinlint.facts.units import unit_at
from clinlint.linguistics.sentences import Sentence
from clinlint.model.document import BlockKind
from clinlint.model.interval import Interval
from clinlint.model.population import Population
from clinlint.model.quantity import Quantity, Rate, RatePhrase, Unit
from clinlint.record import record, replace
from clinlint.reference.authorities import Authority, named

_DOSE_LIKE = r"(?i)\d[ -]?(?:m?c?g|µg|ug|kg|gm|i\.?u|milli|micro|gram|international|units?|mmol|meq|milliequ|%|percent|per cent|m?l\b|lit|cups?|drinks?|nano|ng\b)|\bunits?\b"
_EXTRA = r"(?i)(?:extra|additional|another|on top|increment|more than usual|further) $"


@record
class Place:
    """Where a dose gets its meaning from besides its own sentence: texts nearest first, such as column header, row label, lead-in, heading."""

    text: str
    kind: str


@record
class Dose:
    """An amount of a substance, as one block states it.

    `quantity` with `index` among the block's quantities; `ids` are the substances it may be of; `salt` the counter-ion that its mention names.
    `near`: the words tie both; `here`: the mention stands in the same sentence. `pair`: index of the quantity it says in another unit, or -1.
    `purpose` is told by words, `firm` by the field's own terms. `others`: how many other
    quantities of doses the sentence has. `listed`: it stands in a list's item or a table's cell.
    """

    block: int
    index: int
    quantity: Quantity
    ids: tuple[str, ...]
    name: str
    salt: str
    near: bool
    here: bool
    mention: tuple[int, int]
    rate: Rate | None
    rate_at: tuple[int, int]
    people: tuple[Population, ...]
    authorities: tuple[Authority, ...]
    purpose: Purpose
    firm: bool
    pair: int
    sentence: tuple[int, int]
    others: int
    listed: bool


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
        self._mentions: dict[int, tuple[Mention, ...]] = {}
        self._cells: dict[tuple[int, int, int], int] | None = None

    def run(self) -> Iterator[Dose]:
        for index, block in enumerate(self.article.blocks):
            if block.kind in {BlockKind.CODE, BlockKind.FIELD}:
                continue
            text = self.article.texts[index]
            if _dose_like().search(text) or (block.cell is not None and any(c.isdigit() for c in text)):
                yield from self._block(index, text)

    def mentions(self, index: int) -> tuple[Mention, ...]:
        if index not in self._mentions:
            self._mentions[index] = tuple(mentions(self.article.texts[index]))
        return self._mentions[index]

    def _block(self, index: int, text: str) -> Iterator[Dose]:
        quantities = self.article.fact(article_quantities)[index]
        if not quantities:
            return
        places = tuple(self._places(index))
        unit = self._unit_of_places(places) if self.article.blocks[index].cell else None
        if unit is not None:
            quantities = tuple(q if q.unit or q.start > 12 else replace(q, unit=unit) for q in quantities)
        usable = [
            (i, q) for i, q in enumerate(quantities) if q.unit is not None and (q.unit.dimension in DOSE_DIMENSIONS or _is_share(text, q))
        ]
        if not usable or (not self.mentions(index) and not any(tuple(mentions(p.text)) for p in places)):
            return
        for sentence in self.article.sentences(index):
            mine = [(i, q) for i, q in usable if sentence.start <= q.core_start < sentence.end]
            if mine:
                yield from self._sentence(index, text, sentence, mine, places)

    def _sentence(
        self, index: int, text: str, sentence: Sentence, mine: Sequence[tuple[int, Quantity]], places: Sequence[Place]
    ) -> Iterator[Dose]:
        words = text[sentence.start : sentence.end]
        free = [r for r in rates(words) if all(r.start + sentence.start >= q.end or r.end + sentence.start <= q.start for _, q in mine)]
        people = tuple(populations(words))
        context_people = next((p for place in places if place.kind != "heading" and (p := population_of(place.text))), None)
        if context_people is None:
            context_people = next((p for place in places if place.kind == "heading" and (p := population_of(place.text))), None)
        authorities = tuple(n.authority for n in named(words)) or next(
            (tuple(n.authority for n in found) for place in places if (found := tuple(named(place.text)))), ()
        )
        last_ids: Dose | None = None
        for i, quantity in mine:
            pair = quantity.converts
            anchor = next((q for j, q in mine if j == pair), quantity)
            others = [q for j, q in mine if j not in {i, pair} and q.converts != i]
            found = attach(text, sentence.start, sentence.end, anchor, others, self.mentions(index))
            here = found is not None
            if _per_body().search(text[anchor.end : _next_start(others, anchor, sentence.end)]):
                continue
            mention = found.mention if found else None
            near = bool(found and found.near)
            if mention is None and not _other_owner(text, quantity):
                mention = self._from_before(index, sentence) or self._from_places(places)
            if mention is None:
                continue
            rate, rate_at = quantity.rate, quantity.rate_at
            if rate is None and (day := _a_day().search(text[anchor.end : anchor.end + 24])):
                rate, rate_at = Rate(Interval.point(Decimal(1)), "P1D", Decimal(1)), (anchor.end + day.start(1), anchor.end + day.end(1))
            if rate is None:
                chosen = _rate_for(text, anchor, [q for _, q in mine], free, sentence.start)
                if chosen is not None:
                    rate, rate_at = chosen.rate, (chosen.start + sentence.start, chosen.end + sentence.start)
            if rate is None and anchor is not quantity:
                rate, rate_at = anchor.rate, anchor.rate_at
            if rate is None:
                rate = next((r.rate for place in places if place.kind in {"column", "row", "lead"} for r in rates(" " + place.text)), None)
            cue = purpose_of(
                words,
                anchor.start - sentence.start,
                anchor.end - sentence.start,
                _next_start(others, quantity, sentence.end) - sentence.start,
            )
            if cue is not None and cue.purpose is Purpose.LIMIT and 0 <= rate_at[0] < anchor.start:
                rate, rate_at = None, (-1, -1)
            who = _people_for(anchor, [q for _, q in mine], people, sentence.start, text)
            if not who and len(mine) <= 2 and (label := _label(text, sentence.start, anchor.start)):
                who = (label,)
            if cue is None:
                cue = next((c for place in places if (c := purpose_of(place.text, len(place.text), len(place.text)))), None)
            dose = Dose(
                block=index,
                index=i,
                quantity=quantity,
                ids=mention.ids,
                name=mention.name,
                salt=mention.salt,
                near=near,
                here=here,
                mention=(mention.start, mention.end) if here else (-1, -1),
                rate=rate,
                rate_at=rate_at,
                people=who or ((context_people,) if context_people else ()),
                authorities=authorities,
                purpose=cue.purpose if cue else Purpose.OPEN,
                firm=bool(cue and cue.firm),
                pair=pair if any(j == pair for j, _ in mine) else -1,
                sentence=(sentence.start, sentence.end),
                others=len(others),
                listed=self.article.blocks[index].lead >= 0 or self.article.blocks[index].cell is not None,
            )
            if dose.pair < 0 and last_ids is not None and self._is_pair(text, last_ids, dose):
                dose = replace(dose, pair=last_ids.index, near=last_ids.near)
            if dose.pair < 0:
                last_ids = dose
            yield dose

    def _is_pair(self, text: str, first: Dose, second: Dose) -> bool:
        """`1,000 mg of calcium a day (25 mmol)`: the second amount in brackets behind the first one's substance and rate."""
        gap = text[first.quantity.end : second.quantity.start]
        if first.ids != second.ids or len(gap) > 60 or first.mention[0] < first.quantity.end or second.quantity.start < first.mention[1]:
            return False
        rest = text[first.mention[1] : second.quantity.start].strip()
        codes = {q.unit.code for q in (first.quantity, second.quantity) if q.unit}
        if (
            not rest.endswith(("(", "(or", "(about"))
            or len(codes) < 2
            or text[second.quantity.end : second.quantity.end + 1] not in {")", ";", ","}
        ):
            return False
        words = rest[: rest.rfind("(")].strip()
        return words == "" or any(r.end - r.start >= len(words) for r in rates(f" {words}"))

    def _from_before(self, index: int, sentence: Sentence) -> Mention | None:
        before = [m for m in self.mentions(index) if m.end <= sentence.start]
        if not before:
            return None
        last = next((s for s in reversed(self.article.sentences(index)) if s.end <= sentence.start and s.start <= before[-1].start), None)
        if last is None:
            return None
        group = [m for m in before if m.start >= last.start]
        return group[-1] if len({m.ids for m in group}) == 1 else None

    def _from_places(self, places: Sequence[Place]) -> Mention | None:
        for place in places:
            found = tuple(mentions(place.text))
            if len({m.ids for m in found}) == 1:
                return found[0]
            if found:
                return None
        return None

    def _unit_of_places(self, places: Sequence[Place]) -> Unit | None:
        for place in places:
            if place.kind not in {"column", "row"}:
                continue
            for mark in ("(", ", ", "["):
                at = place.text.rfind(mark)
                found = unit_at(place.text, at + len(mark)) if at >= 0 else None
                if found is not None and found[0].dimension in DOSE_DIMENSIONS:
                    return found[0]
        return None

    def _places(self, index: int) -> Iterator[Place]:
        texts = self.article.texts
        block = self.article.blocks[index]
        if block.cell is not None:
            cells = self._table()
            cell = block.cell
            if not cell.header:
                for row in range(cell.row - 1, -1, -1):
                    header = cells.get((cell.table, row, cell.column), -1)
                    if header >= 0 and self.article.blocks[header].cell.header:  # type: ignore[union-attr]
                        yield Place(texts[header], "column")
                for column in range(cell.column - 1, -1, -1):
                    label = cells.get((cell.table, cell.row, column), -1)
                    if label >= 0 and (column == 0 or not any(c.isdigit() for c in texts[label])):
                        yield Place(texts[label], "row")
            before = self._before_table(index, cell.table)
            if before >= 0:
                yield Place(texts[before], "lead")
        if block.lead >= 0:
            yield Place(texts[block.lead][-300:], "lead")
            outer = self.article.blocks[block.lead].lead
            if outer >= 0:
                yield Place(texts[outer][-300:], "lead")
        for heading in reversed(block.headings):
            if heading != index:
                yield Place(texts[heading], "heading")

    def _table(self) -> dict[tuple[int, int, int], int]:
        if self._cells is None:
            self._cells = {(b.cell.table, b.cell.row, b.cell.column): i for i, b in enumerate(self.article.blocks) if b.cell is not None}
        return self._cells

    def _before_table(self, index: int, table: int) -> int:
        """The caption or paragraph right above a table; -1 where there is none under the same heading."""
        at = index
        while at >= 0 and (cell := self.article.blocks[at].cell) is not None and cell.table == table:
            at -= 1
        good = at >= 0 and self.article.blocks[at].kind in {BlockKind.PARAGRAPH, BlockKind.CAPTION}
        return at if good and self.article.blocks[at].headings == self.article.blocks[index].headings else -1


def _next_start(quantities: Sequence[Quantity], quantity: Quantity, end: int) -> int:
    """Where the next quantity begins, or the end."""
    return min((q.core_start for q in quantities if q.core_start > quantity.end), default=end)


@cache
def _per_body() -> Any:
    """An amount by body weight, also where the substance stands between: `0.8 g of protein per kilogram`."""
    return re2.compile(
        r"(?i)(?:per|/|for (?:each|every)|by|a) ?(?:kg\b|kilograms?\b|kilos?\b|pounds?\b|square met|m2\b|1,?000 (?:kcal|calories))"
    )


@cache
def _a_day() -> Any:
    return re2.compile(r"(?i)^ ((?:in|within|over|per|during)(?: a| any| one| each)? (?:24[ -]?(?:hours?|h)\b|day\b|24-hour period))")


def _is_share(text: str, quantity: Quantity) -> bool:
    """Whether a percentage is a share of the day's energy."""
    if quantity.unit is None or quantity.unit.code != "%":
        return False
    return _energy().search(text[quantity.end : quantity.end + 40].lower()) is not None


@cache
def _energy() -> Any:
    return re2.compile(r"^ (?:of )?(?:(?:your|our|their|total|daily|the|all|dietary|overall|one's) ){0,3}(?:energy|calori)")


def _other_owner(text: str, quantity: Quantity) -> bool:
    """Whether the words behind a quantity name what it is of, so that nothing outside the sentence can be."""
    rest = text[quantity.end : quantity.end + 40].lower()
    return _owned().search(rest) is not None


@cache
def _owned() -> Any:
    return re2.compile(
        r"^[)\]]? of (?:the |a |an )?(?:[b-hj-su-z]|i[^t]|t[^h]|a[^ ])|^ (?:protein|fat|sugar|carb|cholesterol|tablet of|saturated|body|weight)"
    )


def _rate_for(text: str, quantity: Quantity, quantities: Sequence[Quantity], free: Sequence[RatePhrase], offset: int) -> RatePhrase | None:
    """The rate of a quantity that has none beside it: the first one behind it before the next quantity, else the only one in the sentence."""
    if text[: quantity.start].rstrip().endswith("("):
        opening = text.rfind("(", 0, quantity.start)
        labelled = next((r for r in free if r.end + offset == len(text[:opening].rstrip())), None)
        if labelled is not None:
            return labelled
    following = min((q.start for q in quantities if q.start > quantity.end and q.converts < 0), default=1 << 60)
    behind = [r for r in free if quantity.end <= r.start + offset < following]
    if behind:
        return behind[0]
    return free[0] if len(free) == 1 and (free[0].end + offset <= quantity.start or len(quantities) > 1) else None


def _people_for(
    quantity: Quantity, quantities: Sequence[Quantity], people: Sequence[PopulationPhrase], offset: int, text: str
) -> tuple[Population, ...]:
    """The groups a quantity is about: those before it since the last quantity, and those behind it before the next one in the same clause."""
    if not people:
        return ()
    previous = max((q.end for q in quantities if q.end <= quantity.start and q.converts < 0), default=-1)
    following = min((q.start for q in quantities if q.start >= quantity.end and q.converts < 0), default=len(text))
    clause = text.find(";", quantity.end, following)
    following = clause if clause >= 0 else following
    before = [p.population for p in people if previous <= p.start + offset and p.end + offset <= quantity.start]
    behind = [p.population for p in people if quantity.end <= p.start + offset < following]
    if _referring().search(text[quantity.end : following]):
        return ()
    if previous >= 0 and before and behind and not any(c in text[previous : quantity.start] for c in ";,"):
        return tuple(behind)
    return tuple((*before, *behind))


def _label(text: str, start: int, end: int) -> Population | None:
    """The group in a label before a quantity: `Over 70: 800 IU`; also where the label is a sentence of its own (`Over 70?`)."""
    label = text[start:end].strip(" -:*")
    if label and len(label) <= 60 and text[start:end].rstrip().endswith((":", "-", "(", "=")):
        return _population(label)
    previous = text[max(0, start - 24) : start].strip()
    return _population(previous.rstrip("?")) if previous.endswith("?") else None


def _population(label: str) -> Population | None:
    """The group of a label, also where only its number tells that it is an age: `Over 70`."""
    found = population_of(label)
    return found or (population_of(f"aged {label.lower()}") if any(c.isdigit() for c in label) and len(label) < 24 else None)


@cache
def _referring() -> Any:
    return re2.compile(
        r"(?i)^.{0,24}\b(?:above|over|after|beyond|below|under|before|past|older than|younger than) (?:that|this|then|these|those)\b"
    )
