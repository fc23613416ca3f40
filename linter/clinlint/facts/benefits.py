"""Frames about foods and habits: in the present tense, of daily life, without a hedge."""

from __future__ import annotations

from collections.abc import Sequence

from clinlint.facts.actors import DAILY, LOOSE, apposed, is_plural, leads, pointed, relates, strangers, subjects
from clinlint.facts.topics import topic
from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, Named, among, established, words
from clinlint.linguistics.context import analyse

_ILL = DISEASE | {"risk", "function"}


def prevent(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life, or a product, flatly prevents a disease that has many causes."""
    if not view.right(frozenset(objects) or frozenset({"chronic"}), 4):
        return "plain"
    if view.past or view.passive:
        return "hedged"
    if view.before in {"to", "not", "or", "help", "helps", "can"}:
        return "plain"
    return _acting(view)


def preventable(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A disease with many causes is called preventable without limit."""
    if not view.left(objects):
        return "sense"
    return "established" if established(view.text, medical=False) else ""


def benefit(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life is said, in the present tense, to do good to health."""
    if view.before in {"to", "not", "or", "of", "for", "the", "a", "in", "with", "by", "had", "have", "has", "his", "her"}:
        return "plain"
    return _acting(view)


def headline_benefit(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """A headline in which something of daily life does good, whatever it is good for."""
    if view.words[view.target[1] - 1] in words("trade"):
        return "sense"
    if not view.title or view.before == "that" or view.words[view.target[1] - 1] in words("pronouns") | {"it", "them"}:
        return "plain"
    return benefit(view, subject, objects)


def told(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """What a study is said to have shown of something of daily life, whatever it is good for."""
    if words("links").isdisjoint(view.words):
        return "plain"
    return benefit(view, subject, objects)


def effect(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life is said to do good or harm to health; which of the two, verb and object tell together."""
    return harm(view, subject, objects) if harms_health(view) else benefit(view, subject, objects)


def harms_health(view: View) -> bool:
    """Whether verb and object together tell a harm: more of an illness, less of a function."""
    verb = view.words[view.target[0]]
    forms = {verb, verb.removesuffix("s"), verb.removesuffix("es")}
    if not forms.isdisjoint(words("harming")):
        return True
    acted = among(view.names, _ILL, *view.target)
    good = bool(acted) and "function" in acted[-1].classes and acted[-1].classes.isdisjoint(DISEASE)
    return not forms.isdisjoint(words("lowering") if good else words("raising"))


def harm(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life is said to do harm, in a headline or where a study is told that can only show a link."""
    if view.before in {"to", "not", "or", "of", "for", "the", "a", "in", "with", "by", "that", "and"}:
        return "plain"
    named = subjects(view)
    if not named and not view.habitual:
        return "plain"
    around = f"{view.text} {view.around.before} {view.around.after}".lower()
    if _noun(view):
        return "sense"
    ill = view.right(("chronic",), 7) or among(view.names, ("chronic",), *view.target)
    eaten = [name for name in view.left(("food", "drink", "supplement")) if ill and not view.title and not _by(view, name)]
    if not view.title and not eaten and not _lived(view, named, ill=bool(ill)) and words("links").isdisjoint(analyse(around).tokens.words):
        return "plain"
    return _acting(view)


def _lived(view: View, named: Sequence[Named], *, ill: bool) -> bool:
    """Whether what people live in or with opens the clause and acts on a disease, or on the reader."""
    yours = not {"you", "your", "our", "us"}.isdisjoint(view.words[view.target[0] :])
    if named and leads(view, named[-1]):
        return ill or (bool(named[-1].classes & {"exposure", "habit"}) and bool(among(view.names, ("function",), *view.target)))
    return view.habitual and yours


def _by(view: View, name: Named) -> bool:
    """Whether something is not the subject but what brings it about: “disease caused by iron overload is …”."""
    return "by" in view.words[view.clause : name.first]


def _noun(view: View) -> bool:
    """Whether a word of harm is a noun: “the main cause of”, “damage to the heart”."""
    first = view.target[0]
    following = view.words[first + 1 : first + 2]
    if view.words[first].removesuffix("s") in {"lead", "contribute"} or view.words[first] in words("be"):
        return False
    alone = view.target[1] - first == 1
    return view.before in words("ranks") or (alone and view.after == "of") or following in {("of",), ("to",), ("from",), ("by",)}


def key(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life is the key to health."""
    return "" if view.left(LIFESTYLE) or view.right(LIFESTYLE, 4) else "plain"


def benefit_of(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """A benefit told with a verb that has other uses: what is acted on must stand within it or follow at once."""
    near = view.right(objects, 4) or among(view.names, objects, *view.target)
    return benefit(view, subject, objects) if near else "sense"


def harm_of(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """A harm told with a verb that has other uses: what is acted on must stand within it or follow at once."""
    near = view.right(objects, 8) or among(view.names, objects, *view.target)
    return harm(view, subject, objects) if near else "sense"


def any_effect(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life is the subject of a present-tense verb, whichever it is, that acts at once on a disease or, in a headline, on health."""
    first = _verb(view)
    verb = view.words[first]
    noun = verb.endswith(_NOUNS) or view.words[first + 1] in {"of", "in", "on", "for", "with", "and", "or"}
    if verb in words("neutral") or noun or any(name.first <= first < name.last for name in view.names):
        return "sense"
    named = [*view.left(DAILY), *view.left(LOOSE)]
    if not any(leads(view, name) for name in named) and not view.habitual:
        return "plain"
    if not among(view.names, objects, *view.target):
        return "sense"
    inside = view.words[slice(*view.target)]
    if not words("modals").isdisjoint(inside[1:2]):
        return "hedged"
    yours = not {"your", "our", "you", "us"}.isdisjoint(inside)
    if not view.title and not yours and not among(view.names, ("chronic",), *view.target):
        return "plain"
    return benefit(view, subject, objects)


def _verb(view: View) -> int:
    """The word of a trigger that tells what is done: its first, or that after “is” or “are” and an adverb."""
    first, last = view.target
    if view.words[first] not in words("be"):
        return first
    return next((i for i in range(first + 1, last) if view.words[i].endswith("ing")), first)


_NOUNS = ("ers", "ors", "ists", "ments", "tions", "sions", "ness", "ties", "ies", "sis", "ous", "ss")
"""Endings of nouns that might be taken for verbs; verbs in “-ies” that matter are in the lexicon of verbs."""


def the_more(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """The more people do of something, the healthier or sicker they are said to be; how an illness or its care runs is no such claim."""
    first, last = view.target
    lived = among(view.names, LIFESTYLE | {"exposure"}, first, last) or not words("habits").isdisjoint(view.words[first:last])
    health = among(view.names, _ILL, first) or not {"die", "live", "age"}.isdisjoint(view.words[first:])
    if not lived or not health or {"likely", "likelihood"} & set(view.words[first:last]):
        return "plain"
    return "established" if established(view.text, medical=False) else ""


def compared(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life is said to be as good or bad as a medicine or a poison."""
    return "" if subjects(view) or view.habitual else "plain"


def spared(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """People who live in some way are said to be protected from a disease."""
    if not view.right(objects, 5) and not among(view.names, objects, *view.target):
        return "sense"
    if established(view.text, medical=True):
        return "established"
    return "" if subjects(view) or among(view.names, LIFESTYLE) or view.habitual else "plain"


def people_who(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """People who do something are said to change their risk by it."""
    inside = among(view.names, LIFESTYLE, *view.target)
    if not inside and words("habits").isdisjoint(view.words):
        return "plain"
    return "established" if established(view.text, medical=False) else ""


def helps(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A herb, a product or a remedy without trials helps against a disease."""
    if view.left(("body",)):
        return "sense"
    if not view.right(objects, 2):
        return "sense"
    return "" if view.left(("herb", "product", "goods", "alternative")) else "hedged"


def caused(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A study that can only show a link is said to have found a cause."""
    if any(word in {"not", "cannot"} or word.endswith("n't") for word in view.words[slice(*view.target)]):
        return "negated"
    kinds = words("observational")
    inside = among(view.names, DAILY, *view.target)
    return "" if inside and not kinds.isdisjoint(view.words) else "hedged"


def because(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A difference between people is put down to what they eat or do."""
    if view.after == "because":
        return ""
    return "" if among(view.names, LIFESTYLE) and ("because" in view.words or "so" in view.words or "thanks" in view.words) else "plain"


def _acting(view: View) -> str:
    first = view.target[0]
    verb = view.words[first]
    named = subjects(view)
    if not named:
        if apposed(view):
            return "established" if established(view.text, medical=False, harm=harms_health(view)) else ""
        told = pointed(view)
        habit = view.habitual and not view.left(("medical", "body", "person", "researcher", "alternative"))
        outside = "" if told or habit else topic(view)
        if not told and not habit and not outside:
            return "plain"
        if outside and established(f"{outside} {view.text}", medical=False, harm=harms_health(view)):
            return "established"
        if habit and not view.right(_ILL, 6) and not among(view.names, _ILL, *view.target):
            return "plain"
    if "can" in view.words[max(view.clause, first - 3) : first]:
        return "hedged"
    if view.before in {"that", "which", "who"}:
        return _relative(view, named)
    if "will" in view.words[max(view.clause, first - 2) : first] or view.before == "'ll":
        return _promised(view)
    if not verb.endswith("s") and verb != "are" and named and not any(is_plural(view, name) for name in named):
        return "plain"
    start, end = analyse(view.text).tokens.starts[max(view.clause, named[0].first - 2) if named else 0], _reached(view, 7)
    if established(view.text[start:end], medical=False, harm=harms_health(view)):
        return "established"
    if view.before == "and" and not (view.headline and named and named[0].first - view.clause <= 2 and strangers(view, named) == []):
        return "open" if verb.endswith("s") or any(is_plural(view, name) for name in named) else "plain"
    if not strangers(view, named):
        return ""
    return (
        ("" if view.left(("medical",)) and not view.left(("person", "researcher")) and named and named[0].first <= 1 else "open")
        if view.headline
        else "open"
    )


def _relative(view: View, named: Sequence[Named]) -> str:
    """The same in a relative clause: strong claims, titles, and what a remedy holds or does in turn."""
    first = view.target[0]
    if named and relates(view, named) and words("unsure").isdisjoint(view.words):
        return "established" if established(view.text, medical=False, harm=harms_health(view)) else ""
    strong = view.words[first].removesuffix("s") in {"stop", "prevent", "cure", "fight", "beat", "kill"}
    if strong and named and named[-1].last == first - 1 and (view.right(("chronic",), 2) or among(view.names, ("chronic",), *view.target)):
        return ""
    told = view.title and view.words[0] not in words("pronouns") | {"if", "i"}
    return "" if told or (view.clause == 0 and view.words[0] in {"the", "a"} and first <= 4) else "plain"


def _promised(view: View) -> str:
    """The same with “will”."""
    if established(view.text, medical=False, harm=harms_health(view)):
        return "established"
    first = view.target[0]
    acted = view.right(_ILL, 4) or any(n.first < view.target[1] and n.last > first and n.classes & DISEASE for n in view.names)
    return "" if view.words[first] == "make" or acted else "plain"


def _reached(view: View, count: int) -> int:
    """Code points up to some words after the trigger, or to the mark before that ends what is said of it."""
    tokens = analyse(view.text).tokens
    last = view.target[1]
    while last < min(view.target[1] + count, len(view.words)) and view.words[last] not in _MARKS:
        last += 1
    return max(view.end, tokens.ends[last - 1])


_MARKS = frozenset({".", ",", ";", ":", "?", "!", "(", ")"})
