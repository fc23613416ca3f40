"""The folder that a batch run fills: findings, a part for each part of the input; what was quarantined; what the run came to.

    findings/PART.parquet      rows of every document; its footer says what it was made from and what it came to
    quarantine/PART.jsonl      documents that could not be checked, where there are any
    times/PART.json            what this run measured
    run.json                   the day that dates are measured against
    summary.json               the whole run

A part is finished when its file in `findings` is there: it is written under another name and takes its own last.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from clinlint.batch.arrow import pa, parquet
from clinlint.batch.identity import difference
from clinlint.batch.linted import Linted
from clinlint.batch.parts import UNREADABLE, Part
from clinlint.batch.place import Place, unfinished
from clinlint.batch.rows import SCHEMA, batch_of
from clinlint.batch.tally import Tally

FINDINGS, QUARANTINE, TIMES = "findings", "quarantine", "times"
_KEY = "clinlint"
_GROUP = 5_000
"""Documents whose rows make one row group."""


class Output:
    """A folder of results, new or begun by an earlier run."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def begin(self) -> list[str]:
        """Throw away what a run that was stopped left half written. Gives the names of the parts that are there."""
        names = []
        for name, _ in self.place.files():
            if unfinished(name):
                self.place.under(name).remove()
            elif name.startswith(f"{FINDINGS}/"):
                names.append(name.removeprefix(f"{FINDINGS}/"))
        return names

    def findings(self, part: Part) -> Place:
        """Where a part's rows are."""
        return self.place.under(FINDINGS).under(part.output)

    def finished(self, part: Part, made_from: Mapping[str, Any]) -> Tally | str:
        """What a finished part came to, or why it is to be made again; the part's file is there."""
        try:
            with self.place.system.open_input_file(self.findings(part).path) as stream:
                footer = json.loads((parquet.read_metadata(stream).metadata or {})[_KEY.encode()])
            reason = difference(footer["made_from"], made_from)
            return reason or Tally.of(footer["counts"], self._times(part))
        except (*UNREADABLE, LookupError, TypeError, ValueError):
            return "it is incomplete, or nothing that clinlint wrote"

    def times(self, part: Part) -> Place:
        """Where a part's measurements are."""
        return self.place.under(TIMES).under(f"{part.output.removesuffix('.parquet')}.json")

    def quarantine(self, part: Part) -> Place:
        """Where a part's quarantined documents are named."""
        return self.place.under(QUARANTINE).under(f"{part.output.removesuffix('.parquet')}.jsonl")

    def _times(self, part: Part) -> dict[str, Any]:
        try:
            times = json.loads(self.times(part).read() or b"{}")
        except ValueError:
            return {}
        return times if isinstance(times, dict) else {}


class PartWriter:
    """Writes one part under another name, and gives it its own when it is whole."""

    def __init__(self, output: Output, part: Part, made_from: Mapping[str, Any]) -> None:
        self.part = part
        self.tally = Tally()
        self._output = output
        self._made_from = made_from
        self._draft = output.findings(part).draft()
        self._stream = output.place.system.open_output_stream(self._draft.path)
        self._writer = parquet.ParquetWriter(self._stream, SCHEMA, compression="zstd")
        self._pending: list[Linted] = []
        self._quarantined: list[str] = []

    def write(self, documents: Sequence[Linted]) -> None:
        """Add the rows of documents, which come in order."""
        for each in documents:
            self.tally.add(self.part.name, each)
            self._pending.append(each)
            if each.problem:
                told = {"id": each.id, "path": each.path, "part": self.part.name, "record": self.tally.documents, "reason": each.problem}
                self._quarantined.append(json.dumps(told) + "\n")
            if len(self._pending) == _GROUP:
                self._flush()

    def finish(self) -> Tally:
        """Make the part whole; its findings take their name last."""
        self._flush()
        footer = {"made_from": self._made_from, "counts": self.tally.counts()}
        self._writer.add_key_value_metadata({_KEY: json.dumps(footer, sort_keys=True)})
        self._writer.close()
        self._stream.close()
        quarantine = self._output.quarantine(self.part)
        if self._quarantined:
            quarantine.write("".join(self._quarantined).encode())
        else:
            quarantine.remove()
        self._output.times(self.part).write(json.dumps(self.tally.times()).encode())
        self._draft.become(self._output.findings(self.part))
        return self.tally

    def abandon(self) -> None:
        """Leave nothing of the part."""
        with suppress(OSError):
            self._writer.close()
            self._stream.close()
            self._draft.remove()

    def _flush(self) -> None:
        if self._pending:
            self._writer.write_table(pa.Table.from_batches([batch_of(self._pending)]))
            self._pending = []
