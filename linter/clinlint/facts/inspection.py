"""The numbers of an article as rows for people: what each is, what it belongs to, and why."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.dose_statements import Dose
from clinlint.facts.doses import doses
from clinlint.facts.role import RoleFact, role_at
from clinlint.facts.threshold_statement import Statement
from clinlint.facts.thresholds import thresholds
from clinlint.model.finding import Fact
from clinlint.model.quantity import Quantity
from clinlint.model.span import Span


def numbers(article: Article) -> Iterator[Fact]:
    """Thresholds, doses, and every other number that has a unit; the order is that of the families, not of the text."""
    taken: set[tuple[int, int]] = set()
    for statement in article.fact(thresholds):
        taken.add((statement.block, statement.quantity.core_start))
        yield _threshold(article, statement)
    for dose in article.fact(doses):
        taken.add((dose.block, dose.quantity.core_start))
        yield _dose(article, dose)
    for block, found in article.fact(article_quantities).with_units():
        for quantity in found:
            if quantity.unit is not None and (block, quantity.core_start) not in taken:
                role = role_at(article, block, quantity.core_start, quantity.core_end)
                yield Fact("number", _span(article, block, quantity), role.role.value, "", _detail(quantity, role))


def _threshold(article: Article, statement: Statement) -> Fact:
    people = ", ".join(map(str, statement.people))
    extra = (("category", statement.label), ("people", people), ("authority", ", ".join(a.id for a in statement.authorities)))
    detail = (*_detail(statement.quantity, statement.role), *extra)
    return Fact(
        "threshold", _span(article, statement.block, statement.quantity), statement.role.role.value, statement.measure, _told(detail)
    )


def _dose(article: Article, dose: Dose) -> Fact:
    role = role_at(article, dose.block, dose.quantity.core_start, dose.quantity.core_end)
    people = ", ".join(map(str, dose.people))
    rate = f"{dose.rate.count} in {dose.rate.period}" if dose.rate else ""
    extra = (("purpose", dose.purpose.value), ("rate", rate), ("people", people), ("authority", ", ".join(a.id for a in dose.authorities)))
    return Fact(
        "dose", _span(article, dose.block, dose.quantity), role.role.value, dose.name, _told((*_detail(dose.quantity, role), *extra))
    )


def _detail(quantity: Quantity, role: RoleFact) -> tuple[tuple[str, str], ...]:
    value = str(quantity.interval.low) if quantity.interval.is_point else str(quantity.interval)
    return _told((("value", value), ("unit", quantity.unit.code if quantity.unit else ""), ("cue", role.cue)))


def _told(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair[1])


def _span(article: Article, block: int, quantity: Quantity) -> Span:
    return article.blocks[block].span(quantity.start, quantity.end)
