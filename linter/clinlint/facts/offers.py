"""Frames of what clinics, herbalists and posts offer: the best way, a remedy that exists, an end without a doctor."""

from __future__ import annotations

from collections.abc import Sequence

from clinlint.facts.boasts import cosmetic, near
from clinlint.facts.view import View
from clinlint.facts.wording import LIFESTYLE, among, established, names, words
from clinlint.linguistics.tokens import tokens

_TAKEN = LIFESTYLE - {"habit"}
_OTHERS = frozenset({"medical", "person", "researcher", "body"})
_SOLD = frozenset({"we", "our", "us", "my"})


def ranked(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A remedy, a product or a cosmetic procedure is ranked first among ways to health."""
    last = view.target[1]
    if _doubted(view):
        return "hedged"
    named = among(view.names, _TAKEN, 0, last)
    if cosmetic(view) and not view.left(("person", "researcher", "body")):
        return ""
    others = view.strangers(_OTHERS)
    if others and not (named and named[0].first < others[0].first):
        return "plain"
    if not named and not (view.remedy and not view.left(("habit",))):
        return "plain"
    return "established" if established(view.text, medical=False, harm=False) else ""


def offered(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Somebody who sells care, or a method outside of medicine, is said to offer what works, where an illness or an organ is spoken of."""
    first, last = view.target
    sells = not _SOLD.isdisjoint(view.words[max(0, first - 3) : last]) or view.left(("alternative", "herb", "supplement", "goods"))
    if _doubted(view) or not (sells or view.remedy):
        return "plain"
    if view.strangers(("medical", "researcher")) or view.right(("medical",), 4):
        return "plain"
    spoken = near(view, objects, 8) or among(view.elsewhere, objects) or any(among(names(text), objects) for text in view.page)
    return "" if spoken else "sense"


def exists(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A cure is said to exist outside of medicine: “there are herbs that shrink fibroids”."""
    first, last = view.target
    inside = view.words[first:last]
    if _doubted(view) or not words("unsure").isdisjoint(view.words[:last]):
        return "hedged"
    if view.left(("medical", "researcher")) or {"help", "helps"} & set(inside):
        return "plain"
    if not among(view.names, objects, first, last + 2) and not among(names(view.around.before), objects):
        return "sense"
    outside = not words("untaught").isdisjoint(view.words) or view.remedy or among(view.names, ("alternative", "herb"))
    if not outside:
        return "plain"
    return "established" if established(view.text, medical=False, harm=False) else ""


def untreated(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """An illness is to go, or an organ to mend, without a medicine or an operation, by nature or by a remedy."""
    first, last = view.target
    without = first + view.words[first:last].index("without")
    if not among(view.names, objects, first, without):
        return "sense"
    if (
        _doubted(view)
        or not (words("unsure") - {"can"}).isdisjoint(view.words[:first])
        or view.before in {"be", "was", "were", "is", "are"}
    ):
        return "hedged"
    if among(view.names, ("medical", "researcher"), 0, without) or view.right(("medical",), 6):
        return "plain"
    told = (*view.words, *(word for text in (*view.around.headings, *view.page) for word in tokens(text).words))
    if words("untaught").isdisjoint(told) and not view.remedy and not among(view.names, _TAKEN):
        return "plain"
    return "established" if established(view.text, medical=True) else ""


def by_nature(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """An illness is undone, or an organ mended, “naturally”; what passes by itself and what a medicine does are no such promise."""
    first, last = view.target
    ill = among(view.names, objects, first, last) or view.left(("chronic",))
    pointed = {"it", "this", "them"} & set(view.words[max(0, first - 4) : last]) and among(view.elsewhere, ("chronic",))
    if not ill and not pointed:
        return "sense"
    alone = view.words[first].endswith("s") and not among(view.names, objects, first, last)
    if alone or "?" in view.words or not (words("unsure") - {"can"}).isdisjoint(view.words[:first]):
        return "hedged"
    if among(view.names, ("medical", "researcher")) or view.reported:
        return "plain"
    return "established" if established(view.text, medical=False, harm=False) else ""


def _doubted(view: View) -> bool:
    return "?" in view.words or not words("denials").isdisjoint(view.words[view.clause : view.target[0]])
