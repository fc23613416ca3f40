"""Frames about benefits told without a verb of their own: what comes of something, and headings that list what it is good for."""

from __future__ import annotations

from collections.abc import Sequence

from clinlint.facts.actors import bystanders
from clinlint.facts.benefits import harms_health
from clinlint.facts.promises import near
from clinlint.facts.topics import praised_remedy, topic
from clinlint.facts.view import View
from clinlint.facts.wording import LIFESTYLE, among, established, words

_DAILY = LIFESTYLE - {"goods"}
_REMEDY = frozenset({"food", "drink", "supplement", "herb", "alternative", "product"})
_OTHERS = frozenset({"medical", "person", "researcher", "body"})
_JOINED = frozenset(
    {",", "thus", "thereby", "hence", "so", "also", "and", "therefore", "ultimately", "effectively", "in", "turn", "even", "further"}
)


def result(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """What something of daily life does is said to do good in turn: “…, thus lowering the risk of gout”."""
    first = view.target[0]
    if not {"benefits", "advantages"}.isdisjoint(view.words[:first]) and words("unsure").isdisjoint(view.words):
        named = among(view.names, _REMEDY, 0, first) or view.remedy
        listed = not {"include", "includes", "including", "like", "as", ":", "from", "by"}.isdisjoint(view.words[:first])
        return "" if named and listed and not view.left(_OTHERS) and "potential" not in view.words else "plain"
    if view.before not in _JOINED or "," not in view.words[max(0, first - 4) : first] or _harms_ing(view):
        return "plain"
    if not words("unsure").isdisjoint(view.words) or not {
        "to",
        "for",
        "include",
        "includes",
        "including",
        "such",
        "was",
        "were",
    }.isdisjoint(view.words[:first]):
        return "hedged"
    named = among(view.names, _DAILY, 0, first)
    if (
        not named
        or among(view.names, _OTHERS, 0, named[0].first)
        or named[0].first > 4
        or view.words[named[0].first - 1 : named[0].first] in {("in",), ("of",), ("for",), ("without",)}
    ):
        return "plain"
    if not words("nutrients").isdisjoint(view.words[: named[-1].last]):
        return "plain"
    return "established" if established(view.text, medical=False, harm=False) else ""


def _harms_ing(view: View) -> bool:
    return view.words[view.target[0]] in {"increasing", "raising", "boosting", "causing", "triggering", "leading"} and bool(
        view.right(("chronic", "risk"), 3) or among(view.names, ("chronic", "risk"), *view.target)
    )


def nominal(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A heading or an item names a benefit, on a page that lists what something is good for."""
    if not (view.title or view.around.lead or view.text[:1] in "•»*-–" or view.text[:1].isdigit()):
        return "plain"
    about = praised_remedy(view)
    if not about or not words("unsure").isdisjoint(view.words) or view.left(_OTHERS) or view.right(("medical",), 4):
        return "plain"
    if not near(view, objects, 1):
        return "sense"
    return "established" if established(f"{about} {view.text}", medical=False, harm=False) else ""


def way_to(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something to take, or to have done, is called a way to health, or said to have the power to bring it."""
    if not words("unsure").isdisjoint(view.words) or view.before in {"not", "no", "n't"}:
        return "hedged"
    if not view.left(_REMEDY | ({"habit", "diet"} if view.title else frozenset())) and not topic(view):
        return "plain"
    if bystanders(view, _OTHERS) or not words("nutrients").isdisjoint(view.words[view.clause : view.target[0]]):
        return "plain"
    if objects and not near(view, objects, 3):
        return "sense"
    return "established" if established(view.text, medical=False, harm=False) else ""


def natural_remedy(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something to take, or to have done, is called a natural remedy."""
    if not words("unsure").isdisjoint(view.words) or view.before in {"used", "not", "no", "n't", "sold"}:
        return "hedged"
    if not (view.left(_REMEDY) or among(view.names, _REMEDY, *view.target) or topic(view)):
        return "plain"
    return "plain" if view.left(("medical", "person", "researcher")) else ""


def fighting(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Foods are named after an illness that they are said to fight."""
    return "" if words("unsure").isdisjoint(view.words) and not view.left(("medical", "researcher")) else "hedged"


def so_finite(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A second verb of the same subject: “… and thus prevents strokes”; something to take opens the sentence."""
    first = view.target[0]
    if not words("unsure").isdisjoint(view.words) or not {"to", "not", "n't", "that", "can", "was", "were", "for"}.isdisjoint(
        view.words[:first]
    ):
        return "hedged"
    if not view.words[first].endswith("s") and not {"they", "these"} & set(view.words[:2]):
        return "plain"
    named = [name for name in view.names if name.last <= first]
    opens = bool(named) and named[0].first <= _HEAD and not named[0].classes.isdisjoint(_REMEDY)
    pointed = view.words[:1] in {("it",), ("they",), ("this",)} and bool(view.remedy)
    if not (opens or pointed) or among(view.names, _OTHERS, 0, first) or not words("nutrients").isdisjoint(view.words[:first]):
        return "plain"
    if harms_health(view):
        return "plain"
    return "established" if established(view.text, medical=False, harm=False) else ""


_HEAD = 2
"""Words that may stand before the name that opens a sentence."""
