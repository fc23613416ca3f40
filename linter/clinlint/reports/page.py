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


def address(manual: str, rule: str) -> str:
    """Where a rule that ships has its page, in a manual that is shown at an address; "" without one."""
    return f"{manual.rstrip('/')}/rules/{rule}.html" if manual else ""


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
    for title, flagged in (("Flagged", True), ("Not flagged", False)):
        if samples := [sample for sample in page.samples if sample.flagged is flagged]:
            yield from ("", f"## {title}", "", *_shown(samples))
    if page.evidence:
        yield from _section("Who says so", [_source(item) for item in page.evidence])


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield from (items if len(items) == 1 and not title.endswith("so") else [f"- {item}" for item in items])


def _shown(samples: Sequence[Sample]) -> Iterator[str]:
    """Examples: sentences as a list, their flagged words in bold; after it, as code, those with markup of their own."""
    plain = [sample for sample in samples if _MARKUP.isdisjoint(sample.text)]
    coded = [sample for sample in samples if not _MARKUP.isdisjoint(sample.text)]
    yield from (f"- {_bold(sample)}" + (f" ({reason})" if (reason := _reason(sample)) else "") for sample in plain)
    for index, sample in enumerate(coded):
        if plain or index:
            yield ""
        fence = "```"
        while fence in sample.text:
            fence += "`"
        yield from (f"{fence}text", *(line.rstrip() for line in sample.text.strip("\n").splitlines()), fence)
        words = [" ".join(sample.text[span.start : span.end].split()) for span in sorted(sample.spans) if span.start < span.end]
        marked = ", ".join(f"`` {each} ``" if "`" in each else f"`{each}`" for each in words)
        if said := _reason(sample) or (marked and f"flagged: {marked}"):
            yield from ("", f"{said[:1].upper()}{said[1:]}")


def _reason(sample: Sample) -> str:
    return f"accepted: {' '.join(sample.because.split())}" if sample.because and not sample.flagged else ""


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
