"""Package data: YAML for people, compiled to one JSON file a package for machines.

`make generate` writes `compiled.json` into each data package; a run reads only that. Numbers stay the strings that were written.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

COMPILED = "compiled.json"
DATA_PACKAGES = (
    "clinlint.reference.data",
    "clinlint.linguistics.cues",
    "clinlint.rules.packs",
)


@cache
def compiled(package: str) -> dict[str, Any]:
    """Parsed data files of a data package by their path inside it (`thresholds/bone`), without extension."""
    data = files(package).joinpath(COMPILED).read_bytes()
    result: dict[str, Any] = json.loads(data)
    return result


def schema(name: str) -> dict[str, Any]:
    """A JSON Schema that ships with clinlint, by its file name without extension (`article.schema`)."""
    result: dict[str, Any] = json.loads(files("clinlint.schemas").joinpath(f"{name}.json").read_bytes())
    return result
