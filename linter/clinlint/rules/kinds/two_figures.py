"""One category with two cut-offs in one article."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.threshold_statement import Statement
from clinlint.facts.thresholds import thresholds
from clinlint.model.finding import Finding, Related
from clinlint.model.quantity import Form
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule
from clinlint.rules.verdicts import judge
from clinlint.rules.wording import figure


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    first: dict[tuple[object, ...], Statement] = {}
    for statement in article.fact(thresholds):
        if not statement.label or not statement.near or statement.authorities or statement.people or _end(statement) is None:
            continue
        held = statement.role.assertion
        if held is not None and not held.affirmed:
            continue
        if judge(statement, settings.jurisdictions) is not None:
            continue
        key = (statement.ids, statement.label, statement.part, statement.sex, statement.unit, statement.quantity.form.upward)
        earlier = first.setdefault(key, statement)
        if _end(earlier) != _end(statement):
            yield _finding(rule, article, earlier, statement)


def _end(statement: Statement) -> object:
    """The number of a comparison, both numbers of a pair; None where the statement is none."""
    quantity = statement.quantity
    if not (quantity.form.upward or quantity.form.downward) or quantity.form is Form.FUSED or quantity.approximate:
        return None
    return (quantity.value, tuple(n.value for n in quantity.second))


def _finding(rule: Rule, article: Article, earlier: Statement, later: Statement) -> Finding:
    texts = article.texts
    before = figure(texts[earlier.block][earlier.at.start : earlier.at.end])
    now = figure(texts[later.block][later.at.start : later.at.end])
    place = article.blocks[earlier.block].span(earlier.at.start, earlier.at.end)
    label = later.written[:1].upper() + later.written[1:]
    return rule.at(
        article.blocks[later.block],
        later.at.start,
        later.at.end,
        message=f"{label} is given as “{now}” here and as “{before}” before; say whose definition each is.",
        found=now,
        expected=before,
        related=(Related("The other figure.", place),),
    )


KIND = Kind(options={"properties": {}, "required": []}, check=_check, triggers=lambda _: {"": "[0-9]"})
