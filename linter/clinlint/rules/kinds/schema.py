"""Metadata that cannot be read, or that its schema does not allow: faults of the parser and errors of JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.metadata import DATES, Metadata, is_empty, metadata
from clinlint.facts.statements import written_day
from clinlint.model.document import Fault
from clinlint.model.finding import Applicability, Confidence, Edit, Finding, Fix
from clinlint.model.settings import Settings
from clinlint.model.span import Span
from clinlint.rules.rule import Kind, Rule
from clinlint.structured.validation import Problem, validator, validator_of

_FAULTS = ("broken", "bomb", "duplicate", "key", "shape", "tag", "toml", "unclosed")
_PROBLEMS = ("invalid-value", "missing-field", "unknown-field", "wrong-type")


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    codes = rule.options["codes"]
    for fault in article.document.faults:
        if fault.code in codes:
            yield rule.on(fault.span, message=_sentence(f"The metadata cannot be read: {fault.message}", fault))
    fields = article.document.fields
    if not fields or not fields.values or not any(code in _PROBLEMS for code in codes):
        return
    said = metadata(article, settings)
    text = article.document.source.text
    for problem in _problems(article, said, settings):
        if problem.code in codes:
            span = said.fields_span(problem.path, on_key=problem.on_key)
            yield rule.on(
                span,
                message=f"{problem.message}." if problem.message[-1] not in "?.…" else problem.message,
                confidence=Confidence.LOW if problem.code == "unknown-field" and not problem.suggestion else None,
                found=problem.found,
                expected=problem.expected,
                fixes=tuple(_fix(problem, span, text, is_date=bool(problem.path) and said.ours(str(problem.path[0])) in DATES)),
            )


def _problems(article: Article, said: Metadata, settings: Settings) -> tuple[Problem, ...]:
    """Errors of our schema and of the repository's own, each value's once; what is empty counts as not given."""
    found = article.fact(_Validated(said, settings.article_schema))
    if article.document.format == "html":
        return tuple(problem for problem in found if problem.path[:1] and said.ours(str(problem.path[0])) in DATES)
    return found


class _Validated:
    """The extractor of an article's schema errors; equal ones are run once."""

    def __init__(self, said: Metadata, own_schema: str) -> None:
        self.said = said
        self.own_schema = own_schema

    def _key(self) -> tuple[object, ...]:
        return (self.own_schema, *self.said.written.items())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Validated) and other._key() == self._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __call__(self, article: Article) -> tuple[Problem, ...]:
        fields = article.document.fields
        assert fields is not None
        found = [p for p in validator("article.schema", closed=True).problems(self.said.values, self.said.written) if not self._empty(p)]
        if self.own_schema:
            known = {(problem.path, problem.code) for problem in found}
            found += [p for p in validator_of(self.own_schema).problems(fields.values) if (p.path, p.code) not in known]
        return tuple(found)

    def _empty(self, problem: Problem) -> bool:
        return len(problem.path) == 1 and not problem.on_key and is_empty(self.said.values.get(self.said.ours(str(problem.path[0]))))


def _fix(problem: Problem, span: Span, text: str, *, is_date: bool) -> Iterator[Fix]:
    """The name, the word or the date that was probably meant, where what is there stands plainly."""
    meant = problem.suggestion
    if is_date and not meant and problem.code == "invalid-value" and (day := written_day(problem.found)):
        meant = day.isoformat()
    if meant and text[span.start : span.end] == problem.found:
        yield Fix(f"write {meant}", Applicability.SUGGESTED, (Edit(span, meant),))


def _sentence(message: str, fault: Fault) -> str:
    """What a fault says, in one sentence."""
    if fault.code in ("duplicate", "toml", "unclosed", "shape"):
        message = (
            fault.message[:1].upper() + fault.message[1:] if fault.code != "duplicate" else f"“{fault.message.replace(' is', '” is', 1)}"
        )
    return message if message[-1] in "….?" else f"{message}."


KIND = Kind(
    options={
        "properties": {
            "codes": {
                "title": "a list of what this rule reports",
                "type": "array",
                "items": {"enum": [*_FAULTS, *_PROBLEMS]},
                "minItems": 1,
            }
        },
        "required": ["codes"],
    },
    check=_check,
    any_language=True,
)
