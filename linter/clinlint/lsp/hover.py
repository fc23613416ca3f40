"""What the editor shows under the pointer: a finding with who says so and why it matters; else what is held on a number or a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsprotocol import types

from clinlint.lsp.desk import Checked
from clinlint.lsp.diagnostics import visible
from clinlint.lsp.documents import ArticleDocument
from clinlint.lsp.fields import field_at
from clinlint.lsp.held import held
from clinlint.lsp.metadata_place import MetadataPlace, metadata_place
from clinlint.lsp.positions import extent
from clinlint.model.finding import Applicability, Evidence, Finding, Trust
from clinlint.model.settings import Settings
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.reports.page import Page

_TRUST = {
    Trust.PRIMARY: "seen in the authority's own text",
    Trust.SECONDARY: "seen in a restatement",
    Trust.UNVERIFIED: "not yet verified",
}


def hover(
    document: ArticleDocument, checked: Checked, offset: int, page: Callable[[str], Page | None], settings: Settings
) -> types.Hover | None:
    """The findings at a place; where there is none, what a field of the metadata is for, or what is held on the number or the name there."""
    source = checked.report.source
    here = [f for f in checked.report.findings if (v := visible(source, f.span)).start <= offset <= v.end]
    if here:
        text = "\n\n---\n\n".join("\n\n".join(_paragraphs(finding, page(finding.rule))) for finding in here)
        where = min((visible(source, finding.span) for finding in here), key=lambda span: span.end - span.start)
    elif told := _told(checked, offset, settings):
        text, where = told
    else:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), extent(source, where, document.position_codec))


def _told(checked: Checked, offset: int, settings: Settings) -> tuple[str, Span] | None:
    """What there is to say of a place without a finding: of a key of the metadata, a number or a name, the value of a field."""
    source = checked.report.source
    place = metadata_place(source, offset)
    field = _field(source, place, settings) if place else None
    if place and field and place.is_key:
        return field, place.word
    if checked.linter and (found := held(checked.linter, source, offset)):
        shown = "\n".join(found.lines).strip("\n").replace("`" * 3, "'")
        return f"```text\n{shown}\n```\n\nHeld by clinlint; not medical advice.", found.span
    return (field, place.word) if place and field else None


def _field(source: Source, place: MetadataPlace, settings: Settings) -> str:
    """What a field is for and what it holds; "" where no schema knows it."""
    if place.is_key and (place.open or place.item):
        return ""
    field = field_at((*place.path, source.slice(place.word)) if place.is_key else place.path, settings)
    if field is None or not (field.description or field.noun):
        return ""
    lines = [f"**{escaped(field.name)}**" + (f" (clinlint reads it as `{field.ours}`)" if field.ours else "")]
    if field.description:
        lines.append(escaped(field.description))
    if field.noun:
        lines.append(f"Holds {escaped(field.noun)}.")
    return "\n\n".join(lines)


def _paragraphs(finding: Finding, page: Page | None) -> Iterator[str]:
    yield f"**{finding.severity.value}** `{finding.rule}`"
    yield escaped(finding.message)
    if finding.expected:
        yield f"**Expected:** {escaped(finding.expected)}"
    if finding.evidence:
        yield "**Who says so**\n\n" + "\n".join(_evidence(item) for item in finding.evidence)
    advice = [fix.title for fix in finding.fixes if fix.applicability is Applicability.DISPLAY]
    if finding.help or advice:
        yield "**What to do:** " + " ".join(escaped(text) for text in (finding.help, *(f"{title}." for title in advice)) if text)
    if page:
        yield f"**Why it matters:** {escaped(page.why)}"


def _evidence(item: Evidence) -> str:
    name = escaped(f"{item.authority}{f' {item.year}' if item.year else ''}{f', {item.title}' if item.title else ''}")
    return f"- {f'[{name}]({item.url})' if item.url else name} ({_TRUST[item.trust]})"


def escaped(text: str) -> str:
    """Text that may hold an article's words, so that none is read as markup."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text)
