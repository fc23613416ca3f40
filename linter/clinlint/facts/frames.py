"""Frames of a claim: who is said to act on what. Each tells why a trigger is no claim, `open` where a parser should look, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from clinlint.facts.wording import DISEASE, LIFESTYLE, Named, among, curable, established, names
from clinlint.linguistics.assertion import ALONE, Surroundings
from clinlint.linguistics.context import analyse

_NEAR = 9
_PRONOUNS = frozenset("it this these they that which he she we you one".split())
_STUDY = frozenset(
    "study trial trials studies researchers scientists experiment experiments mice mouse rats rat patients participants volunteers "
    "monkeys animals cells women men team laboratory lab treated randomised randomized group doctors".split()
)
_FINITE = frozenset("is are was were has have had can will".split())


@dataclass(frozen=True)
class View:
    """A trigger `[start, end)` in its sentence, with what the frames ask about it."""

    text: str
    start: int
    end: int
    around: Surroundings = field(default=ALONE)
    title: bool = False
    row: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The sentence's words."""
        return analyse(self.text).tokens.words

    @cached_property
    def target(self) -> tuple[int, int]:
        """The trigger's words, first and after last."""
        tokens = analyse(self.text).tokens
        first = next((i for i, e in enumerate(tokens.ends) if e > self.start), len(self.words))
        last = next((i for i, s in enumerate(tokens.starts) if s >= self.end and i >= first), len(self.words))
        return first, last

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """What the sentence names."""
        return names(self.text)

    @cached_property
    def clause(self) -> int:
        """First word of the clause that leads up to the trigger."""
        first = self.target[0]
        return max((stop + 1 for stop in analyse(self.text).stops if stop < first), default=0)

    def left(self, wanted: Collection[str]) -> list[Named]:
        """Names of some classes before the trigger, in its clause."""
        return among(self.names, wanted, self.clause, self.target[0])

    def right(self, wanted: Collection[str], reach: int = _NEAR) -> list[Named]:
        """Names of some classes after the trigger, within reach and before the clause ends."""
        last = self.target[1]
        stop = min((s for s in analyse(self.text).stops if s >= last), default=len(self.words))
        return among(self.names, wanted, last, min(stop, last + reach))

    @cached_property
    def before(self) -> str:
        """The word before the trigger."""
        first = self.target[0]
        return self.words[first - 1] if first else ""

    @cached_property
    def after(self) -> str:
        """The word after the trigger."""
        last = self.target[1]
        return self.words[last] if last < len(self.words) else ""

    @cached_property
    def passive(self) -> bool:
        """Whether the trigger is a participle after a form of “be”."""
        first = self.target[0]
        verb = self.words[first] if first < len(self.words) else ""
        return verb.endswith(("ed", "en")) and any(w in {"be", "is", "are", "was", "were", "been", "being"} for w in self.words[max(0, first - 4) : first])

    @cached_property
    def past(self) -> bool:
        """Whether the trigger is a simple past tense."""
        first = self.target[0]
        verb = self.words[first] if first < len(self.words) else ""
        return verb.endswith(("ed", "cut")) and not self.passive and self.before not in {"has", "have", "having", "be"}

    @cached_property
    def reported(self) -> bool:
        """Whether the trigger tells what happened in a study: past tense, and people, animals or cells that were studied."""
        first = self.target[0]
        was = any(w in {"was", "were"} for w in self.words[max(0, first - 4) : first])
        return (self.past or was) and not _STUDY.isdisjoint(self.words)

    @cached_property
    def elsewhere(self) -> tuple[Named, ...]:
        """What the row, the headings, the lead-in and the sentence before name."""
        texts = (self.row, *self.around.headings, self.around.lead, self.around.before)
        return tuple(name for text in texts if text for name in names(text))

    def acts(self, wanted: Collection[str] = LIFESTYLE) -> bool:
        """Whether something of some classes is the subject, as far as words can tell: before the trigger, or where a pronoun points."""
        if self.left(wanted):
            return True
        lead = self.words[self.clause : self.target[0]]
        bare = not lead or any(word in _PRONOUNS for word in lead)
        return bare and bool(among(self.elsewhere, wanted))


def phrase(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """The words alone make the claim; named classes must be there where the term asks for them."""
    if objects and not view.right(objects):
        return "sense"
    if subject and not view.acts(subject):
        return "plain"
    return ""


def _whole(view: View) -> str:
    return " ".join((view.text, view.around.before, *view.around.headings, view.row))


def _accepted(view: View) -> bool:
    """Whether the sentence states accepted care: the condition with its treatment, and no remedy of daily life that acts."""
    medical = bool(among(view.names, ("medical",)))
    lifestyle = view.acts()
    return established(view.text, medical=medical or not lifestyle)


def cure(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Somebody or something cures a disease, or is its cure."""
    diseases = among(view.names, DISEASE)
    lifestyle = view.acts()
    if _accepted(view):
        return "established"
    if lifestyle:
        return "" if diseases or view.right(("person",)) or among(view.elsewhere, DISEASE) or view.after in _PRONOUNS | {"the", "your"} else "sense"
    if not diseases:
        if among(view.elsewhere, DISEASE) and view.after in _PRONOUNS | {"the", "them"}:
            return "established" if curable(_whole(view)) else ""
        return "plain"
    if not view.right(DISEASE) and not view.passive and not view.left(DISEASE):
        return "sense"
    if curable(view.text) and (view.passive or among(view.names, ("medical",))):
        return "established"
    return ""


def heal(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something heals a disease or an organ; wounds and tissues heal by themselves."""
    objects = view.right(DISEASE | {"function"}, 6)
    if view.passive:
        objects = view.left(DISEASE)
    wounds = view.right(("wound",), 4)
    if not objects or (wounds and wounds[0].first <= objects[0].first and "chronic" not in objects[0].classes):
        return "sense"
    if not view.acts() and not view.title:
        return "sense" if not view.left(("medical", "product")) else ""
    return ""


def change(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something reverses or does away with a disease or its signs."""
    wanted = frozenset(objects) or DISEASE
    objects_found = view.left(wanted) if view.passive else view.right(wanted, 7)
    if not objects_found:
        return "sense"
    if _accepted(view):
        return "established"
    return ""


def prevent(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life, or a product, flatly prevents a disease that has many causes."""
    if not view.right(frozenset(objects) or frozenset({"chronic"}), 6):
        return "plain"
    if view.before in {"to", "and", "or", "that", "not"} and not view.title:
        return "plain"
    if not view.acts():
        return "plain"
    if _accepted(view):
        return "established"
    return "open" if view.left(("medical", "researcher", "body")) else ""


def benefit(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life is said, in the present tense, to do good or harm to health."""
    if view.before in {"to", "not", "t"}:
        return "plain"
    if view.past:
        return "hedged"
    if not view.left(LIFESTYLE):
        return "plain"
    if objects and not view.right(objects, 7) and not among(view.names, objects, *view.target):
        return "sense"
    if _accepted(view):
        return "established"
    return "open" if view.left(("medical", "body")) else ""


FRAMES: Mapping[str, Callable[[View, Sequence[str], Sequence[str]], str]] = {
    "phrase": phrase,
    "cure": cure,
    "heal": heal,
    "change": change,
    "prevent": prevent,
    "benefit": benefit,
}
