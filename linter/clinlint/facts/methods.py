"""Cures promised as a method: “how to reverse diabetes naturally” tells no aim, it says that this is how."""

from __future__ import annotations

from clinlint.facts.view import View
from clinlint.facts.wording import LIFESTYLE, among, curable, words
from clinlint.linguistics.assertion import Assertion

_MEANS = LIFESTYLE - {"habit"}


def by_method(subtype: str, view: View, held: Assertion) -> bool:
    """Whether a cure told after “to” is a promise: of a chronic disease, by a way, a rule or a remedy, and without a medical treatment.

    A headline needs no more than the way; a sentence needs a remedy of daily life, or a word that makes it easy.
    """
    if subtype != "cure" or held.cue is None or held.others or "?" in view.words:
        return False
    cue = held.cue.text.lower().split()
    if cue[-1:] != ["to"] and cue[:1] != ["to"]:
        return False
    if not view.right(("chronic",), 5) and not among(view.names, ("chronic",), *view.target):
        return False
    if (
        among(view.names, ("medical", "researcher", "person"))
        or (curable(view.text) and not among(view.names, _MEANS))
        or not words("striving").isdisjoint(view.words)
    ):
        return False
    easy = not words("ease").isdisjoint(view.words)
    way = not words("ways").isdisjoint((*view.words[: view.target[0]], *cue))
    return (way and (view.title or easy)) or (easy and bool(among(view.names, _MEANS))) or (way and bool(view.left(_MEANS)))
