"""What a passage about a remedy says in its praise, whatever noun or pronoun stands for the remedy."""

from __future__ import annotations

from collections.abc import Sequence

from clinlint.facts.benefits import harms_health
from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, Named, among, established, names, words
from clinlint.linguistics.tokens import tokens

_HEALTH = DISEASE | {"risk", "function"}
_OTHERS = frozenset({"medical", "person", "researcher", "body", "exposure"})
_TAKEN = LIFESTYLE - {"habit", "goods"}
_REACH = 4


def praised_page(view: View) -> str:
    """Good done to health, told flatly on a page about a remedy; who else may be its subject, what is doubted and what is accepted stay plain."""
    if not view.remedy:
        return "plain"
    first, last = view.target
    inside = view.words[first:last]
    if inside[0] in {"up", "down"} or not words("unsure").isdisjoint(inside) or not words("harming").isdisjoint(inside[1:]):
        return "plain"
    purpose = for_a_purpose(view)
    if not (purpose or _told(view, first)) or (not purpose and view.before in words("before-no-verb")) or _harms(view):
        return "plain"
    if _denied(view) or _doubted(view) or _points_elsewhere(view):
        return "plain"
    named = view.left(_TAKEN)
    if not _pointed(view) and _strange(view, named):
        return "plain"
    eaten = among(view.names, ("supplement", "food", "drink"), 0, first)
    if any(nutrient(view.words[name.first : name.last]) for name in eaten):
        return "plain"
    if view.after in words("not-itself"):
        return "plain"
    acted = view.right(_HEALTH, _REACH) or among(view.names, _HEALTH, *view.target)
    if not (acted or view.right(("body",), 2) or among(view.names, ("body",), *view.target)):
        return "plain"
    return "established" if established(f"{view.remedy} {view.text}", medical=False, harm=False) else ""


def for_a_purpose(view: View) -> bool:
    """Whether an end is told as what a remedy is good for: “its power to calm”, “a way of easing”, “an approach to reversing”."""
    first = view.target[0]
    if first < 2 or not words("striving").isdisjoint(view.words):
        return False
    means = view.words[first - 2]
    if view.words[first].endswith("ing"):
        return view.before in {"to", "for", "of"} and (
            means in words("enables") or means in {"approach", "effective", "key", "good", "great", "useful"}
        )
    return view.before == "to" and means in words("enables")


def nutrient(said: Sequence[str]) -> bool:
    """Whether a name is of a nutrient that the body needs; “lemon water” is none."""
    return not words("nutrients").isdisjoint(said) and not (len(said) > 1 and said[-1] == "water")


def _harms(view: View) -> bool:
    verb = view.words[view.target[0]].removesuffix("s")
    if verb not in words("leading-to"):
        return harms_health(view)
    acted = among(view.names, _HEALTH, *view.target)
    better = not words("betterment").isdisjoint(view.words[slice(*view.target)])
    return not better and not (acted and "function" in acted[-1].classes)


def _denied(view: View) -> bool:
    """Whether the words before the verb deny, doubt, ask or wish; “not only” does not."""
    lead = list(view.words[: view.target[0]])
    if "only" in lead and "not" in lead:
        lead.remove("not")
    return "?" in view.words or not words("unsure").isdisjoint(lead) or not words("denials").isdisjoint(lead)


def _pointed(view: View) -> bool:
    """Whether a pronoun is the subject: right before the verb, or at the head of a clause of two verbs."""
    lead = [word for word in view.words[view.clause : view.target[0]] if word not in words("fillers") and word.isalpha()]
    return bool(lead) and (lead[-1] in {"it", "they"} or (lead[0] in {"it", "they"} and lead[-1] == "and"))


def _strange(view: View, named: Sequence[Named]) -> bool:
    """Whether somebody or something else than the remedy or a part of it is named as the subject."""
    others = [name for name in view.strangers(_OTHERS | DISEASE) if words("parts").isdisjoint(view.words[name.first : name.last])]
    return bool(others) and not (named and named[0].first < others[0].first)


def _doubted(view: View) -> bool:
    """Whether the heading or the lead-in of a list asks, or leaves open whether it is true."""
    return any(not words("doubts").isdisjoint(tokens(text).words) for text in (*view.around.headings, view.around.lead) if text)


def _points_elsewhere(view: View) -> bool:
    """Whether the sentence opens with a pronoun, and the one before tells of an organ, a medicine or people."""
    if view.words[0] not in words("pointers"):
        return False
    before = names(view.around.before) if view.around.before else ()
    return bool(among(before, _OTHERS)) and not among(before, _TAKEN)


def _told(view: View, first: int) -> bool:
    """Whether a verb is finite and in the present: “lowers”, “they lower”, “will lower”, or “, lowering” after what is done."""
    verb = view.words[first]
    if view.passive or view.past or verb.endswith("ed"):
        return False
    if view.before in {"that", "which"}:
        return not words("parts").isdisjoint(view.words[max(0, first - 3) : first - 1]) or (
            verb.endswith("s") and bool(view.left(_TAKEN)) and view.words[max(0, first - 2)] != ","
        )
    if verb.endswith("ing"):
        return view.before == "," or (
            view.before in words("fillers") | {"thus", "thereby"} and "," in view.words[max(0, first - 3) : first]
        )
    if verb.endswith("s") or view.before == "they":
        return True
    return bool(view.left(_TAKEN)) if view.before == "will" else view.before.endswith("s") and len(view.before) > 4
