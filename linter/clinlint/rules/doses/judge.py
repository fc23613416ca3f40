"""Every verdict on the doses of one article, once, for all rules that tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from clinlint.facts.article import Article
from clinlint.facts.dose_mentions import mentions
from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.dose_statements import Dose
from clinlint.facts.doses import doses
from clinlint.facts.outline import title
from clinlint.facts.role import role_at
from clinlint.reference.substances import substance
from clinlint.rules.doses import drugs, nutrients, pairs, periods
from clinlint.rules.doses.verdict import Verdict
from clinlint.rules.doses.voice import NEVER, told

_SLIPS = frozenset({"decimal", "unit", "frequency", "lost-dash"})


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
        if role.role not in NEVER and (not role.negated or verdict.dose.purpose is Purpose.LIMIT):
            unpaired |= {d.index for d in found if d.quantity.core_start < verdict.end and verdict.start < d.quantity.core_end}
            yield verdict
    for dose in found:
        if dose.pair >= 0 or dose.index in unpaired:
            continue
        verdict_ = _judged(text, dose, jurisdictions, around) or periods.verdict(text, dose)
        if verdict_ is None or (verdict_.slip == "limit" and _is_set_right(text, dose, found, jurisdictions, around)):
            continue
        role = role_at(article, block, dose.quantity.start, dose.quantity.end)
        verdict_told = told(text, dose, role, verdict_)
        if verdict_told is not None:
            yield verdict_told


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
    known = dose.firm or dose.people or identifier.startswith("drug.") or topic == {(identifier,)}
    return verdict if known else None
