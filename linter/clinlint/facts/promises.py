"""Frames about safety, certainty, rank and nature: what is promised of something."""

from __future__ import annotations

from collections.abc import Sequence

from clinlint.facts.remedies import accepted
from clinlint.facts.topics import topic
from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, among, established, names, words
from clinlint.linguistics.tokens import tokens


def no_harm(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A product or treatment is said to have no harms; what people in a study did not have is a report."""
    if view.left(("person",)):
        return "hedged"
    if among(view.names, ("medical",)) and not view.acts() and not words("tests").isdisjoint(view.words):
        return "established"
    lead = view.words[view.clause : view.target[0]]
    if not words("reports").isdisjoint(lead):
        return "hedged"
    return ""


def substance(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something that people take or do is called harmless; findings and bystanders of the body often are."""
    if view.acts() or (view.left(("medical",)) and not words("drugs").isdisjoint(view.words[view.clause : view.target[0]])):
        return ""
    return "sense"


def harmless_thing(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life or for sale is said to carry no danger."""
    if view.left(("person",)) or not words("reports").isdisjoint(view.words[view.clause : view.target[0]]):
        return "hedged"
    if view.after in {"of", "for", "to", "factors"} and not view.acts():
        return "sense"
    lead = view.words[view.clause : view.target[0]]
    carries = not words("carries").isdisjoint(lead[-2:]) and view.left(("medical",)) and words("tests").isdisjoint(view.words)
    return (
        ""
        if carries or view.acts() or view.habitual or view.right(LIFESTYLE, 5) or not words("sellers").isdisjoint(view.words)
        else "plain"
    )


def bare_safe(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A supplement, a herb or a product is called safe without saying for whom, at what dose or against what."""
    if not {"which", "what", "whether", "if", "how"}.isdisjoint(view.words):
        return "sense"
    return "" if view.left(("supplement", "herb", "alternative", "goods", "product")) and not view.left(("medical",)) else "sense"


def approval(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """The stock phrase, said of something in the present; a regulator's judgement or accepted care may say so."""
    present = frozenset(view.words)
    outside = among(view.names, ("alternative", "herb", "supplement"), view.clause, view.target[0]) or view.remedy
    if outside and view.after in {"approach", "way", "treatment", "remedy", "alternative", "method", "solution", "option"}:
        return "" if not view.strangers(("medical", "researcher", "body")) and words("unsure").isdisjoint(view.words) else "plain"
    if not words("regulators").isdisjoint(present):
        return "established"
    if view.before == "as" or view.after == "as":
        return "plain"
    accepted = {"vaccine", "vaccines", "vaccination", "condoms", "contraception", "immunizations"}
    if not present.isdisjoint(accepted) and present.isdisjoint(words("tried")) and not view.acts():
        return "established"
    lead = view.words[max(view.clause, view.target[0] - 6) : view.target[0]]
    if view.title:
        return ""
    if not lead:
        return "plain" if view.right(("medical",), 3) else ""
    if "to" in lead or not words("reports").isdisjoint(lead):
        return "hedged" if not words("reports").isdisjoint(lead) else "goal"
    if view.acts() or not {"is", "are", "remains"}.isdisjoint(lead) or lead[0] in {"a", "our"}:
        return ""
    return "plain"


def absolute(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """An absolute word governs an effect on a disease, a risk or a function."""
    if objects and not view.right(objects, 6):
        return "sense"
    if not objects and not among(view.names, DISEASE | {"risk", "function"}):
        return "sense"
    if view.reported:
        return "hedged"
    removal = view.text[view.start : view.end].lower().endswith(("removes", "remove"))
    return "established" if removal and accepted(view) and not view.acts() else ""


def best(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A remedy of daily life or a product is ranked first."""
    if view.acts() or view.words[view.clause : view.clause + 1] == ("ours",):
        return "established" if accepted(view) and not objects else ""
    return "plain"


def promise(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A promise for all or for ever that is about health."""
    if accepted(view) and among(view.names, ("medical",)):
        return "established"
    return (
        "" if among(view.names, DISEASE | LIFESTYLE | {"medical", "function"}) or not words("sellers").isdisjoint(view.words) else "sense"
    )


def promise_made(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Somebody gives their word: about health, here or in the sentence before."""
    health = DISEASE | {"function", "risk", "medical", "habit", "wound"} | LIFESTYLE
    return (
        ""
        if among(view.names, health) or among(names(view.around.before), health) or "or" in view.words[view.target[0] : view.target[0] + 1]
        else "sense"
    )


def natural(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """What is natural is said to lack the dangers of medicine."""
    if view.acts() or not {"natural", "herbal", "plant", "plants", "botanical"}.isdisjoint(view.words):
        return ""
    return "plain"


def boost(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life boosts the body, or the reader is told to boost it."""
    ordered = view.words[view.clause] in words("orders") and view.before == "to"
    if ordered:
        return ""
    if view.before in {"to", "not"} and not among(view.names, LIFESTYLE):
        return "plain"
    if view.left(LIFESTYLE) or view.right(LIFESTYLE, 6):
        medical = view.left(("medical",))
        return "open" if medical and not view.left(LIFESTYLE - {"product"}) else ""
    lead = view.words[view.clause : view.target[0]]
    if lead and view.acts():
        return ""
    if not lead and not view.right(("medical",)):
        return "" if not view.text[view.start : view.end].lower().split(" ")[0].endswith("ing") or view.title else "plain"
    return "" if view.acts() and not among(view.names, ("medical", "body")) else "plain"


def detox(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """The body is cleansed of toxins by something; liver and kidneys do it by themselves."""
    text = view.text[view.start : view.end].lower()
    if text.endswith(("cleanse", "cleanses", "cleansing", " detox")) and view.after not in {"that", "which", "to", "for", "with"}:
        return "sense"
    if view.left(("body",)) and not view.left(LIFESTYLE):
        return "sense"
    if not words("care").isdisjoint(view.words):
        return "technical"
    if view.before == "to" and view.words[view.clause] in words("orders"):
        return ""
    if text.endswith(("cleanse", "detox")):
        return ""
    strange = view.left(("medical", "body", "person", "researcher", "function"))
    if view.words[view.clause : view.target[0]] and not strange and view.before not in {"to", "not"}:
        return ""
    return boost(view, subject, objects)


def proves(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A study is said to prove something about health."""
    if view.after in {"to", "difficult", "hard", "useful"}:
        return "sense"
    return "" if view.names[1:] or view.title else "sense"


def proof(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Proof of something is claimed; what smoking does is established, and what nobody doubts of accepted care."""
    known = not {"smoking", "tobacco", "doubt", "question"}.isdisjoint(view.words)
    return "established" if known and established(view.text, medical=False) else ""


def headline_proves(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A headline in which something proves something."""
    if not view.title or not view.left(("researcher",)):
        return "sense"
    return ""


def proven_trick(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A trick, a formula or an effect that advertisements promise is called proven."""
    return "established" if accepted(view) else ""


def proven(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something is called proven: accepted care may be, a food, product or unnamed trick may not."""
    if view.acts() or view.right(LIFESTYLE, 8):
        return "established" if accepted(view) else ""
    lead = view.words[view.clause : view.target[0]]
    if len(lead) <= 1 and not among(view.names, ("medical",)):
        return ""
    return "" if view.words[view.clause : view.clause + 1] in {("our",), ("we",)} else "established"


def helping(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life is flatly said to help against an illness or for an organ; of nutrients it is physiology."""
    if not words("unsure").isdisjoint(view.words):
        return "hedged"
    if view.before in {"to", "not", "and", "of", "with", "the", "for", "n't", "or"} or view.after == "?":
        return "plain"
    named = view.left(_HELPERS | {"diet"} | ({"habit"} if view.title else frozenset()))
    outside = "" if named else topic(view)
    if not named and not outside:
        return "plain"
    lead = (*view.words[view.clause : view.target[0]], *tokens(outside).words)
    if view.strangers(("medical", "person", "body", "researcher")) or (not view.title and not words("nutrients").isdisjoint(lead)):
        return "plain"
    if not near(view, objects, 2):
        return "sense"
    return "established" if established(view.text, medical=False, harm=False) else ""


_HELPERS = frozenset({"food", "drink", "supplement", "herb", "alternative", "product", "goods"})


def near(view: View, wanted: Sequence[str], reach: int) -> bool:
    """Whether a name of some classes shares a word with the trigger or follows it within reach."""
    first, last = view.target
    inside = any(name.first < last and name.last > first and not name.classes.isdisjoint(wanted) for name in view.names)
    return inside or bool(view.right(wanted, reach))


def ordered(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """The reader is told to do an organ good by means of something to take."""
    if not view.right(objects, 7) or view.right(("medical",), 7):
        return "plain"
    return "established" if established(view.text, medical=False, harm=False) else ""


def spares_tissue(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A treatment is said to leave all else unharmed; a report, a hope or a possibility says less."""
    if view.past or view.reported or not words("unsure").isdisjoint(view.words[view.clause : view.target[0]]):
        return "hedged"
    lead = view.words[view.clause : view.target[0]]
    if "to" in lead and not any(word.endswith("s") and word not in words("articles") for word in lead[: lead.index("to")][-2:]):
        return "goal"
    return ""


def listed(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A headline ranks something to take first for an illness or an organ."""
    if not view.title:
        return "plain"
    return "" if view.right(objects, 6) else "sense"


def headline_listed(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A headline promises proven benefits of something to take."""
    return "" if view.title and view.right(_HELPERS, 9) and not view.right(("medical",), 9) else "plain"


def alternative(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A method outside of medicine is flatly said to treat, where an illness or an organ is spoken of."""
    if not words("unsure").isdisjoint(view.words) or view.before in {"to", "not", "n't", "and", "or", "that", "which", "no"}:
        return "hedged"
    by = {"with", "by", "through"}
    means = view.left(("alternative",)) or (
        not by.isdisjoint(view.words[: view.target[0]]) and among(view.names, ("alternative",), 0, view.target[0])
    )
    if not means and not (among(names(topic(view)), ("alternative",)) if topic(view) else ()):
        return "plain"
    if view.left(("person", "researcher")):
        return "plain"
    ill = DISEASE | {"function"}
    return "" if among(view.names, ill) or among(view.elsewhere, ill) or among(names(" ".join(view.page)), ill) else "sense"


def shown(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something to take is said to have been shown to work against an illness, without the study, its size or its kind."""
    if not words("unsure").isdisjoint(view.words) or not words("nutrients").isdisjoint(view.words[view.clause : view.target[0]]):
        return "hedged"
    if not (view.left(frozenset(subject) or _HELPERS) or topic(view)) or view.strangers(("medical",)):
        return "plain"
    return "established" if established(view.text, medical=False, harm=False) else "" if near(view, objects, 8) else "sense"


def works(view: View, subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something to take is said to work, or to do good."""
    if not words("unsure").isdisjoint(view.words):
        return "hedged"
    return "" if view.left(frozenset(subject) or _HELPERS) and not view.left(("medical", "person")) else "plain"


def headline_proven(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A headline calls something proven."""
    return "" if view.title and view.before not in {"not", "un", "yet", "never", "is", "are"} and "?" not in view.words else "plain"
