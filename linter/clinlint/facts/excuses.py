"""The reason that is shown for a trigger that keeps silent: what an editor would say when asked why it may pass.

Nothing here decides whether a claim is flagged; that is settled before.
"""

from __future__ import annotations

from itertools import pairwise

from clinlint.facts.benefits import harms_health
from clinlint.facts.remedies import accepted
from clinlint.facts.view import View
from clinlint.facts.wording import curable, established, words
from clinlint.linguistics.assertion import Assertion, Status, Voice
from clinlint.linguistics.context import analyse, assess

ASKED_AGAIN = frozenset({"plain", "sense", "hedged", "goal", "critical"})
"""Reasons that may not be the first that comes to mind."""


def excuse(view: View, reason: str, cue: str, subtype: str) -> tuple[str, str, Voice | None]:
    """Reason, the words that give it, and whose voice it is where that changes."""
    if _named(view):
        return "name", "", None
    held = assess(view.text, view.start, view.end, view.around)
    if held.status is Status.ASKED:
        return "question", _cue(held), None
    if reason == "critical":
        return ("established", "", None) if _in_scare_quotes(held) and _cared(view) else (reason, cue, None)
    found = (reason, cue, None) if reason == "goal" else _reasoned(view, held, reason, cue, subtype)
    if found[0] in {"goal", "sense"} and _told_how(view):
        return "established", "", None
    if found[0] == "goal" and "?" in view.words[view.target[1] :]:
        return "question", "?", None
    return found


def _reasoned(view: View, held: Assertion, reason: str, cue: str, subtype: str) -> tuple[str, str, Voice | None]:
    """Reason of what is no goal."""
    asked = _inquired(view)
    if asked:
        return "question", asked, None
    care = _cared(view)
    if care and _softly(held) and words("doubts").isdisjoint(view.words):
        return "established", "", None
    if reason == "hedged" and not cue and _flat(view, held):
        reason = "plain"
    if reason == "hedged" and cue and held.status in {Status.AFFIRMED, Status.HEDGED}:
        return ("sense", "", None) if "way" in view.words[slice(*view.target)] else (reason, cue, None)
    if held.status is Status.NEGATED and _denied(view, held, reason, cue):
        return "negated", _cue(held), held.voice
    if subtype in _PRAISED and _praised_care(view, held):
        return "established", "", None
    if reason == "sense" and not cue and (another := _of_a_verb(view)):
        return another, "", None
    if reason == "sense" or view.before in words("articles") | words("ranks") - {"which", "what"} or _no_verb(view):
        return "sense", cue, None
    if held.status is not Status.AFFIRMED and not _far(view, held):
        excluded = not {"rule", "ruled"}.isdisjoint(_cue(held).lower().split())
        return "sense" if excluded else held.reason, _cue(held), held.voice
    return *_of_its_own(view, held, reason, cue, care=care), None


def _of_its_own(view: View, held: Assertion, reason: str, cue: str, *, care: bool) -> tuple[str, str]:
    """Reason of words that the sentence asserts."""
    if {"no", "not", "without"} & set(view.words[slice(*view.target)]):
        return "negated", cue
    if view.before == "to" and (
        not view.left(("medical",)) or {"done", "performed", "made"} & set(view.words[view.target[0] - 2 : view.target[0]])
    ):
        return ("goal", "to") if _aimed(view) else (reason, cue)
    if held.measured:
        return "hedged", "figures"
    if reason == "hedged":
        return reason, cue
    if view.words[view.target[0]].endswith("ing") and not _AIMS.isdisjoint(view.words[: view.target[0]]):
        return "goal", cue
    if _imperative(view):
        return "sense", "advice"
    if _body_acts(view):
        return "sense", cue
    return ("established" if care and view.before != "to" else reason), cue


def _softly(held: Assertion) -> bool:
    """Whether a cue only says how often, in whom or on what condition accepted care works, or is a pair of quotation marks."""
    told = _cue(held).lower()
    return told.startswith(("can ", "in ", "if")) or "way" in told.split() or _in_scare_quotes(held)


def _in_scare_quotes(held: Assertion) -> bool:
    return held.cue is not None and held.cue.name == "scare-quotes"


def _told_how(view: View) -> bool:
    """Whether a sentence says what to do: “the best way to prevent falls is to …”, with nothing on sale in it."""
    first, last = view.target
    near = view.words[max(0, first - _NEAR) : last + 1]
    if not any(word in {"way", "ways"} and after in {"to", "for"} for word, after in pairwise(near)) or {
        "is",
        "are",
        "include",
        "includes",
    }.isdisjoint(view.words[last : last + _NEAR]):
        return False
    return words("doubts").isdisjoint(view.words) and not view.left(_SOLD) and not view.right(_SOLD, len(view.words))


def _inquired(view: View) -> str:
    """The words by which a reader is told to ask: “ask your doctor which exercises are safe”."""
    lead = view.words[: view.target[0]]
    asking = next((i for i, word in enumerate(lead) if word in _ASKS), -1)
    if asking < 0 or _DOCTORS.isdisjoint(lead[asking : asking + 9]):
        return ""
    after = next((i for i in range(asking + 1, len(lead)) if lead[i] in _ABOUT), -1)
    return f"{lead[asking]} … {lead[after]}" if after > 0 else ""


def _denied(view: View, held: Assertion, reason: str, cue: str) -> bool:
    """Whether a denial is what lets words pass, and not that they are a noun or a set phrase that happens to be denied."""
    if reason == "sense" and cue and cue.lower() not in words("denials"):
        return False
    return not _far(view, held) and not (_no_verb(view) and view.words[view.target[0]] in words("nouns-too"))


def _far(view: View, held: Assertion) -> bool:
    """Whether a denial stands so far before the words, or after so many, that a reader would not name it."""
    if held.status is not Status.NEGATED or held.cue is None or held.cue.start < 0:
        return False
    between = view.text[held.cue.end : view.start] if held.cue.end <= view.start else view.text[view.end : held.cue.start]
    return len(between.split()) > _NEAR


def _flat(view: View, held: Assertion) -> bool:
    """Whether nothing near a trigger hedges it, though something else in the sentence may be hedged."""
    first = view.target[0]
    return held.status is Status.AFFIRMED and not held.measured and words("unsure").isdisjoint(view.words[max(0, first - 4) : first])


def _praised_care(view: View, held: Assertion) -> bool:
    """Whether accepted medical care is called effective, proven or safe, in a sentence with nothing on sale."""
    if held.status not in {Status.AFFIRMED, Status.CONDITION, Status.HEDGED} or (held.status is Status.HEDGED and not _softly(held)):
        return False
    if view.left(_SOLD) or view.right(_SOLD) or not words("doubts").isdisjoint(view.words):
        return False
    trigger = set(view.words[slice(*view.target)])
    return bool(view.left(("medical",)) or view.right(("medical",))) and not _VALUED.isdisjoint(trigger)


def _aimed(view: View) -> bool:
    """Whether “to” before a trigger tells an aim, not what something makes others do, or is said, able or likely to do."""
    place = view.target[0] - 2
    word = view.words[place] if place >= 0 else ""
    if word in _NO_AIM or not _CAUSES.isdisjoint(view.words[max(0, place - 3) : max(0, place)]):
        return False
    return not any(name.last == place + 1 and name.classes & {"person", "body"} for name in view.names)


def _named(view: View) -> bool:
    """Whether a trigger is part of a title that a sentence names: all its words begin with capitals, and those beside a single one."""
    first, last = view.target
    if view.title or not view.text[view.start : view.start + 1].isupper() or not first:
        return False
    starts = analyse(view.text).tokens.starts
    inside = [i for i in range(first, last) if view.words[i].isalpha()]
    beside = [i for i in (first - 1, last) if i < len(starts) and view.words[i].isalpha()] if len(inside) < _TITLE else []
    return len(inside) + len(beside) >= _TITLE and all(view.text[starts[i]].isupper() for i in (*inside, *beside))


def _body_acts(view: View) -> bool:
    """Whether the body does what a sentence tells; a disease of it is not the body."""
    if not _TISSUES.isdisjoint(view.words[max(0, view.target[0] - _BESIDE) : view.target[0]]):
        return True
    if view.left(("medical",)):
        return False
    return any(view.words[name.last] not in _ILLS for name in view.left(("body",)) if name.last < len(view.words))


def _of_a_verb(view: View) -> str:
    """Reason of a verb that tells what comes of something, hedged where it holds a modal itself: “people who rest may lower their risk”."""
    found = view.words[slice(*view.target)]
    if not {"may", "might", "could"}.isdisjoint(found):
        return "hedged"
    verb = found[1:] if found[:1] in {("is",), ("are",)} else found[:1]
    noun = found[:1] == verb and (view.before in words("articles") | words("ranks") or _no_verb(view))
    return "plain" if not noun and not _RESULTS.isdisjoint(verb) and not _body_acts(view) else ""


def _imperative(view: View) -> bool:
    """Whether a sentence begins with the trigger in its plain form: “Control your blood pressure”."""
    verb = view.words[view.target[0]]
    if view.words[: view.target[0]] or verb.endswith(("s", "ed", "ing")):
        return False
    return verb not in words("articles") | _VALUED | words("everywhere")


def _no_verb(view: View) -> bool:
    """Whether the word that fired is no verb here: part of a name, a noun before “of”, a word that is a noun as often and has no subject."""
    first = view.target[0]
    verb = view.words[first]
    if any(name.first <= first < name.last for name in view.names) or view.words[first + 1 : first + 2] in {("of",), ("in",), ("or",)}:
        return True
    if verb not in words("nouns-too"):
        return False
    return (view.before.endswith("'s") or not view.before.endswith("s")) and view.before not in words("before-verbs")


def _cared(view: View) -> bool:
    """Whether a sentence tells the good that accepted care does."""
    care = view.left(("medical",)) or view.right(("medical",), 8) or view.acts() or view.habitual
    passive = view.passive and view.words[view.target[0]] in {"cured", "prevented", "healed", "reversed"}
    cured = passive and (_tumour(view.words) or curable(view.text) or (view.words[0] in words("pronouns") and curable(view.around.before)))
    if cured or harms_health(view):
        return bool(cured)
    return established(view.text, medical=False, harm=False) or (bool(care) and accepted(view))


def _tumour(found: tuple[str, ...]) -> bool:
    """Whether a sentence names a tumour by its ending, which no list has in full."""
    return any(len(word) > _LONG and word.endswith(("oma", "omas", "oma's")) for word in found)


def _cue(held: Assertion) -> str:
    return held.cue.text if held.cue else ""


_PRAISED = frozenset({"efficacy", "proof", "safety"})
_SOLD = ("supplement", "herb", "alternative", "product", "goods")
_ASKS = frozenset({"ask", "talk", "speak", "check", "discuss", "consult"})
_DOCTORS = frozenset(
    {"doctor", "doctors", "provider", "providers", "nurse", "pharmacist", "dentist", "dietitian", "professional", "team", "specialist"}
)
_ILLS = frozenset(
    {"disease", "diseases", "disorder", "disorders", "problem", "problems", "damage", "failure", "attack", "attacks", "valve"}
)
_CAUSES = frozenset({"cause", "causes", "caused", "causing", "allow", "allows", "allowing", "lets", "enable", "enables", "force", "forces"})
_TISSUES = frozenset({"cell", "cells", "immune", "protein", "proteins", "enzyme", "enzymes", "antibodies", "hormone", "hormones"})
_RESULTS = frozenset(
    [
        *(
            "cause",
            "causes",
            "caused",
            "causing",
            "lead",
            "leads",
            "leading",
            "result",
            "results",
            "resulting",
            "contribute",
            "contributes",
        ),
        *("increase", "increases", "increasing", "raise", "raises", "raising", "damages", "worsen", "worsens"),
    ]
)
_AIMS = frozenset({"goal", "goals", "aim", "aims"})
_ABOUT = frozenset({"about", "whether", "if", "which", "what", "how", "when"})
_VALUED = frozenset(
    {"effective", "effectively", "safe", "safely", "proven", "proved", "best", "works", "work", "successful", "successfully"}
)
_NO_AIM = frozenset(
    [
        *("able", "unable", "likely", "unlikely", "known", "thought", "believed", "found", "shown", "said", "seem", "seems", "appear"),
        *("appears", "tend", "tends", "begin", "begins", "start", "starts", "continue", "continues", "due", "related", "according", "up"),
        *("people", "person", "anyone", "you", "them", "him", "her", "it", "us", "patients", "children", "women", "men", "cells"),
    ]
)
"""Words before “to” after which no aim follows."""
_NEAR = 8
"""Words between a denial and what it denies."""
_BESIDE = 4
"""Words before a verb among which its subject stands."""
_TITLE = 2
"""Words with capitals that make a title."""
_LONG = 6
"""Letters of a word, at least, of which the ending tells what it names."""
