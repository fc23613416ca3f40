"""The table of budgets as a page of the manual, with a chart, and the history of runs."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

WIDTH, ROW, LABEL = 740, 26, 350
_HALO = 'stroke="#fff" stroke-width="4" paint-order="stroke"'
"""Keeps a figure readable where the line of the budget runs through it."""


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, in what unit, and its budget, if it has one (`least`: at least so much, else at most)."""

    what: str
    unit: str
    value: float
    budget: float | None = None
    least: bool = False

    @property
    def holds(self) -> bool:
        return self.budget is None or (self.value >= self.budget if self.least else self.value <= self.budget)

    @property
    def share(self) -> float:
        """Share of the budget that is used up; over 1 it is missed."""
        assert self.budget is not None
        return self.budget / self.value if self.least else self.value / self.budget

    def line(self) -> str:
        budget = (
            ""
            if self.budget is None
            else f"  {'at least' if self.least else 'at most'} {self.budget:g}: {'holds' if self.holds else 'MISSED'}"
        )
        return f"{self.what:46}{self.value:9.2f} {self.unit:32}{budget}"


def write(root: Path, rows: Sequence[Row], load: float) -> None:
    """Write the page, its chart and one more line of history."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True, check=False).stdout.strip()
    day = datetime.now(tz=UTC).date().isoformat()
    history = root / "bench" / "history.jsonl"
    earlier = history.read_text(encoding="utf-8").splitlines() if history.exists() else []
    before = json.loads(earlier[-1]) if earlier else None
    figures = {f"{row.what}, {row.unit}": round(row.value, 3) for row in rows}
    history.write_text(
        "\n".join([*earlier, json.dumps({"date": day, "commit": commit, "load": round(load, 2), "figures": figures})]) + "\n",
        encoding="utf-8",
    )
    (root / "docs" / "assets").mkdir(exist_ok=True)
    (root / "docs" / "assets" / "benchmarks.svg").write_text(chart([row for row in rows if row.budget is not None]), encoding="utf-8")
    (root / "docs" / "benchmarks.md").write_text(text(rows, day, commit, load, before["figures"] if before else {}), encoding="utf-8")


def text(rows: Sequence[Row], day: str, commit: str, load: float, before: dict[str, float]) -> str:
    lines = [
        "# How fast",
        "",
        f"`make bench` on {day}, commit {commit}, Python {platform.python_version()}, {os.cpu_count()} cores shared with other work (load {load:.1f} at the start).",
        "Ratios are medians of runs in turn with their yardstick, in processor time; they depend little on the machine.",
        "",
        "![Share of each budget that is used](assets/benchmarks.svg)",
        "",
        "| what | measured | unit | budget | | run before |",
        "| --- | --: | --- | --- | --- | --: |",
    ]
    for row in rows:
        budget = "" if row.budget is None else f"{'≥' if row.least else '≤'} {row.budget:g}"
        verdict = "" if row.budget is None else "holds" if row.holds else "**missed**"
        earlier = before.get(f"{row.what}, {row.unit}")
        lines.append(
            f"| {row.what} | {row.value:.2f} | {row.unit} | {budget} | {verdict} | {'' if earlier is None else f'{earlier:.2f}'} |"
        )
    lines += [
        "",
        "The editor is measured by `bench/editor.py`, batches by `bench/batch.py`, retractions by `bench/retractions.py`; quality is measured by `make quality`.",
        "Earlier runs stand in `bench/history.jsonl`, one line each.",
    ]
    return "\n".join(lines) + "\n"


def chart(rows: Sequence[Row]) -> str:
    """A bar a budget, up to the share of it that is used; a line stands where the budget ends."""
    most = max(1.25, *(min(row.share, 4) for row in rows))
    room = WIDTH - LABEL - 70
    end = LABEL + room / most
    height = len(rows) * ROW + 26
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="system-ui, sans-serif" font-size="13" role="img">',
        "<title>Share of each budget that is used; beyond the line it is missed</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<line x1="{end:.1f}" y1="0" x2="{end:.1f}" y2="{height - 20}" stroke="#222" stroke-dasharray="3 3"/>',
    ]
    names = [row.what for row in rows]
    for index, row in enumerate(rows):
        y = index * ROW + 4
        name = row.what.replace("`", "") if names.count(row.what) == 1 else f"{row.what}, {row.unit}"
        width = min(row.share, most) / most * room
        parts += [
            f'<text x="{LABEL - 8}" y="{y + 14}" text-anchor="end" fill="#222">{escape(name)}</text>',
            f'<rect x="{LABEL}" y="{y}" width="{width:.1f}" height="{ROW - 8}" rx="2" fill="{"#2a7f62" if row.holds else "#b3402a"}"/>',
            f'<text x="{LABEL + width + 6:.1f}" y="{y + 14}" fill="#222" {_HALO}>{row.share:.0%}</text>',
        ]
    parts += [
        f'<text x="{end:.1f}" y="{height - 6}" text-anchor="middle" fill="#222">budget</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
