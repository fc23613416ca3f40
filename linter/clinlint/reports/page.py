"""One rule's page: what it finds, why it matters, examples, who says so; the same text for `explain`, the docs and hover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinlint.model.finding import Evidence
from clinlint.model.span import Span
from clinlint.record import record

_MARKUP = frozenset("\n\r`*_<>[]{}#|\\&~")
"""Characters that mean something in Markdown; an example with one is shown as code."""


@record
class Sample:
    """An example as the page shows it: flagged with its marked spans, or accepted for a reason."""

    text: str
    flagged: bool
    spans: tuple[Span, ...]
    because: str


@record
class Page:
    """What a rule's page holds."""

    id: str
    title: str
    severity: str
    category: str
    why: str
    help: str
    evidence: Sequence[Evidence]
    samples: Sequence[Sample]


def markdown(page: Page) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"# {page.id}"
    yield ""
    yield f"{page.title}. Severity: {page.severity}; category: {page.category}."
    yield from _section("Why it matters", [page.why])
    if page.help:
        yield from _section("What to do", [page.help])
    flagged = ["\n".join(_shown(sample)) for sample in page.samples if sample.flagged]
    accepted = ["\n".join(_shown(sample)) for sample in page.samples if not sample.flagged]
    if flagged:
        yield from _section("Flagged", flagged)
    if accepted:
        yield from _section("Not flagged", accepted)
    if page.evidence:
        yield from _section("Who says so", [_source(item) for item in page.evidence])


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield from (items if len(items) == 1 and not title.endswith(("lagged", "so")) else [f"- {item}" for item in items])


def _shown(sample: Sample) -> Iterator[str]:
    """An example as an item of a list: a sentence with its flagged words in bold, anything with markup of its own as code."""
    reason = f"accepted: {' '.join(sample.because.split())}" if sample.because and not sample.flagged else ""
    if _MARKUP.isdisjoint(sample.text):
        yield _bold(sample) + (f" ({reason})" if reason else "")
        return
    fence = "```"
    while fence in sample.text:
        fence += "`"
    yield f"  {fence}text"
    yield from (f"    {line}".rstrip() for line in sample.text.strip("\n").splitlines())
    yield f"    {fence}"
    words = [" ".join(sample.text[span.start : span.end].split()) for span in sorted(sample.spans) if span.start < span.end]
    marked = ", ".join(f"`` {each} ``" if "`" in each else f"`{each}`" for each in words)
    if reason or marked:
        yield from ("", f"    {reason or f'flagged: {marked}'}")


def _bold(sample: Sample) -> str:
    text = sample.text
    for span in sorted(sample.spans, reverse=True):
        text = f"{text[: span.start]}**{text[span.start : span.end]}**{text[span.end :]}" if span.start < span.end else text
    return text


def _source(item: Evidence) -> str:
    year = f", {item.year}" if item.year else ""
    title = f": {item.title}" if item.title else ""
    link = f" <{item.url}>" if item.url else ""
    return f"{item.authority}{title}{year} ({item.trust.value}){link}"
