"""Whether a dose is given in the text's own voice, so that a verdict on it may be told, and how sure that is."""

from __future__ import annotations

from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.dose_statements import Dose
from clinlint.facts.role import Role, RoleFact
from clinlint.model.finding import Confidence
from clinlint.record import replace
from clinlint.rules.doses import voice_words
from clinlint.rules.doses.verdict import Verdict

NEVER = frozenset({Role.MYTH, Role.QUESTION})
_ADVICE = frozenset({Role.RECOMMENDATION, Role.LIMIT, Role.TARGET, Role.DEFINITION})


def told(text: str, dose: Dose, role: RoleFact, verdict: Verdict) -> Verdict | None:
    """The verdict where the text says in its own voice what people should have or take; less sure where it only states."""
    denied = role.negated and dose.purpose not in {Purpose.LIMIT, Purpose.PORTION} and verdict.slip != "comparator"
    denied = denied and not _of_something_else(text, dose, role)
    warned = role.role is Role.MYTH and dose.purpose is Purpose.LIMIT and _is_warned_of(text, dose)
    if (role.role in NEVER and not warned) or denied:
        return None
    if warned:
        role = replace(role, role=Role.LIMIT)
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    if _is_eaten(text, dose) or voice_words.outdated().search(sentence):
        return None
    if dose.purpose is Purpose.NEED and voice_words.unneeded().search(text[dose.sentence[0] : dose.quantity.start]):
        return None
    if not _speaks(text, dose, role, verdict):
        return None
    stated = role.role is Role.STATEMENT and dose.purpose is Purpose.OPEN and not dose.ids[0].startswith("drug.")
    course = verdict.slip == "frequency" and dose.near and voice_words.course().search(sentence) is not None
    sure = not stated or verdict.slip in {"lost-dash", "comparator"} or course or voice_words.medical().search(sentence) is not None
    sure = sure or _is_labelled(text, dose) or (bool(dose.people) and dose.near and dose.rate_at[0] >= 0)
    return verdict if sure else replace(verdict, confidence=Confidence.MEDIUM)


def _is_warned_of(text: str, dose: Dose) -> bool:
    """Whether a limit is given in the text's own voice, though words of what others say stand by it: `unless a doctor says so`."""
    exception = voice_words.unless().match(text[dose.quantity.end : dose.sentence[1]]) is not None
    return exception or voice_words.against().search(text[dose.sentence[0] : dose.quantity.core_end]) is not None


def _is_eaten(text: str, dose: Dose) -> bool:
    """Whether an amount of a nutrient is what a food holds: below words of foods, or beside a portion of one."""
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    serving = voice_words.serving().search(sentence) is not None
    if dose.ids[0].startswith("drug.") or dose.purpose is Purpose.LIMIT:
        return False
    if (serving and voice_words.holds().search(voice_words.owed().sub("", sentence))) or voice_words.share().search(
        text[dose.quantity.end : dose.sentence[1]][:80]
    ):
        return True
    return not dose.firm and not dose.people and (dose.food or (dose.purpose is Purpose.OPEN and serving))


def _of_something_else(text: str, dose: Dose, role: RoleFact) -> bool:
    """Whether a denial stands in brackets before the amount, or is of what people do and not of the need: `fall short of the RDA of 1,000 mg`."""
    cue = role.assertion.cue if role.assertion is not None else None
    if cue is None or cue.start < 0:
        return False
    start, end = cue.start + dose.sentence[0], cue.end + dose.sentence[0]
    opening = text.rfind("(", dose.sentence[0], start)
    bracketed = opening >= 0 and ")" not in text[opening:start] and ")" in text[end : dose.quantity.start]
    before = text[dose.sentence[0] : dose.quantity.start]
    if (
        voice_words.named_need().search(before)
        or voice_words.floor().search(before)
        or (end < dose.quantity.start and _of_condition(text, dose, start, end))
    ):
        return True
    return bracketed or (dose.firm and dose.purpose is Purpose.NEED and voice_words.short().search(cue.text) is not None)


def _of_condition(text: str, dose: Dose, start: int, end: int) -> bool:
    """Whether a denial stands in a clause of condition before the one of the amount: `if you do not get better, take 20 mg`."""
    comma = text.find(",", end, dose.quantity.start)
    led = voice_words.condition().search(text[dose.sentence[0] : start])
    return comma >= 0 and led is not None and voice_words.denial().search(text[comma : dose.quantity.start]) is None


def _is_labelled(text: str, dose: Dose) -> bool:
    """Whether a substance stands as a label before what is to be taken a day: `Calcium: 1,000 mg daily`; in a list also without the colon."""
    first = text[dose.sentence[0] : max(dose.mention[0], 0)].strip(" -*") == ""
    joined = dose.listed and text[dose.mention[1] : dose.quantity.start] == " "
    label = first and (joined or text[dose.mention[1] : dose.mention[1] + 1] == ":")
    return dose.here and dose.near and label and dose.rate is not None and dose.rate_at[0] >= 0


def _speaks(text: str, dose: Dose, role: RoleFact, verdict: Verdict) -> bool:
    """Whether the text says in its own voice what people should have or take."""
    if verdict.slip == "unit" and "is measured in" in verdict.message:
        return role.role not in {Role.HISTORY, Role.MEASUREMENT}
    if verdict.slip == "lost-dash":
        return True
    if _tells_of_harm(text, dose, verdict):
        return False
    if role.role in {Role.LABEL, Role.CHANGE} and voice_words.needed().search(text[dose.sentence[0] : dose.quantity.start]):
        return dose.near
    if dose.ids[0].startswith("drug."):
        return role.judged or role.role in {Role.TREATMENT, Role.FOOD} or _doses(text, dose, role)
    if not role.judged:
        return _advises_by_the_way(text, dose, role, verdict)
    if verdict.slip == "limit" and dose.purpose is Purpose.OPEN:
        return role.role in {Role.RECOMMENDATION, Role.TARGET}
    return role.role in _ADVICE or dose.purpose is not Purpose.OPEN or (dose.near and dose.rate is not None)


def _tells_of_harm(text: str, dose: Dose, verdict: Verdict) -> bool:
    """Whether an amount is what does harm, or what people do eat, so that it is no advice."""
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    unlessened = voice_words.lessened().sub("", sentence)
    if (verdict.slip == "limit" or dose.purpose is Purpose.OPEN) and voice_words.criticised().search(unlessened):
        return True
    if dose.purpose is Purpose.NEED and voice_words.poisonous().search(text[dose.sentence[0] : dose.quantity.start]):
        return True
    return dose.purpose is Purpose.OPEN and voice_words.eaten().search(sentence) is not None


def _advises_by_the_way(text: str, dose: Dose, role: RoleFact, verdict: Verdict) -> bool:
    """Whether a sentence about a nutrient advises, though it has a cue of something else: of a comparison, a food, a treatment, a study."""
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    if role.role is Role.COMPARISON:
        return dose.firm and dose.near
    if role.role is Role.FOOD:
        return _is_supplied(text, dose, role)
    if role.role is Role.TREATMENT and dose.listed and role.cue.lower() not in sentence.lower():
        return dose.near and dose.rate_at[0] >= 0
    if role.role is Role.TREATMENT and voice_words.may().search(sentence) and not voice_words.past().search(sentence):
        return dose.near and verdict.slip in {"limit", "frequency", "decimal", "unit"}
    if role.role is Role.STUDY and role.cue.lower().startswith("taking"):
        told = role.has(Role.RECOMMENDATION) and voice_words.told_to().search(sentence) is not None
        limit = dose.purpose is Purpose.LIMIT and not voice_words.trial().search(sentence)
        return dose.near and (told or limit) and not voice_words.past().search(sentence)
    return False


def _is_supplied(text: str, dose: Dose, role: RoleFact) -> bool:
    """Whether an amount with words of what food holds is one to take all the same: of a supplement, a limit or a need."""
    if voice_words.supplied().search(text[dose.sentence[0] : dose.quantity.start]):
        return dose.near or dose.rate_at[0] >= 0
    aside = dose.purpose is Purpose.LIMIT and _is_aside(text, dose, role.cue)
    return dose.near and (aside or (dose.purpose is Purpose.NEED and bool(dose.people) and role.has(Role.RECOMMENDATION)))


def _doses(text: str, dose: Dose, role: RoleFact) -> bool:
    """Whether a sentence about a drug doses it for anybody, though it has a cue of something else: `is increased to`, `equivalent to two tablets`."""
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    if not dose.near or text[max(0, dose.quantity.start - 8) : dose.quantity.start].rstrip().endswith(" by"):
        return False
    if role.role is Role.LABEL:
        return dose.rate_at[0] >= 0
    if role.role is Role.STUDY and not role.cue.lower().startswith("taking"):
        return False
    return (
        role.role in {Role.CHANGE, Role.COMPARISON, Role.STUDY}
        and not voice_words.past().search(sentence)
        and not voice_words.trial().search(sentence)
    )


def _is_aside(text: str, dose: Dose, cue: str) -> bool:
    """Whether a cue stands in brackets behind the amount: `up to 400 mg (about 4 cups of coffee)`."""
    rest = text[dose.quantity.core_end : dose.sentence[1]]
    at = rest.find(cue)
    opening = rest.rfind("(", 0, max(at, 0))
    return at >= 0 and opening >= 0 and ")" not in rest[opening:at]
