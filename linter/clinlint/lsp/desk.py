"""What the server knows of articles: their findings by version, linted one at a time beside the conversation with the editor."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from clinlint.engine.config import Config, find, forget, read_config
from clinlint.engine.linter import Linter
from clinlint.errors import ClinlintError
from clinlint.linguistics.spacy_ import is_warm, warm, without_waiting
from clinlint.model.finding import FactSummary, FileReport
from clinlint.model.settings import JURISDICTIONS, Profile, Settings
from clinlint.model.source import Source
from clinlint.record import record, replace
from clinlint.rules.rule import Rule

log = logging.getLogger("clinlint")


@record
class Wishes:
    """What the editor's settings say instead of the configuration; an empty value leaves it to the configuration."""

    config: str = ""
    profile: Profile | None = None
    jurisdictions: frozenset[str] = frozenset()

    def applied(self, config: Config) -> Config:
        """A configuration under these wishes."""
        changes: dict[str, Any] = {}
        if self.profile:
            changes["profile"] = self.profile
        if self.jurisdictions:
            changes["jurisdictions"] = self.jurisdictions
        return replace(config, **changes) if changes else config


def wishes(settings: object) -> Wishes:
    """The wishes in an editor's settings, whatever they are; unknown values are left out."""
    given = settings if isinstance(settings, Mapping) else {}
    given = given.get("clinlint", given)
    if not isinstance(given, Mapping):
        return Wishes()
    profile, places, config = given.get("profile"), given.get("jurisdictions"), given.get("config")
    known = {each.value: each for each in Profile}
    return Wishes(
        config if isinstance(config, str) else "",
        known.get(profile) if isinstance(profile, str) else None,
        frozenset(place for place in places if place in JURISDICTIONS) if isinstance(places, list) else frozenset(),
    )


@record
class Checked:
    """The findings of one version of an article. `problem` says what in the user's set-up kept it from being linted.

    `state` names what the answer rests on: text and configuration; `partial`: sentences wait for the language model.
    """

    report: FileReport
    state: str
    linter: Linter | None = None
    problem: str = ""
    partial: bool = False


@dataclass(slots=True)
class Desk:
    """Lints texts in one worker, each text once under each configuration. `settled` is called when the language model is there."""

    settled: Callable[[], None] = lambda: None
    wishes: Wishes = field(default_factory=Wishes)
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "lint"))
    _linters: dict[Config, Linter] = field(default_factory=dict)
    _last: dict[str, Checked] = field(default_factory=dict)
    _generation: int = 0
    _warming: bool = False

    def reconfigure(self, given: Wishes | None = None) -> None:
        """Look for the configuration anew, under other wishes where they are given."""
        if given is not None:
            self.wishes = given
        self._generation += 1
        self._linters.clear()
        self._last.clear()
        forget()

    def drop(self, uri: str) -> None:
        """Forget an article that was closed."""
        self._last.pop(uri, None)

    def state(self, source: Source, *, partial: bool = False) -> str:
        """What an answer about a text rests on, as a name that differs when anything of it does."""
        return f"{self._generation}.{hash((source.path, source.text)) & 0xFFFFFFFFFFFF:x}{'.partial' if partial else ''}"

    def known(self, uri: str, source: Source) -> Checked | None:
        """The answer that is there already for this very text."""
        last = self._last.get(uri)
        if last is None or last.report.source != source:
            return None
        return None if last.partial and is_warm() else last

    async def check(self, uri: str, source: Source) -> Checked:
        """The findings of a text; never waits for the language model, and never raises."""
        if done := self.known(uri, source):
            return done
        loop = asyncio.get_running_loop()
        generation = self._generation
        checked = await loop.run_in_executor(self._worker, self._lint, source)
        if generation == self._generation:
            self._last[uri] = checked
        if not self._warming:
            self._warming = True
            threading.Thread(target=self._warm, args=(loop,), name="warm", daemon=True).start()
        return checked

    async def aside(self, work: Callable[[], Any]) -> Any:
        """Do some work in the worker, after what is under way."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def close(self) -> None:
        """Stop the worker; what waits is given up."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def linter(self, path: str) -> Linter:
        """The linter for a path. Raises ClinlintError where the set-up is wrong."""
        config = self.wishes.applied(read_config(self.wishes.config) if self.wishes.config else find(path))
        found = self._linters.get(config)
        if found is None:
            found = self._linters[config] = Linter(config)
        return found

    def settings(self, path: str) -> tuple[Settings, tuple[Rule, ...]]:
        """What holds for an article at a path, and all rules there are; what ships where the set-up is wrong."""
        try:
            linter = self.linter(path)
        except ClinlintError:
            linter = Linter(self.wishes.applied(Config()))
        return linter.config.for_path(path), linter.everything

    def _lint(self, source: Source) -> Checked:
        empty = FileReport(source, (), FactSummary(source.path))
        try:
            linter = self.linter(source.path)
            if linter.config.excludes(source.path):
                return Checked(empty, self.state(source))
            with without_waiting() as patience:
                report = linter.lint(source)
            return Checked(report, self.state(source, partial=patience.unparsed), linter, partial=patience.unparsed)
        except ClinlintError as error:
            return Checked(empty, self.state(source), problem=str(error))
        except Exception as error:  # the server must live, whatever an article or a rule does
            log.exception("linting %s failed", source.path)
            return Checked(empty, self.state(source), problem=f"clinlint failed on this article ({type(error).__name__}: {error})")

    def _warm(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            warm()
        except Exception:
            log.exception("the language model could not be loaded")
            return
        try:
            loop.call_soon_threadsafe(self.settled)
        except RuntimeError:
            return  # the server has ended meanwhile
