"""Who holds a statement, and how: affirmed, denied, hedged, asked, hoped for, told as somebody else's claim."""

from __future__ import annotations

import enum

from clinlint.record import record


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


@record
class Evident:
    """The cue that decided: its name in the cue files and its code points in the text that was given (-1: in a neighbour)."""

    name: str
    start: int = -1
    end: int = -1
    text: str = ""


@record
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


@record
class Surroundings:
    """What stands around a sentence: its neighbours, the headings above, the list's lead-in, and whether all of it is quoted.

    A headline's quotation marks name a speaker rather than doubt a word.
    `quotations` are code points of the sentence that lie inside quotation marks, where they open or close outside it.
    """

    before: str = ""
    after: str = ""
    headings: tuple[str, ...] = ()
    lead: str = ""
    quoted: bool = False
    title: bool = False
    quotations: tuple[tuple[int, int], ...] | None = None


ALONE = Surroundings()


def within(spans: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Those parts of spans that lie in `[start, end)`, counted from its start."""
    return tuple((max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and start < e)
