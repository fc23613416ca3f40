"""Scores the labelled sets: `make quality [CORPUS=DIR]`.

Passages of our own stand in `bench/*/*.yaml`; labels into a corpus (`bench/*/nih.yaml`: file, offsets, hash; no text) are scored where
the corpus is at hand, and counted as not scored where it is not. A third of every set, by hash of the id, is held out: `--part held-out`
scores it, and each time is written down in `bench/scored.md`. Severity info counts neither way. Errors are also planted in right
statements (`planted.py`): found counts only where the untouched statement is silent.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import planted
import yaml

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.finding import Finding, Severity
from clinlint.model.settings import Profile
from clinlint.model.source import Source

BENCH = Path(__file__).parent
TODAY = date(2026, 11, 24)
_READ = ("o-", "n-")
NUMBERS = ("threshold", "dose", "unit", "consistency")


@dataclass
class Score:
    """Counts of one measure; `misses` and `alarms` name the passages for those who look."""

    hits: int = 0
    wrong: int = 0
    false: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        precision = self.hits / (self.hits + self.false) if self.hits + self.false else 1.0
        recall = self.hits / self.wrong if self.wrong else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        low, high = wilson(self.hits, self.wrong)
        return (
            f"{name:28}{self.hits:5} of {self.wrong:4} found  recall {recall:.2f} [{low:.2f}, {high:.2f}]"
            f"  {self.false:4} false on {self.right:4} fine  precision {precision:.2f}  F1 {f1:.2f}"
        )


def wilson(hits: int, total: int) -> tuple[float, float]:
    """95 % interval of a share."""
    if not total:
        return 0.0, 1.0
    z, p = 1.96, hits / total
    centre, spread = p + z * z / (2 * total), z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return (centre - spread) / (1 + z * z / total), (centre + spread) / (1 + z * z / total)


def held_out(identifier: str) -> bool:
    """Whether a passage belongs to the third that nobody tunes on. Those of the first sets were scored once, then read: see scored.md."""
    return not identifier.startswith(_READ) and int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 3 == 0


def passages(folder: str, part: str) -> list[dict[str, Any]]:
    """Labelled passages of a set, of one part."""
    found: list[dict[str, Any]] = []
    for path in sorted((BENCH / folder).glob("*.yaml")):
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [e for e in entries if "text" in e and part in ("all", "held-out" if held_out(e["id"]) else "development")]
    return found


def findings(linter: Linter, text: str, categories: Sequence[str]) -> list[Finding]:
    """Findings of error or warning of some categories."""
    report = linter.lint(Source("passage.md", text))
    return [f for f in report.findings if f.category in categories and f.severity is not Severity.INFO]


def hit(found: Iterable[Finding], text: str, spot: str) -> bool:
    start = text.index(spot)
    return any(f.span.start < start + len(spot) and start < max(f.span.end, f.span.start + 1) for f in found)


def tally(score: Score, entry: dict[str, Any], found: list[Finding], *, wrong: bool) -> None:
    if wrong:
        score.wrong += 1
        if found and hit(found, entry["text"], entry["spot"]):
            score.hits += 1
        else:
            score.misses.append(entry["id"])
    else:
        score.right += 1
        if found:
            score.false += 1
            score.alarms.append(entry["id"])


def numbers(part: str) -> dict[str, Score]:
    linter = Linter(Config(today=TODAY))
    scores: dict[str, Score] = {}
    for entry in passages("numbers", part):
        found = findings(linter, entry["text"], NUMBERS)
        for name in (entry["measure"], "all numbers"):
            tally(scores.setdefault(name, Score()), entry, found, wrong=entry["verdict"] == "wrong")
    return scores


def overclaims(part: str, profile: Profile) -> dict[str, Score]:
    linter = Linter(Config(today=TODAY, profile=profile))
    scores: dict[str, Score] = {}
    for entry in passages("overclaims", part):
        if entry["verdict"] == "borderline" or (
            profile is Profile.DEFAULT and entry["verdict"] == "overclaim" and entry["voice"] == "quote"
        ):
            continue
        wrong = entry["verdict"] == "overclaim"
        found = findings(linter, entry["text"], ("overclaim",))
        names = ["all overclaims", entry["subtype"] if wrong else f"fine: {entry['reason']}"]
        for name in names:
            tally(scores.setdefault(name, Score()), entry, found, wrong=wrong)
    return scores


def alarm_rate(scores: dict[str, Score], part: str) -> str:
    """False alarms per 1,000 words of the fine passages."""
    words = sum(len(entry["text"].split()) for entry in passages("overclaims", part) if entry["verdict"] == "ok")
    false = scores["all overclaims"].false
    return f"  {false} false alarms in {words:,} words of fine passages: {1000 * false / words:.2f} per 1,000 words"


def excuses(corpus: Path) -> None:
    """How often the excuse that `clinlint facts` shows for a labelled trigger sentence of the corpus is the labelled one."""
    linter = Linter(Config(today=TODAY))
    labels = yaml.safe_load((BENCH / "overclaims" / "nih.yaml").read_text(encoding="utf-8"))
    told: dict[str, list[int]] = {}
    gone = silent = 0
    by_file: dict[str, list[dict[str, Any]]] = {}
    for label in labels:
        if label["verdict"] == "ok":
            by_file.setdefault(label["file"], []).append(label)
    for name, entries in sorted(by_file.items()):
        path = corpus / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        facts = [f for f in linter.facts(Source(name, text)) if f.kind == "claim"] if text else []
        for label in entries:
            start, end = label["start"], label["end"]
            if hashlib.sha256(text[start:end].encode()).hexdigest()[:16] != label["sha256"]:
                gone += 1
                continue
            found = {f.role for f in facts if f.span.start < end and start < f.span.end}
            if not found:
                silent += 1
                continue
            counts = told.setdefault(label["reason"], [0, 0])
            counts[0] += label["reason"] in found
            counts[1] += 1
    print("\nExcuses shown for labelled trigger sentences of the corpus")
    for reason, (right, total) in sorted(told.items()):
        print(f"  {reason:16}{right:4} of {total:4} as labelled")
    right, total = sum(r for r, _ in told.values()), sum(t for _, t in told.values())
    print(f"  {'all':16}{right:4} of {total:4} as labelled; {silent} where nothing triggers, {gone} whose text is another")


def planted_errors(part: str, corpus: Path | None, *, names: bool) -> None:
    linter = Linter(Config(today=TODAY))

    def chosen(identifier: str) -> bool:
        return part in ("all", "held-out" if held_out(identifier) else "development")

    planted.show(f"Errors planted in statements of our own, {part}", list(planted.own(chosen)), linter, names=names)
    if corpus:
        planted.show(f"Errors planted in the corpus, {part}", list(planted.labelled(corpus, chosen)), linter, names=names, each=1)
    else:
        print(f"\nNot scored without the corpus: {sum(chosen(label['id']) for label in planted.labels())} labels of numbers.")


def corpus_alarms(corpus: Path) -> None:
    linter = Linter(Config(today=TODAY))
    words, documents, loud, errors = 0, 0, 0, 0
    by_rule: Counter[str] = Counter()
    for path in sorted(corpus.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        words += len(text.split())
        documents += 1
        found = findings(linter, text, ("overclaim", *NUMBERS[:2]))
        by_rule.update(f.rule for f in found)
        loud += bool(found)
        errors += any(f.severity is Severity.ERROR for f in found)
    print(f"{documents} documents, {words:,} words: {errors} with an overclaim, threshold or dose error, {loud} with error or warning")
    for rule, count in by_rule.most_common():
        print(f"  {rule:44}{count:5}  {1000 * count / words:.4f} per 1,000 words")


def show(title: str, scores: dict[str, Score], *, names: bool) -> None:
    print(f"\n{title}")
    for name, score in sorted(scores.items()):
        print("  " + score.line(name))
    if names:
        for name, score in scores.items():
            if name.startswith("all"):
                print(f"  missed: {' '.join(score.misses)}\n  false: {' '.join(score.alarms)}")


def note_down(part: str, scored: dict[str, dict[str, Score]]) -> None:
    """Write down that passages nobody tunes on were looked at, and with what result."""
    path = BENCH / "scored.md"
    lines = [
        f"  - {title}: {score.line('all').strip()}"
        for title, scores in scored.items()
        for n, score in scores.items()
        if n.startswith("all")
    ]
    before = path.read_text(encoding="utf-8") if path.exists() else "# When the held-out passages were scored\n\n"
    path.write_text(before + "\n".join([f"- {datetime.now(tz=UTC).date().isoformat()}, {part}", *lines]) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--part", choices=("development", "held-out", "all"), default="development")
    parser.add_argument("--names", action="store_true", help="name the passages that were missed or wrongly flagged")
    arguments = parser.parse_args()
    names = arguments.names and arguments.part == "development"
    scored = {
        "Numbers": numbers(arguments.part),
        "Overclaims, own voice": overclaims(arguments.part, Profile.DEFAULT),
        "Overclaims, strict profile, quotations too": overclaims(arguments.part, Profile.STRICT),
    }
    for title, scores in scored.items():
        show(f"{title}, {arguments.part}", scores, names=names)
        if "all overclaims" in scores:
            print(alarm_rate(scores, arguments.part))
    if arguments.part != "development":
        note_down(arguments.part, scored)
    planted_errors(arguments.part, arguments.corpus, names=names)
    if arguments.corpus:
        excuses(arguments.corpus)
        print()
        corpus_alarms(arguments.corpus)
    else:
        print("\nNo corpus given: labels into a corpus were not scored.")


if __name__ == "__main__":
    main()
