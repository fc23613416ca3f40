"""What a number is in its sentence: a definition, advice, a limit, a target, or something that nobody should judge."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from clinlint.facts.article import Article
from clinlint.facts.context import assertion_at, surroundings
from clinlint.facts.cues import Cues
from clinlint.facts.numbers import NOTATION
from clinlint.facts.units import unit_at
from clinlint.linguistics.assertion import Assertion, Status
from clinlint.linguistics.tokens import Tokens, tokens
from clinlint.record import record
from clinlint.resources import compiled


class Role(enum.Enum):
    """What a numeric statement is. Only the first five are ever judged."""

    DEFINITION = "definition"
    RECOMMENDATION = "recommendation"
    LIMIT = "limit"
    TARGET = "target"
    STATEMENT = "statement"
    TREATMENT = "treatment"
    MEASUREMENT = "measurement"
    STUDY = "study"
    CHANGE = "change"
    FOOD = "food"
    LABEL = "label"
    HISTORY = "history"
    COMPARISON = "comparison"
    MYTH = "myth"
    QUESTION = "question"

    @property
    def judged(self) -> bool:
        """Whether such a number is a statement of what is right, in the text's own voice."""
        return self in {Role.DEFINITION, Role.RECOMMENDATION, Role.LIMIT, Role.TARGET, Role.STATEMENT}


VETO = frozenset({Role.MYTH, Role.QUESTION, Role.MEASUREMENT, Role.STUDY, Role.CHANGE, Role.HISTORY, Role.LABEL})
"""Roles in which a number tells nothing of where a category begins."""


@record
class RoleFact:
    """A role and why: the cue's words, empty where nothing spoke. `also`: other roles whose cues stand in the sentence."""

    role: Role
    cue: str = ""
    also: tuple[Role, ...] = ()
    assertion: Assertion | None = None

    @property
    def judged(self) -> bool:
        """Whether the number may be held against the reference."""
        return self.role.judged

    @property
    def negated(self) -> bool:
        """Whether the sentence denies what it says of the number."""
        return self.assertion is not None and self.assertion.status is Status.NEGATED

    def has(self, *roles: Role) -> bool:
        """Whether a cue of one of these roles stands in the sentence."""
        return self.role in roles or any(role in roles for role in self.also)


@record
class _Cue:
    role: Role
    clause: bool
    first: int
    last: int
    text: str


_ENDS = frozenset({";", ".", "but", "while", "whereas", "although", "though"})
_LONGEST = 400
"""Words of a sentence that are looked at for cues; a longer one is no prose."""


def role_at(article: Article, block: int, start: int, end: int) -> RoleFact:
    """The role of the number in text `[start, end)` of a block."""
    first, last, around = surroundings(article, block, start, end)
    held = assertion_at(article, block, start, end)
    if held.status is Status.CRITICAL:
        return RoleFact(Role.MYTH, held.cue.text if held.cue else "", assertion=held)
    if held.status is Status.ASKED:
        return RoleFact(Role.QUESTION, "?", assertion=held)
    sentence = article.texts[block][first:last]
    if len(sentence) > 4000:
        begin = max(0, start - first - 1500)
        sentence = sentence[begin : end - first + 1500]
        first += begin
    found = role_in(sentence, start - first, end - first)
    if held.status is Status.HISTORY and found.judged and not _is_itself(held, start, end, first) and not _is_amount(held, sentence):
        found = RoleFact(Role.HISTORY, held.cue.text if held.cue else "", found.also)
    if found.role is Role.STATEMENT and (around.headings or around.lead):
        for text in (last_sentence(around.lead), *reversed(around.headings)):
            framed = role_in(text, len(text), len(text)) if text else RoleFact(Role.STATEMENT)
            asks = framed.role is Role.MEASUREMENT and text.rstrip().endswith("?")
            if framed.role is not Role.STATEMENT and not asks:
                found = framed
                break
    return RoleFact(found.role, found.cue, found.also, held)


def is_definition(role: RoleFact) -> bool:
    """Whether a sentence defines all the same whose words would make a study or a change of it: `defined as … below the young adult mean`."""
    return role.role in {Role.STUDY, Role.CHANGE} and role.has(Role.DEFINITION) and not _OF_DEFINITIONS.isdisjoint(role.cue.lower().split())


_OF_DEFINITIONS = frozenset({"mean", "average", "%", "decrease", "reduction", "loss"})


def last_sentence(text: str) -> str:
    """What leads into a list: the last sentence of the text before it."""
    return text[text.rstrip().rfind(". ", 0, -1) + 1 :]


def _is_itself(held: Assertion, start: int, end: int, first: int) -> bool:
    """Whether the cue of history is the number: `of 1260 mg/dL` is no year."""
    cue = held.cue
    return cue is not None and cue.start >= 0 and cue.start + first < end and start < cue.end + first


def _is_amount(held: Assertion, sentence: str) -> bool:
    """Whether the number in the cue of history has a unit behind it: `of 1200 mg daily` is no year."""
    cue = held.cue
    return (
        cue is not None
        and cue.start >= 0
        and cue.text[-1:].isdigit()
        and unit_at(sentence, cue.end + sentence.startswith(" ", cue.end)) is not None
    )


def role_in(sentence: str, start: int, end: int) -> RoleFact:
    """The role of the number in `[start, end)` of one normalised sentence, by the cues of that sentence alone."""
    words, cues = _cues(sentence)
    if not cues:
        return RoleFact(Role.STATEMENT)
    at = next((i for i, stop in enumerate(words.ends) if stop > start), len(words.ends))
    until = next((i for i, begin in enumerate(words.starts) if begin >= end and i >= at), len(words.starts))
    low = max((i + 1 for i in range(min(at, len(words.words))) if words.words[i] in _ENDS), default=0)
    high = next((i for i in range(until, len(words.words)) if words.words[i] in _ENDS), len(words.words))
    reached = [c for c in cues if not c.clause or (low <= c.first and c.last <= high)]
    if not reached:
        return RoleFact(Role.STATEMENT)
    best = min(reached, key=lambda c: _RANK[c.role])
    return RoleFact(best.role, best.text, tuple(dict.fromkeys(c.role for c in reached if c.role is not best.role)))


@cache
def _data() -> tuple[tuple[tuple[Role, bool], ...], Cues]:
    groups: Sequence[Mapping[str, Any]] = compiled(NOTATION)["roles"]
    return tuple((Role(group["role"]), bool(group["clause"])) for group in groups), Cues([group["phrases"] for group in groups])


@lru_cache(maxsize=256)
def _cues(sentence: str) -> tuple[Tokens, tuple[_Cue, ...]]:
    groups, cues = _data()
    words = tokens(sentence)
    found = [
        _Cue(*groups[group], first, end, sentence[words.starts[first] : words.ends[end - 1]])
        for group, first, end in cues.find(words.words[:_LONGEST])
    ]
    return words, tuple(found)


_RANK = {
    role: rank
    for rank, role in enumerate(
        (
            Role.MYTH,
            Role.QUESTION,
            Role.MEASUREMENT,
            Role.STUDY,
            Role.CHANGE,
            Role.FOOD,
            Role.LABEL,
            Role.HISTORY,
            Role.COMPARISON,
            Role.TREATMENT,
            Role.LIMIT,
            Role.TARGET,
            Role.RECOMMENDATION,
            Role.DEFINITION,
            Role.STATEMENT,
        )
    )
}
