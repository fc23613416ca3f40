"""A trigger in its sentence: the words before and after it, what they name, who acts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from itertools import pairwise

from clinlint.facts.wording import LIFESTYLE, Named, among, names, words
from clinlint.linguistics.assertion import ALONE, Surroundings
from clinlint.linguistics.context import analyse
from clinlint.linguistics.tokens import tokens
from clinlint.record import field, record

_NEAR = 9
"""Words after a trigger in which its object is looked for."""


@record(slots=False)
class View:
    """A trigger `[start, end)` in its sentence, with what the frames ask about it.

    `page`: titles of a page that has no headings, the nearest first. `about` tells what the page is about, if that is a remedy.
    """

    text: str
    start: int
    end: int
    around: Surroundings = field(default=ALONE)
    title: bool = False
    row: str = ""
    page: tuple[str, ...] = ()
    about: Callable[[], str] = str

    @cached_property
    def remedy(self) -> str:
        """What the page is about, if that is something to take or to have done."""
        return self.about()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The sentence's words."""
        return tokens(self.text).words

    @cached_property
    def target(self) -> tuple[int, int]:
        """The trigger's words, first and after last."""
        return tokens(self.text).between(self.start, self.end)

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """What the sentence names."""
        return names(self.text)

    @cached_property
    def clause(self) -> int:
        """First word of the clause that leads up to the trigger."""
        first = self.target[0]
        return max((stop + 1 for stop in analyse(self.text).breaks if stop < first), default=0)

    def left(self, wanted: Collection[str]) -> list[Named]:
        """Names of some classes before the trigger, in its clause."""
        return among(self.names, wanted, self.clause, self.target[0])

    def strangers(self, wanted: Collection[str]) -> list[Named]:
        """The same without general words for care on a page about a remedy, where “the treatment” is that remedy."""
        found = self.left(wanted)
        if not found or not self.remedy:
            return found
        general = words("care-at-large")
        if not words("traditions").isdisjoint(self.remedy.split()):
            general |= words("medicines-at-large")
        return [name for name in found if not general.issuperset(self.words[name.first : name.last])]

    def right(self, wanted: Collection[str], reach: int = _NEAR) -> list[Named]:
        """Names of some classes after the trigger, within reach and before the clause ends."""
        last = self.target[1]
        stop = min((s for s in analyse(self.text).breaks if s >= last), default=len(self.words))
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
        return verb.endswith(("ed", "en")) and any(
            w in {"be", "is", "are", "was", "were", "been", "being"} for w in self.words[max(0, first - 4) : first]
        )

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
        return (self.past or was) and not words("study").isdisjoint(self.words)

    @cached_property
    def headline(self) -> bool:
        """Whether it is a headline in the telegraphic style, which parsers misread."""
        return self.title and not self.text.rstrip().endswith((".", ":"))

    @cached_property
    def habitual(self) -> bool:
        """Whether the subject is something done: a gerund at the head of the clause, or so much of it a day."""
        lead = self.words[self.clause : self.target[0]]
        if not lead:
            return False
        head = next((word for word in lead if word not in words("openers")), "")
        gerund = head.endswith("ing") and len(head) > 4 and head not in words("procedures")
        often = any(
            pair in {("a", "day"), ("a", "week"), ("every", "day"), ("every", "morning"), ("every", "night")} for pair in pairwise(lead)
        )
        return gerund or often or not words("doses").isdisjoint(lead)

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
        if "our" in lead[:3] and not self.left(("researcher", "body", "person", "function", "medical")) and "product" in wanted:
            return True
        if not lead or all(word in words("determiners") for word in lead):
            earlier = self.clause and self.words[self.clause - 1] == ":" and among(self.names, wanted, 0, self.clause)
            return bool(earlier) or bool(self.row and among(names(self.row), wanted))
        if lead[0] not in words("pronouns"):
            return False
        earlier = among(self.names, wanted, 0, self.clause)
        return bool(earlier) or bool(among(self.elsewhere, wanted))
