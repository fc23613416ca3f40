"""Frames about advice that promises: what to take or to do so that health will follow, or what is good for whom."""

from __future__ import annotations

from collections.abc import Sequence

from clinlint.facts.actors import pointed
from clinlint.facts.benefits import headline_benefit
from clinlint.facts.boasts import near
from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, among, established, names, words

_TAKEN = LIFESTYLE - {"goods"}
_OTHERS = frozenset({"medical", "person", "researcher", "body"})
_AGAINST = frozenset({"not", "n't", "no", "never", "avoid", "avoiding", "limit", "less", "fewer", "without", "stop", "quit", "cut", "?"})
_POINTING = frozenset({"it's", "they're"})
_ILL = DISEASE | {"function", "risk"}


def purposed(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A headline names what to take by the good that it does: “Six teas to beat insomnia”."""
    if not view.title or not (words("unsure") | _AGAINST).isdisjoint(view.words):
        return "plain"
    if view.left(_OTHERS) or not words("nutrients").isdisjoint(view.words):
        return "plain"
    if not near(view, objects, 3):
        return "sense"
    return "established" if established(view.text, medical=False, harm=False) else ""


def urged(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """The reader is told to take or to do something, and that health follows: in the same headline, or after the question who wants it."""
    first, last = view.target
    if not words("unsure").isdisjoint(view.words) or not _AGAINST.isdisjoint(view.words[:last]):
        return "hedged"
    if among(view.names, ("medical",)):
        return "plain"
    asked = view.around.before if view.around.before.rstrip().endswith("?") and not first else ""
    if not among(view.names, _TAKEN, *((first, last) if asked else (0, first))):
        return "plain"
    if not asked and not view.title:
        return "plain"
    return "established" if established(f"{asked} {view.text}", medical=False) else ""


def enough(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A little of something is said to be enough for health or harm, where a study is told or in a headline."""
    acting = view.left(_TAKEN | {"exposure"}) or view.habitual
    if not acting or view.left(_OTHERS) or (not view.title and words("links").isdisjoint(view.words)):
        return "plain"
    if not (words("unsure") | (_AGAINST - {"less", "fewer"})).isdisjoint(view.words):
        return "hedged"
    if not near(view, objects, 3):
        return "sense"
    return "established" if established(view.text, medical=False) else ""


def urged_way(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A slogan leads the reader to health by way of a food or a habit: “Nap your way to a longer life”."""
    if not (words("unsure") | _AGAINST).isdisjoint(view.words):
        return "hedged"
    return "established" if established(view.text, medical=False) else ""


def good_for(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life is called good or bad for people or for an organ; in running text for an organ only, and flatly."""
    first, last = view.target
    spoken = view.words[first] in words("be") | _POINTING | {"does", "do"}
    if not spoken:
        named = among(view.names, _TAKEN, view.clause, first)
        if not view.title or not named or named[-1].last < first or view.left(_OTHERS):
            return "plain"
        return "established" if established(view.text, medical=False) else ""
    if view.title and view.words[last - 1] not in {"you", "us"} and headline_benefit(view, subject, objects) != "plain":
        return headline_benefit(view, subject, objects)
    near = view.words[view.clause : min(last + 2, len(view.words))]
    told = view.words[first] in _POINTING and among(names(view.around.before), _TAKEN)
    if not (view.left(_TAKEN) or view.habitual or told or pointed(view)) or view.left(_OTHERS - {"researcher"}):
        return "plain"
    if not (words("unsure") | _AGAINST).isdisjoint(near):
        return "hedged"
    organ = view.right(_ILL | {"body"}, 3) or among(view.names, _ILL | {"body"}, *view.target)
    sourced = not words("links").isdisjoint(view.words) or view.title
    if not organ and not (sourced and view.words[last - 1] in {"you", "us"}):
        return "plain"
    return "established" if established(view.text, medical=False) else ""
