"""Numbers that cannot be, whatever they are about: units that do not exist, more than all people."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.numbers import NOTATION
from clinlint.facts.units import by_code
from clinlint.model.finding import Applicability, Edit, Finding, Fix
from clinlint.model.quantity import Quantity
from clinlint.model.settings import Settings
from clinlint.resources import compiled
from clinlint.rules.rule import Kind, Rule
from clinlint.rules.wording import figure

_WHOLE = 100


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    for index, found in article.fact(article_quantities).with_units():
        for quantity in found:
            if quantity.unit is None:
                continue
            if rule.options["what"] == "unit" and quantity.unit.dimension == "misspelt":
                yield _unit(rule, article, index, quantity)
            elif rule.options["what"] == "share" and _is_too_much(article.texts[index], quantity):
                yield _share(rule, article, index, quantity)


def _unit(rule: Rule, article: Article, index: int, quantity: Quantity) -> Finding:
    block = article.blocks[index]
    start, end = quantity.unit_at
    written = article.texts[index][start:end]
    right = by_code("mm[Hg]")
    fixes: tuple[Fix, ...] = ()
    if right is not None and block.map.exact(start, end):
        fixes = (Fix(f"Replace by {right.name}", Applicability.SUGGESTED, (Edit(block.map.span(start, end), right.name),)),)
    message = f"“{written}” is no unit; blood pressure is given in millimetres of mercury, mmHg."
    return rule.at(block, start, end, message=message, found=written, expected="mmHg", fixes=fixes)


def _is_too_much(text: str, quantity: Quantity) -> bool:
    if quantity.unit is None or quantity.unit.code != "%" or quantity.interval.low <= _WHOLE or not quantity.interval.is_point:
        return False
    rest = text[quantity.end : quantity.end + 40].lower()
    return rest.startswith(tuple(f" of {word}" for word in compiled(NOTATION)["impossible"]["shares"]))


def _share(rule: Rule, article: Article, index: int, quantity: Quantity) -> Finding:
    written = figure(article.texts[index][quantity.core_start : quantity.core_end])
    return rule.at(
        article.blocks[index],
        quantity.core_start,
        quantity.core_end,
        message=f"“{written}” of a group is more than all of it; a share ends at 100%.",
        found=written,
    )


KIND = Kind(
    options={"properties": {"what": {"enum": ["unit", "share"], "description": "What cannot be."}}, "required": ["what"]},
    check=_check,
    triggers=lambda _: {"": "[0-9]"},
)
