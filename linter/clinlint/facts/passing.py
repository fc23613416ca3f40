"""Triggers that the words of their sentence let pass, before anything is asked about clauses and surroundings: most of them on any page."""

from __future__ import annotations

from collections.abc import Callable

from clinlint.facts.article import Article, Hit
from clinlint.facts.context import bounds
from clinlint.facts.wording import may_be_habit, names_daily, words
from clinlint.linguistics.tokens import tokens

_UNSURE = frozenset({"so-finite", "helping", "way-to", "result", "nominal"})
"""Frames that are no claim in a sentence that leaves open whether it is true."""
_SUBJECT = frozenset(
    {
        "effect",
        "benefit",
        "harm",
        "benefit-of",
        "harm-of",
        "any-effect",
        "told",
        "headline-benefit",
        "prevent",
        "compared",
        "helping",
        "way-to",
    }
)
"""Frames that are a claim only where something of daily life is named before the verb, or a pronoun or the page may stand for it."""
_VERBS = _SUBJECT - {"prevent", "compared", "any-effect", "helping", "way-to"}
"""Those of a finite verb that tells more than what may be."""
_NO_VERB = frozenset({"to", "not", "or", "of", "for", "the", "a", "in", "with", "by", "can"})
_POINTERS = frozenset({"it", "they", "this", "these"})
_BETWEEN = frozenset({"also", "even", "really", "actually", "will", "'ll", "does", "do", "just", "too", "how", "why", "and", "that"})
_GOOD = frozenset({"benefits", "advantages"})


def passes(article: Article, hit: Hit, frame: str, about: Callable[[], str]) -> bool:
    """Whether a trigger is surely no claim; `about` tells the remedy that the page is about, which may be the subject. Never wrongly yes."""
    if frame not in _SUBJECT and frame not in _UNSURE:
        return False
    first, last = bounds(article, hit.block, hit.start, hit.end)
    text = article.texts[hit.block]
    if frame in _UNSURE and not words("unsure").isdisjoint(tokens(text[first:last]).words):
        return True
    lead = tokens(text[first : hit.start]).words
    if frame == "result":
        return "," not in lead[-4:] and _GOOD.isdisjoint(lead)
    if frame not in _SUBJECT:
        return False
    if not (frame in _VERBS and lead[-1:] and lead[-1] in _NO_VERB) and (names_daily(lead) or may_be_habit(lead) or _pointed(lead)):
        return False
    return not about()


def _pointed(lead: tuple[str, ...]) -> bool:
    """Whether a pronoun, or nothing at all, stands before the verb but for small words."""
    for word in reversed(lead):
        if word in _POINTERS:
            return True
        if word not in _BETWEEN and word not in words("fillers") and any(map(str.isalpha, word)):
            return False
    return True
