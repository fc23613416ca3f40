"""What a batch run came to, as text and as JSON: findings by rule and by a thousand words, the slowest documents, what was quarantined."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from clinlint.batch.tally import Tally
from clinlint.record import record
from clinlint.reference.version import VERSION as REFERENCE
from clinlint.release import VERSION

_ORDER = ("error", "warning", "info")


@record
class Summary:
    """All parts together, those of earlier runs too: `skipped` of the `parts` were finished before. A problem is a part that was not read."""

    tally: Tally
    parts: int
    skipped: int
    problems: tuple[str, ...]
    today: str

    def as_json(self) -> str:
        """The summary as one JSON object."""
        return json.dumps(self._plain(), ensure_ascii=False, indent=2) + "\n"

    def as_text(self) -> str:
        """The summary as people read it."""
        tally = self.tally
        lines = [
            f"{_counted(tally.documents, 'document')} in {_counted(self.parts, 'part')}, {_counted(tally.words, 'word')}"
            + (f"; {_counted(self.skipped, 'part')} finished before" if self.skipped else "")
        ]
        by_severity = Counter[str]()
        for (_, severity), count in tally.findings.items():
            by_severity[severity] += count
        found = ", ".join(_counted(by_severity[name], name) for name in _ORDER if by_severity[name]) or "no findings"
        lines.append(f"{found}; {_counted(tally.quarantined, 'document')} quarantined")
        if tally.findings:
            lines.append(f"\n{'findings':>10}{'per 1,000 words':>18}  rule")
            lines += [f"{rule['count']:10,}{rule['per_1000_words']:18.3f}  {rule['rule']} ({rule['severity']})" for rule in self._rules()]
        if tally.slowest:
            lines.append(f"\n{'CPU seconds':>12}  slowest documents")
            lines += [f"{seconds:12.3f}  {name}  ({part})" for seconds, name, part in tally.slowest]
        if tally.seconds:
            lines.append(f"\n{tally.seconds:,.1f} CPU seconds of linting, {tally.bytes / tally.seconds / 1e6:.2f} MB a second")
        lines += [f"note: {note}" for note in tally.notes]
        return "\n".join(lines) + "\n"

    def _rules(self) -> list[dict[str, Any]]:
        words = self.tally.words or 1
        ranked = sorted(self.tally.findings.items(), key=lambda item: (-item[1], item[0]))
        return [
            {"rule": rule, "severity": severity, "count": count, "per_1000_words": round(1000 * count / words, 3)}
            for (rule, severity), count in ranked
        ]

    def _plain(self) -> dict[str, Any]:
        tally = self.tally
        return {
            "tool": {"name": "clinlint", "version": VERSION, "reference": REFERENCE},
            "today": self.today,
            "parts": {"all": self.parts, "finished_before": self.skipped, "unreadable": len(self.problems)},
            "documents": tally.documents,
            "quarantined": tally.quarantined,
            "words": tally.words,
            "bytes": tally.bytes,
            "rules": self._rules(),
            "cpu_seconds": round(tally.seconds, 3),
            "slowest": [{"id": name, "part": part, "cpu_seconds": round(seconds, 3)} for seconds, name, part in tally.slowest],
            "problems": list(self.problems),
            "notes": list(tally.notes),
        }


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 or noun == 'info' else 's'}"
