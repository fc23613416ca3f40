"""The context engine: cues with a direction, a scope and terminators decide how a target in a sentence is held (ConText).

Cues are data (`linguistics/cues/`). A cue that reaches the target changes it; a longer pseudo cue hides those inside it; a
terminator ends the reach. Where several cues reach the target, the order of `_ORDER` decides which one is told.
"""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

from clinlint.linguistics.assertion import ALONE, Assertion, Evident, Stance, Status, Surroundings, Voice
from clinlint.linguistics.phrases import Nodes, longest
from clinlint.linguistics.quotations import quotations
from clinlint.linguistics.tokens import Tokens, tokens
from clinlint.record import record
from clinlint.resources import compiled

CUES = "clinlint.linguistics.cues"


class Effect(enum.Enum):
    """What a cue does to the words it reaches."""

    NEGATED = "negated"
    HEDGED = "hedged"
    MEASURED = "measured"
    ASKED = "asked"
    CONDITION = "condition"
    GOAL = "goal"
    ATTRIBUTED = "attributed"
    HISTORY = "history"
    ADVICE = "advice"
    STOP = "stop"
    PSEUDO = "pseudo"
    REJECTS = "rejects"
    REJECTS_NEXT = "rejects-next"
    CONFIRMS = "confirms"
    ASSERTS = "asserts"


@record
class Cue:
    """A modifier: its name, what it does, where it looks (forward, backward, around) and how far (clause, phrase, sentence, words).

    A closing one is followed by one of those words, a mark or nothing: “cultures negative at 48 hours”, but not “a negative mood”.
    """

    name: str
    effect: Effect
    forward: bool
    backward: bool
    phrase: bool
    limit: int
    stance: Stance
    closing: frozenset[str]


@record
class Match:
    """A cue at words `[first, last)` of a sentence."""

    cue: Cue
    first: int
    last: int


@record
class Analysis:
    """A sentence's words, the cues found in it, the words at which a reach ends, and those of them that begin another clause."""

    text: str
    tokens: Tokens
    matches: tuple[Match, ...]
    stops: tuple[int, ...]
    breaks: tuple[int, ...]


_FAR = 10_000
_CLAUSE = "new-clause"
_MENTIONED = (" is a ", " is not", " is an ", " are ", " on a label", " does not", " do not", " tells ", " means ", " means", " as a claim")
"""What follows quoted words that are spoken of, not used."""
_LIMITED = "limited-in-neighbour"
_LIST = 12
"""Words after one thing of a list within which its “or” stands."""
_LONGEST = 2_000
"""Words of a sentence that are looked at; a longer one is no prose."""
_SUBORDINATORS = frozenset({"although", "though", "while", "whereas", "because", "since"})
_RELATIVES = frozenset({"who", "which", "whose"})
_MODALS = frozenset({"can", "may", "might", "will", "should", "must"})
_NEGATIVE = frozenset({"no", "without", "zero", "never", "free", "none", "not", "non", "nothing"})
"""A target that begins so holds its own negation."""
_HARD = frozenset({";", ":", ".", "!", "?", "|", "•"})
_UNSTOPPED = frozenset({Effect.ATTRIBUTED, Effect.MEASURED, Effect.REJECTS_NEXT})
_SUBJECTS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "it",
        "they",
        "you",
        "we",
        "he",
        "she",
        "our",
        "your",
        "their",
        "his",
        "her",
        "its",
        "there",
        "i",
        "my",
    ]
)
_ORDER = (Effect.NEGATED, Effect.ATTRIBUTED, Effect.GOAL, Effect.ASKED, Effect.CONDITION, Effect.HISTORY, Effect.HEDGED)
_STATUS = {
    Effect.NEGATED: Status.NEGATED,
    Effect.ATTRIBUTED: Status.CRITICAL,
    Effect.GOAL: Status.GOAL,
    Effect.ASKED: Status.ASKED,
    Effect.CONDITION: Status.CONDITION,
    Effect.HISTORY: Status.HISTORY,
    Effect.HEDGED: Status.HEDGED,
    Effect.MEASURED: Status.HEDGED,
    Effect.ADVICE: Status.ADVICE,
}


@cache
def _data() -> tuple[tuple[Cue, ...], Nodes, Nodes]:
    data = compiled(CUES)
    return tuple(_cue(entry) for entry in data["cues"]), data["inside"], data["beside"]


@cache
def clause_words() -> frozenset[str]:
    """The words that begin another clause by themselves."""
    cues, nodes, _ = _data()
    return frozenset(word for word in nodes[0] if any(cues[i].name == _CLAUSE for i in longest(nodes, (word,), 0)[1]))


def _cue(entry: dict[str, object]) -> Cue:
    direction = entry.get("direction", "around")
    reach = entry.get("reach", "clause")
    return Cue(
        name=str(entry["cue"]),
        effect=Effect(entry["effect"]),
        forward=direction in {"forward", "around"},
        backward=direction in {"backward", "around"},
        phrase=reach == "phrase",
        limit=reach if isinstance(reach, int) else _FAR,
        stance=Stance(entry.get("stance", "none")),
        closing=frozenset(str(entry.get("closing", "")).split()),
    )


@lru_cache(maxsize=256)
def analyse(text: str) -> Analysis:
    """Words and cues of one normalised sentence."""
    cues, nodes, _ = _data()
    words = tokens(text)
    lowered = words.words
    start = nodes[0]
    matches: list[Match] = []
    stops: list[int] = []
    breaks: list[int] = []
    index, count = 0, min(len(lowered), _LONGEST)
    while index < count:
        word = lowered[index]
        if word in start or word[-3:] == "n't" or word.isdigit():
            end, ids = longest(nodes, lowered, index)
            if ids:
                consumed = False
                for identifier in ids:
                    cue = cues[identifier]
                    if cue.closing and _goes_on(cue, lowered, end):
                        continue
                    consumed = True
                    if cue.effect is Effect.STOP:
                        stops.append(index)
                        if cue.name == _CLAUSE:
                            breaks.append(index)
                    elif cue.effect is not Effect.PSEUDO:
                        matches.append(Match(cue, index, end))
                if consumed:
                    index = end
                    continue
        if word in _HARD:
            stops.append(index)
            breaks.append(index)
        index += 1
    return Analysis(text, words, tuple(matches), tuple(stops), tuple(breaks))


def _goes_on(cue: Cue, words: Sequence[str], end: int) -> bool:
    """Whether a closing cue goes on in the word after it."""
    return end < len(words) and words[end][0].isalpha() and words[end] not in cue.closing


@lru_cache(maxsize=256)
def framing(text: str) -> tuple[Match, ...]:
    """Cues of a sentence or heading that speak about its neighbours: a rejection, a warning heading, an answer."""
    cues, _, nodes = _data()
    words = tokens(text).words
    start = nodes[0]
    found = []
    for index, word in enumerate(words[:_LONGEST]):
        if word in start or word[-3:] == "n't" or word.isdigit():
            end, ids = longest(nodes, words, index)
            found += [Match(cues[identifier], index, end) for identifier in ids]
    return tuple(found)


def reaching(analysis: Analysis, first: int, last: int) -> list[Match]:
    """Cues whose scope covers words `[first, last)`, in order of the text. A cue that shares a word with them is part of them."""
    found = []
    own = analysis.tokens.words[first] in _NEGATIVE if first < len(analysis.tokens.words) else False
    for match in analysis.matches:
        cue = match.cue
        if match.first < first:
            if own and match.last > first:
                continue
            if cue.forward and first - match.last < cue.limit and not _ended(analysis, match, first, last):
                found.append(match)
        elif match.first >= last and cue.backward and match.first - last < cue.limit and not _parted(analysis, cue, last, match.first):
            found.append(match)
    return found


def _ended(analysis: Analysis, match: Match, target: int, last: int) -> bool:
    cue = match.cue
    if cue.effect in _UNSTOPPED:
        return False
    if _between(analysis.stops, match.last, target):
        return True
    if (
        cue.effect in {Effect.NEGATED, Effect.HEDGED}
        and _subordinate(analysis, match.first)
        and "," in analysis.tokens.words[match.last : target]
        and not _listed(analysis.tokens.words, match.last, target, last)
    ):
        return True
    words = analysis.tokens.words
    if cue.effect is Effect.NEGATED and _in_relative(words, match) and _resumed(words, match.last, target):
        return True
    if not cue.phrase:
        return False
    anything = cue.effect is Effect.CONDITION
    if any(words[i] == "," and (anything or words[i + 1] in _SUBJECTS) for i in range(match.last, target - 1)):
        return True
    return not anything and match.last < target < len(words) and words[target - 1] == "," and words[target] in _SUBJECTS


def _in_relative(words: Sequence[str], match: Match) -> bool:
    """Whether a bare “not” belongs to a clause that tells which one: “a tumour that has not spread”."""
    first = match.first
    auxiliary = first if words[first][-3:] == "n't" else first - 1
    return (
        match.last - first == 1
        and words[first][-3:] in {"not", "n't"}
        and auxiliary > 1
        and words[auxiliary - 1] in {"that", "which", "who"}
        and words[auxiliary - 2] not in _HARD | {",", "but", "and", "so"}
    )


def _resumed(words: Sequence[str], begin: int, target: int) -> bool:
    """Whether the clause around goes on before a target: “a tumour that has not spread can be [cured]”."""
    between = words[begin:target]
    return not _MODALS.isdisjoint(between) and _SUBJECTS.isdisjoint(between) and "that" not in between


def _listed(words: Sequence[str], begin: int, target: int, last: int) -> bool:
    """Whether words `[target, last)` are one of several things that a cue before them denies: “no rash, fever or [chills]”."""
    comma = max(i for i in range(begin, target) if words[i] == ",")
    if "or" in words[comma:target]:
        return True
    return last < len(words) and words[last] in {",", "or"} and "or" in words[last : last + _LIST]


def _between(stops: Sequence[int], first: int, last: int) -> bool:
    """Whether a stop stands among words `[first, last)`."""
    index = bisect_left(stops, first)
    return index < len(stops) and stops[index] < last


def _subordinate(analysis: Analysis, first: int) -> bool:
    """Whether words stand in a clause that begins with “although” or “who” and ends at the next comma."""
    index = bisect_left(analysis.breaks, first)
    opening = analysis.breaks[index - 1] if index else -1
    if opening >= 0 and analysis.tokens.words[opening] in _SUBORDINATORS:
        return True
    return not _RELATIVES.isdisjoint(analysis.tokens.words[max(opening, first - 3, 0) : first])


def _parted(analysis: Analysis, cue: Cue, end: int, begin: int) -> bool:
    return cue.effect not in _UNSTOPPED and _between(analysis.stops, end, begin)


def assess(text: str, start: int, end: int, around: Surroundings = ALONE) -> Assertion:
    """How words `[start, end)` of one normalised sentence are held."""
    analysis = analyse(text)
    first, last = analysis.tokens.between(start, end)
    matches = reaching(analysis, first, last)
    spans = around.quotations if around.quotations is not None else quotations(text)
    quoted = around.quoted or any(s <= start and end <= e for s, e in spans)
    said = any(m.cue.effect is Effect.ATTRIBUTED and m.cue.stance is Stance.NONE for m in matches)
    voice = Voice.QUOTE if quoted or said else Voice.OWN
    measured = any(m.cue.effect is Effect.MEASURED for m in matches)
    critical = _frame(around) or _scare(spans, text, start, end, said=said or around.title) or _neighbour(around)
    if critical is not None:
        if critical.name == _LIMITED:
            return Assertion(Status.HEDGED, voice, Stance.NONE, critical, measured)
        return Assertion(Status.CRITICAL, voice, Stance.REJECTED, critical, measured)
    chosen, others = _strongest(matches)
    if chosen is None and _asked(analysis, last, around):
        mark = len(text) - 1
        return Assertion(Status.ASKED, voice, Stance.NONE, Evident("question-mark", mark, mark + 1, "?"), measured)
    if chosen is None:
        adopted = any(m.cue.stance is Stance.ADOPTED for m in matches)
        return Assertion(Status.AFFIRMED, voice, Stance.ADOPTED if adopted else Stance.NONE, None, measured)
    place = analysis.tokens.starts[chosen.first], analysis.tokens.ends[chosen.last - 1]
    cue = Evident(chosen.cue.name, *place, text[place[0] : place[1]])
    return Assertion(_STATUS[chosen.cue.effect], voice, chosen.cue.stance, cue, measured, others)


def _strongest(matches: Sequence[Match]) -> tuple[Match | None, tuple[Status, ...]]:
    telling = [m for m in matches if m.cue.effect in _ORDER and not _neutral(m.cue)]
    if not telling:
        return None, ()
    telling.sort(key=lambda m: _ORDER.index(m.cue.effect))
    others = tuple(dict.fromkeys(_STATUS[m.cue.effect] for m in telling))
    return telling[0], others[1:]


def _neutral(cue: Cue) -> bool:
    return cue.effect is Effect.ATTRIBUTED and cue.stance in {Stance.NONE, Stance.ADOPTED}


def _frame(around: Surroundings) -> Evident | None:
    for text in (*reversed(around.headings), around.lead):
        if text and any(m.cue.effect is Effect.REJECTS_NEXT for m in framing(text)):
            return Evident("frame", text=text)
    if around.before and len(around.before) < 60 and any(m.cue.effect is Effect.REJECTS_NEXT for m in framing(around.before)):
        return Evident("frame", text=around.before)
    return None


def _neighbour(around: Surroundings) -> Evident | None:
    if not around.after:
        return None
    words = analyse(around.after).tokens.words
    for match in framing(around.after):
        if match.cue.effect is Effect.REJECTS and (match.first <= 2 or words[match.first - 1] in {"but", ",", ";"}):
            return Evident(match.cue.name, text=around.after)
    return None


def _scare(spans: Sequence[tuple[int, int]], text: str, start: int, end: int, *, said: bool) -> Evident | None:
    for s, e in spans:
        if s <= start and end <= e and text[e + 1 :].startswith(_MENTIONED):
            return Evident("mentioned", s, e, text[s:e])
        if not said and s <= start and end <= e and text.count(" ", s, e) <= 2 and not text[:s].rstrip().endswith((" as", " a", " it")):
            return Evident("scare-quotes", s, e, text[s:e])
    return None


def _asked(analysis: Analysis, last: int, around: Surroundings) -> bool:
    words = analysis.tokens.words
    if "?" not in words[last:]:
        return False
    if any(m.cue.effect is Effect.ASSERTS for m in framing(analysis.text)):
        return False
    return not (around.after and _confirms(around.after))


def _confirms(after: str) -> bool:
    return any(m.cue.effect is Effect.CONFIRMS and m.first == 0 for m in framing(after))
