"""What acts in a sentence that does not name it: the topic of its list, of its heading, or of the sentence that a pronoun points to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, Named, among, names, words
from clinlint.linguistics.tokens import tokens

_DAILY = LIFESTYLE - {"goods"}
_REMEDY = LIFESTYLE - {"goods", "habit"}
_OTHERS = frozenset({"medical", "body", "person", "researcher"})
_POINTERS = frozenset({"it", "they", "this", "these"})


def topic(view: View) -> str:
    """The text that names what acts, where the verb stands alone or after a pronoun and the page is about something of daily life."""
    lead = [word for word in view.words[view.clause : view.target[0]] if not _mark(word)]
    verb = view.words[view.target[0]]
    if any(word not in words("fillers") for word in lead[1:]):
        return view.remedy if _unknown(view, lead) else ""
    if lead and lead[0] in _POINTERS:
        pointed = names(view.around.before) if view.around.before else ()
        others = [name for name in among(pointed, _OTHERS) if "medical" in name.classes or name.first < _SHORT or not view.remedy]
        if others and not among(pointed, _DAILY):
            return ""
        if view.remedy and not others:
            return view.remedy
        return _nearest((view.around.before, *_above(view)), view.remedy)
    if (lead and lead[0] not in words("fillers")) or not _opens(view):
        return view.remedy if lead and _unknown(view, lead) else ""
    if verb.endswith("s"):
        return _nearest(_above(view), view.remedy)
    ordered = not {"with", "by", "using", "through", "if", "when"}.isdisjoint(view.words)
    return praised_remedy(view) if (view.title or view.around.lead) and not ordered else ""


def _unknown(view: View, lead: Sequence[str]) -> bool:
    """Whether a short subject that no list names acts: “its acid”, “the powder”; on a page about a remedy that is a part or a form of it."""
    nouns = [word for word in lead if word not in words("fillers")]
    if not nouns or len(nouns) > _SHORT or among(view.names, _ANY, view.clause, view.target[0]) or view.clause:
        return False
    if nouns[0] not in _POINTING and len(nouns) > 1:
        return False
    return words("strangers").isdisjoint(nouns)


_SHORT = 3
_POINTING = frozenset({"the", "its", "their", "these", "this", "those", "such"})
_ANY = _OTHERS | {"chronic", "acute", "risk", "function", "wound", "exposure", "habit"}


def praised_remedy(view: View) -> str:
    """What is to be taken or done, on a page about it or in a title that says what it is good for."""
    found = _nearest(_above(view), view.remedy)
    if not found or not among(names(found), _REMEDY):
        return ""
    return found if found == view.remedy or view.remedy or not words("praises").isdisjoint(tokens(found).words) else ""


def _opens(view: View) -> bool:
    """Whether nothing but the number or the mark of an item stands before a trigger in its sentence."""
    return all(_mark(word) or word in words("fillers") for word in view.words[: view.target[0]])


def _mark(word: str) -> bool:
    return not any(letter.isalpha() for letter in word)


def _above(view: View) -> tuple[str, ...]:
    lead = view.around.lead.rpartition(". ")[2]
    return (view.row, lead if lead.rstrip().endswith(":") else "", *reversed(view.around.headings), *view.page)


def _nearest(texts: tuple[str, ...], remedy: str) -> str:
    """The first text that names anything that could act, if that is of daily life, or what the page is about.

    A sentence that opens with a pronoun points further.
    """
    for text in texts:
        if not text or (tokens(text).words[:1] and tokens(text).words[0] in _POINTERS):
            continue
        found = names(text)
        if among(found, _DAILY) and _tells(text):
            return text
        if among(found, ("medical",) if remedy else _OTHERS) or not words("doubts").isdisjoint(tokens(text).words):
            return ""
    return remedy


def _tells(text: str) -> bool:
    found = tokens(text).words
    if "?" in found or not words("modals").isdisjoint(found):
        return False
    return not words("praises").isdisjoint(found) or not among(names(text), _OTHERS)


def remedy_of(texts: Sequence[str]) -> str:
    """What a page is about, if that is something to take or to have done: named as often as medicines.

    On a long page it is named at the beginning and twice at least; on a short passage once, anywhere.
    """
    short = sum(map(len, texts[:_BLOCKS])) <= _PASSAGE
    counts: Counter[str] = Counter()
    medical = 0
    early: dict[str, int] = {}
    for place, text in enumerate(texts[:_BLOCKS]):
        if not short and not early and (place == _EARLY or (place == 1 and _ill(texts[0]))):
            return ""
        beginning = text[:_LENGTH]
        found = tokens(beginning).words
        for name in names(beginning):
            said = found[name.first : name.last]
            if _remedial(name, said):
                counts[" ".join(said)] += 1
                if short or place < _EARLY:
                    early.setdefault(" ".join(said), place)
            elif "medical" in name.classes and words("everywhere").isdisjoint(said) and words("substances").isdisjoint(said):
                medical += 1
    remedy = max(early, key=lambda name: (counts[name], -early[name], name), default="")
    return remedy if remedy and sum(counts.values()) >= max(1 if short else _OFTEN, medical) else ""


def _ill(title: str) -> bool:
    """Whether a title names an illness and no cure of it."""
    return bool(among(names(title), DISEASE)) and words("praises").isdisjoint(tokens(title).words)


def _remedial(name: Named, said: Sequence[str]) -> bool:
    """Whether a name is of something to take or to have done, nutrients and the foods of every page apart; of habits those that are taught."""
    if (not words("nutrients").isdisjoint(said) and said[-1] != "water") or words("plain-foods").issuperset(said) or said == ("water",):
        return False
    return bool(name.classes & _NAMED) or ("habit" in name.classes and not words("practices").isdisjoint(said))


_NAMED = frozenset({"food", "drink", "supplement", "herb", "alternative", "diet"})
_BLOCKS = 40
_LENGTH = 250
_EARLY = 3
"""Blocks at the beginning of a page, one of which names what it is about."""
_OFTEN = 2
"""How often a page names remedies at least."""
_PASSAGE = 1600
"""Code points up to which a text is a passage: a product page, a post, a leaflet."""
