"""Scores planted errors and harmless rewrites: statements of our own (`bench/probe`), and labels into a corpus where it is at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from clinlint.engine.linter import Linter
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.probe.run import Alarm, Outcome, Share, Trial, probe
from clinlint.probe.statements import Statement
from clinlint.reference.scales import measure_names
from clinlint.reference.substances import substance_names

BENCH = Path(__file__).parent
Chosen = Callable[[str], bool]


def own(chosen: Chosen) -> Iterator[Statement]:
    """Statements in our own words, each an article of its own."""
    for entry in yaml.safe_load((BENCH / "probe" / "statements.yaml").read_text(encoding="utf-8")):
        for verdict in ("right", "leave"):
            for number, text in enumerate(entry.get(verdict, ())):
                identifier = f"{entry['measure']}/{verdict}/{number}"
                if chosen(identifier):
                    yield Statement(
                        identifier, Source(f"{identifier}.md", text), Span(0, len(text)), entry["measure"], verdict, verdict == "right"
                    )


def bone() -> frozenset[str]:
    """Measures and substances of bone health among the statements of our own."""
    entries = yaml.safe_load((BENCH / "probe" / "statements.yaml").read_text(encoding="utf-8"))
    return frozenset(entry["measure"] for entry in entries if entry.get("area") == "bone")


def labelled(corpus: Path, chosen: Chosen) -> Iterator[Statement]:
    """Labelled statements of a corpus; an error can be planted where one is right and the reference holds its measure. Damaged ones are left out."""
    known = {name.lower() for name in (*measure_names(), *substance_names())}
    sources: dict[str, Source] = {}
    for label in labels():
        path = corpus / label["file"]
        if not chosen(label["id"]) or label["verdict"] == "damaged" or not path.exists():
            continue
        if label["file"] not in sources:
            sources[label["file"]] = Source(label["file"], path.read_bytes().decode("utf-8"))
        source, span = sources[label["file"]], Span(*label["span"])
        if hashlib.sha256(source.slice(span).encode()).hexdigest()[:16] == label["sha256"]:
            right = label["verdict"] == "right" and label["measure"].lower() in known
            yield Statement(label["id"], source, span, label["measure"], label["role"], right)


def labels() -> list[dict[str, Any]]:
    """Labels into the corpus."""
    found: list[dict[str, Any]] = yaml.safe_load((BENCH / "numbers" / "nih.yaml").read_text(encoding="utf-8"))
    return found


def show(title: str, statements: list[Statement], linter: Linter, *, names: bool, each: int = 2) -> None:
    """Probe some statements and print the figures; name what was missed where asked."""
    outcome = probe(linter, statements, each=each)
    skeleton = bone()
    print(f"\n{title}: {len(statements)} statements")
    _line("paired recall", outcome.paired)
    if any(s.measure in skeleton for s in statements):
        _line("  bone health", outcome.share(lambda t: t.statement.measure in skeleton))
    _line("located, of those found", outcome.located)
    _line("false alarms, untouched", outcome.false_untouched)
    _line("false alarms, rewritten", outcome.false_rewritten)
    for role in sorted({s.role for s in statements}):
        mine = [s for s in statements if s.role == role]
        _line(f"  untouched: {role}", Share(sum(a.plant is None and a.statement.role == role for a in outcome.alarms), len(mine)))
    _table("by kind of error", outcome, lambda t: t.plant.kind)
    _table("by measure", outcome, lambda t: t.statement.measure)
    if names:
        _named(outcome)


def _line(name: str, share: Share) -> None:
    low, high = share.interval
    print(f"  {name:44}{share.hits:5} of {share.total:5}  {share.value:.3f} [{low:.3f}, {high:.3f}]")


def _table(title: str, outcome: Outcome, key: Callable[[Trial], str]) -> None:
    print(f"  {title}")
    for value in sorted({key(t) for t in outcome.trials}):
        _line(f"    {value}", outcome.share(lambda t, v=value: key(t) == v))  # type: ignore[misc]


def _named(outcome: Outcome) -> None:
    for trial in outcome.trials:
        if not trial.paired:
            print(f"  missed: {trial.statement.id}  {trial.plant.kind}: {trial.plant.what}")
    for alarm in outcome.alarms:
        print(f"  false: {alarm.statement.id}  {_how(alarm)}: {'; '.join(alarm.reported)}")


def _how(alarm: Alarm) -> str:
    return f"{alarm.plant.kind}: {alarm.plant.what}" if alarm.plant else "untouched"
