"""Ways of writing a dose that have been misread, each with the safe way to write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clinlint.facts.article import Article, Hit
from clinlint.facts.disclosures import sentence_at
from clinlint.facts.metadata import metadata
from clinlint.facts.patterns import each, found
from clinlint.facts.references import references
from clinlint.model.document import BlockKind, MarkKind
from clinlint.model.finding import Applicability, Edit, Finding, Fix
from clinlint.model.settings import Settings
from clinlint.record import replace
from clinlint.rules.rule import Kind, Rule

_HIDDEN = frozenset({MarkKind.CODE, MarkKind.URL, MarkKind.OPAQUE})


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    about = metadata(article, settings)
    if "audience" in rule.options and not set(about.audiences or ("public",)) & set(rule.options["audience"]):
        return
    if "locale" in rule.options and not about.text("locale").startswith(tuple(rule.options["locale"])):
        return
    standing = list(_standing(rule, article, about.text("locale")))
    for hit, term in standing[:1] if rule.options.get("once") else standing:
        finding = _finding(rule, article, hit, term)
        yield _throughout(rule, article, finding, standing) if len(standing) > 1 and rule.options.get("once") else finding


def _standing(rule: Rule, article: Article, locale: str) -> Iterator[tuple[Hit, Mapping[str, Any]]]:
    """Where a term of the rule stands in a way that has been misread."""
    skipped = references(article).blocks
    for number, term in enumerate(rule.options["terms"]):
        if "locale" in term and not locale.startswith(tuple(term["locale"])):
            continue
        for hit in article.hits.get(f"{rule.id}#{number}", ()):
            block = article.blocks[hit.block]
            if (
                hit.block in skipped
                or block.kind is BlockKind.FIELD
                or any(m.start <= hit.start < m.end and m.kind in _HIDDEN for m in block.marks)
            ):
                continue
            if _stands(article, hit, term):
                yield hit, term


def _throughout(rule: Rule, article: Article, finding: Finding, standing: Sequence[tuple[Hit, Mapping[str, Any]]]) -> Finding:
    """A finding that is told once an article, with one fix for all its places; with none where one of them cannot be changed."""
    fixes = [fix for hit, term in standing for fix in _finding(rule, article, hit, term).fixes]
    if len(fixes) < len(standing):
        return replace(finding, fixes=())
    level = Applicability.SAFE if all(fix.applicability is Applicability.SAFE for fix in fixes) else Applicability.SUGGESTED
    edits = tuple(dict.fromkeys(edit for fix in fixes for edit in fix.edits))
    words = " or ".join(dict.fromkeys(f"“{edit.text}”" for edit in edits))
    return replace(finding, fixes=(Fix(f"Write {words} in {len(edits)} places", level, edits),))


def _stands(article: Article, hit: Hit, term: Mapping[str, Any]) -> bool:
    text = article.texts[hit.block]
    start, end = sentence_at(article, hit.block, hit.start)
    around = text[start:end]
    block = article.blocks[hit.block]
    if block.cell is not None or block.kind is BlockKind.ITEM:
        around = " ".join([around, *(article.texts[i] for i in (block.lead, *block.headings) if i >= 0)])
    if "unless" in term and found(term["unless"], around):
        return False
    if "with" in term and not found(term["with"], around):
        return False
    if "before" in term and found(f"(?:{term['before']})$", text[max(0, hit.start - 40) : hit.start]):
        return False
    return not ("after" in term and found(f"^(?:{term['after']})", text[hit.end : hit.end + 40]))


def _finding(rule: Rule, article: Article, hit: Hit, term: Mapping[str, Any]) -> Finding:
    block = article.blocks[hit.block]
    start, end = hit.start, hit.end
    match = next(each(term["match"], article.texts[hit.block][start:end]), None)
    if match is not None and match.re.groups and match[1] is not None and "part" in term:
        start, end = hit.start + match.start(1), hit.start + match.end(1)
    words = block.text[start:end]
    use = match.expand(term["use"]) if match is not None and "\\" in term["use"] else term["use"]
    fixes: tuple[Fix, ...] = ()
    if term.get("fix") and block.map.exact(start, end):
        level = Applicability.SAFE if term["fix"] == "safe" else Applicability.SUGGESTED
        fixes = (Fix(f"Write “{use}”", level, (Edit(block.span(start, end), use),)),)
    message = rule.message.format(text=words, use=use, why=term.get("why", ""))
    return rule.at(block, start, end, message=message, found=words, expected=use, fixes=fixes)


_TEXT = {"type": "string"}
_TERM = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("match", "use", "why", "unless", "with", "before", "after"), _TEXT),
        "part": {"type": "boolean"},
        "fix": {"enum": ["safe", "suggested"]},
        "locale": {"type": "array", "items": _TEXT},
    },
    "required": ["match", "use"],
    "additionalProperties": False,
}
KIND = Kind(
    options={
        "properties": {
            "terms": {"type": "array", "items": _TERM},
            "once": {"type": "boolean"},
            **{name: {"type": "array", "items": _TEXT} for name in ("audience", "locale")},
        },
        "required": ["terms"],
    },
    check=_check,
    triggers=lambda rule: {str(n): term["match"] for n, term in enumerate(rule.options["terms"])},
)
