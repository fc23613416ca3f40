"""Two different numbers in one unit where one must be in another: `12 nmol/L (30 nmol/L)`."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.conversions import Pair, meant, repeats
from clinlint.facts.role import Role, role_at
from clinlint.model.finding import Applicability, Edit, Finding, Fix
from clinlint.model.quantity import Unit
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule
from clinlint.rules.wording import figure


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    for pair in article.fact(repeats):
        right = meant(article, pair)
        if right is None or role_at(article, pair.block, pair.first.start, pair.second.end).role in {Role.MYTH, Role.QUESTION}:
            continue
        yield _finding(rule, article, pair, *right)


def _finding(rule: Rule, article: Article, pair: Pair, unit: Unit, of_second: bool) -> Finding:
    text, block = article.texts[pair.block], article.blocks[pair.block]
    first = figure(text[pair.first.core_start : pair.first.core_end])
    second = figure(text[pair.second.core_start : pair.second.core_end])
    start, end = (pair.second if of_second else pair.first).unit_at
    fixes: tuple[Fix, ...] = ()
    if 0 <= start < end and block.map.exact(start, end):
        fixes = (Fix(f"Replace by {unit.name}", Applicability.SUGGESTED, (Edit(block.map.span(start, end), unit.name),)),)
    close = pair.second.core_end
    return rule.at(
        block,
        pair.first.core_start,
        close + 1 if text[close : close + 1] in {")", "]"} else close,
        message=f"{first} is given as {second}, two numbers in one unit; they agree if {second if of_second else first} is in {unit.name}.",
        found=second,
        expected=unit.name,
        fixes=fixes,
        detail=(("measure", pair.measure),),
    )


KIND = Kind(options={"properties": {}, "required": []}, check=_check, triggers=lambda _: {"": "[0-9]"})
