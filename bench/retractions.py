"""What holding works against retraction notices costs: 1,000 articles with 5,000 references, 60,000 notices, with the rule and without it.

`python bench/retractions.py` prints the CPU time of both and their ratio; the budget is 1.5. Texts, works and notices are invented.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ARTICLES, REFERENCES, NOTICES, RUNS = 1_000, 5, 60_000, 3
BUDGET = 1.5
SENTENCES = (
    "Bone is renewed all life long, and hips and spines carry the load of each day.",
    "A walk in the morning keeps muscles and balance in use, and good shoes keep the feet dry.",
    "Ask your doctor what fits your own life before you change a medicine.",
    "Milk, beans and green leaves hold calcium, and the sun helps the skin to make vitamin D.",
)


def article(number: int) -> str:
    """One article with its references, every hundredth of which was retracted."""
    paragraphs = [f"{sentence} [{n % REFERENCES + 1}]" for n, sentence in enumerate(SENTENCES * 4)]
    works = [
        f"{n + 1}. Author A. Work {number * REFERENCES + n} on bone and walking. Bone J. 2020. doi:10.5555/w.{number * REFERENCES + n}"
        for n in range(REFERENCES)
    ]
    return f"# Walking {number}\n\n" + "\n\n".join(paragraphs) + "\n\n## References\n\n" + "\n".join(works) + "\n"


def write(folder: Path) -> None:
    """The articles and the table of notices."""
    (folder / "articles").mkdir()
    for number in range(ARTICLES):
        (folder / "articles" / f"a{number:04}.md").write_text(article(number), encoding="utf-8")
    (folder / "clinlint.yaml").write_text("metadata: elsewhere\n", encoding="utf-8")
    with (folder / "notices.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Record ID", "Title", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionDate", "RetractionNature", "Reason"])
        for n in range(NOTICES):
            doi = f"10.5555/w.{n * 100}" if n * 100 < ARTICLES * REFERENCES else f"10.5555/other.{n}"
            table.writerow([n, f"Work {n}", doi, 30_000_000 + n, "1/15/2024 0:00", "Retraction", "+Concerns about Data;"])


def cpu(folder: Path, *arguments: str) -> tuple[float, str]:
    """CPU seconds of one command, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "clinlint", *arguments],
        cwd=folder,
        env={**os.environ, "CLINLINT_RETRACTIONS": str(folder / "retractions.sqlite")},
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout + done.stderr


def main() -> int:
    """Prints the table; 1 where the budget is broken."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        seconds, said = cpu(folder, "retractions", "import", "notices.csv")
        print(f"import of {NOTICES:,} notices: {seconds:.2f} s ({said.strip()})")
        check = ("check", "articles", "--no-cache", "--jobs", "1", "--fail-on", "never", "--today", "2026-11-24")
        times: dict[str, list[float]] = {"with": [], "without": []}
        found = 0
        for _ in range(RUNS):
            seconds, said = cpu(folder, *check)
            times["with"].append(seconds)
            found = said.count("citation/retracted-work")
            times["without"].append(cpu(folder, *check, "--ignore", "citation/retracted-work")[0])
        best = {name: min(values) for name, values in times.items()}
        ratio = best["with"] / best["without"]
        print(f"{ARTICLES:,} articles, {ARTICLES * REFERENCES:,} references: {best['with']:.2f} s with the rule ({found} found)")
        print(f"{'':>37} {best['without']:.2f} s without it; ratio {ratio:.2f}, budget {BUDGET}")
        return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
