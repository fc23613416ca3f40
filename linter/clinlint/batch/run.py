"""A batch run: parts of the input to parts of the output, by several processes, going on where an earlier run was stopped."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from clinlint.batch.columns import Columns, Given, chunks
from clinlint.batch.identity import identities, identity
from clinlint.batch.output import FINDINGS, Output, PartWriter
from clinlint.batch.parts import UNREADABLE, Part, documents, parts
from clinlint.batch.place import Place
from clinlint.batch.summary import Summary
from clinlint.batch.tally import Tally
from clinlint.batch.work import lint, settled, told
from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.engine.parallel import stream
from clinlint.errors import UsageError
from clinlint.record import record

Tell = Callable[[str], None]
_DAY = "run.json"


class BatchRun:
    """Lints the documents of a place into another. `tell` hears what people should know; `retry` makes parts with quarantined documents anew.

    Raises UsageError where there is nothing to read, ConfigError or PackError where the configuration cannot be used.
    """

    def __init__(
        self, source: Place, target: Place, config: Config, columns: Columns, tell: Tell = lambda _: None, *, retry: bool = False
    ) -> None:
        if source.holds(target):
            raise UsageError(f"{target.shown} is inside {source.shown}: results would be read as articles", hint="name another folder")
        self._parts = parts(source)
        self._output = Output(target)
        self._tell = tell
        self._retry = retry
        self._columns = columns
        self._there = set(self._output.begin())
        self._config = settled(config, self._day(config))
        for each in (self._config, *(self._config.at(override.files[0]) for override in self._config.overrides)):
            Linter(each)
        self._common = identities(self._config, columns)
        self._problems: list[str] = []
        for name in sorted(self._there - {part.output for part in self._parts}):
            self._tell(f"{FINDINGS}/{name} belongs to no part of {source.shown}; it stays as it is")

    def run(self, processes: int, seconds: float, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Summary:
        """Make every part that is not finished; give what all parts came to."""
        total = Tally()
        unfinished = [part for part in self._parts if not self._finished(part, total)]
        skipped = done = len(self._parts) - len(unfinished)
        progress(done, len(self._parts))
        for tally in self._made(unfinished, processes, seconds):
            if tally:
                total.merge(tally)
            done += 1
            progress(done, len(self._parts))
        summary = Summary(total, len(self._parts), skipped, tuple(self._problems), str(self._common["today"]))
        self._output.place.under("summary.json").write(summary.as_json().encode())
        return summary

    def _day(self, config: Config) -> date | None:
        """The day that dates are measured against: what the configuration says, else the day when the output was begun."""
        place = self._output.place.under(_DAY)
        try:
            begun = date.fromisoformat(json.loads(place.read() or b"{}").get("today", ""))
        except (ValueError, AttributeError, TypeError):
            begun = None
        day = config.today or begun or date.today()  # noqa: DTZ011  a review is due by the calendar on the editor's wall
        if not config.today and begun and begun != date.today():  # noqa: DTZ011
            self._tell(f"dates are measured against {begun}, the day when {self._output.place.shown} was begun; --today names another")
        place.write(json.dumps({"today": day.isoformat()}).encode())
        return day

    def _finished(self, part: Part, total: Tally) -> bool:
        """Whether a part need not be made again; what it came to goes into the total."""
        if part.output not in self._there:
            return False
        found = self._output.finished(part, identity(part, self._common))
        name = f"{FINDINGS}/{part.output}"
        if isinstance(found, str):
            self._tell(f"{name} is made again: {found}")
            return False
        if self._retry and found.quarantined:
            self._tell(f"{name} is made again: {found.quarantined} of its documents were quarantined")
            return False
        total.merge(found)
        return True

    def _made(self, unfinished: Sequence[Part], processes: int, seconds: float) -> Iterator[Tally | None]:
        """What each part came to, as soon as it is whole; None for one that could not be read."""
        read: deque[_Read] = deque()
        results = stream(self._read(unfinished, read), partial(lint, self._config), processes, seconds)
        writer: PartWriter | None = None
        try:
            while True:
                result = next(results, None)
                while read and read[0].end:
                    ended = read.popleft()
                    writer = writer or self._writer(ended.part)
                    yield self._ended(writer, ended)
                    writer = None
                if result is None:
                    return
                chunk = read.popleft()
                writer = writer or self._writer(chunk.part)
                writer.write([told(document, each) for document, each in zip(chunk.documents, result, strict=True)])
        finally:
            if writer:
                writer.abandon()

    def _read(self, unfinished: Sequence[Part], read: deque[_Read]) -> Iterator[list[Given]]:
        """The documents of parts as chunks; what was read, and where each part ends, is noted for whoever gets the results."""
        for part in unfinished:
            problem = ""
            try:
                for chunk in chunks(documents(part, self._columns)):
                    read.append(_Read(part, chunk))
                    yield chunk
            except UsageError as error:
                problem = str(error)
            except UNREADABLE as error:
                problem = f"{part.place.shown}: {error}"
            read.append(_Read(part, (), end=True, problem=problem))

    def _writer(self, part: Part) -> PartWriter:
        return PartWriter(self._output, part, identity(part, self._common))

    def _ended(self, writer: PartWriter, ended: _Read) -> Tally | None:
        if not ended.problem:
            return writer.finish()
        writer.abandon()
        self._problems.append(ended.problem)
        return None


@record
class _Read:
    """Documents that were read from a part, or its end."""

    part: Part
    documents: Sequence[Given]
    end: bool = False
    problem: str = ""
