"""What a part of the output was made from: enough to know whether it would come out the same today."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from clinlint.batch.columns import Columns
from clinlint.batch.parts import Part
from clinlint.engine.config import Config, Override
from clinlint.engine.includes import included
from clinlint.engine.retraction_data import imported
from clinlint.engine.version import of_file, of_program, stamp_of
from clinlint.record import as_mapping

_FILES = ("packs", "reference", "bibliography", "includes", "schemas")
_APART = frozenset({"files", "folder", "fail_on", "today", "exclude", "overrides", *_FILES})
_CHANGES = {
    "input": "its input has changed",
    "columns": "other columns were asked for",
    "config": "the configuration has changed",
    "today": "dates were measured against another day",
    "program": "another clinlint made it",
}
"""What can differ, and what is said of it; in order of what is said first."""


def identities(config: Config, columns: Columns) -> dict[str, Any]:
    """What all parts of a run have in common; the configuration is a settled one."""
    return {
        "program": _hex(of_program()),
        "config": _config(config),
        "today": config.today.isoformat() if config.today else "",
        "columns": as_mapping(columns),
    }


def identity(part: Part, common: Mapping[str, Any]) -> dict[str, Any]:
    """What a part of the output is made from."""
    return {"input": [part.name, part.size, part.changed], **common}


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Why something made then is not what would be made now; empty where it is."""
    return next((reason for key, reason in _CHANGES.items() if before.get(key) != now[key]), "")


def _config(config: Config) -> str:
    digest = blake2b(digest_size=16)
    for values in (as_mapping(config), *(_whole(each) for each in config.overrides)):
        digest.update(repr([(name, _plain(value)) for name, value in sorted(values.items()) if name not in _APART]).encode())
        for name in _FILES:
            named: tuple[Any, ...] = values.get(name, ())
            for each in included(named) if name == "includes" else named:
                pattern, file = each if isinstance(each, tuple) else ("", each)
                digest.update(f"\0{name}\0{pattern}\0".encode() + of_file(file))
    digest.update(stamp_of(imported()))
    return digest.hexdigest()


def _whole(override: Override) -> dict[str, Any]:
    return {"patterns": override.files, **dict(override.changes)}


def _plain(value: Any) -> Any:
    """Values whose written form is the same in every process."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _hex(digest: bytes) -> str:
    return digest[:16].hex()
