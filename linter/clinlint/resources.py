"""Package data: YAML for people, compiled to JSON for machines.

`make generate` writes `compiled.json` into each data package, and the `examples` of its entries into `examples.json`; a run reads
only the former. Numbers with a decimal point stay the strings that were written.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

COMPILED = "compiled.json"
EXAMPLES = "examples.json"
DATA_PACKAGES = (
    "clinlint.reference.data",
    "clinlint.linguistics.cues",
    "clinlint.rules.packs",
)


@cache
def compiled(package: str) -> dict[str, Any]:
    """Parsed data files of a data package by their path inside it (`thresholds/bone`), without extension and without examples."""
    return _read(package, COMPILED)


@cache
def examples_of(package: str) -> dict[str, Any]:
    """The `examples` of a data package's entries by the entry's id."""
    return _read(package, EXAMPLES)


def schema(name: str) -> dict[str, Any]:
    """A JSON Schema that ships with clinlint, by its file name without extension (`article.schema`)."""
    return _read("clinlint.schemas", f"{name}.json")


def _read(package: str, name: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(files(package).joinpath(name).read_bytes())
    return result
