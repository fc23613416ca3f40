"""Dates of publication, change and review: in the future, out of order, overdue, or at odds with the visible text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from clinlint.facts.article import Article
from clinlint.facts.metadata import DATES, Metadata, metadata
from clinlint.facts.statements import About, Statement, statements
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.model.span import Span
from clinlint.record import record
from clinlint.rules.rule import Kind, Rule

_STATED = {"published": About.PUBLISHED, "modified": About.MODIFIED, "last_reviewed": About.REVIEWED, "next_review": About.NEXT_REVIEW}
_SAYINGS = {"published": "published", "modified": "modified", "last_reviewed": "last reviewed", "next_review": "due for review"}
_FOREVER = 12_000
"""Months after which no review is merely late."""
_UNPUBLISHED = frozenset({"draft", "in_review"})


@record
class _When:
    """A date of the article, by our name of its field, with the place that gives it."""

    field: str
    day: date
    span: Span


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    yield from _CHECKS[rule.options["check"]](rule, article, metadata(article, settings), settings.today)


def _future(rule: Rule, article: Article, said: Metadata, today: date) -> Iterator[Finding]:
    """What is said to have happened, and has not yet."""
    scheduled = said.text("status") in _UNPUBLISHED
    for when in _given(article, said):
        if when.day > today and when.field != "next_review" and not (when.field == "published" and scheduled):
            yield _found(rule, when, field=_name(said, when.field), today=today.isoformat())
    for person in said.people("medical_reviewer"):
        if person.date and person.date > today:
            yield _found(rule, _When("date", person.date, person.date_span), field="date", today=today.isoformat())


def _order(rule: Rule, article: Article, said: Metadata, _today: date) -> Iterator[Finding]:
    """A date that lies before another one which must come first."""
    given = {when.field: when for when in _given(article, said)}
    earlier, later = given.get(rule.options["first"]), given.get(rule.options["then"])
    if earlier and later and later.day < earlier.day:
        yield _found(
            rule,
            later,
            field=_name(said, later.field),
            other=_name(said, earlier.field),
            other_date=earlier.day.isoformat(),
            expected=earlier.day.isoformat(),
        )


def _overdue(rule: Rule, article: Article, said: Metadata, today: date) -> Iterator[Finding]:
    """The newest date of an article lies further back than its type allows, and no next review was planned."""
    types, others = rule.options.get("article_types"), rule.options.get("except_types", ())
    if (types and said.article_type not in types) or said.article_type in others or said.text("status") == "retired":
        return
    given = {when.field: when for when in _given(article, said)}
    if "next_review" in given:
        return
    newest = given.get("last_reviewed") or max((w for w in given.values() if w.day <= today), key=lambda w: w.day, default=None)
    months = rule.options["months"]
    if newest and _after(newest.day, months) < today <= _after(newest.day, rule.options.get("up_to", _FOREVER)):
        age = (today.year - newest.day.year) * 12 + today.month - newest.day.month - (today.day < newest.day.day)
        yield _found(rule, newest, saying=_SAYINGS[newest.field], age=str(age), months=str(months))


def _past_due(rule: Rule, article: Article, said: Metadata, today: date) -> Iterator[Finding]:
    """The article's own date of the next review has passed."""
    if said.text("status") == "retired":
        return
    for when in _given(article, said):
        if when.field == "next_review" and when.day < today:
            yield _found(rule, when, today=today.isoformat())


def _too_late(rule: Rule, article: Article, said: Metadata, _today: date) -> Iterator[Finding]:
    """The next review is planned later than the usual cycle allows."""
    given = {when.field: when for when in _given(article, said)}
    last, following = given.get("last_reviewed"), given.get("next_review")
    months = rule.options["months"]
    if last and following and following.day > (latest := _after(last.day, months)):
        yield _found(rule, following, months=str(months), latest=latest.isoformat(), expected=latest.isoformat())


def _disagree(rule: Rule, article: Article, said: Metadata, _today: date) -> Iterator[Finding]:
    """The visible text gives another date than the metadata."""
    for field, about in _STATED.items():
        day = said.date(field)
        for statement in statements(article):
            if day and statement.about is about and statement.date and not _agrees(statement, day):
                shown = statement.date.isoformat() if statement.exact else statement.date.isoformat()[:7]
                when = _When(field, statement.date, statement.span(article))
                yield _found(rule, when, field=_name(said, field), shown=shown, other_date=day.isoformat(), expected=day.isoformat())


def _agrees(statement: Statement, day: date) -> bool:
    assert statement.date is not None
    return statement.date == day if statement.exact else (statement.date.year, statement.date.month) == (day.year, day.month)


def _given(article: Article, said: Metadata) -> Iterator[_When]:
    """Every date of the metadata; where it has none of a kind, the one that the text states."""
    stated = [statement for statement in statements(article) if statement.date]
    for field in DATES if stated or said.values else ():
        if day := said.date(field):
            yield _When(field, day, said.span(field))
            continue
        told = next((s for s in stated if s.about is _STATED[field]), None)
        if told and told.date and not said.given(field):
            yield _When(field, told.date, told.span(article))


def _name(said: Metadata, field: str) -> str:
    return said.written.get(field, field)


def _after(day: date, months: int) -> date:
    """The day that many months later, the last of its month where that has no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    return day


def _found(rule: Rule, when: _When, *, expected: str = "", **said: str) -> Finding:
    return rule.on(when.span, message=rule.message.format(date=when.day.isoformat(), **said), found=when.day.isoformat(), expected=expected)


_CHECKS: Mapping[str, Callable[[Rule, Article, Metadata, date], Iterator[Finding]]] = {
    "future": _future,
    "order": _order,
    "overdue": _overdue,
    "past-due": _past_due,
    "too-late": _too_late,
    "disagree": _disagree,
}

KIND = Kind(
    options={
        "properties": {
            "check": {"title": "what is checked", "enum": list(_CHECKS)},
            "first": {"title": "the field whose date comes first", "enum": list(DATES)},
            "then": {"title": "the field whose date comes later", "enum": list(DATES)},
            "months": {"title": "a number of months", "type": "integer", "minimum": 1},
            "up_to": {"title": "the age in months from which another rule takes over", "type": "integer", "minimum": 1},
            "article_types": {"title": "a list of types of articles", "type": "array"},
            "except_types": {"title": "a list of types of articles that are left out", "type": "array"},
        },
        "required": ["check"],
    },
    check=_check,
    any_language=True,
)
