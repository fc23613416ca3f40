"""Charts as inline SVG, each with its figures as text for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from clinlint.model.finding import Severity
from clinlint.reports.history import Record

_MOST = 15
"""Rows of a chart; the rest is added up."""
_WIDTH, _ROW, _LABEL, _NUMBER = 360, 26, 156, 40
_LONGEST = 18


def bars(title: str, rows: Mapping[str, Mapping[Severity, int]]) -> str:
    """A bar a row, longest first, its parts by severity."""
    ordered = sorted(rows.items(), key=lambda row: (-sum(row[1].values()), row[0]))
    shown = [(name, dict(parts)) for name, parts in ordered[:_MOST]]
    if rest := ordered[_MOST:]:
        shown.append((f"{len(rest)} more", {s: sum(parts.get(s, 0) for _, parts in rest) for s in Severity}))
    largest = max(sum(parts.values()) for _, parts in shown)
    return "".join(_bars(title, shown, largest))


def _bars(title: str, rows: Sequence[tuple[str, Mapping[Severity, int]]], largest: int) -> Iterator[str]:
    spoken = "; ".join(f"{name}: {sum(parts.values())}" for name, parts in rows)
    height = len(rows) * _ROW
    yield f"<figure><figcaption>{escape(title)}</figcaption>"
    yield f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(f"{title}. {spoken}")}">'
    room = _WIDTH - _LABEL - _NUMBER
    for index, (name, parts) in enumerate(rows):
        y = index * _ROW
        yield f'<text x="{_LABEL - 8}" y="{y + 17}" text-anchor="end">{escape(_label(name))}</text>'
        x = float(_LABEL)
        for severity in Severity:
            if count := parts.get(severity, 0):
                width = count / largest * room
                yield f'<rect class="bar-{severity.value}" x="{x:.1f}" y="{y + 4}" width="{width:.1f}" height="{_ROW - 8}" rx="2"></rect>'
                x += width
        yield f'<text x="{x + 6:.1f}" y="{y + 17}">{sum(parts.values()):,}</text>'
    yield "</svg>" + _key("bar") + "</figure>"


def _label(name: str) -> str:
    """A name as there is room for: of a path the end tells most, of any other the beginning."""
    if len(name) <= _LONGEST:
        return name
    return f"…{name[1 - _LONGEST :]}" if "/" in name else f"{name[: _LONGEST - 1]}…"


def lines(title: str, records: Sequence[Record]) -> str:
    """A line a severity over the runs of a history, oldest first."""
    width, height, edge, numbers = 360, 190, 26, 30
    largest = max((record.count(s) for record in records for s in Severity), default=0) or 1
    step = (width - 2 * edge - numbers) / max(len(records) - 1, 1)
    first, last = records[0], records[-1]
    spoken = "; ".join(f"{s.value}: {first.count(s)} to {last.count(s)}" for s in Severity)
    drawn = []
    taken: list[float] = []
    for severity in Severity:
        heights = [height - edge - record.count(severity) / largest * (height - 2 * edge) for record in records]
        points = (f"{edge + index * step:.1f},{y:.1f}" for index, y in enumerate(heights))
        drawn.append(f'<polyline class="trend trend-{severity.value}" points="{" ".join(points)}"></polyline>')
        if all(abs(heights[-1] - other) > 13 for other in taken):
            taken.append(heights[-1])
            drawn.append(f'<text x="{width - edge - numbers + 6}" y="{heights[-1] + 4:.1f}">{last.count(severity):,}</text>')
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(f"{title}, {first.date} to {last.date}. {spoken}")}">'
        f'{"".join(drawn)}<text x="{edge}" y="{height - 6}">{escape(first.date)}</text>'
        f'<text x="{width - edge - numbers}" y="{height - 6}" text-anchor="end">{escape(last.date)}</text>'
        f"</svg>{_key('bar')}</figure>"
    )


def _key(kind: str) -> str:
    entries = (
        f'<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="{kind}-{s.value}" width="10" height="10"></rect></svg>{s.value}</li>'
        for s in Severity
    )
    return f'<ul class="key">{"".join(entries)}</ul>'
