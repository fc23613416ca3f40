"""Cut-offs and intakes that an article gives, as another article of the same run may contradict them."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.dose_attachment import DOSE_DIMENSIONS
from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.metadata import metadata
from clinlint.facts.role import Role, RoleFact, role_at
from clinlint.facts.threshold_statement import Statement
from clinlint.model.finding import Said
from clinlint.model.population import Population
from clinlint.model.quantity import Form, Quantity
from clinlint.model.settings import Settings
from clinlint.rules.wording import figure

FIGURES = "consistency/articles-disagree"
_DEFINING = frozenset({Role.DEFINITION, Role.STATEMENT})


def figures(article: Article, settings: Settings) -> Iterator[Said]:
    """What an article in English says in figures, in no order."""
    yield from _cut_offs(article, settings)
    yield from _intakes(article, settings)


def _readers(article: Article, settings: Settings) -> str:
    """For whom an article is, as far as it says so: two countries may have two figures."""
    about = metadata(article, settings)
    where = about.values.get("jurisdiction")
    return f"{about.text('locale')}|{where if isinstance(where, str | list) else ''}"


def _cut_offs(article: Article, settings: Settings) -> Iterator[Said]:
    """Categories with their cut-offs, in the text's own voice, with no authority named and no fault found."""
    from clinlint.facts.thresholds import thresholds
    from clinlint.rules.verdicts import judge

    for statement in article.fact(thresholds):
        if not _defines(statement) or judge(statement, settings.jurisdictions) is not None:
            continue
        quantity = statement.quantity
        ends = _figures(quantity)
        if not ends:
            continue
        about = "|".join(
            (
                "cut-off",
                min(statement.ids),
                statement.label,
                statement.part,
                statement.sex,
                statement.unit.code if statement.unit else "",
                quantity.form.value if quantity.form is Form.RANGE else "up" if quantity.form.upward else "down",
                *sorted(str(p) + p.condition for p in statement.people),
                _readers(article, settings),
            )
        )
        written = figure(article.texts[statement.block][statement.at.start : statement.at.end])
        yield Said(
            FIGURES, about, ends, written, statement.written, article.blocks[statement.block].span(statement.at.start, statement.at.end)
        )


def _defines(statement: Statement) -> bool:
    return (
        bool(statement.label and statement.near and not statement.authorities)
        and _plain(statement.role)
        and statement.role.role in _DEFINING
    )


def _plain(role: RoleFact) -> bool:
    return role.assertion is None or role.assertion.affirmed


def _figures(quantity: Quantity) -> tuple[str, ...]:
    """The ends of a comparison or a range; nothing of a lone or approximate number, which may be an example."""
    if quantity.approximate or not (quantity.form.upward or quantity.form.downward or quantity.form is Form.RANGE):
        return ()
    ends = (quantity.interval.low, quantity.interval.high) if quantity.form is Form.RANGE else (quantity.value,)
    return tuple(f"{end:f}" for end in (*ends, *(n.value for n in quantity.second)))


def _intakes(article: Article, settings: Settings) -> Iterator[Said]:
    """Needs of one named group and upper limits a day, with no authority named and no fault found."""
    if not any(
        q.unit is not None and q.unit.dimension in DOSE_DIMENSIONS
        for _, found in article.fact(article_quantities).with_units()
        for q in found
    ):
        return
    from clinlint.facts.doses import doses
    from clinlint.reference.substances import substance
    from clinlint.rules.doses.amounts import amounts_of, factors, shown, times_a_day
    from clinlint.rules.doses.judge import judge

    wrong = {(v.dose.block, v.dose.index) for v in article.fact(judge(settings.jurisdictions))}
    for dose in article.fact(doses):
        limit = dose.purpose is Purpose.LIMIT and dose.firm
        if len(dose.ids) != 1 or not (limit or (dose.purpose is Purpose.NEED and _one_group(dose.people))):
            continue
        quantity = dose.quantity
        if not (dose.near and dose.here) or dose.authorities or dose.pair >= 0 or dose.rate is None or quantity.approximate:
            continue
        possible = factors(substance(dose.ids[0]), quantity.unit) if quantity.unit else ()
        role = role_at(article, dose.block, quantity.start, quantity.end)
        if (dose.block, dose.index) in wrong or len(possible) != 1 or not role.judged or not _plain(role):
            continue
        amounts = tuple(shown(value * possible[0] * times_a_day(dose.rate)).replace(",", "") for value in amounts_of(quantity))
        people = sorted(f"{p}|{p.condition}" for p in dose.people)
        about = "|".join(("intake", dose.ids[0], dose.purpose.value, *people, _readers(article, settings)))
        kind = "upper limit for" if limit else "need of"
        written = figure(article.texts[dose.block][quantity.core_start : quantity.core_end]).rstrip(". ")
        name = f"the {kind} {dose.name}"
        yield Said(FIGURES, about, amounts, written, name, article.blocks[dose.block].span(quantity.core_start, quantity.core_end))


def _one_group(people: tuple[Population, ...]) -> bool:
    """Whether one group with its age, or one of mothers, is named: the need of `adults` depends on whom the article is about."""
    return len(people) == 1 and (people[0].pregnancy or people[0].lactation or (people[0].age is not None and people[0].age.low > 0))
