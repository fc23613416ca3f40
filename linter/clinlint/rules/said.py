"""What an article says that another one of the same run may contradict: its cut-offs, intakes, title and id."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.metadata import metadata
from clinlint.model.finding import Said
from clinlint.model.settings import Settings

FIGURES = "consistency/articles-disagree"
ID = "consistency/duplicate-id"
TITLE = "consistency/duplicate-title"
RULES = (FIGURES, ID, TITLE)


def said(article: Article, settings: Settings) -> tuple[Said, ...]:
    """The statements of one article, the first of each kind, in order of the text; of one that is not in English, its id and title."""
    first: dict[tuple[str, str], Said] = {}
    english = metadata(article, settings).language == "en"
    for statement in (*_names(article, settings), *(_figures(article, settings) if english else ())):
        first.setdefault((statement.rule, statement.about), statement)
    return tuple(sorted(first.values(), key=lambda s: (s.span, s.rule)))


def _figures(article: Article, settings: Settings) -> Iterator[Said]:
    if not any(digit in article.whole for digit in "0123456789"):
        return iter(())
    from clinlint.rules.said_figures import figures

    return figures(article, settings)


def _names(article: Article, settings: Settings) -> Iterator[Said]:
    """An id that is there twice leads readers to one of two articles; a title that is there twice tells them nothing."""
    about = metadata(article, settings)
    for field, rule in (("id", ID), ("title", TITLE)):
        value = about.text(field) if about.given(field) else ""
        if value:
            place = (about.text("locale"), value) if field == "title" else (value,)
            yield Said(rule, "|".join(place).lower(), (), value, field, about.span(field))
