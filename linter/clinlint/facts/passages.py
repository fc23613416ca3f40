"""What a passage about a remedy says in its praise, whatever noun or pronoun stands for the remedy."""

from __future__ import annotations

from clinlint.facts.benefits import harms_health
from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, among, established, names, words
from clinlint.linguistics.tokens import tokens

_HEALTH = DISEASE | {"risk", "function"}
_OTHERS = frozenset({"medical", "person", "researcher", "body", "exposure"})
_TAKEN = LIFESTYLE - {"habit", "goods"}
_NO_VERB = frozenset(
    {"to", "of", "for", "in", "with", "not", "n't", "or", "the", "a", "an", "that", "who", "had", "his", "her", "your", "their", "can"}
)
_REACH = 4


def praised_page(view: View) -> str:
    """Good done to health, told flatly on a page about a remedy; who else may be its subject, what is doubted and what is accepted stay plain."""
    if not view.remedy:
        return "plain"
    first, last = view.target
    inside = view.words[first:last]
    if inside[0] in {"up", "down"} or not words("unsure").isdisjoint(inside) or not words("harming").isdisjoint(inside[1:]):
        return "plain"
    if not _told(view, first) or view.before in _NO_VERB or harms_health(view):
        return "plain"
    lead = view.words[:first]
    if "?" in view.words or not words("unsure").isdisjoint(lead) or not words("denials").isdisjoint(lead):
        return "plain"
    if _doubted(view) or _points_elsewhere(view):
        return "plain"
    named = view.left(_TAKEN)
    others = view.strangers(_OTHERS | DISEASE)
    if others and not (named and named[0].first < others[0].first):
        return "plain"
    if not words("nutrients").isdisjoint(view.words[view.clause : first]):
        return "plain"
    if not (view.right(_HEALTH, _REACH) or among(view.names, _HEALTH, *view.target)):
        return "plain"
    return "established" if established(f"{view.remedy} {view.text}", medical=False, harm=False) else ""


def _doubted(view: View) -> bool:
    """Whether the heading or the lead-in of a list asks, or leaves open whether it is true."""
    return any(not words("doubts").isdisjoint(tokens(text).words) for text in (*view.around.headings, view.around.lead) if text)


def _points_elsewhere(view: View) -> bool:
    """Whether the sentence opens with a pronoun, and the one before tells of an organ, a medicine or people."""
    if view.words[:1] not in {("it",), ("they",), ("this",), ("these",)}:
        return False
    before = names(view.around.before) if view.around.before else ()
    return bool(among(before, _OTHERS)) and not among(before, _TAKEN)


def _told(view: View, first: int) -> bool:
    """Whether a verb is finite and in the present: “lowers”, “they lower”, “will lower”, or “, lowering” after what is done."""
    verb = view.words[first]
    if view.passive or view.past or verb.endswith("ed"):
        return False
    if verb.endswith("ing"):
        return view.before == "," or (
            view.before in words("fillers") | {"thus", "thereby"} and "," in view.words[max(0, first - 3) : first]
        )
    return (
        verb.endswith("s")
        or view.before == "they"
        or (view.before == "will" and view.left(_TAKEN) != [])
        or (view.before.endswith("s") and len(view.before) > 4)
    )
