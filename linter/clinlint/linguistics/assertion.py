"""Who holds the marked words of a text, and how: affirmed, denied, hedged, asked, hoped for, told as somebody else's claim."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Status(enum.Enum):
    """How a statement stands. The value is the reason an editor would give for letting it pass; `affirmed` has none."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    HEDGED = "hedged"
    ASKED = "question"
    CONDITION = "condition"
    GOAL = "goal"
    CRITICAL = "critical"
    HISTORY = "history"
    ADVICE = "advice"


class Voice(enum.Enum):
    """Whose words they are: the text's own, or those of somebody it quotes or names."""

    OWN = "own"
    QUOTE = "quote"


class Stance(enum.Enum):
    """What the writer makes of words that are somebody else's."""

    NONE = "none"
    ADOPTED = "adopted"
    DISTANCED = "distanced"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Evident:
    """The cue that decided: its name in the cue files and its code points in the text that was given (-1: in a neighbour)."""

    name: str
    start: int = -1
    end: int = -1
    text: str = ""


@dataclass(frozen=True, slots=True)
class Assertion:
    """How the marked words are held. `cue` decided; `measured`: figures in the sentence limit them; `others` also apply."""

    status: Status
    voice: Voice = Voice.OWN
    stance: Stance = Stance.NONE
    cue: Evident | None = None
    measured: bool = False
    others: tuple[Status, ...] = ()

    @property
    def affirmed(self) -> bool:
        """Whether the words are asserted, by whomever."""
        return self.status is Status.AFFIRMED

    @property
    def reason(self) -> str:
        """Reason code for letting the words pass; empty where they are asserted. A condition counts as a goal."""
        if self.status is Status.AFFIRMED:
            return ""
        value: str = self.status.value
        return {Status.CONDITION: "goal", Status.ADVICE: "negated"}.get(self.status, value)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a sentence: its neighbours, the headings above, the list's lead-in, and whether all of it is quoted.

    `quotations` are code points of the sentence that lie inside quotation marks, where they open or close outside it.
    """

    before: str = ""
    after: str = ""
    headings: tuple[str, ...] = ()
    lead: str = ""
    quoted: bool = False
    quotations: tuple[tuple[int, int], ...] | None = None


ALONE = Surroundings()


def assertion(text: str, start: int, end: int) -> Assertion:
    """How words `[start, end)` of a text are held, its sentences taken as neighbours; `cue` in code points of the text."""
    from clinlint.linguistics.context import assess
    from clinlint.linguistics.normalise import normalise
    from clinlint.linguistics.quotations import quotations
    from clinlint.linguistics.sentences import split

    low, high = _window(text, start, end)
    plain = normalise(text[low:high])
    start, end = start - low, end - low
    sentences = split(plain)
    index = next((i for i, s in enumerate(sentences) if start < s.end), len(sentences) - 1)
    if index < 0:
        return Assertion(Status.AFFIRMED)
    last = next((i for i in range(index, len(sentences)) if end <= sentences[i].end), index)
    first, final = sentences[index].start, sentences[last].end
    around = Surroundings(
        before=plain[sentences[index - 1].start : sentences[index - 1].end] if index else "",
        after=plain[sentences[last + 1].start : sentences[last + 1].end] if last + 1 < len(sentences) else "",
        quotations=within(quotations(plain), first, final),
    )
    found = assess(plain[first:final], start - first, end - first, around)
    cue = found.cue
    if cue is None or cue.start < 0:
        return found
    place = cue.start + first + low, cue.end + first + low
    return Assertion(found.status, found.voice, found.stance, Evident(cue.name, *place, text[slice(*place)]), found.measured, found.others)


_REACH = 1_500
"""Code points on either side of the marked words that are read at most; a blank line ends the text sooner."""


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Code points of the paragraph around marked words, as far as it is read."""
    blank = text.rfind("\n\n", max(0, start - _REACH), start)
    low = blank + 2 if blank >= 0 else max(0, start - _REACH)
    blank = text.find("\n\n", end, end + _REACH)
    return low, blank if blank >= 0 else min(len(text), end + _REACH)


def within(spans: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Those parts of spans that lie in `[start, end)`, counted from its start."""
    return tuple((max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and start < e)
