"""Frames of a claim: who is said to act on what. Each tells why a trigger is no claim, `open` where a parser should look, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from clinlint.facts.wording import DISEASE, LIFESTYLE, Named, among, curable, established, names
from clinlint.linguistics.assertion import ALONE, Surroundings
from clinlint.linguistics.context import analyse

_NEAR = 9
_PRONOUNS = frozenset("it this these they that which he she we you one".split())
_STUDY = frozenset(
    "study trial trials studies researchers scientists experiment experiments mice mouse rats rat participants volunteers "
    "monkeys animals cells laboratory lab randomised randomized".split()
)
_FINITE = frozenset("is are was were has have had can will".split())


@dataclass(frozen=True)
class View:
    """A trigger `[start, end)` in its sentence, with what the frames ask about it."""

    text: str
    start: int
    end: int
    around: Surroundings = field(default=ALONE)
    title: bool = False
    row: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The sentence's words."""
        return analyse(self.text).tokens.words

    @cached_property
    def target(self) -> tuple[int, int]:
        """The trigger's words, first and after last."""
        tokens = analyse(self.text).tokens
        first = next((i for i, e in enumerate(tokens.ends) if e > self.start), len(self.words))
        last = next((i for i, s in enumerate(tokens.starts) if s >= self.end and i >= first), len(self.words))
        return first, last

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """What the sentence names."""
        return names(self.text)

    @cached_property
    def clause(self) -> int:
        """First word of the clause that leads up to the trigger."""
        first = self.target[0]
        return max((stop + 1 for stop in analyse(self.text).breaks if stop < first), default=0)

    def left(self, wanted: Collection[str]) -> list[Named]:
        """Names of some classes before the trigger, in its clause."""
        return among(self.names, wanted, self.clause, self.target[0])

    def right(self, wanted: Collection[str], reach: int = _NEAR) -> list[Named]:
        """Names of some classes after the trigger, within reach and before the clause ends."""
        last = self.target[1]
        stop = min((s for s in analyse(self.text).breaks if s >= last), default=len(self.words))
        return among(self.names, wanted, last, min(stop, last + reach))

    @cached_property
    def before(self) -> str:
        """The word before the trigger."""
        first = self.target[0]
        return self.words[first - 1] if first else ""

    @cached_property
    def after(self) -> str:
        """The word after the trigger."""
        last = self.target[1]
        return self.words[last] if last < len(self.words) else ""

    @cached_property
    def passive(self) -> bool:
        """Whether the trigger is a participle after a form of “be”."""
        first = self.target[0]
        verb = self.words[first] if first < len(self.words) else ""
        return verb.endswith(("ed", "en")) and any(
            w in {"be", "is", "are", "was", "were", "been", "being"} for w in self.words[max(0, first - 4) : first]
        )

    @cached_property
    def past(self) -> bool:
        """Whether the trigger is a simple past tense."""
        first = self.target[0]
        verb = self.words[first] if first < len(self.words) else ""
        return verb.endswith(("ed", "cut")) and not self.passive and self.before not in {"has", "have", "having", "be"}

    @cached_property
    def reported(self) -> bool:
        """Whether the trigger tells what happened in a study: past tense, and people, animals or cells that were studied."""
        first = self.target[0]
        was = any(w in {"was", "were"} for w in self.words[max(0, first - 4) : first])
        return (self.past or was) and not _STUDY.isdisjoint(self.words)

    @cached_property
    def headline(self) -> bool:
        """Whether it is a headline in the telegraphic style, which parsers misread."""
        return self.title and not self.text.rstrip().endswith((".", ":"))

    @cached_property
    def elsewhere(self) -> tuple[Named, ...]:
        """What the row, the headings, the lead-in and the sentence before name."""
        texts = (self.row, *self.around.headings, self.around.lead, self.around.before)
        return tuple(name for text in texts if text for name in names(text))

    def acts(self, wanted: Collection[str] = LIFESTYLE) -> bool:
        """Whether something of some classes is the subject, as far as words can tell: before the trigger, or where a pronoun points."""
        if self.left(wanted):
            return True
        lead = self.words[self.clause : self.target[0]]
        if not lead:
            return bool(among(names(self.row), wanted)) if self.row else False
        if lead[0] not in _PRONOUNS:
            return False
        earlier = among(self.names, wanted, 0, self.clause)
        return bool(earlier) or bool(among(self.elsewhere, wanted))


def phrase(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """The words alone make the claim; named classes must be there where the term asks for them."""
    if objects and not view.right(objects):
        return "sense"
    if subject and not view.acts(subject):
        return "plain"
    return ""


def _whole(view: View) -> str:
    return " ".join((view.text, view.around.before, *view.around.headings, view.row))


def _accepted(view: View) -> bool:
    """Whether the sentence states accepted care: the condition with its treatment, and no remedy of daily life that acts."""
    lifestyle = view.acts()
    medical = bool(view.left(("medical",))) if lifestyle else True
    return established(view.text, medical=medical)


def cure(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Somebody or something cures a disease, or is its cure."""
    diseases = among(view.names, DISEASE)
    lifestyle = view.acts()
    if lifestyle:
        return (
            ""
            if diseases or view.right(("person",)) or among(view.elsewhere, DISEASE) or view.after in _PRONOUNS | {"the", "your"}
            else "sense"
        )
    if established(view.text, medical=True):
        return "established"
    noun = view.words[view.target[0]] in {"cure", "cures"} and view.before in _DETERMINERS
    if noun and view.after not in {"for", "to", "of"}:
        return "plain"
    if not view.words[view.clause : view.target[0]] and not view.title:
        return "plain"
    if not diseases:
        if among(view.elsewhere, DISEASE) and view.after in _PRONOUNS | {"the", "them"}:
            return "established" if curable(_whole(view)) else ""
        return "plain"
    if not view.right(DISEASE) and not view.passive and not view.left(DISEASE):
        return "sense"
    specific = any(not _GENERIC.issuperset(view.words[d.first : d.last]) for d in diseases)
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
    if not view.acts() and not view.title:
        return "sense" if not view.left(("medical", "product")) else ""
    return ""


def change(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something reverses or does away with a disease or its signs."""
    wanted = frozenset(objects) or DISEASE
    objects_found = view.left(wanted) if view.passive else view.right(wanted, 7)
    if not objects_found:
        return "sense"
    if _accepted(view):
        return "established"
    lead = view.words[max(0, view.target[0] - 2) : view.target[0]]
    if view.before == "can" and lead != ("you", "can") and not view.title:
        return "plain"
    return ""


def reversible(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A chronic disease is called reversible; a reversible cause or narrowing is a term of art."""
    lead = view.words[max(view.clause, view.target[0] - 2) : view.target[0]]
    if _BE.isdisjoint(lead) or view.after not in _ENDS:
        return "technical"
    if not view.left(("chronic",)) and not view.right(("chronic",), 6):
        return "technical"
    return "established" if _accepted(view) else ""


def product_change(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life, or a headline's hero, beats a disease."""
    if not view.right(objects or DISEASE, 4):
        return "sense"
    if view.acts():
        return "established" if _accepted(view) else ""
    if view.title and view.left(("medical", "researcher")) and view.right(("chronic",), 3):
        return "established" if curable(view.text) else ""
    how = view.text[view.start :].lower().startswith("how to")
    return "" if how and among(view.names, LIFESTYLE) else "plain"


def no_harm(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A product or treatment is said to have no harms; what people in a study did not have is a report."""
    if view.left(("person",)):
        return "hedged"
    if among(view.names, ("medical",)) and not view.acts() and not _TESTS.isdisjoint(view.words):
        return "established"
    lead = view.words[view.clause : view.target[0]]
    if not _REPORTS.isdisjoint(lead):
        return "hedged"
    return ""


def substance(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something that people take or do is called harmless; findings and bystanders of the body often are."""
    if view.acts() or (view.left(("medical",)) and not _DRUGS.isdisjoint(view.words[view.clause : view.target[0]])):
        return ""
    return "sense"


def approval(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """The stock phrase, said of something in the present; a regulator's judgement or accepted care may say so."""
    words = frozenset(view.words)
    if not _REGULATORS.isdisjoint(words):
        return "established"
    if view.before == "as" or view.after == "as":
        return "plain"
    accepted = {"vaccine", "vaccines", "vaccination", "condoms", "contraception", "immunizations"}
    if not words.isdisjoint(accepted) and words.isdisjoint(_TRIED) and not view.acts():
        return "established"
    lead = view.words[max(view.clause, view.target[0] - 6) : view.target[0]]
    if view.title:
        return ""
    if not lead:
        return "plain" if view.right(("medical",), 3) else ""
    if "to" in lead or not _REPORTS.isdisjoint(lead):
        return "hedged" if not _REPORTS.isdisjoint(lead) else "goal"
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
    return "established" if removal and _accepted(view) and not view.acts() else ""


def best(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """A remedy of daily life or a product is ranked first."""
    if view.acts() or view.words[view.clause : view.clause + 1] == ("ours",):
        return "established" if _accepted(view) and not objects else ""
    return "plain"


def natural(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """What is natural is said to lack the dangers of medicine."""
    if view.acts() or not {"natural", "herbal", "plant", "plants", "botanical"}.isdisjoint(view.words):
        return ""
    return "plain"


def boost(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life boosts the body, or the reader is told to boost it."""
    if view.before in {"to", "not"} and not among(view.names, LIFESTYLE):
        return "plain"
    if view.left(LIFESTYLE) or view.right(LIFESTYLE, 6):
        medical = view.left(("medical",))
        return "open" if medical and not view.left(LIFESTYLE - {"product"}) else ""
    lead = view.words[view.clause : view.target[0]]
    if not lead and not among(view.names, ("medical",)):
        return "" if not view.text[view.start : view.end].lower().split(" ")[0].endswith("ing") or view.title else "plain"
    return "" if view.acts() and not among(view.names, ("medical", "body")) else "plain"


def detox(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """The body is cleansed of toxins by something; liver and kidneys do it by themselves."""
    words = view.text[view.start : view.end].lower()
    if words.endswith(("cleanse", "cleanses", "cleansing", " detox")) and view.after not in {"that", "which", "to", "for", "with"}:
        return "sense"
    if view.left(("body",)) and not view.left(LIFESTYLE):
        return "sense"
    if not _CARE.isdisjoint(view.words):
        return "technical"
    return boost(view, subject, objects) if not words.endswith(("cleanse", "detox")) else ""


def proves(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A study is said to prove something about health."""
    if view.after in {"to", "difficult", "hard", "useful"}:
        return "sense"
    return "" if view.names[1:] or view.title else "sense"


def proof(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Proof of something is claimed; what smoking does is established."""
    return "established" if established(view.text, medical=False) and not {"smoking", "tobacco"}.isdisjoint(view.words) else ""


def headline_proves(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A headline in which something proves something."""
    if not view.title or not view.left(("researcher",)):
        return "sense"
    return ""


def proven(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something is called proven: accepted care may be, a food, product or unnamed trick may not."""
    if view.acts() or view.right(LIFESTYLE, 8):
        return "established" if _accepted(view) else ""
    lead = view.words[view.clause : view.target[0]]
    if len(lead) <= 1 and not among(view.names, ("medical",)):
        return ""
    return "" if view.words[view.clause : view.clause + 1] in {("our",), ("we",)} else "established"


def prevent(view: View, _subject: Sequence[str], objects: Sequence[str]) -> str:
    """Something of daily life, or a product, flatly prevents a disease that has many causes."""
    if not view.right(frozenset(objects) or frozenset({"chronic"}), 4):
        return "plain"
    if view.past or view.passive:
        return "hedged"
    if view.before in {"to", "not", "or", "and", "help", "helps", "can"}:
        return "plain"
    return _acting(view)


def benefit(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life is said, in the present tense, to do good to health."""
    if view.before in {"to", "not", "or", "of", "for", "the", "a", "in", "with", "by", "had", "have", "has", "and", "his", "her"}:
        return "plain"
    return _acting(view)


def headline_benefit(view: View, subject: Sequence[str], objects: Sequence[str]) -> str:
    """A headline in which something of daily life does good, whatever it is good for."""
    if not view.title or view.before == "that" or view.words[view.target[1] - 1] in _PRONOUNS | {"it", "them"}:
        return "plain"
    return benefit(view, subject, objects)


def harm(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """Something of daily life is said to do harm, in a headline or where a study is told that can only show a link."""
    if view.before in {"to", "not", "or", "of", "for", "the", "a", "in", "with", "by", "that", "and"}:
        return "plain"
    if not view.left(_DAILY):
        return "plain"
    around = " ".join((view.text, view.around.before, view.around.after)).lower()
    if not view.title and _LINKS.isdisjoint(analyse(around).tokens.words):
        return "plain"
    return _acting(view)


def because(view: View, _subject: Sequence[str], _objects: Sequence[str]) -> str:
    """A difference between people is put down to what they eat or do."""
    return "" if among(view.names, LIFESTYLE) and ("because" in view.words or "so" in view.words or "thanks" in view.words) else "plain"


def _acting(view: View) -> str:
    first = view.target[0]
    verb = view.words[first]
    named = view.left(_DAILY)
    if not named:
        alone = view.words[view.clause : first] in {("it",), ("this",), ("they",)}
        before = names(view.around.before)
        if not (alone and among(before, _DAILY) and not among(before, ("medical", "body", "person"))):
            return "plain"
    if "can" in view.words[max(view.clause, first - 3) : first]:
        return "hedged"
    if view.before in {"that", "which", "who"}:
        return "" if view.title or (view.clause == 0 and view.words[0] in {"the", "a"} and first <= 4) else "plain"
    if not verb.endswith("s") and named and not _plural(view, named[-1]):
        return "plain"
    start, end = analyse(view.text).tokens.starts[max(view.clause, named[0].first - 2) if named else 0], view.end
    tail = view.right(DISEASE | {"risk", "function"}, 4)
    if tail:
        end = analyse(view.text).tokens.ends[tail[-1].last - 1]
    if established(view.text[start:end], medical=False):
        return "established"
    if not view.left(("medical", "body", "person", "researcher")):
        return ""
    return (
        ("" if view.left(("medical",)) and not view.left(("person", "researcher")) and named[0].first <= 1 else "open")
        if view.headline
        else "open"
    )


def _plural(view: View, name: Named) -> bool:
    first = view.target[0]
    return view.words[name.last - 1].endswith("s") and first - name.last <= 3


_DETERMINERS = frozenset({"a", "the", "no", "this", "of", "complete", "new", "real", "possible", "for", "is", "find", "their", "its"})
_GENERIC = frozenset({"the", "disease", "diseases", "disorder", "condition", "illness", "chronic", "every", "all", "ailment"})
_ENDS = frozenset(
    {"", ".", ",", "!", ";", ":", "with", "by", "in", "if", "when", "at", "for", "through", "within", "and", "using", "on", "once"}
)
_DAILY = LIFESTYLE - {"alternative", "goods"}
_TRIED = frozenset({"experimental", "candidate", "trial", "results", "volunteers", "participants", "phase", "prototype"})
_BE = frozenset({"is", "are", "be", "being"})
_TESTS = frozenset({"test", "tests", "scan", "scans", "ultrasound", "mri", "x", "exam", "examination", "swab"})
_REPORTS = frozenset(
    {
        "was",
        "were",
        "had",
        "experienced",
        "reported",
        "found",
        "shown",
        "showed",
        "caused",
        "appeared",
        "seemed",
        "considered",
        "proved",
        "been",
    }
)
_DRUGS = frozenset(
    {"drug", "medicine", "medication", "pill", "pills", "drugs", "medicines", "tablet", "tablets", "injection", "laser", "lasers"}
)
_REGULATORS = frozenset(
    {"fda", "ema", "mhra", "regulator", "regulators", "approved", "approval", "agency", "licensed", "guideline", "guidelines", "usp"}
)
_CARE = frozenset({"alcohol", "withdrawal", "opioid", "hospital", "inpatient", "dialysis", "residential", "program", "heroin"})
_LINKS = frozenset(
    {
        "study",
        "studies",
        "survey",
        "link",
        "linked",
        "researchers",
        "scientists",
        "observational",
        "cohort",
        "association",
        "research",
        "data",
        "found",
    }
)
FRAMES: Mapping[str, Callable[[View, Sequence[str], Sequence[str]], str]] = {
    "phrase": phrase,
    "cure": cure,
    "heal": heal,
    "change": change,
    "reversible": reversible,
    "product-change": product_change,
    "no-harm": no_harm,
    "substance": substance,
    "approval": approval,
    "absolute": absolute,
    "best": best,
    "natural": natural,
    "boost": boost,
    "detox": detox,
    "proves": proves,
    "proof": proof,
    "headline-proves": headline_proves,
    "proven": proven,
    "prevent": prevent,
    "benefit": benefit,
    "headline-benefit": headline_benefit,
    "harm": harm,
    "because": because,
}
