"""Frames of shops, clinics and posts: what is said of something on sale, of a course of treatment, of health as a whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from clinlint.facts.remedies import accepted, by_means, pointed
from clinlint.facts.topics import topic
from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, among, established, names, words
from clinlint.linguistics.tokens import tokens

_TAKEN = LIFESTYLE - {"habit"}
_HEALTH = DISEASE | LIFESTYLE | {"medical", "function", "risk"}


def sold(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Said of something of daily life, or of some classes of it, or of what the text sells; what is acted on must stand in the sentence."""
    if objects and not among(view.names, objects):
        return "sense"
    if _reports(view) or not words("one-study").isdisjoint(view.words[view.clause : view.target[0]]):
        return "hedged"
    return "" if _offered(view, subject or LIFESTYLE) or cosmetic(view) else "plain"


def cosmetic(view: View) -> bool:
    """Whether a cosmetic procedure is spoken of: in the sentence, in the one before or in a title."""
    texts = (view.text, view.around.before, *view.around.headings, *view.page)
    return any(not words("cosmetic").isdisjoint(tokens(text).words) for text in texts if text)


def about(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Said in a sentence that is about health, or next to one; named classes must stand in the sentence itself."""
    if objects:
        return "" if among(view.names, objects) else "sense"
    if among(view.names, _HEALTH) or among(view.elsewhere, _HEALTH) or among(names(view.around.after), _HEALTH):
        return ""
    return "sense"


def unaccepted(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """The words alone make the claim, unless they are about accepted care."""
    return "established" if accepted(view) else ""


def credited(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Said of a remedy, a treatment or a finding, or in a headline about one."""
    wanted = LIFESTYLE | {"medical", "researcher"}
    return "" if view.left(wanted) or view.acts(wanted) or (view.title and among(view.names, wanted)) else "plain"


def boast(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something is set above all else or does at once what it does; what a study found of a medical treatment is a report."""
    if objects and not near(view, objects, 5) and not view.left(_TAKEN):
        return "sense"
    if view.words[view.target[0]] in {"nothing", "nobody", "no"} and about(view, (), ()):
        return "sense"
    if _reports(view) or view.reported:
        return "hedged"
    if _offered(view):
        return "established" if accepted(view) and not _trades(view) else ""
    return "plain" if view.left(("medical", "body", "person", "researcher", "function")) or view.right(("medical",)) else ""


def ends(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A disease is done away with, whatever is said to do it; accepted care may be."""
    if objects and not near(view, objects, 3):
        return "sense"
    if view.reported or _reports(view):
        return "hedged"
    if view.before in {"to", "not", "or", "can", "may", "might", "could", "help", "helps"}:
        return "plain"
    return "established" if accepted(view) else ""


def ends_before(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """The same, told of the disease as in a headline: “asthma undone by”."""
    first = view.target[0]
    if not among(view.names, objects, max(view.clause, first - 4), first):
        return "sense"
    return "plain" if view.passive else ends(view, subject, ())


def gone(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """An illness leaves for ever those who take something or follow a course."""
    first, last = view.target
    if not among(view.names, objects, max(view.clause, first - 5), last):
        return "sense"
    if view.reported:
        return "hedged"
    if _offered(view) or among(view.names, _TAKEN, 0, first):
        return "established" if established(view.text, medical=True) and not _trades(view) else ""
    return "plain"


def praised(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something that people take or have done to them is praised as a remedy for an illness or an organ."""
    acting = view.acts(_TAKEN) or (view.words[view.clause : view.target[0]] and topic(view))
    if not (acting or _meant(view, _TAKEN)) or view.strangers(("medical", "person")):
        return "plain"
    if not near(view, objects, _FAR):
        return "sense"
    if not {"no", "not", "n't", "nor", "never", "whether"}.isdisjoint(view.words[: view.target[0]]):
        return "hedged"
    if not words("was-or-can").isdisjoint(view.words[max(view.clause, view.target[0] - 3) : view.target[0] + 1]):
        return "hedged"
    return "established" if established(view.text, medical=False, harm=False) else ""


_FAR = 10


def hailed(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Said flatly of something that people take or have done to them, named in its clause or in the title, or of what the page is about."""
    wanted = frozenset(subject) or _TAKEN
    lead = view.words[view.clause : view.target[0]]
    named = view.left(wanted) or (view.title and among(view.names, wanted)) or among(names(topic(view)), wanted)
    others = view.strangers(("medical", "person", "researcher", "body"))
    first = view.left(wanted)
    if not (named or _meant(view, wanted)) or (others and not (first and first[0].first < others[0].first)):
        return "plain"
    if objects and not among(view.names, objects):
        return "sense"
    if "?" in view.words or not words("unsure").isdisjoint(lead) or not words("was-or-can").isdisjoint(lead[-3:]) or view.reported:
        return "hedged"
    return "established" if established(view.text, medical=False, harm=False) else ""


def studied(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Unnamed studies or experts are called in as proof of what something to take does; accepted care and open results apart."""
    first, last = view.target
    named = among(view.names, frozenset(subject) or _TAKEN, first, last)
    if not named and (words("pointing").isdisjoint(view.words[first:last]) or not topic_of(view)):
        return "plain"
    if among(view.names, ("medical", "person"), first, last) or not words("nutrients").isdisjoint(view.words[first:last]):
        return "plain"
    doubts = words("unsure") | (words("few") if "secret" not in view.words[first:last] else frozenset())
    if "?" in view.words or not doubts.isdisjoint(view.words[:last]) or not words("models").isdisjoint(view.words):
        return "hedged"
    if objects and view.words[last - 1] not in words("good-in-itself") and not near(view, objects, 8):
        return "sense"
    return "established" if established(view.text, medical=False, harm=False) else ""


def of_remedy(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """Praise in a sentence that names something to take, or points to what the page is about; left open where the sentence doubts."""
    wanted = frozenset(subject) or frozenset(objects) or _TAKEN
    pointing = not words("pointing").isdisjoint(view.words) or view.title or len(view.words) <= _SHORT
    if not among(view.names, wanted) and not (pointing and topic_of(view)):
        return "plain"
    inside = among(view.names, wanted, view.clause, view.target[1])
    if not inside and (view.left(("medical",)) or view.right(("medical",), 4)):
        return "plain"
    if "?" in view.words or not (words("unsure") | words("few")).isdisjoint(view.words[: view.target[0]]):
        return "hedged"
    return "established" if established(view.text, medical=False, harm=False) else ""


def hailed_title(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """The same in a headline only."""
    return of_remedy(view, subject, objects) if view.title else "plain"


def foretold(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """The reader is told what will come of taking something: named in the sentence or in the one before, or what the page is about."""
    lead = view.words[view.clause : view.target[0]]
    if (
        not words("once").isdisjoint(lead)
        or "?" in view.words
        or among(view.names, ("medical",))
        or among(names(view.around.before), ("medical",))
    ):
        return "hedged"
    wanted = frozenset(subject) or _TAKEN
    if not (among(view.names, wanted) or among(names(view.around.before), wanted) or view.remedy or _trades(view)):
        return "plain"
    return "sense" if objects and not near(view, objects, 6) else ""


def _meant(view: View, wanted: Collection[str]) -> bool:
    """Whether a pronoun, or a short noun that no list names, stands for something that people take: “it is”, “the powder has”."""
    lead = [word for word in view.words[view.clause : view.target[0]] if word not in words("links-to-praise")]
    if not lead or len(lead) > _NOUN or view.strangers(_NAMED):
        return False
    if lead[0] in words("pointing") and len(lead) == 1:
        pointed = names(view.around.before)
        if among(pointed, ("medical", "person", "researcher")) and not among(pointed, wanted):
            return False
        return bool(among(pointed, wanted)) or bool(view.remedy)
    return bool(view.remedy) and lead[0] in words("pointing-articles") and words("strangers").isdisjoint(lead)


_NOUN = 3
_NAMED = frozenset({"medical", "body", "person", "researcher", "chronic", "acute", "risk", "function", "wound", "exposure"})


def topic_of(view: View) -> bool:
    """Whether the sentence before, or the page, is about something that people take."""
    return bool(view.remedy) or bool(among(names(view.around.before), _TAKEN))


_SHORT = 8


def near(view: View, wanted: Collection[str], reach: int) -> bool:
    """Whether a name of some classes shares a word with the trigger or follows it within reach."""
    first, last = view.target
    inside = any(name.first < last and name.last > first and not name.classes.isdisjoint(wanted) for name in view.names)
    return inside or bool(view.right(wanted, reach)) or pointed(view, wanted)


def _offered(view: View, wanted: Collection[str] = LIFESTYLE) -> bool:
    """Whether something of daily life acts, or the passage sells."""
    return (
        view.acts(wanted)
        or _trades(view)
        or _prescribed(view)
        or by_means(view)
        or bool(among(names(view.around.before), _TAKEN - {"food", "drink"}))
    )


def _prescribed(view: View) -> bool:
    """Whether the sentence promises the reader a result of a course: “six weeks on it and your diabetes …”."""
    lead = view.words[: view.target[0]]
    joined = next((i for i, word in enumerate(lead) if word in {"and", "then"}), 0)
    course = joined and not words("courses").isdisjoint(lead[:joined]) and not {"you", "your", "you'll", "the"}.isdisjoint(lead[joined:])
    return bool(course) and not among(view.names, ("person",), 0, view.target[0])


def _trades(view: View) -> bool:
    """Whether the sentence speaks for a seller, or a neighbour names a price, a delivery or a refund."""
    before, after = tokens(view.around.before).words, tokens(view.around.after).words
    if any(told[:1] and told[0] in words("calls") for told in (view.words, before, after)):
        return True
    if not {"our", "ours"}.isdisjoint(view.words) or "our" in before[:3]:
        return True
    return not words("commerce").isdisjoint((*view.words, *before, *after))


def _reports(view: View) -> bool:
    return not words("reports").isdisjoint(view.words[max(view.clause, view.target[0] - 3) : view.target[0]])
