"""What a part, or a whole run, came to: counts that add up, and that the part's own file carries."""

from __future__ import annotations

from collections import Counter
from typing import Any

from clinlint.batch.linted import Linted
from clinlint.model.finding import Severity

_NOTES = 20
SLOWEST = 10
"""How many of the slowest documents are named."""


class Tally:
    """Counts of documents; grows as they come. `slowest` and `seconds` differ from run to run, the rest does not."""

    def __init__(self) -> None:
        self.documents = self.quarantined = self.words = self.bytes = 0
        self.findings: Counter[tuple[str, str]] = Counter()
        self.notes: dict[str, None] = {}
        self.seconds = 0.0
        self.slowest: list[tuple[float, str, str]] = []

    def add(self, part: str, document: Linted) -> None:
        """Count one document."""
        self.documents += 1
        self.quarantined += bool(document.problem)
        self.words += document.words
        self.bytes += document.size
        self.findings.update(document.counted())
        self.seconds += document.seconds
        self._note(document.notes)
        self._slow([(document.seconds, document.id or document.path, part)])

    def merge(self, other: Tally) -> None:
        """Count what another tally counted."""
        self.documents += other.documents
        self.quarantined += other.quarantined
        self.words += other.words
        self.bytes += other.bytes
        self.findings.update(other.findings)
        self.seconds += other.seconds
        self._note(tuple(other.notes))
        self._slow(other.slowest)

    @property
    def worst(self) -> int:
        """The rank of the gravest finding; 0 for none."""
        return max((Severity(severity).rank for _, severity in self.findings), default=0)

    def counts(self) -> dict[str, Any]:
        """What is the same in every run, as plain data."""
        return {
            "documents": self.documents,
            "quarantined": self.quarantined,
            "words": self.words,
            "bytes": self.bytes,
            "findings": [[rule, severity, count] for (rule, severity), count in sorted(self.findings.items())],
            "notes": list(self.notes),
        }

    def times(self) -> dict[str, Any]:
        """What this run measured, as plain data."""
        return {"cpu_seconds": round(self.seconds, 6), "slowest": [[round(seconds, 6), name, part] for seconds, name, part in self.slowest]}

    @classmethod
    def of(cls, counts: dict[str, Any], times: dict[str, Any]) -> Tally:
        """The tally that gave these. Raises LookupError, TypeError or ValueError where they are something else."""
        tally = cls()
        tally.documents, tally.quarantined, tally.words, tally.bytes = (
            int(counts[name]) for name in ("documents", "quarantined", "words", "bytes")
        )
        tally.findings.update({(str(rule), Severity(severity).value): int(count) for rule, severity, count in counts["findings"]})
        tally._note(tuple(map(str, counts["notes"])))
        tally.seconds = float(times.get("cpu_seconds", 0.0))
        tally._slow([(float(seconds), str(name), str(part)) for seconds, name, part in times.get("slowest", ())])
        return tally

    def _note(self, notes: tuple[str, ...]) -> None:
        for note in notes:
            if len(self.notes) < _NOTES:
                self.notes[note] = None

    def _slow(self, times: list[tuple[float, str, str]]) -> None:
        if len(times) > 1 or len(self.slowest) < SLOWEST or times > self.slowest[-1:]:
            self.slowest = sorted([*self.slowest, *times], reverse=True)[:SLOWEST]
