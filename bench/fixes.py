"""Fixes over a folder of documents, in memory: how many are made, and that a second run makes none and no rule has more findings than before.

Each Markdown document is taken as it is, and once more with its notation spoilt (micro signs, units without a space, frequency codes), for right
documents leave little to fix. `python bench/fixes.py DIR`; ends with 1 where something is fixed twice or a fix brings a finding.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from clinlint.engine.config import Config
from clinlint.engine.fixes import repair
from clinlint.engine.linter import Linter
from clinlint.model.finding import Applicability
from clinlint.model.settings import Profile
from clinlint.model.source import Source

SPOILT = (
    (r"\b(\d[\d.,]*) ?(?:mcg|micrograms?)\b", r"\1 µg"),
    (r"\b(\d[\d.,]*) (mg|mL)\b", r"\1\2"),
    (r"\bonce (?:a day|daily)\b", "QD"),
    (r"\btwice (?:a day|daily)\b", "BID"),
    (r"\b(\d+) units\b", r"\1U"),
    (r"\b0\.(\d+ (?:mg|g)\b)", r".\1"),
)


def texts(path: Path) -> Iterator[str]:
    """A document as it is, and with its notation spoilt on a page for the United States."""
    text = path.read_text(encoding="utf-8")
    yield text
    spoilt = text
    for pattern, instead in SPOILT:
        spoilt = re.sub(pattern, instead, spoilt)
    if spoilt != text:
        yield spoilt if spoilt.startswith("---") else f"---\nlocale: en-US\naudience: patient\n---\n\n{spoilt}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    linter = Linter(Config(profile=Profile.AUDIT, today=date(2026, 11, 24)))
    made: Counter[str] = Counter()
    documents = wrong = 0
    for path in sorted(arguments.folder.rglob("*.md")):
        for text in texts(path):
            documents += 1
            report = linter.lint(Source("article.md", text))
            for level in (Applicability.SAFE, Applicability.SUGGESTED):
                repaired = repair(linter, report, level)
                if not repaired.done:
                    continue
                made[level.value] += len(repaired.done)
                again = repair(linter, linter.lint(repaired.report.source), level)
                before, after = (Counter(finding.rule for finding in each.findings) for each in (report, repaired.report))
                if again.done or after - before:
                    wrong += 1
                    print(f"{path.name}, {level.value}: again {again.done}, new {dict(after - before)}")
    print(
        f"{documents:,} texts: {made['safe']:,} safe and {made['suggested']:,} fixes when suggested ones are asked for; {wrong:,} did not last"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
