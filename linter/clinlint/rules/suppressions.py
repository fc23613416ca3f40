"""Reasoned exceptions: `<!-- clinlint-ignore-next RULE: reason (by NAME, until 2027-01-31) -->`, `-line`, `-start`/`-end`, and waivers.

A waiver stands in the metadata under `clinlint: waivers:` (rule, reason, by, until, text), or in the configuration, and holds for the whole
article, or for what a finding says of `text`. A comment of a Word document is about the words that it is attached to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from clinlint.model.document import Document, Path
from clinlint.model.finding import Finding
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.record import record, replace
from clinlint.rules.rule import Rule

PREFIX = "clinlint-ignore"


@record
class Suppression:
    """Findings of `rules` that start inside `scope` are accepted for `reason`; `span` is the comment or waiver itself.

    `text` narrows it to findings about these words. `problem` says what is wrong with the way it is written: such a one suppresses nothing.
    `file` is the configuration that it stands in, at `line`; `one`: for this very article, not for all of a pattern.
    """

    rules: tuple[str, ...]
    reason: str
    scope: Span
    span: Span
    by: str = ""
    until: date | None = None
    problem: str = ""
    text: str = ""
    file: str = ""
    line: int = 0
    one: bool = True

    def covers(self, finding: Finding, source: Source) -> bool:
        """Whether it accepts a finding in a source."""
        return (
            self.scope.start <= finding.span.start < max(self.scope.end, self.scope.start + 1)
            and self.means(finding.rule)
            and (not self.text or _says(source.slice(finding.span), self.text))
        )

    def means(self, rule: str) -> bool:
        """Whether it names a rule, by its id or by its pack."""
        return any(matches(pattern, rule) for pattern in self.rules)


def matches(pattern: str, rule: str) -> bool:
    """Whether a rule id is meant by a pattern: the id itself, or `pack/*` for all of a pack."""
    return pattern == rule or (pattern.endswith("/*") and rule.startswith(pattern[:-1]))


def _says(found: str, text: str) -> bool:
    """Whether a finding's words are within the words of a waiver, or hold them."""
    one, other = " ".join(found.split()).casefold(), " ".join(text.split()).casefold()
    return bool(one) and (one in other or other in one)


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """Every suppression of an article, in order."""
    found = [*_comments(document), *_waivers(document)]
    return tuple(sorted(found, key=lambda s: s.span))


def apply(
    findings: Sequence[Finding],
    given: Sequence[Suppression],
    rules: Mapping[str, Rule],
    known: Collection[str],
    *,
    today: date,
    source: Source,
    quiet: Collection[str] = (),
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, Suppression], ...]]:
    """Findings that stay (those about the suppressions included), and the accepted ones with what accepts them.

    `rules` are the rules of the pack `suppression` by id; `known` are the ids of all rules, `quiet` those that
    the profile leaves out: whether something suppresses them cannot be seen.
    """
    active = [s for s in given if not s.problem and s.reason and (s.until is None or s.until >= today)]
    kept: list[Finding] = []
    accepted: list[tuple[Finding, Suppression]] = []
    for finding in findings:
        reason = next((s for s in active if s.covers(finding, source)), None)
        if reason is None:
            kept.append(finding)
        else:
            accepted.append((finding, reason))
    used = {id(s) for _, s in accepted}
    for suppression in given:
        needed = suppression.one or any(suppression.covers(finding, source) for finding in findings)
        seen = id(suppression) in used or not any(suppression.means(rule) for rule in known if rule not in quiet)
        kept += _judge(suppression, rules, known, today, used=seen, needed=needed)
    return tuple(kept), tuple(accepted)


def _judge(
    s: Suppression, rules: Mapping[str, Rule], known: Collection[str], today: date, *, used: bool, needed: bool
) -> Iterator[Finding]:
    def say(name: str, message: str) -> Iterator[Finding]:
        if rule := rules.get(f"suppression/{name}"):
            yield rule.on(s.span, message=message)

    this = f"The waiver in {s.file}" if s.file else "This suppression"
    unknown = [pattern for pattern in s.rules if not any(matches(pattern, rule) for rule in known)]
    if s.problem:
        yield from say("malformed", s.problem)
    elif unknown:
        yield from say("unknown-rule", f"This suppression names {unknown[0]}, which is no rule.")
    elif not s.reason:
        yield from say("missing-reason", f"This suppression of {', '.join(s.rules)} gives no reason, so it is not followed.")
    elif s.until is not None and s.until < today:
        if needed:
            yield from say("expired", f"{this} of {', '.join(s.rules)} expired on {s.until.isoformat()}.")
    elif not used and s.one:
        yield from say("unused", f"{this} of {', '.join(s.rules)} suppresses nothing.")


def _comments(document: Document) -> Iterator[Suppression]:
    open_: list[Suppression] = []
    for comment in document.comments:
        text = comment.text.strip()
        if not text.startswith(PREFIX):
            continue
        directive, _, rest = text[len(PREFIX) :].partition(" ")
        form = directive.lstrip("-")
        if form == "end" and comment.about is None:
            if open_:
                start = open_.pop()
                inside = Span(start.span.end, comment.span.start)
                yield Suppression(start.rules, start.reason, inside, start.span, start.by, start.until, start.problem)
            else:
                yield _wrong(comment.span, "This clinlint-ignore-end has no clinlint-ignore-start before it.")
            continue
        scope = comment.about or _scope(document, form, comment.span)
        if scope is None:
            yield _wrong(comment.span, f"“clinlint-ignore-{form}” is not known: write -next, -line, or -start and -end.")
            continue
        suppression = _directive(rest, scope, comment.span)
        if comment.by and not suppression.by:
            suppression = replace(suppression, by=comment.by)
        if form == "start" and comment.about is None:
            open_.append(suppression)
        else:
            yield suppression
    for start in open_:
        yield _wrong(start.span, "This clinlint-ignore-start is never ended by clinlint-ignore-end.")


def _wrong(span: Span, problem: str) -> Suppression:
    return Suppression((), "", span, span, problem=problem)


def _scope(document: Document, form: str, span: Span) -> Span | None:
    source = document.source
    if form == "next":
        spans = (block.span() for block in document.blocks)
        return next((s for s in spans if s.start >= span.end), Span(span.end, span.end))
    if form == "line":
        line = source.location(span.start).line
        starts = source.line_starts
        return Span(starts[line - 1], starts[line] if line < len(starts) else len(source.text) + 1)
    return span if form == "start" else None


def _directive(text: str, scope: Span, span: Span) -> Suppression:
    names, colon, reason = text.partition(":")
    rules = tuple(name for name in names.replace(",", " ").split() if name)
    if not rules:
        return _wrong(span, "This suppression names no rule: write clinlint-ignore-next RULE: reason.")
    by, until = "", None
    reason = reason.strip()
    if reason.endswith(")") and "(" in reason:
        head, _, note = reason[:-1].rpartition("(")
        for part in note.split(","):
            word, _, value = part.strip().partition(" ")
            if word == "by":
                by, reason = value.strip(), head.strip()
            elif word == "until":
                until, reason = _date(value), head.strip()
                if until is None:
                    return _wrong(span, f"“{value.strip()}” is no date: write until 2027-01-31.")
    return Suppression(rules, reason if colon else "", scope, span, by, until)


def _waivers(document: Document) -> Iterator[Suppression]:
    fields = document.fields
    section = fields.values.get("clinlint") if fields else None
    waivers = section.get("waivers") if isinstance(section, Mapping) else None
    if fields is None or not isinstance(waivers, list):
        return
    for index, waiver in enumerate(waivers):
        path: Path = ("clinlint", "waivers", index)
        yield _waiver(waiver, fields.value_spans.get(path, fields.span), len(document.source.text))


def _waiver(waiver: Any, span: Span, length: int) -> Suppression:
    if not isinstance(waiver, Mapping) or not isinstance(waiver.get("rule"), str):
        return _wrong(span, "A waiver is a mapping with rule and reason.")
    until = None
    if (text := waiver.get("until")) is not None:
        until = _date(str(text))
        if until is None:
            return _wrong(span, f"“{text}” is no date: write until: 2027-01-31.")
    return Suppression(
        (waiver["rule"],),
        str(waiver.get("reason") or "").strip(),
        Span(0, length + 1),
        span,
        str(waiver.get("by") or ""),
        until,
        text=str(waiver.get("text") or ""),
    )


def _date(text: str) -> date | None:
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text.strip())
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
