"""What is fuzzed: each target takes any bytes and asserts what has to hold of them. The corpus is replayed by tests/engine/test_fuzz_corpus.py."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial

import re2
from lsprotocol import types
from pygls.workspace import PositionCodec

from clinlint.engine.config import Config, forget, read_config
from clinlint.engine.files import decode
from clinlint.engine.fixes import repair
from clinlint.engine.linter import Linter
from clinlint.errors import ClinlintError
from clinlint.facts.quantities import _found, quantities
from clinlint.formats.front_matter import cut
from clinlint.formats.parse import parse
from clinlint.linguistics import assertion
from clinlint.linguistics.normalise import normalise
from clinlint.linguistics.triggers import TriggerSet, folded, lower
from clinlint.lsp.documents import ArticleDocument
from clinlint.lsp.positions import offset, position
from clinlint.model.finding import Applicability, FileReport
from clinlint.model.interval import Interval
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.rules.load import builtin, trigger_index, waking
from clinlint.rules.own_pack import own_rules
from clinlint.rules.suppressions import suppressions
from tests.formats.exact import check, parsed

SUFFIXES = ("md", "html", "txt", "yaml", "json")
TODAY = date(2026, 11, 24)
ENCODINGS = (types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16, types.PositionEncodingKind.Utf32)
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _inside(span: Span, length: int) -> None:
    assert 0 <= span.start <= span.end <= length, span


def _format(suffix: str, data: bytes) -> None:
    text = _text(data)
    document = parsed(text, f"a.{suffix}")
    assert document.source.text == text
    assert parse(Source(f"a.{suffix}", text)).blocks == document.blocks


def _front_matter(data: bytes) -> None:
    text = _text(data)
    front = cut(text)
    assert 0 <= front.body <= len(text)
    for fault in front.faults:
        _inside(fault.span, len(text))


@cache
def _package() -> tuple[tuple[str, bytes], ...]:
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def _docx(data: bytes) -> None:
    """Bytes that begin as a zip file are one; others are the body of a good one."""
    if not data.startswith(b"PK"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in _package():
                body = b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (_NAMESPACE.encode(), data)
                archive.writestr(name, body if name == "word/document.xml" else part)
        data = out.getvalue()
    source, unreadable = decode(data, "a.docx")
    if not unreadable:
        for block in parse(source).blocks:
            check(block, source.text)


def _quantities(data: bytes) -> None:
    text = normalise(_text(data))
    found = quantities(text)
    assert found == _found(text, text, ())
    for each in found:
        assert 0 <= each.start <= each.core_start <= each.core_end <= each.end <= len(text), each
        for number in each.numbers:
            assert each.start <= number.start <= number.digits < number.end <= each.end, each


def _interval(data: bytes) -> None:
    """Two lines, two intervals."""
    try:
        one, other = (Interval.parse(line) for line in _text(data).split("\n")[:2])
    except ValueError:
        return
    assert Interval.parse(str(one)) == one
    assert one.within(one)
    assert one.overlaps(one)
    assert one.overlaps(other) == other.overlaps(one)
    assert not one.within(other) or one.overlaps(other)
    for end in (one.low, one.high):
        assert not (end in one and one.within(other)) or end in other
        assert not (end in one and end in other) or one.overlaps(other)
    assert not (one.within(other) and other.within(one)) or one == other


def _context(data: bytes) -> None:
    """Two bytes say which words are asked about."""
    text = normalise(_text(data[2:]))
    if not text:
        return
    start = data[0] % len(text)
    end = min(start + 1 + data[1] % 40, len(text))
    held = assertion(text, start, end)
    assert held == assertion(text, start, end)
    if held.cue and held.cue.start >= 0:
        _inside(Span(held.cue.start, held.cue.end), len(text))


def _config(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "clinlint.yaml")
        with open(path, "wb") as file:
            file.write(data)
        forget()
        try:
            config = read_config(path)
            config.for_path("a.md")
            Linter(config)
        except ClinlintError:
            return


def _pack(data: bytes) -> None:
    try:
        rules = own_rules(_text(data), "pack.yaml")
        linter = Linter(Config(today=TODAY), rules)
    except ClinlintError:
        return
    _sound(linter.lint(Source("a.md", "This tea cures gout. Take 1,200 mg of calcium a day.\n")))


def _suppressions(data: bytes) -> None:
    text = _text(data)
    for each in suppressions(parse(Source("a.md", text))):
        _inside(each.span, len(text))
        _inside(each.scope, len(text))


@cache
def _linter() -> Linter:
    return Linter(Config(today=TODAY))


def _sound(report: FileReport) -> None:
    for finding in report.findings:
        assert finding.rule != "internal/rule-failed", finding.message
        _inside(finding.span, len(report.source.text))
        for related in finding.related:
            if related.source is None:
                _inside(related.span, len(report.source.text))
        for fix in finding.fixes:
            for edit in fix.edits:
                _inside(edit.span, len(report.source.text))


def _lint(data: bytes) -> None:
    """The first byte says which format."""
    path = f"a.{SUFFIXES[data[0] % len(SUFFIXES)]}" if data else "a.md"
    report = _linter().lint_bytes(data[1:], path)
    _sound(report)
    assert _linter().lint_bytes(data[1:], path) == report


def _fix(data: bytes) -> None:
    linter = _linter()
    once = repair(linter, linter.lint(Source("a.md", _text(data))), Applicability.SAFE)
    again = repair(linter, once.report, Applicability.SAFE)
    assert not again.done
    assert again.report.source.text == once.report.source.text


@cache
def _patterns() -> tuple[TriggerSet, tuple[tuple[str, object], ...]]:
    patterns = {name: pattern for rule in builtin() for name, pattern in waking(rule).patterns.items()}
    return TriggerSet(patterns, trigger_index()), tuple((name, _searched(pattern)) for name, pattern in patterns.items())


def _searched(pattern: str) -> object:
    options = re2.Options()
    options.log_errors = False
    return re2.compile(folded(pattern), options)


def _triggers(data: bytes) -> None:
    """The words that each pattern needs hide none of its matches."""
    text = normalise(_text(data))
    triggers, searched = _patterns()
    assert sorted(triggers.fired([(0, text)])) == sorted(name for name, pattern in searched if pattern.search(lower(text)))


def _required(data: bytes) -> None:
    """A pattern, a line end, a text."""
    pattern, _, text = _text(data).partition("\n")
    if not pattern:
        return
    try:
        fired = TriggerSet({"p": pattern}).fired([(0, text)])
    except ValueError:
        return
    assert bool(fired) == bool(_searched(pattern).search(lower(text)))


def _lsp(data: bytes) -> None:
    """A text, then edits, parted by NUL: each begins with four numbers (line, column, line, column) and a blank."""
    text, *edits = _text(data).split("\0")
    for encoding in ENCODINGS:
        codec = PositionCodec(encoding)
        source = Source("a.md", text)
        for at in range(min(len(text), 300) + 1):
            back = offset(source, position(source, at, codec), codec)
            assert back == at or text[back:at].strip("\r\n") == "", (at, back)
        document = ArticleDocument("file:///a.md", text, language_id="markdown", position_codec=codec)
        for change in _changes(edits):
            document.apply_change(change)
            assert document.article.text == document._source


def _changes(edits: list[str]) -> Iterator[types.TextDocumentContentChangePartial]:
    for edit in edits:
        *numbers, new = (edit.split(" ", 4) + [""] * 5)[:5]
        if all(number.isascii() and number.isdigit() and len(number) < 6 for number in numbers):
            a, b, c, d = map(int, numbers)
            yield types.TextDocumentContentChangePartial(range=types.Range(types.Position(a, b), types.Position(c, d)), text=new)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "markdown": partial(_format, "md"),
    "html": partial(_format, "html"),
    "text": partial(_format, "txt"),
    "yaml": partial(_format, "yaml"),
    "json": partial(_format, "json"),
    "docx": _docx,
    "front-matter": _front_matter,
    "quantities": _quantities,
    "interval": _interval,
    "context": _context,
    "config": _config,
    "pack": _pack,
    "suppressions": _suppressions,
    "lsp": _lsp,
    "lint": _lint,
    "fix": _fix,
    "triggers": _triggers,
    "required": _required,
}
