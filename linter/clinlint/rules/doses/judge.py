"""Every verdict on the doses of one article, once, for all rules that tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import re2

from clinlint.facts.article import Article
from clinlint.facts.dose_mentions import mentions
from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.doses import Dose, doses
from clinlint.facts.outline import title
from clinlint.facts.role import Role, RoleFact, role_at
from clinlint.model.finding import Confidence
from clinlint.record import replace
from clinlint.reference.substances import substance
from clinlint.rules.doses import drugs, nutrients, pairs, periods
from clinlint.rules.doses.verdict import Verdict

_NEVER = frozenset({Role.MYTH, Role.QUESTION})
_SLIPS = frozenset({"decimal", "unit", "frequency", "lost-dash"})
_ADVICE = frozenset({Role.RECOMMENDATION, Role.LIMIT, Role.TARGET, Role.DEFINITION})


@cache
def judge(jurisdictions: frozenset[str]) -> Callable[[Article], tuple[Verdict, ...]]:
    """The extractor of all verdicts under some jurisdictions, for `Article.fact`."""

    def verdicts(article: Article) -> tuple[Verdict, ...]:
        return tuple(_verdicts(article, jurisdictions))

    return verdicts


def _verdicts(article: Article, jurisdictions: frozenset[str]) -> Iterator[Verdict]:
    for block, found in groupby(article.fact(doses), key=lambda dose: dose.block):
        yield from _block(article, block, tuple(found), jurisdictions)


def _block(article: Article, block: int, found: Sequence[Dose], jurisdictions: frozenset[str]) -> Iterator[Verdict]:
    text = article.texts[block]
    around = _around(article, block)
    unpaired = set(pairs.equated(text, found))
    for verdict in pairs.verdicts(text, found):
        role = role_at(article, block, verdict.dose.quantity.start, verdict.dose.quantity.end)
        if role.role not in _NEVER and (not role.negated or verdict.dose.purpose is Purpose.LIMIT):
            unpaired |= {d.index for d in found if d.quantity.core_start < verdict.end and verdict.start < d.quantity.core_end}
            yield verdict
    for dose in found:
        if dose.pair >= 0 or dose.index in unpaired:
            continue
        verdict_ = _judged(text, dose, jurisdictions, around) or periods.verdict(text, dose)
        if verdict_ is None or (verdict_.slip == "limit" and _is_set_right(text, dose, found, jurisdictions, around)):
            continue
        role = role_at(article, block, dose.quantity.start, dose.quantity.end)
        told = _told(text, dose, role, verdict_)
        if told is not None:
            yield told


def _is_set_right(text: str, dose: Dose, found: Sequence[Dose], jurisdictions: frozenset[str], around: str) -> bool:
    """Whether the same sentence gives the right limit of the substance: `six doses could be given, but the limit is 4,000 mg`."""
    limits = (
        d for d in found if d.sentence == dose.sentence and d.ids == dose.ids and d.index != dose.index and d.purpose is Purpose.LIMIT
    )
    return dose.purpose is not Purpose.LIMIT and any(_judged(text, d, jurisdictions, around) is None for d in limits)


def _around(article: Article, block: int) -> str:
    """Headings above a block, its lead-in, and the article's title."""
    here = article.blocks[block]
    top = title(article)
    indices = dict.fromkeys((*here.headings, *([here.lead] if here.lead >= 0 else []), *([top] if top >= 0 else [])))
    return "\n".join(article.texts[i][:300] for i in indices)


def _judged(text: str, dose: Dose, jurisdictions: frozenset[str], around: str) -> Verdict | None:
    """What is wrong with a dose by every substance it may be of."""
    found: list[tuple[str, Verdict]] = []
    for identifier in dose.ids:
        entry = substance(identifier)
        verdict = drugs.verdict(text, dose, entry, around) if entry.is_drug else nutrients.verdict(text, dose, entry, jurisdictions)
        if verdict is not None:
            found.append((identifier, verdict))
        elif not dose.rivals or entry.is_drug or nutrients.may_be(text, dose, entry, jurisdictions):
            return None
    return _of_rivals(dose, found, around) if dose.rivals else next((v for _, v in found), None)


def _of_rivals(dose: Dose, found: Sequence[tuple[str, Verdict]], around: str) -> Verdict | None:
    """The slip that makes the amount a dose of one substance, where several may be meant and it is of none as it stands."""
    slips = [(i, v) for i, v in found if v.slip in _SLIPS]
    explained = [(i, v) for i, v in slips if v.slip == "unit"] or slips
    topic = {m.ids for m in mentions(around)}
    if len(topic) == 1:
        explained = [(i, v) for i, v in slips if i in next(iter(topic))] or explained
    if len(explained) != 1 or dose.rate_at[0] < 0:
        return None
    identifier, verdict = explained[0]
    told = dose.firm or dose.people or identifier.startswith("drug.") or topic == {(identifier,)}
    return verdict if told else None


def _told(text: str, dose: Dose, role: RoleFact, verdict: Verdict) -> Verdict | None:
    """The verdict where the text says in its own voice what people should have or take; less sure where it only states."""
    denied = role.negated and dose.purpose not in {Purpose.LIMIT, Purpose.PORTION} and verdict.slip != "comparator"
    denied = denied and not _of_something_else(text, dose, role)
    if role.role in _NEVER or denied:
        return None
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    if _is_eaten(text, dose) or _outdated().search(sentence):
        return None
    if dose.purpose is Purpose.NEED and _unneeded().search(text[dose.sentence[0] : dose.quantity.start]):
        return None
    if not _speaks(text, dose, role, verdict):
        return None
    stated = role.role is Role.STATEMENT and dose.purpose is Purpose.OPEN and not dose.ids[0].startswith("drug.")
    course = verdict.slip == "frequency" and dose.near and _course().search(sentence) is not None
    sure = not stated or verdict.slip in {"lost-dash", "comparator"} or course or _medical().search(sentence) is not None
    sure = sure or _is_labelled(text, dose)
    return verdict if sure else replace(verdict, confidence=Confidence.MEDIUM)


def _is_eaten(text: str, dose: Dose) -> bool:
    """Whether an amount of a nutrient is what a food holds: below words of foods, or beside a portion of one."""
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    serving = _serving().search(sentence) is not None
    if dose.ids[0].startswith("drug.") or dose.purpose is Purpose.LIMIT:
        return False
    if (serving and _holds().search(_owed().sub("", sentence))) or _share().search(text[dose.quantity.end : dose.sentence[1]][:80]):
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
    if _named_need().search(before) or _floor().search(before) or (end < dose.quantity.start and _of_condition(text, dose, start, end)):
        return True
    return bracketed or (dose.firm and dose.purpose is Purpose.NEED and _short().search(cue.text) is not None)


def _of_condition(text: str, dose: Dose, start: int, end: int) -> bool:
    """Whether a denial stands in a clause of condition before the one of the amount: `if you do not get better, take 20 mg`."""
    comma = text.find(",", end, dose.quantity.start)
    led = _condition().search(text[dose.sentence[0] : start])
    return comma >= 0 and led is not None and _denial().search(text[comma : dose.quantity.start]) is None


def _is_labelled(text: str, dose: Dose) -> bool:
    """Whether a substance stands as a label before what is to be taken a day: `Calcium: 1,000 mg daily`."""
    label = text[dose.sentence[0] : max(dose.mention[0], 0)].strip(" -*") == "" and text[dose.mention[1] : dose.mention[1] + 1] == ":"
    return dose.here and dose.near and label and dose.rate is not None and dose.rate_at[0] >= 0


def _speaks(text: str, dose: Dose, role: RoleFact, verdict: Verdict) -> bool:
    """Whether the text says in its own voice what people should have or take."""
    if verdict.slip == "unit" and "is measured in" in verdict.message:
        return role.role not in {Role.HISTORY, Role.MEASUREMENT}
    if verdict.slip == "lost-dash":
        return True
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    if (verdict.slip == "limit" or dose.purpose is Purpose.OPEN) and _criticised().search(_lessened().sub("", sentence)):
        return False
    if dose.purpose is Purpose.NEED and _poisonous().search(text[dose.sentence[0] : dose.quantity.start]):
        return False
    if dose.purpose is Purpose.OPEN and _eaten().search(sentence):
        return False
    if dose.ids[0].startswith("drug."):
        return role.judged or role.role in {Role.TREATMENT, Role.FOOD} or _doses(text, dose, role)
    if role.role is Role.COMPARISON and dose.firm:
        return dose.near
    if role.role is Role.FOOD:
        return _is_supplied(text, dose, role)
    if role.role is Role.TREATMENT and _may().search(sentence) and not _past().search(sentence):
        return dose.near and verdict.slip in {"limit", "frequency", "decimal", "unit"}
    if role.role is Role.STUDY and role.cue.lower().startswith("taking"):
        told = role.has(Role.RECOMMENDATION) and _told_to().search(sentence) is not None
        limit = dose.purpose is Purpose.LIMIT and not _trial().search(sentence)
        return dose.near and (told or limit) and not _past().search(sentence)
    if not role.judged:
        return False
    if verdict.slip == "limit" and dose.purpose is Purpose.OPEN:
        return role.role in {Role.RECOMMENDATION, Role.TARGET}
    return role.role in _ADVICE or dose.purpose is not Purpose.OPEN or (dose.near and dose.rate is not None)


def _is_supplied(text: str, dose: Dose, role: RoleFact) -> bool:
    """Whether an amount with words of what food holds is one to take all the same: of a supplement, a limit or a need."""
    if _supplied().search(text[dose.sentence[0] : dose.quantity.start]):
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
    return role.role in {Role.CHANGE, Role.COMPARISON, Role.STUDY} and not _past().search(sentence) and not _trial().search(sentence)


def _is_aside(text: str, dose: Dose, cue: str) -> bool:
    """Whether a cue stands in brackets behind the amount: `up to 400 mg (about 4 cups of coffee)`."""
    rest = text[dose.quantity.core_end : dose.sentence[1]]
    at = rest.find(cue)
    opening = rest.rfind("(", 0, max(at, 0))
    return at >= 0 and opening >= 0 and ")" not in rest[opening:at]


@cache
def _serving() -> Any:
    """A portion of food or drink: `3 ounces`, `1 cup`, `one large egg`."""
    return re2.compile(
        r"(?i)(?:\d|½|\b(?:an?|one|two|three|half an?))[ -]?(?:fl(?:uid)? )?(?:oz\b|ounces?|cups?|tbsp|tablespoons?|teaspoons?|tsp|slices?|servings?|glass(?:es)?|bowls?|cans?|handfuls?|large|medium|small|pieces?|fillets?|eggs?)\b|\b(?:per )?100 ?(?:g|grams|ml)\b"
    )


@cache
def _holds() -> Any:
    """What a portion does: it holds something."""
    return re2.compile(r"(?i)\b(?:provid\w+|contain\w*|deliver\w*|offers?|suppl(?:y|ies)|has|have|packs?|boasts?|brings?|holds?)\b")


@cache
def _owed() -> Any:
    """What people should have, which no portion holds: `they should have`, `you have to get`."""
    return re2.compile(r"(?i)\b(?:should|must|need to|ought to|may|can) (?:\w+ )?have\b|\bha(?:ve|s) to\b")


@cache
def _supplied() -> Any:
    """The order to take a supplement that holds an amount: `take a daily supplement containing`."""
    return re2.compile(
        r"(?i)\b(?:tak(?:e|es|en|ing)|choose|prescribed?|recommend\w*|give)\b(?: [\w-]+){0,5} (?:supplements?|multivitamins?|tablets?|capsules?|vitamins?|pills?) (?:that |which )?(?:contain\w*|with|has|have|provid\w*) (?:about |at least |around )?$"
    )


@cache
def _share() -> Any:
    """What part of the day's need an amount is: `about 30% of the daily recommended intake`."""
    return re2.compile(
        r"(?i)\b\d+(?:\.\d+)? ?(?:%|per ?cent) of (?:the|your|an?|our|their)? ?(?:\w+ ){0,3}(?:intakes?|needs?|values?|requirements?|allowances?|RDA|RDI|DV|amount)\b"
    )


@cache
def _outdated() -> Any:
    """Words of what used to be done."""
    return re2.compile(
        r"(?i)\b(?:older|old|earlier|former|previous|historic\w*|outdated) (?:\w+ )?(?:regimens?|schemes?|doses?|dosing|guidelines?|practice|recommendations?|advice|schedules?)\b"
    )


@cache
def _short() -> Any:
    """Denials of what people do: `fall short of`."""
    return re2.compile(r"(?i)short|fail|lack|miss|too (?:few|little)")


@cache
def _named_need() -> Any:
    """Words right before an amount by which it is what is recommended, whether people get it or not: `do not get the recommended`."""
    return re2.compile(
        r"(?i)\b(?:the|their|your) (?:daily )?(?:recommended|advised|suggested)(?: (?:daily|minimum))?(?: (?:intake|amount|allowance|target|dose))?(?: of)?(?: (?:at least|about|around))? $"
    )


@cache
def _floor() -> Any:
    """A denied comparison, so that the amount is the least: `should not be less than`."""
    return re2.compile(r"(?i)\b(?:not|never|n't) (?:be |go |fall |drop |get |take )?(?:any )?(?:less|lower|fewer|below|under)(?: than)? $")


@cache
def _condition() -> Any:
    """Words that begin a clause of condition or reason."""
    return re2.compile(r"(?i)(?:^|[,;:(] ?|\b(?:and|but|or) )(?:if|when|unless|because|since|although|though|while|as) [^,;]*$")


@cache
def _denial() -> Any:
    return re2.compile(r"(?i)\b(?:not|never|no|nor|neither|avoid|without)\b|n't\b")


@cache
def _trial() -> Any:
    """Words of research."""
    return re2.compile(r"(?i)\b(?:trials?|stud(?:y|ies)|participants?|research\w*|placebo|randomi[sz]ed|compared)\b")


@cache
def _medical() -> Any:
    """Words of dosing, so that an amount is one to take."""
    return re2.compile(
        r"(?i)prescri|recommend|advis|\bdos(?:e|es|ing|age)\b|supplement|tablet|capsule|\b(?:tak(?:e|ing)|giv(?:e|en|ing))\b|treat"
    )


@cache
def _course() -> Any:
    """How long an amount is taken, so that it is a course of treatment: `for eight weeks`."""
    return re2.compile(
        r"(?i)\bfor (?:about |around |up to |at least )?(?:\d{1,3}(?:-\d{1,3})?|an?|one|two|three|four|five|six|seven|eight|ten|twelve) (?:days|weeks?|months?)\b"
    )


@cache
def _told_to() -> Any:
    """Advice whose deed is a gerund: `should think about taking`."""
    return re2.compile(r"(?i)\b(?:should|must|ought to|advised to|need to|ha(?:ve|s) to) (?:[\w']+ ){0,4}taking\b")


@cache
def _unneeded() -> Any:
    """A need that is denied right before its amount: `you do not need`, `nobody needs`, `there is no need for`."""
    return re2.compile(
        r"(?i)(?:\b(?:do|does|did) not|n't|\b(?:nobody|no one|no-one|none of (?:us|you|them)|never|hardly anyone)) (?:(?:really|actually|usually|normally|even) )?"
        r"(?:needs?|requires?|ha(?:ve|s) to (?:take|get|have|eat))(?: to (?:take|get|have|eat))?(?: as much as| about| up to| a full| the| all)?[ ,]*$"
        r"|\bneed not (?:take|get|have|eat) $|\bno need (?:for|of|to take|to get) $"
    )


@cache
def _may() -> Any:
    """Words of treatment in general: what may, can or should be given."""
    return re2.compile(r"(?i)\b(?:may|can|should|usually|often|is|are|typically|sometimes)\b")


@cache
def _past() -> Any:
    """Words of treatment that somebody had."""
    return re2.compile(r"(?i)\b(?:was|were|had|received|took|got|gave|randomi[sz]ed)\b")


@cache
def _lessened() -> Any:
    """Harms that an amount is taken against: `to reduce side effects`, `lowers the risk of fractures`."""
    return re2.compile(
        r"(?i)\b(?:reduc|lower|prevent|avoid|minimi[sz]|lessen|cut|decreas|limit|halv|protect|fewer|less|against|at)\w* (?:[\w-]+ ){0,4}?(?:side effects?|(?:high(?:er)? )?risk of|overdos\w*|toxicity)"
    )


@cache
def _eaten() -> Any:
    """Words that tell what people do eat or take, or what a body holds, not what they should."""
    return re2.compile(
        r"(?i)\b(?:average|on average|typical(?:ly)? (?:diet|american|intake)|most (?:americans|people|adults) (?:eat|get|consume|have)|(?:americans|britons|australians|canadians|europeans|most of us|many of us) (?:\w+ )?(?:eat|get|consume|take in|drink)|eats|consumes|ate|consumed|(?:can|may|will|does|do) store|stores|stored in)\b"
    )


@cache
def _poisonous() -> Any:
    """Words of harm before an amount, so that it is what does the harm."""
    return re2.compile(r"(?i)toxic|overdos|poison|lethal|fatal|harmful")


@cache
def _criticised() -> Any:
    """Words that set an amount against the limit, so that it is no advice: `this is five times the safe ceiling`."""
    return re2.compile(
        r"(?i)times the (?:\w+ ){0,3}(?:ceiling|limit|level|amount|intake|allowance|dose)|(?:far|well|way|much) (?:above|over|beyond|more than)"
        r"|overdos|toxic|poison|too much|harmful|\bharm(?:s|ed|ing)?\b|damag|dangerous|megadose|unsafe|can cause|may cause|risk of|as high as|linked to|lethal|fatal|can kill|side effect|\bdied\b|by mistake|mistakenly|in error|accidental"
    )
