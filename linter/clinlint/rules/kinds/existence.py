"""Words that should not stand in an article of some audience, outside the contexts that excuse them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from clinlint.facts.article import Article, Hit
from clinlint.facts.disclosures import quoted_at, sentence_at
from clinlint.facts.metadata import metadata
from clinlint.facts.patterns import first, found
from clinlint.facts.references import references
from clinlint.model.document import BlockKind, MarkKind
from clinlint.model.finding import Applicability, Edit, Finding, Fix
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_NEVER = frozenset({BlockKind.FOOTNOTE})


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    options = rule.options
    about = metadata(article, settings)
    if "audience" in options and not set(about.audiences or ("public",)) & set(options["audience"]):
        return
    if "locale" in options and not about.text("locale").startswith(tuple(options["locale"])):
        return
    if any(about.given(name) for name in options.get("fields", ())):
        return
    standing = _standing(rule, article)
    if options.get("once") == "article":
        standing = islice(sorted(standing, key=lambda each: (each[0].block, each[0].start)), 1)
    for hit, entry in standing:
        yield _finding(rule, article, hit, entry)


def _standing(rule: Rule, article: Article) -> Iterator[tuple[Hit, dict[str, str]]]:
    """Where the words stand and nothing excuses them; of each term the first place only where the rule is told once."""
    for number, entry in enumerate(_entries(rule)):
        for hit in article.hits.get(f"{rule.id}#{number}" if "terms" in rule.options else rule.id, ()):
            if _stands(rule, article, hit, entry):
                yield hit, entry
                if rule.options.get("once"):
                    break


def _entries(rule: Rule) -> list[dict[str, str]]:
    """Terms of a rule: pattern, its own exceptions, and what to write instead."""
    terms: list[dict[str, str]] = rule.options.get("terms") or [{key: rule.options[key] for key in ("match", "use") if key in rule.options}]
    return terms


def _stands(rule: Rule, article: Article, hit: Hit, entry: dict[str, str]) -> bool:
    block, text = article.blocks[hit.block], article.texts[hit.block]
    if (
        block.kind in _NEVER
        or (block.kind is BlockKind.FIELD and not rule.options.get("metadata"))
        or hit.block in references(article).blocks
    ):
        return False
    if not rule.options.get("quotations") and _within(article, hit):
        return False
    if rule.options.get("block") and text.strip() != text[hit.start : hit.end].strip():
        return False
    if "follows" in rule.options and not (
        hit.block + 1 < len(article.texts) and found(rule.options["follows"], article.texts[hit.block + 1].strip())
    ):
        return False
    if "headings" in rule.options and any(found(rule.options["headings"], article.texts[i].strip()) for i in block.headings):
        return False
    start, end = sentence_at(article, hit.block, hit.start)
    around = text[start:end]
    if any(found(pattern, around) for pattern in (rule.options.get("unless"), entry.get("unless")) if pattern):
        return False
    if "after" in entry and not found(f"^(?:{entry['after']})", text[hit.end : hit.end + 60]):
        return False
    return not ("with" in rule.options and not found(rule.options["with"], around))


def _within(article: Article, hit: Hit) -> bool:
    """Whether the words stand inside a quotation, code, an address or templating."""
    marks = article.blocks[hit.block].marks
    if any(m.start <= hit.start and hit.end <= m.end and m.kind in _OPAQUE for m in marks):
        return True
    return quoted_at(article, hit.block, hit.start, hit.end)


_OPAQUE = frozenset({MarkKind.CODE, MarkKind.URL, MarkKind.OPAQUE})


def _finding(rule: Rule, article: Article, hit: Hit, entry: dict[str, str]) -> Finding:
    block = article.blocks[hit.block]
    words = block.text[hit.start : hit.end]
    use = _cased(_filled(entry.get("use", ""), entry, article.texts[hit.block][hit.start : hit.end]), words)
    message = rule.message.format(text=words.strip(), use=use)
    fixes: tuple[Fix, ...] = ()
    if entry.get("fix") and block.map.exact(hit.start, hit.end):
        edit = Edit(
            block.span(hit.start, hit.end), _cased(_filled(entry["fix"], entry, article.texts[hit.block][hit.start : hit.end]), words)
        )
        fixes = (Fix(f"Write “{edit.text}”", Applicability.SUGGESTED, (edit,)),)
    return rule.at(block, hit.start, hit.end, message=message, found=words, expected=use, fixes=fixes)


def _filled(new: str, entry: dict[str, str], words: str) -> str:
    """What to write instead, with what the pattern's groups found in the places of `{1}`, `{2}`."""
    match = first(entry["match"], words) if "{1}" in new else None
    for number in range(1, match.re.groups + 1) if match else ():
        new = new.replace(f"{{{number}}}", (match[number] or "") if match else "")
    return " ".join(new.split()) if match else new


def _cased(new: str, old: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


_TEXT = {"type": "string"}
_TERM = {
    "type": "object",
    "properties": dict.fromkeys(("match", "use", "unless", "after", "fix"), _TEXT),
    "required": ["match"],
    "additionalProperties": False,
}
KIND = Kind(
    options={
        "properties": {
            **dict.fromkeys(("match", "use", "unless", "follows", "headings", "with"), _TEXT),
            **{name: {"type": "boolean"} for name in ("block", "quotations", "metadata")},
            "once": {"enum": [True, False, "article"], "description": "Only the first place: of each term, or in the article."},
            **{name: {"type": "array", "items": _TEXT} for name in ("audience", "locale", "fields")},
            "terms": {"type": "array", "items": _TERM},
        },
        "anyOf": [{"required": ["match"]}, {"required": ["terms"]}],
    },
    check=_check,
    triggers=lambda rule: {str(n) if "terms" in rule.options else "": entry["match"] for n, entry in enumerate(_entries(rule))},
)
