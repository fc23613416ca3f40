"""What acts in a sentence that does not name it: the topic of its list, of its heading, or of the sentence that a pronoun points to."""

from __future__ import annotations

from clinlint.facts.view import View
from clinlint.facts.wording import LIFESTYLE, among, names, words
from clinlint.linguistics.tokens import tokens

_DAILY = LIFESTYLE - {"alternative", "goods"}
_OTHERS = frozenset({"medical", "body", "person", "researcher"})
_POINTERS = frozenset({"it", "they", "this", "these"})


def topic(view: View) -> str:
    """The text that names what acts, where the verb stands alone or after a pronoun and the page is about something of daily life."""
    lead = view.words[view.clause : view.target[0]]
    verb = view.words[view.target[0]]
    if any(word not in words("fillers") for word in lead[1:]):
        return ""
    if lead and lead[0] in _POINTERS:
        return _nearest((view.around.before, *_above(view)))
    if (lead and lead[0] not in words("fillers")) or not verb.endswith("s") or view.clause:
        return ""
    return _nearest(_above(view))


def _above(view: View) -> tuple[str, ...]:
    return (view.row, view.around.lead.rpartition(". ")[2], *reversed(view.around.headings))


def _nearest(texts: tuple[str, ...]) -> str:
    """The first text that names anything that could act, if that is of daily life; a sentence that opens with a pronoun points further."""
    for text in texts:
        if not text or (tokens(text).words[:1] and tokens(text).words[0] in _POINTERS):
            continue
        found = names(text)
        if among(found, _DAILY | _OTHERS):
            return text if among(found, _DAILY) and _tells(text) else ""
    return ""


def _tells(text: str) -> bool:
    found = tokens(text).words
    if "?" in found or not words("modals").isdisjoint(found):
        return False
    benefits = not {"benefit", "benefits", "advantages"}.isdisjoint(found)
    return benefits or not among(names(text), _OTHERS)
