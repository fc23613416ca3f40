"""Who wrote and who reviewed: named people with credentials, not groups, not machines, not the same person twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from clinlint.facts.article import Article
from clinlint.facts.metadata import Metadata, Person, metadata
from clinlint.facts.patterns import found
from clinlint.facts.statements import About, is_group, statements, words
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_ABOUT = {"authors": About.AUTHOR, "medical_reviewer": About.REVIEWER}
_LAY = frozenset({"patient", "carer", "public"})


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    said = metadata(article, settings)
    if rule.options["check"] == "unnamed":
        yield from _unnamed(rule, article, said, elsewhere=settings.metadata_elsewhere)
    else:
        yield from _CHECKS[rule.options["check"]](rule, article, said)


def _unnamed(rule: Rule, article: Article, said: Metadata, *, elsewhere: bool) -> Iterator[Finding]:
    """Nobody in particular: every name is a group's."""
    field = rule.options["field"]
    people = said.people(field)
    if people and all(is_group(person.name) for person in people):
        yield rule.on(people[0].span, message=rule.message.format(name=people[0].name), found=people[0].name)
    if people:
        return
    told = [] if elsewhere else [statement for statement in statements(article) if statement.about is _ABOUT[field]]
    if told and not any(statement.named for statement in told):
        first = told[0]
        yield rule.on(first.span(article), message=rule.message.format(name=" ".join(first.name.split())), found=first.name)


def _machine(rule: Rule, article: Article, said: Metadata) -> Iterator[Finding]:
    for person in said.people(rule.options["field"]):
        if _is_machine(person.name):
            yield rule.on(person.span, message=rule.message.format(name=person.name), found=person.name)
    for statement in statements(article):
        if statement.about is _ABOUT[rule.options["field"]] and statement.named and _is_machine(statement.name):
            yield rule.on(statement.span(article), message=rule.message.format(name=statement.name), found=statement.name)


def _without_credentials(rule: Rule, _article: Article, said: Metadata) -> Iterator[Finding]:
    field = rule.options["field"]
    if field == "authors" and _LAY.issuperset(said.audiences) and any(map(_is_clinical, said.people("medical_reviewer"))):
        return
    for person in said.people(field):
        if not (
            _is_key(person.name)
            or is_group(person.name)
            or _is_machine(person.name)
            or _is_clinical(person)
            or (field == "authors" and person.role)
        ):
            yield rule.on(person.span, message=rule.message.format(name=person.name), found=person.name)


def _same(rule: Rule, _article: Article, said: Metadata) -> Iterator[Finding]:
    authors = {_plain(person.name): person for person in said.people("authors")}
    for reviewer in said.people("medical_reviewer"):
        if author := authors.get(_plain(reviewer.name)):
            yield rule.on(reviewer.span, message=rule.message.format(name=reviewer.name), found=author.name)


def _outside(rule: Rule, _article: Article, said: Metadata) -> Iterator[Finding]:
    """Reviewers of a clinical page whose only training, as told, is in something else."""
    if said.article_type not in rule.options["article_types"]:
        return
    for person in said.people(rule.options["field"]):
        told = f"{person.credentials} {person.role} {person.specialty}"
        work = found(rule.options["work"], told)
        if work and not found(rule.options["clinical"], f"{person.name} {told}"):
            yield rule.on(person.span, message=rule.message.format(name=person.name, work=work), found=person.name)


def _is_key(name: str) -> bool:
    """Whether it is no name but a key into a list of people that the site keeps elsewhere (`jo-fox`)."""
    return name == name.lower() and " " not in name


def _is_machine(name: str) -> bool:
    parts = [part.strip("()[],;:") for part in name.split()]
    if any("gpt" in part.lower() or part in ("AI", "A.I.") for part in parts):
        return True
    named = [part for part in parts if not part.replace(".", "").isdigit()]
    return bool(named) and all(part.lower() in words("machines") for part in named)


def _is_clinical(person: Person) -> bool:
    """Whether a person's training is told: by credentials, a specialty, a title or letters after the name."""
    if person.credentials or person.specialty:
        return True
    parts = person.name.replace(",", " ").split()
    return bool(parts) and (
        parts[0].rstrip(".").lower() in words("clinical_titles")
        or any(part.replace(".", "").lower() in words("letters") for part in parts[2:])
    )


def _plain(name: str) -> str:
    """A name for comparison: without titles, letters after it, accents and case."""
    import unicodedata

    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).lower()
    parts = [part.strip(".,;()") for part in bare.replace(",", " ").split()]
    kept = [part for part in parts if part not in words("titles") and part.replace(".", "") not in words("letters")]
    return " ".join(kept or parts)


_CHECKS: Mapping[str, Callable[[Rule, Article, Metadata], Iterator[Finding]]] = {
    "machine": _machine,
    "without-credentials": _without_credentials,
    "same": _same,
    "outside": _outside,
}

KIND = Kind(
    options={
        "properties": {
            "check": {"title": "what is checked", "enum": ["unnamed", *_CHECKS]},
            "field": {"title": "authors or medical_reviewer", "enum": list(_ABOUT)},
            "article_types": {"title": "a list of types of articles", "type": "array", "items": {"type": "string"}},
            "work": {"title": "a pattern for work that is not clinical", "type": "string"},
            "clinical": {"title": "a pattern for clinical training", "type": "string"},
        },
        "required": ["check", "field"],
    },
    check=_check,
    any_language=True,
)
