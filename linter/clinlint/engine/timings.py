"""Where a run's time goes, by phase, by fact and by rule; a run that was not asked for this loads and does nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from time import perf_counter
from typing import TypeVar

from clinlint.engine.config import Config
from clinlint.engine.files import read
from clinlint.engine.jobs import Failure, Job, unreadable
from clinlint.engine.linter import Linter
from clinlint.facts.article import Article
from clinlint.linguistics.sentences import Sentence
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.finding import FileReport, Finding
from clinlint.model.settings import Settings
from clinlint.model.source import Source
from clinlint.rules.rule import Rule

T = TypeVar("T")
SHOWN = 15
"""Lines of the table of facts and rules."""


class Stopwatch:
    """Seconds by phase and part, each moment charged once: to what was entered last and not yet left."""

    def __init__(self) -> None:
        self.seconds: dict[tuple[str, str], float] = {}
        self.files = 0
        self.bytes = 0
        self._entered: list[tuple[str, str]] = []
        self._since = 0.0

    def at(self, phase: str, part: str = "") -> Stopwatch:
        """`with watch.at(…):` charge what happens inside to a part of a phase, but for what is charged elsewhere within."""
        self._charge()
        self._entered.append((phase, part))
        return self

    def __enter__(self) -> None:
        """Entered by `at` already."""

    def __exit__(self, *_: object) -> None:
        self._charge()
        self._entered.pop()

    def _charge(self) -> None:
        now = perf_counter()
        if self._entered:
            key = self._entered[-1]
            self.seconds[key] = self.seconds.get(key, 0.0) + now - self._since
        self._since = now

    def phases(self) -> dict[str, float]:
        """Seconds by phase, longest first."""
        totals: dict[str, float] = {}
        for (phase, _), seconds in self.seconds.items():
            totals[phase] = totals.get(phase, 0.0) + seconds
        return dict(sorted(totals.items(), key=lambda item: (-item[1], item[0])))

    def parts(self) -> list[tuple[str, str, float]]:
        """Phase, part and seconds of all that has a part, longest first."""
        found = [(phase, part, seconds) for (phase, part), seconds in self.seconds.items() if part]
        return sorted(found, key=lambda item: (-item[2], item[:2]))

    def table(self) -> str:
        """Both as text for people."""
        total = sum(self.seconds.values()) or 1e-9
        files = "1 file" if self.files == 1 else f"{self.files:,} files"
        lines = [f"{files}, {self.bytes / 1e6:.2f} MB, {total:.2f} s, {self.bytes / 1e6 / total:.2f} MB a second", ""]
        lines += [_line(phase, seconds, total) for phase, seconds in self.phases().items()]
        if parts := self.parts()[:SHOWN]:
            lines += ["", *(_line(f"{phase[:-1]} {part}", seconds, total) for phase, part, seconds in parts)]
        return "\n".join(lines) + "\n"


def _line(name: str, seconds: float, total: float) -> str:
    return f"{name:44}{seconds * 1000:9.1f} ms {seconds / total:6.1%}"


class _TimedArticle(Article):
    def __init__(self, plain: Article, watch: Stopwatch) -> None:
        super().__init__(plain.document, plain.triggers, plain.beside)
        self._watch = watch

    @cached_property
    def texts(self) -> tuple[str, ...]:
        with self._watch.at("normalising"):
            return super().texts

    def sentences(self, block: int) -> tuple[Sentence, ...]:
        with self._watch.at("sentences"):
            return super().sentences(block)

    @cached_property
    def _fired(self) -> Mapping[str, tuple[int, ...]]:
        with self._watch.at("triggers"):
            return super()._fired

    def fact(self, extract: Callable[[Article], T]) -> T:
        module = extract.__module__.rpartition(".")[2]
        name = getattr(extract, "__name__", type(extract).__name__.lower()).strip("_")
        with self._watch.at("facts", module if name == module else f"{module}.{name}"):
            return super().fact(extract)


class TimedLinter(Linter):
    """A linter that charges what it does to a stopwatch; its findings are the same."""

    def __init__(self, config: Config, watch: Stopwatch) -> None:
        self._watch = watch
        with watch.at("setting up"):
            super().__init__(config)

    def _read(self, source: Source, triggers: TriggerSet) -> Article:
        with self._watch.at("parsing"):
            return _TimedArticle(super()._read(source, triggers), self._watch)

    def _check(self, rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
        with self._watch.at("rules", rule.id):
            yield from super()._check(rule, article, settings)


def timed(jobs: Sequence[Job], watch: Stopwatch) -> Iterator[FileReport | Failure]:
    """The reports of files in this process, in order, as `jobs.one` gives them."""
    linters: dict[Config, TimedLinter] = {}
    for config, path in jobs:
        linter = linters.get(config)
        if linter is None:
            linter = linters[config] = TimedLinter(config, watch)
        try:
            with watch.at("reading"):
                data = read(path)
        except OSError as error:
            yield unreadable(path, error)
            continue
        watch.files += 1
        watch.bytes += len(data)
        with watch.at("suppressing, sorting"):
            report = linter.lint_bytes(data, path)
        yield report
