"""A sentence with its amounts of substances: whose each is, how often, for whom, by whose word, and what it is said to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinlint.facts.dose_around import Around
from clinlint.facts.dose_attachment import attach
from clinlint.facts.dose_context import is_dosed, is_given, is_plain, names_medicine
from clinlint.facts.dose_groups import label_before, people_for, rate_for
from clinlint.facts.dose_mentions import Mention, measured_in
from clinlint.facts.dose_purpose import Purpose, cues, purpose_of
from clinlint.facts.dose_words import a_day, dosing_only, goes_on, injected, lasting, owned, per_body, strength, take_one
from clinlint.facts.populations import PopulationPhrase, populations
from clinlint.facts.rates import rates, times_daily
from clinlint.linguistics.sentences import Sentence
from clinlint.model.population import Population
from clinlint.model.quantity import Quantity, Rate, Unit
from clinlint.record import record, replace
from clinlint.reference.authorities import Authority, named

_RIVALS = 4
"""Most substances that an amount may be of where the sentence names none."""
_LABELLED = 80
"""How much of the sentence after a strength is read for how often it is taken."""


@record
class Dose:
    """An amount of a substance, as one block states it.

    `quantity` with `index` among the block's quantities; `ids` are the substances it may be of; `salt` the counter-ion that its mention names.
    `near`: the words tie both; `here`: the mention stands in the same sentence; `rivals`: the text before names several, which `ids` all hold. `pair`: index of the quantity it says in another unit, or -1.
    `purpose` is told by words, `firm` by the field's own terms. `others`: how many other
    quantities of doses the sentence has. `listed`: it stands in a list's item or a table's cell. `food`: what governs it speaks of foods.
    """

    block: int
    index: int
    quantity: Quantity
    ids: tuple[str, ...]
    name: str
    salt: str
    near: bool
    rivals: bool
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
    food: bool


class Statement:
    """A sentence with its amounts."""

    def __init__(self, around: Around, sentence: Sentence, amounts: Sequence[tuple[int, Quantity]]) -> None:
        self.around = around
        self.text = around.text
        self.sentence = sentence
        self.amounts = amounts
        self.quantities = [q for _, q in amounts]
        self.words = around.text[sentence.start : sentence.end]
        self.mentions = around.between(sentence.start, sentence.end)
        self.people = tuple(populations(self.words))
        self.authorities = tuple(n.authority for n in named(self.words)) or around.authorities
        self.free = [
            r
            for r in rates(self.words)
            if not lasting().search(self.words[max(0, r.start - 16) : r.start] + "|" + self.words[r.start : r.start + 3])
            and all(r.start + sentence.start >= q.end or r.end + sentence.start <= q.start for q in self.quantities)
        ]

    def doses(self) -> Iterator[Dose]:
        """The sentence's amounts of substances, in order."""
        last: Dose | None = None
        found = [dose for index, quantity in self.amounts if (dose := self._dose(index, quantity)) is not None]
        for dose in _shared(found):
            if dose.pair < 0 and last is not None and _is_pair(self.text, last, dose):
                dose = replace(dose, pair=last.index, near=last.near)  # noqa: PLW2901
            if dose.pair < 0:
                last = dose
            yield dose

    def _dose(self, index: int, quantity: Quantity) -> Dose | None:
        anchor = next((q for j, q in self.amounts if j == quantity.converts), quantity)
        others = [q for j, q in self.amounts if j not in {index, quantity.converts} and q.converts != index]
        following = _next_start(others, anchor, self.sentence.end)
        if per_body().search(self.text[anchor.end : following]):
            return None
        found = attach(self.text, self.sentence, anchor, others, self.mentions)
        rate, rate_at = self._rate(quantity, anchor)
        plain = found is None and self._is_told(anchor)
        sentence = (self.sentence.start, self.sentence.end)
        dosed = found is None and not self.mentions and is_dosed(self.text, anchor.start, anchor.end, rate_at, sentence)
        mention, rivals = (found.mention, False) if found else self._from_outside(quantity, plain=plain or dosed)
        if mention is None:
            return None
        plain = plain or (dosed and (mention.ids[0].startswith("drug.") or is_given(self.text, sentence)))
        beyond = [q for q in others if q.core_start > _bracket_end(self.text, anchor.end)]
        until = min(_next_start(beyond, quantity, self.sentence.end), _clause_end(self.text, quantity.end, self.sentence.end))
        since = max((q.end for q in others if q.end <= anchor.start), default=-1)
        first = self.sentence.start
        cue = purpose_of(self.words, anchor.end - first, until - first, since - first)
        if cue is not None and cue.purpose is Purpose.LIMIT and 0 <= rate_at[0] < anchor.start:
            rate, rate_at = None, (-1, -1)
        cue = cue or self.around.cue
        who = self._who(anchor)
        listed = self.around.listed or (found is not None and self._leads(mention))
        listed = listed or (found is None and self._is_line(anchor))
        grouped = cue is None and listed and any(p.age or p.sex != "any" or p.pregnancy or p.lactation for p in who)
        return Dose(
            block=self.around.index,
            index=index,
            quantity=quantity,
            ids=mention.ids,
            name=mention.name,
            salt=mention.salt,
            near=bool(found and found.near) or (found is None and (plain or (not others and self._is_bare(anchor)))),
            rivals=rivals,
            here=found is not None,
            mention=(mention.start, mention.end) if found else (-1, -1),
            rate=rate,
            rate_at=rate_at,
            people=who,
            authorities=self.authorities,
            purpose=cue.purpose if cue else Purpose.NEED if grouped else Purpose.OPEN,
            firm=bool(cue and cue.firm),
            pair=quantity.converts if anchor is not quantity else -1,
            sentence=(self.sentence.start, self.sentence.end),
            others=len(others),
            listed=self.around.listed,
            food=self.around.food,
        )

    def _heads(self, group: PopulationPhrase) -> bool:
        """Whether a line begins with a group as its label, so that all its amounts are for it: `Ages 51-70: 1,200 mg of calcium and 600 IU`."""
        behind = self.words[group.end :].lstrip(" )*")
        return len(self.words[: group.start].split()) <= 1 and behind.startswith(":")

    def _leads(self, mention: Mention) -> bool:
        """Whether a sentence begins with its substance as a label: `Magnesium: 320 mg for women`."""
        return not self.text[self.sentence.start : mention.start].strip(" -*") and self.text[mention.end : mention.end + 1] == ":"

    def _is_bare(self, anchor: Quantity) -> bool:
        """Whether only words of dosing stand before an amount, so that it is of what the header, label or heading names."""
        return dosing_only().search(self.text[self.sentence.start : anchor.start]) is not None

    def _is_told(self, anchor: Quantity) -> bool:
        """Whether words of dosing alone stand around an amount, or it is all that a cell of needs or limits holds."""
        cell = self.around.listed and not self.text[: anchor.start].strip() and not self.text[anchor.end :].strip()
        told = (
            cell
            and self.around.people is not None
            and self.around.cue is not None
            and self.around.cue.purpose in {Purpose.NEED, Purpose.LIMIT}
        )
        return told or self._is_line(anchor) or is_plain(self.text, anchor.start, anchor.end, (self.sentence.start, self.sentence.end))

    def _is_line(self, anchor: Quantity) -> bool:
        """Whether a label with a group stands before an amount, and nothing or the next group's label behind it: `Adults over 70: 1,200 mg`."""
        start = max((q.end for q in self.quantities if q.end <= anchor.start), default=self.sentence.start)
        following = _next_start(self.quantities, anchor, -1)
        behind = self.text[anchor.end : self.sentence.end if following < 0 else following]
        if label_before(self.text, start, anchor.start) is None:
            return False
        return not behind.strip(" .;") or (following >= 0 and label_before(self.text, anchor.end, following) is not None)

    def _from_outside(self, quantity: Quantity, *, plain: bool) -> tuple[Mention | None, bool]:
        """The substance that the text before or above the sentence names, of those that are given in the amount's unit; and whether others may be meant."""
        unknown = not self.mentions and names_medicine(self.text, (self.sentence.start, self.sentence.end))
        if unknown or _other_owner(self.text, quantity):
            return None, False
        circles = [self.around.before(self.sentence.start), self.around.named]
        if goes_on().match(self.words):
            circles.insert(0, self.around.between(self._previous(), self.sentence.start))
        if plain and not self.mentions:
            circles.append(self.around.context.at(self.around.index))
        left: tuple[Mention, ...] = ()
        units = [q.unit for _, q in self.amounts if q is quantity or quantity in self._said_again(q)]
        for circle in circles:
            fitting = _by_route(measured_in(circle, units), self.words)
            names = {m.ids for m in fitting}
            if len(names) == 1:
                return self._or_topic(fitting[-1], units, told=plain)
            left = left or (fitting if 1 < len(names) <= _RIVALS else ())
        if not left or not plain or self.mentions:
            return None, False
        ids = tuple(dict.fromkeys(i for m in left for i in m.ids))
        return replace(left[0], ids=ids, name=" or ".join(dict.fromkeys(m.name for m in left))), True

    def _previous(self) -> int:
        """Where the sentence before this one begins, as far as a full stop tells."""
        return self.text.rfind(". ", 0, max(0, self.sentence.start - 2)) + 1

    def _or_topic(self, mention: Mention, units: Sequence[Unit | None], *, told: bool) -> tuple[Mention | None, bool]:
        """A substance named before, or what the heading names, where that is another one which is given in the same unit."""
        topic = self.around.topic if mention.ids[0].startswith("drug.") or not injected().search(self.words) else None
        if topic is None or topic.ids == mention.ids or not measured_in((topic,), units):
            return mention, False
        ids = tuple(dict.fromkeys((*topic.ids, *mention.ids)))
        return (replace(topic, ids=ids, name=f"{topic.name} or {mention.name}"), True) if told else (None, False)

    def _said_again(self, quantity: Quantity) -> list[Quantity]:
        """The amounts that say this one in another unit, or that it says."""
        index = next(i for i, q in self.amounts if q is quantity)
        return [q for i, q in self.amounts if i == quantity.converts or q.converts == index]

    def _rate(self, quantity: Quantity, anchor: Quantity) -> tuple[Rate | None, tuple[int, int]]:
        """How often, and where it says so; from beside the amount, from its sentence, or from what governs the block."""
        if quantity.rate is not None:
            return quantity.rate, quantity.rate_at
        day = a_day().search(self.text[anchor.end : min(anchor.end + 60, _next_start(self.quantities, anchor, self.sentence.end))])
        if day is not None:
            return times_daily(day[2]), (anchor.end + day.start(1), anchor.end + day.end(1))
        chosen = rate_for(self.text, anchor, self.quantities, self.free, self.sentence.start)
        if chosen is not None:
            return chosen.rate, (chosen.start + self.sentence.start, chosen.end + self.sentence.start)
        if anchor.rate is not None:
            return anchor.rate, anchor.rate_at
        return self._as_labelled(anchor) or (self.around.rate, (-1, -1))

    def _as_labelled(self, anchor: Quantity) -> tuple[Rate, tuple[int, int]] | None:
        """How often a label's next sentence says to take one of what it names: `35 mg tablets. Take ONE tablet ONCE A DAY`."""
        if len(self.amounts) != 1 or not strength().search(self.text[anchor.end : self.sentence.end]):
            return None
        rest = self.text[self.sentence.end : self.sentence.end + _LABELLED]
        taken = take_one().search(rest)
        phrase = next(iter(rates(rest[taken.end() :])), None) if taken else None
        if taken is None or phrase is None or phrase.start > 1:
            return None
        start = self.sentence.end + taken.end()
        return phrase.rate, (phrase.start + start, phrase.end + start)

    def _who(self, anchor: Quantity) -> tuple[Population, ...]:
        who = people_for(anchor, self.quantities, self.people, self.sentence.start, self.text)
        if not who and len(self.amounts) <= 2 and (label := label_before(self.text, self.sentence.start, anchor.start)):
            return (label,)
        if not who and self.around.listed and len(self.people) == 1 and self._heads(self.people[0]):
            return (self.people[0].population,)
        return who or ((self.around.people,) if self.around.people else ())


def _shared(found: Sequence[Dose]) -> Iterator[Dose]:
    """The doses of a sentence that speaks of one substance: an amount with a rate or people of its own is as near as its like is.

    So is one with a rate behind a near one of the same mention, where the sentence names others.
    """
    one = len({dose.ids for dose in found}) == 1 and any(dose.near for dose in found)
    likes = {dose.quantity.unit.dimension for dose in found if dose.near and dose.quantity.unit}
    last: Dose | None = None
    for dose in found:
        told = dose.rate_at[0] >= 0 or dose.people
        alike = dose.quantity.unit is not None and dose.quantity.unit.dimension in likes
        chained = (
            last is not None and last.near and dose.here and dose.mention == last.mention and dose.rate_at[0] >= dose.quantity.core_end
        )
        alike = alike or (dose.firm and bool(dose.people))
        last = replace(dose, near=True) if (one or chained) and told and alike and not dose.near else dose
        yield last


def _by_route(found: tuple[Mention, ...], words: str) -> tuple[Mention, ...]:
    """The drugs among some substances where the sentence speaks of injection or infusion; all where there is none."""
    drugs = tuple(m for m in found if m.ids[0].startswith("drug."))
    return drugs if drugs and len(drugs) < len(found) and injected().search(words) else found


def _is_pair(text: str, first: Dose, second: Dose) -> bool:
    """`1,000 mg of calcium a day (25 mmol)`: the second amount in brackets behind the first one's substance and rate."""
    if first.ids != second.ids or first.mention[0] < first.quantity.end or not first.mention[1] <= second.quantity.start:
        return False
    rest = text[first.mention[1] : second.quantity.start].strip()
    codes = {q.unit.code for q in (first.quantity, second.quantity) if q.unit}
    closed = text[second.quantity.end : second.quantity.end + 1] in {")", ";", ","}
    if len(rest) > 60 or not rest.endswith(("(", "(or", "(about")) or len(codes) < 2 or not closed:
        return False
    words = rest[: rest.rfind("(")].strip()
    return words == "" or any(r.end - r.start >= len(words) for r in rates(f" {words}"))


def _next_start(quantities: Sequence[Quantity], quantity: Quantity, end: int) -> int:
    """Where the next quantity begins, or the end."""
    return min((q.core_start for q in quantities if q.core_start > quantity.end), default=end)


def _bracket_end(text: str, end: int) -> int:
    """Where a bracket ends that opens right behind an amount and says nothing of what amounts are."""
    close = text.find(")", end) if text.startswith((" (", "("), end) else -1
    return max(close, end) if next(cues(text[end : max(close, end)]), None) is None else end


def _clause_end(text: str, start: int, end: int) -> int:
    """Where the clause of an amount ends; one that speaks of the amount again belongs to it: `; this is the upper limit`."""
    at = text.find(";", start, end)
    return end if at < 0 or text[at + 1 : at + 7].lower().startswith((" this", " that", " it ", " both", " these", " which")) else at


def _other_owner(text: str, quantity: Quantity) -> bool:
    """Whether the words behind a quantity name what it is of, so that nothing outside the sentence can be."""
    rest = text[quantity.end : quantity.end + 40].lower()
    return owned().search(rest) is not None
