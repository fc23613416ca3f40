"""Who acts in a claim about daily life: which name is the subject of the verb, what a pronoun stands for, who only tells of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from clinlint.facts.view import View
from clinlint.facts.wording import LIFESTYLE, Named, among, names, words

DAILY = LIFESTYLE - {"alternative", "goods"}
LOOSE = frozenset({"alternative", "goods", "exposure"})
"""Classes whose words have other uses: they count only where they open the clause and are followed by the verb."""
_OTHERS = frozenset({"medical", "body", "person", "researcher"})
_EARLY = 6
"""Words that may stand before the subject of a clause."""


def subjects(view: View) -> list[Named]:
    """What is said to act: something of daily life, or a thing or circumstance that opens the clause."""
    daily = [name for name in view.left(DAILY) if view.words[name.first] != "this" or not among(names(view.around.before), ("medical",))]
    return daily or [name for name in view.left(LOOSE) if leads(view, name)]


def leads(view: View, name: Named) -> bool:
    """Whether a name opens its clause and the verb follows, with nothing but an amount, a frequency or a place between."""
    if view.headline and view.before == "and":
        return name.first - view.clause <= 1
    return name.first - view.clause <= 4 and _amount(view.words[name.last : view.target[0]])


def _amount(between: Sequence[str]) -> bool:
    """Whether nothing but an amount or a frequency stands between a subject and its verb."""
    if between and between[0] in _PLACE:
        return len(between) <= 6 and _FINITE.isdisjoint(between)
    return len(between) <= 3 and all(word in _AMOUNT or word.endswith("ly") for word in between)


def lacking(view: View) -> bool:
    """Whether a want of something acts, so that its “not” or “lack of” denies nothing: “lack of sleep harms …”, “not sleeping harms …”."""
    lead = view.words[view.clause : view.target[0]]
    for i, word in enumerate(lead):
        if (word == "lack" and lead[i + 1 : i + 2] == ("of",)) or (word == "not" and not i and lead[1:2] and lead[1].endswith("ing")):
            return _NEGATING.isdisjoint(lead[i + 1 :])
    return False


def pointed(view: View) -> bool:
    """Whether a pronoun acts that stands for something of daily life: in an earlier clause of the sentence, or in the sentence before."""
    lead = [word for word in view.words[view.clause : view.target[0]] if word not in _BETWEEN]
    if len(lead) != 1 or lead[0] not in {"it", "this", "they"}:
        return False
    said = among(view.names, LIFESTYLE | _OTHERS, 0, view.clause)
    if said:
        others = among(said, _OTHERS if "body" in said[0].classes else _OTHERS - {"body"})
        return said[0].first <= _EARLY and bool(among(said, DAILY)) and not others
    before = names(view.around.before)
    return bool(among(before, DAILY)) and not among(before, ("medical", "body", "person"))


def relates(view: View, named: Sequence[Named]) -> bool:
    """Whether a clause tells what something to take does: “, which lowers …”, “contains an antioxidant that lowers …”; nutrients apart."""
    first = view.target[0]
    if not words("nutrients").isdisjoint(view.words[view.clause : first]):
        return False
    if view.before == "which":
        others = view.left(("medical", "person", "researcher", "body"))
        return not others and first > 1 and view.words[first - 2] == "," and _early(view, named[0])
    places = (*range(named[0].last, first), *range(view.clause, named[0].first))
    held = next((i for i in places if view.words[i] in words("holds")), first)
    if (
        view.before != "that"
        or held == first
        or among(view.names, _OTHERS - {"researcher"}, 0, held)
        or among(view.names, ("person", "body"), held, first)
    ):
        return False
    return named[-1].last == first - 1 or (
        _early(view, named[0]) and named[0].last <= held and not _MATTER.isdisjoint(view.words[held:first])
    )


def apposed(view: View) -> bool:
    """Whether what something to take holds is explained by what it does: “hazelnuts contain rutin, a pigment that protects …”."""
    start, first = view.clause, view.target[0]
    if not start or view.words[start - 1] != "," or view.words[start] not in {"a", "an"} or view.before not in {"that", "which"}:
        return False
    earlier = [name for name in among(view.names, DAILY - {"habit"}, 0, start) if name.first <= _EARLY]
    held = bool(earlier) and not words("holds").isdisjoint(view.words[earlier[0].last : start])
    if not held or not words("nutrients").isdisjoint(view.words[:first]) or not words("unsure").isdisjoint(view.words[:first]):
        return False
    return not among(view.names, ("person", "body"), 0, first)


def _early(view: View, name: Named) -> bool:
    return name.first - view.clause <= _EARLY and "habit" not in name.classes


def strangers(view: View, named: Sequence[Named]) -> list[Named]:
    """People, researchers, organs and medicines before the verb that may be its subject instead."""
    cut = _told_before(view, named[-1].first) if named else -1
    return [n for n in view.left(("medical", "body", "person", "researcher")) if n.first > cut and not _form(view, n, named)]


def bystanders(view: View, wanted: Collection[str]) -> list[Named]:
    """Names of some classes in the clause that may act, those apart who only tell what does: “researchers say that sage has …”."""
    named = view.left(DAILY)
    cut = _told_before(view, named[-1].first) if named else -1
    return [name for name in view.left(wanted) if name.first > cut]


def _told_before(view: View, last: int) -> int:
    """The last word before some word by which somebody tells what follows, or -1."""
    return max((i for i in range(view.clause, last) if view.words[i] in words("telling")), default=-1)


def _form(view: View, name: Named, named: Sequence[Named]) -> bool:
    """Whether a medical word belongs to something of daily life: “vitamin D tablets”, “a compound in broccoli”."""
    if "medical" not in name.classes:
        return False
    if any(other.last == name.first for other in named):
        return True
    after = view.words[name.last : name.last + 2]
    source = after[:1] in {("in",), ("from",), ("of",)} or after in {("found", "in"), ("derived", "from"), ("extracted", "from")}
    return source and any(0 < other.first - name.last <= 3 for other in named)


def is_plural(view: View, name: Named) -> bool:
    """Whether a name before the verb is plural, so that a verb in its plain form may be its own."""
    first = view.target[0]
    after = view.words[name.last - 1 : first]
    if any(word.endswith("s") for word in after) and first - name.last <= 3:
        return True
    before = view.words[view.clause : name.last]
    if "," in view.words[name.last : first]:
        return False
    if view.words[name.last - 1].endswith(_PLURALS) or (view.words[name.first - 1 : name.first] == ("and",) and first - name.last <= 1):
        return True
    return any(word.endswith("s") and following in {"of", "in", "from"} for word, following in pairwise(before))


_PLACE = frozenset(
    {"in", "at", "on", "for", "with", "after", "before", "during", "outside", "near", "while", "without", "between", "throughout", "under"}
)
_FINITE = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "can", "may", "might", "could", "will", "would", "that", "which", "who", "to", "and"}
)
_AMOUNT = frozenset({"a", "per", "every", "each", "day", "week", "month", "morning", "night", "evening", "also", "really", "even", "alone"})
_NEGATING = frozenset({"not", "n't", "no", "never", "does", "did", "do", "cannot"})
_BETWEEN = frozenset({"also", "even", "really", "actually", "will", "'ll", "does", "do", "just", "too", "how", "why", "and", "that"})
_MATTER = frozenset(
    {
        "compound",
        "compounds",
        "chemical",
        "chemicals",
        "substance",
        "substances",
        "molecule",
        "molecules",
        "ingredient",
        "ingredients",
        "pigment",
    }
)
_PLURALS = ("s", "children", "people", "men", "women", "mice", "teeth", "feet")
