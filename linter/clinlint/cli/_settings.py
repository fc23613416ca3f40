"""Options that say by what rules, for whom and on which day articles are judged; of `check` and `batch` alike."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date

from clinlint.engine.config import Config
from clinlint.errors import UsageError
from clinlint.model.settings import JURISDICTIONS, Profile
from clinlint.record import replace
from clinlint.rules.load import builtin
from clinlint.rules.rule import Rule
from clinlint.rules.suppressions import matches


def add_arguments(parser: argparse.ArgumentParser, day: str) -> None:
    """The options; `day` is what dates are measured against without one."""
    parser.add_argument("--profile", choices=[p.value for p in Profile], help="who is reading (default: default)")
    parser.add_argument("--jurisdiction", metavar="J,…", help=f"whose figures hold: {', '.join(JURISDICTIONS)}")
    parser.add_argument("--today", metavar="DATE", help=f"the date that reviews are measured against (default: {day})")
    parser.add_argument("--select", metavar="RULE,…", help="only these rules, packs (pack/*) or categories")
    parser.add_argument("--ignore", metavar="RULE,…", help="not these rules, packs (pack/*) or categories")


def adjusted(config: Config, arguments: argparse.Namespace, chosen: Chosen) -> Config:
    """A configuration with what the options say instead; `chosen` keeps what became of the rules they name. Raises UsageError."""
    changes: dict[str, object] = {}
    if arguments.profile:
        changes["profile"] = Profile(arguments.profile)
    if arguments.jurisdiction:
        changes["jurisdictions"] = frozenset(_listed(arguments.jurisdiction, JURISDICTIONS, "jurisdiction"))
    if arguments.today:
        try:
            changes["today"] = date.fromisoformat(arguments.today)
        except ValueError:
            raise UsageError(f"--today {arguments.today}: write a date such as 2026-11-24") from None
    if arguments.select:
        changes["select"] = chosen.known(arguments.select, config.packs) or _NOTHING
    if arguments.ignore:
        changes["ignore"] = (*config.ignore, *chosen.known(arguments.ignore, config.packs))
    return replace(config, **changes) if changes else config


def _listed(text: str, known: tuple[str, ...], what: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise UsageError(f"there is no {what} {name}: {', '.join(known)}")
    return names


_NOTHING = ("internal",)
"""What is left of --select for articles whose configuration has none of the packs named: what always runs."""


class Chosen:
    """Rules, packs and categories that options name. Each configuration takes those that it has; one that none of them has is a mistake."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._met: set[str] = set()
        self._missing: dict[str, set[str]] = {}

    def known(self, text: str, packs: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the names that ship or stand in the packs of a configuration."""
        if (text, packs) not in self._taken:
            self._taken[text, packs] = self._known(text, packs)
        return self._taken[text, packs]

    def _known(self, text: str, packs: tuple[str, ...]) -> tuple[str, ...]:
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        rules = builtin()
        if packs and not all(_names(name, rules) for name in names):
            from clinlint.engine.packs import own

            rules = (*rules, *own(packs))
        taken = tuple(name for name in names if _names(name, rules))
        self._met.update(taken)
        for name in names:
            if name not in taken:
                self._missing.setdefault(name, set()).update(rule.id for rule in rules)
        return taken

    def verify(self) -> None:
        """Raise UsageError for a name that no configuration of the run has."""
        for name, rules in self._missing.items():
            if name not in self._met:
                raise UsageError(f"there is no rule {name}", hint=_nearest(name, sorted(rules)))


def _names(name: str, rules: tuple[Rule, ...]) -> bool:
    return any(matches(name, rule.id) or name == rule.category for rule in rules)


def _nearest(name: str, rules: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, rules, n=1)
    return f"did you mean {near[0]}? `clinlint rules` lists all" if near else "`clinlint rules` lists all"
