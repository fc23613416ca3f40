"""Frames about cure, healing, reversal and the end of a disease: who is said to act on what.

A frame tells why a trigger is no claim, `open` where a parser should look, or nothing where it is one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, among, curable, established, names, words
from clinlint.linguistics.context import analyse
from clinlint.linguistics.tokens import tokens


def phrase(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """The words alone make the claim; named classes must be there where the term asks for them."""
    if objects and not view.right(objects):
        return "sense"
    if subject and not view.acts(subject):
        return "plain"
    return ""


def _whole(view: View) -> str:
    return " ".join((view.text, view.around.before, *view.around.headings, view.row))


def accepted(view: View) -> bool:
    """Whether the sentence states accepted care: the condition with its treatment, and no remedy of daily life that acts."""
    if not view.acts():
        return established(view.text, medical=True)
    return established(_clause(view), medical=bool(view.left(("medical",))))


def _clause(view: View) -> str:
    """The clause that holds the trigger, where a comma and “so” end it too: “it heals cataracts, so skip the operation”."""
    first, last = view.target
    so = (i for i in range(last, len(view.words) - 1) if view.words[i] == "," and view.words[i + 1] in {"so", "no", "without", "and"})
    stop = min((s for s in (*analyse(view.text).breaks, *so) if s >= last), default=len(view.words))
    starts, ends = analyse(view.text).tokens.starts, analyse(view.text).tokens.ends
    return view.text[starts[view.clause] : ends[stop - 1]] if stop > first else view.text


def pointed(view: View, wanted: Collection[str]) -> bool:
    """Whether “it” or “them” in the trigger, or right after it, points to a name of some classes in the sentence before."""
    first, last = view.target
    return not {"it", "them"}.isdisjoint(view.words[first : last + 1]) and bool(among(names(view.around.before), wanted))


def by_means(view: View) -> bool:
    """Whether the words after the trigger say that it is done with something that people take or buy."""
    by = next((i for i in range(view.target[0], len(view.words)) if view.words[i] in {"with", "using", "thanks", "through"}), 0)
    return bool(by) and bool(
        among(view.names, LIFESTYLE - {"habit", "food", "drink"} if by < view.target[1] else LIFESTYLE - {"habit"}, by, by + 6)
    )


def cure(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Somebody or something cures a disease, or is its cure."""
    diseases = among(view.names, DISEASE)
    lifestyle = view.acts()
    if lifestyle:
        return (
            ""
            if diseases or view.right(("person",)) or among(view.elsewhere, DISEASE) or view.after in words("pronouns") | {"the", "your"}
            else "sense"
        )
    pointing = view.words[view.clause : view.clause + 1] in {("it",), ("they",), ("this",)}
    if established(view.text, medical=True) or (pointing and among(names(view.around.before), ("medical",)) and curable(view.text)):
        return "established"
    if view.before in {"only", "possible", "definitive"} and among(view.names, ("medical",)):
        return "established"
    noun = view.words[view.target[0]] in {"cure", "cures"} and view.before in words("determiners")
    if noun and view.after not in {"for", "to", "of"}:
        return "plain"
    if not view.words[view.clause : view.target[0]] and not view.title:
        by = view.after in {"with", "by", "through"} and view.right(LIFESTYLE, 4)
        return "" if by else "plain"
    if not diseases:
        if among(view.elsewhere, DISEASE) and view.after in words("pronouns") | {"the", "them"}:
            return "established" if curable(_whole(view)) else ""
        return "plain"
    if not view.right(DISEASE) and not view.passive and not view.left(DISEASE):
        return "sense"
    specific = any(not words("generic").issuperset(view.words[d.first : d.last]) for d in diseases)
    if not specific and (view.passive or view.words[view.target[0]] == "curable"):
        return "plain"
    if curable(view.text) and (view.passive or among(view.names, ("medical",))):
        return "established"
    return ""


def heal(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something heals a disease or an organ; wounds and tissues heal by themselves."""
    objects = view.right(DISEASE | {"function"}, 6)
    if view.passive:
        objects = view.left(DISEASE)
    wounds = view.right(("wound",), 4)
    if not objects or (wounds and wounds[0].first <= objects[0].first and "chronic" not in objects[0].classes):
        return "sense"
    itself = (view.after in {",", "."} and not view.passive) or view.left(("body", "wound"))
    return "sense" if itself and not view.acts() else ""


def change(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something reverses or does away with a disease or its signs."""
    wanted = frozenset(objects) or DISEASE
    objects_found = view.left(wanted) if view.passive else (among(view.names, wanted, *view.target) or view.right(wanted, 7))
    if not objects_found and view.after in {"it", "them"} and not view.left(("medical", "body", "researcher")):
        objects_found = among(view.elsewhere, frozenset({"chronic"}))
    if not objects_found:
        return "sense"
    if not words("defining").isdisjoint(view.words[view.target[1] : view.target[1] + _DEFINED]):
        return "technical"
    if accepted(view):
        return "established"
    lead = view.words[max(0, view.target[0] - 2) : view.target[0]]
    if view.before == "can" and lead != ("you", "can") and not view.title:
        return "plain"
    return ""


_DEFINED = 6
"""Words after a trigger in which it may be said to be a term."""


def imperative(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """The reader is told to do away with a disease or to renew an organ, at the head of a sentence, by some means or in some time."""
    if view.words[view.clause : view.target[0]] or not view.right(objects, 4):
        return "plain"
    means = among(view.names, LIFESTYLE) or not words("promotion").isdisjoint(view.words)
    return "" if means else "plain"


def stops(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A product stops a chronic disease."""
    if not view.right(objects, 2) or view.before in {"to", "not"}:
        return "plain"
    return "" if view.left(("goods", "product", "herb", "supplement", "alternative")) else "plain"


def start(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A slogan: the words stand at the head of their sentence."""
    lead = view.words[view.clause : view.target[0]]
    return "" if not lead or lead in {("a",), ("the",), ("your",), ("our",), ("and",), ("just",)} else "plain"


def owned(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Said of something of daily life, of a product, or of what the text sells."""
    if objects and not view.right(objects, 5):
        return "sense"
    sold = view.left(LIFESTYLE) or not words("sellers").isdisjoint(view.words) or (view.right(LIFESTYLE) and not view.left(("medical",)))
    return "" if sold else "plain"


def reversible(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A chronic disease is called reversible; a reversible cause or narrowing is a term of art."""
    lead = view.words[max(view.clause, view.target[0] - 2) : view.target[0]]
    if words("be").isdisjoint(lead) or (view.after.isalpha() and view.after not in words("ends")):
        return "technical"
    diseases = [*view.left(("chronic",)), *view.right(("chronic",), 6)]
    if all(words("generic").issuperset(view.words[d.first : d.last]) for d in diseases):
        return "technical"
    return "established" if accepted(view) else ""


def undone_by(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A chronic disease can be undone or kept away by what people eat, take or do."""
    first, last = view.target
    if not view.left(objects):
        return "sense"
    if not among(view.names, LIFESTYLE, first, last + 8) and view.words[last - 1] != "naturally":
        return "plain"
    if not {"may", "could", "often", "usually"}.isdisjoint(view.words[max(0, first - 1) : last]) or not words("unsure").isdisjoint(
        view.words[:first]
    ):
        return "hedged"
    return "established" if accepted(view) or established(view.text, medical=False) or view.right(("medical",), 4) else ""


def undone(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A chronic disease is undone by something that is not accepted care."""
    if not view.left(objects):
        return "sense"
    return "established" if accepted(view) or view.right(("medical",), 4) else ""


def conquest(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Researchers or a treatment are said to have beaten a disease; people who lived through one have not."""
    if not view.right(objects, 3):
        return "sense"
    return "" if view.left(("researcher", "medical", "product")) else "plain"


def beaten(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A disease is said to have lost: named just before the words, or just after them."""
    first = view.target[0]
    near = among(view.names, objects, max(view.clause, first - 5), first) or view.right(objects, 3)
    if not near or view.left(("person",)):
        return "sense"
    return "established" if accepted(view) and not view.acts() else ""


def own_story(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """One person's recovery that the text puts down to what it sells or to a remedy of daily life."""
    sold = words("sellers") | {"too"}
    passage = f"{view.around.before} {view.text} {view.around.after}"
    named = among(names(passage), LIFESTYLE - {"habit", "food", "drink"})
    told = not sold.isdisjoint(tokens(passage).words)
    if not named and not told:
        return "plain"
    return "established" if established(passage, medical=True) else ""


def vanishes(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A disease is said to vanish, by means of something of daily life or for those who do as they are told."""
    if not among(view.names, objects, max(view.clause, view.target[0] - 4), view.target[0]):
        return "sense"
    means = (
        among(view.names, LIFESTYLE - {"habit"})
        or not words("sellers").isdisjoint(view.words)
        or among(names(view.around.before), LIFESTYLE - {"habit"})
    )
    hailed = view.title and among(view.names, ("medical",)) and words("unsure").isdisjoint(view.words)
    return "" if (means or hailed) and not view.reported else "plain"


def cured_of(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Somebody is said to be cured of a disease, by something else than accepted care."""
    if not view.right(objects, 4):
        return "sense"
    if not view.acts() and curable(view.text):
        return "established"
    return ""


def owned_or_title(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Said of what the text sells, or as a headline."""
    if not view.right(objects, 4):
        return "sense"
    return "" if view.title or not view.words[view.clause : view.target[0]] else owned(view, subject, objects)


def product_change(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life, or a headline's hero, beats a disease."""
    inside = among(view.names, objects, *view.target)
    if objects and not view.right(objects, 4) and not inside and not pointed(view, objects):
        return "sense"
    if view.before in {"to", "not", "help", "helps"} and not view.title:
        return "plain"
    if by_means(view) and not view.left(("medical",)):
        return "established" if accepted(view) else ""
    if view.acts():
        return "established" if accepted(view) else ""
    lead = view.words[view.clause : view.target[0]]
    if "how" in lead and view.right(("chronic",), 4) and not view.left(("medical",)):
        return ""
    known = view.left(("medical", "researcher", "body", "person"))
    if not lead and (among(view.names, LIFESTYLE) or not words("promotion").isdisjoint(view.words)):
        return "established" if accepted(view) else ""
    if view.habitual and not known:
        return "established" if accepted(view) else ""
    if (
        lead
        and len(lead) <= 5
        and view.words[view.target[0]] not in words("fights")
        and not known
        and lead[0] not in words("pronouns")
        and (inside or view.right(("chronic",), 3))
        and lead[-1] not in words("auxiliaries")
    ):
        return "established" if accepted(view) else ""
    ill = view.right(("chronic",), 3)
    if view.title and view.left(("medical", "researcher")) and ill:
        cells = view.words[ill[0].last : ill[0].last + 1] in {("cell",), ("cells",)}
        return "plain" if cells else "established" if established(view.text, medical=True) else ""
    how = view.text[view.start :].lower().startswith("how to")
    return "" if how and among(view.names, LIFESTYLE) else "plain"
