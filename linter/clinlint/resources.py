"""Package data: YAML for people, compiled to JSON for machines.

`make generate` writes `compiled.json` into each data package, and the `examples` of its entries into `examples.json`; a run reads
only the former. Numbers with a decimal point stay the strings that were written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

COMPILED = "compiled.json"
EXAMPLES = "examples.json"
TRIGGERS = "triggers.json"
CATEGORIES = "categories.json"
DATA_PACKAGES = (
    "clinlint.reference.data",
    "clinlint.linguistics.cues",
    "clinlint.facts.bylines",
    "clinlint.facts.notation",
    "clinlint.facts.vocabulary",
    "clinlint.facts.wordings",
    "clinlint.probe.slips",
    "clinlint.rules.packs",
)


@cache
def compiled(package: str) -> dict[str, Any]:
    """Parsed data files of a data package by their path inside it (`thresholds/bone`), without extension and without examples."""
    return _read(package, COMPILED)


@cache
def triggers_of(package: str) -> dict[str, Any]:
    """What wakes each rule of a package of packs, by the rule's id, so that a kind is imported only where one fired."""
    return _read(package, TRIGGERS)


def categories_of_package(package: str) -> list[str]:
    """Every name of a category of the reference's scales, written out for a package of notation, so that no scale is read to know them."""
    found: list[str] = json.loads(_bytes(package, CATEGORIES))
    return found


@cache
def examples_of(package: str) -> dict[str, Any]:
    """The `examples` of a data package's entries by the entry's id."""
    return _read(package, EXAMPLES)


class Shelf:
    """A compiled data package as an index and entries that are parsed one by one, when asked for.

    The artefact is one JSON object: `index` on its first line, then one line an entry; `index["at"]` has each entry's first byte and length,
    counted from the second line on.
    """

    def __init__(self, data: bytes) -> None:
        self._base = data.index(b"\n") + 1
        self._data = data
        self.index: dict[str, Any] = json.loads(data[: self._base].rstrip(b",\n") + b"}")["index"]
        self._at: dict[str, list[int]] = self.index["at"]

    def __contains__(self, key: str) -> bool:
        return key in self._at

    @property
    def keys(self) -> tuple[str, ...]:
        """The entries' keys in the order of the artefact."""
        return tuple(self._at)

    def entry(self, key: str) -> dict[str, Any]:
        """One entry, parsed anew at each call. Raises KeyError where there is none of this key."""
        start, length = self._at[key]
        result: dict[str, Any] = json.loads(self._data[self._base + start : self._base + start + length])
        return result


def shelved(index: Mapping[str, Any], entries: Mapping[str, Any]) -> str:
    """The text of an artefact that `Shelf` reads."""
    at: dict[str, list[int]] = {}
    lines: list[str] = []
    offset = len(b'"entries":{\n')
    for key, entry in entries.items():
        name = _json(key) + ":"
        body = _json(entry)
        at[key] = [offset + len(name.encode()), len(body.encode())]
        lines.append(name + body)
        offset += len((name + body).encode()) + len(",\n")
    return '{"index":' + _json({**index, "at": at}) + ',\n"entries":{\n' + ",\n".join(lines) + "\n}}\n"


@cache
def shelf(package: str) -> Shelf:
    """The shelf of a data package that is compiled into one."""
    return Shelf(_bytes(package, COMPILED))


def schema(name: str) -> dict[str, Any]:
    """A JSON Schema that ships with clinlint, by its file name without extension (`article.schema`)."""
    return _read("clinlint.schemas", f"{name}.json")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)


def _bytes(package: str, name: str) -> bytes:
    module = import_module(package)
    loader: Any = module.__loader__
    data: bytes = loader.get_data(os.path.join(next(iter(module.__path__)), name))
    return data


def _read(package: str, name: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(_bytes(package, name))
    return result
