"""Claims of benefit, safety and certainty: each trigger with its subject and object, who holds it, and why it may pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from clinlint.facts.actors import lacking
from clinlint.facts.article import Article, Hit
from clinlint.facts.benefits import harms_health
from clinlint.facts.context import surroundings
from clinlint.facts.excuses import ASKED_AGAIN, excuse
from clinlint.facts.frames import FRAMES
from clinlint.facts.left_open import leads_in, left_open
from clinlint.facts.methods import by_method
from clinlint.facts.passages import for_a_purpose, praised_page
from clinlint.facts.passing import passes
from clinlint.facts.topics import remedy_of
from clinlint.facts.view import View
from clinlint.facts.wording import DISEASE, LIFESTYLE, among, may_name_daily, names, words
from clinlint.linguistics.assertion import Assertion, Status, Surroundings, Voice
from clinlint.linguistics.context import analyse, assess
from clinlint.linguistics.grammar import Grammar
from clinlint.model.document import BlockKind
from clinlint.record import field, record, replace


@record
class Term:
    """What to look for: the pattern that fires, the frame in which it is a claim, and what makes it none.

    `before`, `after`, `anywhere`: RE2 patterns by the reason they give, for the words before and after the match in its sentence and
    for the whole sentence. `hedge` and `figures`: whether a hedge, or figures in the sentence, excuse it; otherwise it stays borderline.
    """

    name: str
    subtype: str
    match: str
    frame: str = "phrase"
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    anywhere: Mapping[str, str] = field(default_factory=dict)
    hedge: bool = True
    figures: bool = True


@record
class Claim:
    """A trigger in an article and what became of it. `reason` is empty where the text asserts it, else why it may pass.

    `start` and `end` are code points of the block's text. `cue` are the words that excuse it. `open`: a parser should look at it.
    `hedged`: a hedge alone excuses a promise about a product or a remedy of daily life.
    """

    block: int
    start: int
    end: int
    term: str
    subtype: str
    voice: Voice
    reason: str
    cue: str = ""
    borderline: bool = False
    open: bool = False
    hedged: bool = False


def judge(article: Article, hit: Hit, term: Term, *, explain: bool = False) -> Claim:
    """What a trigger is in its context; with `explain`, a claim that passes as plain or as another sense is asked again for its true reason."""
    if not explain and _unshown(article, hit, term.frame):
        return Claim(hit.block, hit.start, hit.end, term.name, term.subtype, Voice.OWN, "plain")
    first, last, around = surroundings(article, hit.block, hit.start, hit.end)
    sentence = article.texts[hit.block][first:last]
    title, row = _place(article, hit.block)
    page = () if around.headings else _titles(article, hit.block)
    view = View(
        sentence,
        hit.start - first,
        hit.end - first,
        replace(around, title=title) if title else around,
        title=title,
        row=row,
        page=page,
        about=lambda: article.fact(_remedy),
    )
    claim = _judged(hit, view, term)
    return _explained(claim, view) if explain and claim.reason in ASKED_AGAIN and not claim.borderline else claim


def _unshown(article: Article, hit: Hit, frame: str) -> bool:
    """Whether a trigger is surely no claim, by a cheap look at the words before it; never wrongly yes."""
    if frame == "headline-benefit" and not _place(article, hit.block)[0]:
        return True
    if passes(article, hit, frame, lambda: article.fact(_remedy)):
        return True
    return frame in _DAILY and not _may_act(article, article.texts[hit.block][max(0, hit.start - _WINDOW) : hit.start])


def _may_act(article: Article, before: str) -> bool:
    """Whether something of daily life may act: the words before name it, or are so few that the topic of the page may; never wrongly no."""
    if may_name_daily(before):
        return True
    if article.fact(_remedy):
        return True
    opened = before.rfind(". ", max(0, len(before) - _SHORT))
    if opened < 0 and len(before) >= _SHORT:
        return False
    lead = [word for word in before[opened + 1 :].lower().replace(":", " ").split() if any(map(str.isalpha, word))]
    return not lead or lead[0] in _OPENING or any(mark in before[opened + 1 :] for mark in ";:•»")


def _explained(claim: Claim, view: View) -> Claim:
    """A harmless claim with the reason that a reader would give."""
    reason, cue, voice = excuse(view, claim.reason, claim.cue, claim.subtype)
    return replace(claim, reason=reason, cue=cue, voice=voice or claim.voice)


def _judged(hit: Hit, view: View, term: Term) -> Claim:
    sentence, around = view.text, view.around
    reason, cue = _worded(view, term)
    if not reason and term.subtype == "hype" and _name(view):
        reason = "name"
    if not reason:
        reason = FRAMES[term.frame](view, term.subject, term.object)
        if reason in {"plain", "sense"} and term.frame in _PRAISING:
            reason = praised_page(view)
        if not reason and term.frame in _DAILY and not _NOT.isdisjoint(view.words[slice(*view.target)]):
            reason, cue = "negated", "not"
    if reason not in {"plain", "sense"}:
        hit = _extended(hit, view, term)
    if reason in _WEAK and term.frame in _TELLING and (reason, term.frame) != ("sense", "change"):
        held = assess(sentence, view.start, view.end, around)
        if held.status is not Status.AFFIRMED:
            return _claim(hit, term, held, held.reason, _cue(held))
    if reason and reason not in {"open", "borderline"}:
        return Claim(hit.block, hit.start, hit.end, term.name, term.subtype, Voice.OWN, reason, cue)
    held = assess(sentence, view.start, view.end, around)
    if reason == "borderline":
        return Claim(hit.block, hit.start, hit.end, term.name, term.subtype, held.voice, "hedged", cue, borderline=True)
    return _held(hit, term, view, held, unsettled=reason == "open")


def settle(article: Article, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the open ones decided by the grammar of their sentences, all parsed in one batch."""
    unsettled = [claim for claim in claims if claim.open]
    if not unsettled:
        return list(claims)
    from clinlint.linguistics.spacy_ import parse

    sentences = dict.fromkeys(_sentence(article, claim)[1] for claim in unsettled)
    grammars = dict(zip(sentences, parse(tuple(sentences)), strict=True))
    return [_decided(claim, *_sentence(article, claim), grammars) if claim.open else claim for claim in claims]


def _sentence(article: Article, claim: Claim) -> tuple[int, str]:
    first, last, _ = surroundings(article, claim.block, claim.start, claim.end)
    return first, article.texts[claim.block][first:last]


def _decided(claim: Claim, first: int, sentence: str, grammars: Mapping[str, Grammar]) -> Claim:
    """A claim stands where something of daily life is the subject of a verb; where somebody or something else is, it is plain."""
    grammar = grammars[sentence]
    verb = grammar.at(claim.start - first)
    subject = grammar.subject(verb) if verb >= 0 and grammar.is_verb(verb) else None
    if subject is None:
        return replace(claim, open=False, reason="sense", cue="no verb with a subject")
    start, end = grammar.phrase(subject[0])
    if among(names(sentence[start:end]), LIFESTYLE | {"exposure"}):
        return replace(claim, open=False)
    return replace(claim, open=False, reason="plain", cue=f"the subject is “{sentence[start:end]}”")


def _extended(hit: Hit, view: View, term: Term) -> Hit:
    """The hit with what is acted on, where it follows within a few words, or with the rest of a name that it cuts in two."""
    if term.frame not in _OBJECTS and not (
        term.frame in {"benefit", "harm", "effect"} and view.after in {"of", "disease", "from", "against"}
    ):
        last = view.target[1]
        cut = next((name for name in view.names if name.first < last < name.last), None) if term.frame in _DAILY else None
        return Hit(hit.block, hit.start, hit.start - view.start + analyse(view.text).tokens.ends[cut.last - 1]) if cut else hit
    near = view.right(DISEASE | {"function", "risk"}, 6)
    if not near:
        return hit
    return Hit(hit.block, hit.start, hit.start - view.start + analyse(view.text).tokens.ends[near[0].last - 1])


def _place(article: Article, block: int) -> tuple[bool, str]:
    """Whether a block is read as a headline, and what stands before it in its table row."""
    here = article.blocks[block]
    row = ""
    if here.kind is BlockKind.CELL and here.cell is not None:
        cell = here.cell
        near = range(max(0, block - cell.column), block)
        row = " ".join(
            article.texts[i] for i in near if (c := article.blocks[i].cell) is not None and (c.table, c.row) == (cell.table, cell.row)
        )
    title = here.kind is BlockKind.HEADING or (here.kind is BlockKind.FIELD and here.label in {"title", "headline"})
    return title or _lone(article, block), row


def _lone(article: Article, block: int) -> bool:
    """Whether a paragraph stands as a headline: short and without a final mark, or the first of its page with an exclamation mark."""
    here = article.blocks[block]
    if here.kind is not BlockKind.PARAGRAPH or len(here.text) > _HEADLINE:
        return False
    return here.text[-1:].isalnum() or (not block and here.text[-1:] in {"!", "”", "’", "'", '"', ")"})


def _titles(article: Article, block: int) -> tuple[str, ...]:
    """What a page without headings is about: the lone lines before a block, the nearest first, and its first line."""
    lines = article.fact(_lines)
    above = lines[max(0, bisect_left(lines, block) - _TITLES) : bisect_left(lines, block)]
    return tuple(article.texts[i][:_HEADLINE] for i in dict.fromkeys((*reversed(above), *lines[:1], 0)) if i != block)


def _remedy(article: Article) -> str:
    """What a page is about, if that is something to take or to have done."""
    return remedy_of(article.texts)


def _lines(article: Article) -> tuple[int, ...]:
    """Blocks that stand as a headline without being one."""
    return tuple(i for i in range(len(article.blocks)) if article.texts[i][:1].isalnum() and _lone(article, i))


_TITLES = 12
"""Lone lines before a block that are read as its titles."""


_HEADLINE = 140
"""Code points up to which a paragraph without a final mark is read as a headline."""


def _worded(view: View, term: Term) -> tuple[str, str]:
    """Reason, and the words that give it, where the words around the match make it no claim."""
    if not (term.before or term.after or term.anywhere):
        return "", ""
    from clinlint.facts.patterns import found

    before, after = view.text[max(0, view.start - 80) : view.start].lower(), view.text[view.end : view.end + 80].lower()
    for places, text in ((term.before, before), (term.after, after), (term.anywhere, view.text.lower())):
        for reason, pattern in places.items():
            anchored = f"(?:{pattern})$" if places is term.before else f"^(?:{pattern})" if places is term.after else pattern
            words = found(anchored, text)
            if words:
                return reason, words.strip()
    return "", ""


def _name(view: View) -> bool:
    """Whether a trigger is part of a proper name: capitals in running text, a capital after it at the head of a sentence."""
    if view.title or not view.text[view.start].isupper():
        return False
    return view.start > 0 or view.text[view.end : view.end + 2].strip()[:1].isupper()


def _headline_help(term: Term, view: View, held: Assertion) -> bool:
    """Whether a headline says that something helps against a disease, with no other hedge: “Zinc helps beat colds” is a promise there."""
    if not view.title or held.status is not Status.HEDGED or term.frame not in _DAILY or held.others:
        return False
    return _cue(held).lower() in {"help", "helps"} and (words("modals") | _SUGGESTING).isdisjoint(view.words)


def _no_aim(term: Term, view: View, held: Assertion) -> bool:
    """Whether “to” tells no aim: it says how a cure is done, or what a remedy can do."""
    if by_method(term.subtype, view, held):
        return True
    return bool(view.remedy) and (term.frame in _PRAISING or term.subtype == "cure") and not held.others and for_a_purpose(view)


_SUGGESTING = frozenset({"suggest", "suggests", "suggested", "preliminary", "appears", "appear", "seems"})
"""What leaves a benefit open, even after it: “…, a small study suggests”."""


_WARNING = frozenset({"warn", "warns", "warned"})
"""What those who tell of a harm do; a warning against a benefit doubts it."""


_NO_CURE = ("there is no cure", "there is currently no cure", "there is still no cure", "there's no cure", "there is no known cure")
"""What is said of a disease next to praise of a new treatment, and takes nothing of it back."""


def _hope_as(view: View, held: Assertion) -> bool:
    """Whether a headline names the hope first and then what is said to bring it: “New hope for ALS patients as yoga eases …”."""
    return view.title and _cue(held).lower().endswith("hope for") and "as" in view.words[view.words.index("for") : view.target[0]]


def _only_helps(term: Term, view: View, held: Assertion) -> bool:
    """Whether “helps” alone softens what something to take is said to do to the body: “helps detoxify the skin” is no less flat."""
    if term.subtype not in {"natural", "cause"} or held.status is not Status.HEDGED or held.others:
        return False
    if _cue(held).lower().removesuffix(" to") not in {"help", "helps"} or not words("unsure").isdisjoint(view.words[: view.target[0]]):
        return False
    if not _SUGGESTING.isdisjoint(view.words):
        return False
    return bool(view.remedy) and not view.strangers(("medical", "person", "researcher"))


def _held(hit: Hit, term: Term, view: View, held: Assertion, *, unsettled: bool) -> Claim:
    if held.voice is Voice.QUOTE and term.subtype == "hype" and leads_in(view):
        held = replace(held, voice=Voice.OWN)
    status = (
        Status.AFFIRMED
        if _headline_help(term, view, held)
        or _only_helps(term, view, held)
        or (held.status is Status.GOAL and _no_aim(term, view, held))
        or (held.status is Status.NEGATED and term.frame in _DAILY and lacking(view))
        or (held.status is Status.GOAL and _hope_as(view, held))
        or (held.status is Status.CRITICAL and _cue(held).lower() in _WARNING and term.frame in _DAILY and harms_health(view))
        or (held.status is Status.CRITICAL and term.subtype == "hype" and _cue(held).lower().startswith(_NO_CURE))
        else held.status
    )
    if status is Status.AFFIRMED and term.subtype == "cause" and left_open(view):
        return _claim(hit, term, held, "hedged", "")
    if status is Status.AFFIRMED and held.measured and term.figures:
        return _claim(hit, term, held, "hedged", "figures")
    if status is Status.HEDGED and not term.figures and held.cue is not None and held.cue.name == "limited-after":
        return Claim(hit.block, hit.start, hit.end, term.name, term.subtype, held.voice, "", open=unsettled)
    if status is Status.HEDGED and not term.hedge:
        return Claim(hit.block, hit.start, hit.end, term.name, term.subtype, held.voice, "hedged", _cue(held), borderline=True)
    if status is Status.AFFIRMED and term.frame in _EVENTS and view.reported:
        return _claim(hit, term, held, "hedged", "past tense about a study")
    if status is Status.AFFIRMED:
        return Claim(hit.block, hit.start, hit.end, term.name, term.subtype, held.voice, "", open=unsettled)
    hedged = status is Status.HEDGED and not held.measured and view.acts()
    return replace(_claim(hit, term, held, held.reason, _cue(held)), hedged=hedged)


_DAILY = frozenset(
    {
        "benefit",
        "harm",
        "effect",
        "compared",
        "spared",
        "headline-benefit",
        "prevent",
        "told",
        "benefit-of",
        "harm-of",
        "any-effect",
        "helping",
    }
)
"""Frames whose subject is something of daily life, named within `_WINDOW` code points before the verb."""
_PRAISING = frozenset({"benefit", "effect", "prevent", "helping", "benefit-of", "boost", "detox"})
"""Frames of good done, which on a page about a remedy need no subject that a list names."""
_NOT = frozenset({"not", "n't", "never", "cannot"})
_WINDOW = 240
_SHORT = 40
"""Code points before the verb of a sentence without a subject of its own."""
_OPENING = frozenset({"it", "they", "this", "these", "also", "helps", "help"})
_WEAK = frozenset({"plain", "sense", "established", "hedged"})
_TELLING = frozenset({"cure", "cured-of", "change", "absolute", "approval", "proof", "proves", "headline-proves", "no-harm", "reversible"})
"""Frames whose excuse is told as the context engine's, where it has one: “not cured” is denied, whatever else it is."""
_EVENTS = frozenset({"cure", "heal", "change", "absolute"})
"""Frames whose past tense about a study is a report."""
_OBJECTS = frozenset({"cure", "heal", "change", "product-change", "prevent", "reversible"})
"""Frames whose finding runs to the end of what is acted on."""


def _claim(hit: Hit, term: Term, held: Assertion, reason: str, cue: str) -> Claim:
    return Claim(hit.block, hit.start, hit.end, term.name, term.subtype, held.voice, reason, cue)


def _cue(held: Assertion) -> str:
    return held.cue.text if held.cue else ""


__all__ = ["Claim", "Surroundings", "Term", "judge"]
