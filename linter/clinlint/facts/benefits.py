"""Frames about foods and habits: in the present tense, of daily life, without a hedge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, Named, among, established, names, words
from clinlint.linguistics.context import analyse

_DAILY = LIFESTYLE - {"alternative", "goods"}


def prevent(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life, or a product, flatly prevents a disease that has many causes."""
    if not view.right(frozenset(objects) or frozenset({"chronic"}), 4):
        return "plain"
    if view.past or view.passive:
        return "hedged"
    if view.before in {"to", "not", "or", "help", "helps", "can"}:
        return "plain"
    return _acting(view)


def preventable(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A disease with many causes is called preventable without limit."""
    if not view.left(objects):
        return "sense"
    return "established" if established(view.text, medical=False) else ""


def benefit(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life is said, in the present tense, to do good to health."""
    if view.before in {"to", "not", "or", "of", "for", "the", "a", "in", "with", "by", "had", "have", "has", "his", "her"}:
        return "plain"
    return _acting(view)


def headline_benefit(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """A headline in which something of daily life does good, whatever it is good for."""
    if view.words[view.target[1] - 1] in words("trade"):
        return "sense"
    if not view.title or view.before == "that" or view.words[view.target[1] - 1] in words("pronouns") | {"it", "them"}:
        return "plain"
    return benefit(view, subject, objects)


def told(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """What a study is said to have shown of something of daily life, whatever it is good for."""
    if words("links").isdisjoint(view.words):
        return "plain"
    return benefit(view, subject, objects)


def harm(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life is said to do harm, in a headline or where a study is told that can only show a link."""
    if view.before in {"to", "not", "or", "of", "for", "the", "a", "in", "with", "by", "that", "and"}:
        return "plain"
    if not view.left(_DAILY) and not view.habitual:
        return "plain"
    around = f"{view.text} {view.around.before} {view.around.after}".lower()
    ill = view.right(("chronic",), 4) or among(view.names, ("chronic",), *view.target)
    eaten = view.left(("food", "drink", "supplement")) and ill and not view.title
    if not view.title and not eaten and words("links").isdisjoint(analyse(around).tokens.words):
        return "plain"
    return _acting(view)


def key(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life is the key to health."""
    return "" if view.left(LIFESTYLE) or view.right(LIFESTYLE, 4) else "plain"


def benefit_of(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """A benefit told with a verb that has other uses: what is acted on must stand within it or follow at once."""
    near = view.right(objects, 4) or among(view.names, objects, *view.target)
    return benefit(view, subject, objects) if near else "sense"


def harm_of(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """A harm told with a verb that has other uses: what is acted on must stand within it or follow at once."""
    near = view.right(objects, 4) or among(view.names, objects, *view.target)
    return harm(view, subject, objects) if near else "sense"


def any_effect(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life is the subject of a present-tense verb, whichever it is, that acts at once on a disease or, in a headline, on health."""
    first = view.target[0]
    if view.words[first] in words("neutral") or any(name.first <= first < name.last for name in view.names):
        return "sense"
    named = view.left(_DAILY)
    if not named or named[-1].first - view.clause > 4 or not _amount(view.words[named[-1].last : first]):
        return "plain"
    if not among(view.names, objects, *view.target):
        return "sense"
    if not view.title and not among(view.names, ("chronic",), *view.target):
        return "plain"
    return benefit(view, subject, objects)


def _amount(between: Sequence[str]) -> bool:
    """Whether nothing but an amount or a frequency stands between a subject and its verb."""
    return len(between) <= 3 and all(word in _AMOUNT or word.endswith("ly") for word in between)


_AMOUNT = frozenset({"a", "per", "every", "each", "day", "week", "month", "morning", "night", "evening", "also", "really", "even", "alone"})


def people_who(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """People who do something are said to change their risk by it."""
    inside = among(view.names, LIFESTYLE, *view.target)
    if not inside and words("habits").isdisjoint(view.words):
        return "plain"
    return "established" if established(view.text, medical=False) else ""


def helps(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A herb, a product or a remedy without trials helps against a disease."""
    if not view.right(objects, 2):
        return "sense"
    return "" if view.left(("herb", "product", "goods", "alternative")) else "hedged"


def caused(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A study that can only show a link is said to have found a cause."""
    if any(word in {"not", "cannot"} or word.endswith("n't") for word in view.words[slice(*view.target)]):
        return "negated"
    kinds = words("observational")
    inside = among(view.names, _DAILY, *view.target)
    return "" if inside and not kinds.isdisjoint(view.words) else "hedged"


def because(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A difference between people is put down to what they eat or do."""
    if view.after == "because":
        return ""
    return "" if among(view.names, LIFESTYLE) and ("because" in view.words or "so" in view.words or "thanks" in view.words) else "plain"


def _acting(view: View) -> str:
    first = view.target[0]
    verb = view.words[first]
    named = view.left(_DAILY)
    if not named:
        alone = view.words[view.clause : first] in {("it",), ("this",), ("they",)}
        before = names(view.around.before)
        told = alone and among(before, _DAILY) and not among(before, ("medical", "body", "person"))
        habit = view.habitual and not view.left(("medical", "body", "person", "researcher", "alternative"))
        if not told and not habit:
            return "plain"
        if (
            habit
            and not view.right(DISEASE | {"risk", "function"}, 6)
            and not among(view.names, DISEASE | {"risk", "function"}, *view.target)
        ):
            return "plain"
    if "can" in view.words[max(view.clause, first - 3) : first]:
        return "hedged"
    if view.before in {"that", "which", "who"}:
        strong = verb.removesuffix("s") in {"stop", "prevent", "cure", "fight", "beat", "kill"} and named[-1].last == first - 1
        if strong and (view.right(("chronic",), 2) or among(view.names, ("chronic",), *view.target)):
            return ""
        return "" if view.title or (view.clause == 0 and view.words[0] in {"the", "a"} and first <= 4) else "plain"
    if view.before == "will":
        return (
            "" if verb == "make" or view.right(DISEASE | {"risk", "function"}, 4) or among(view.names, DISEASE, *view.target) else "plain"
        )
    if not verb.endswith("s") and named and not _plural(view, named[-1]):
        return "plain"
    start, end = analyse(view.text).tokens.starts[max(view.clause, named[0].first - 2) if named else 0], view.end
    tail = view.right(DISEASE | {"risk", "function"}, 7)
    if tail:
        end = analyse(view.text).tokens.ends[tail[-1].last - 1]
    if established(view.text[start:end], medical=False):
        return "established"
    if view.before == "and":
        return "open" if verb.endswith("s") else "plain"
    if not view.left(("medical", "body", "person", "researcher")):
        return ""
    return (
        ("" if view.left(("medical",)) and not view.left(("person", "researcher")) and named[0].first <= 1 else "open")
        if view.headline
        else "open"
    )


def _plural(view: View, name: Named) -> bool:
    first = view.target[0]
    after = view.words[name.last - 1 : first]
    if any(word.endswith("s") for word in after) and first - name.last <= 3:
        return True
    before = view.words[view.clause : name.first]
    return any(word.endswith("s") and following == "of" for word, following in pairwise(before))
