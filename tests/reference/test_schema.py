"""Every file of the reference validates against the schema that ships, and so must a repository's own."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import jsonschema
import pytest
import yaml

from clinlint.reference.sources import DATA
from clinlint.resources import schema

FILES = sorted(Path(next(iter(import_module(DATA).__path__))).rglob("*/*.yaml"))
VALIDATOR = jsonschema.Draft202012Validator(schema("reference.schema"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_file_validates(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in VALIDATOR.iter_errors(data)] == []


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema("reference.schema"))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"id": "nutrient.x", "names": ["x"], "canonical_unit": "mg", "units": {"mg": 1}, "recommendation": []}, "recommendation"),
        ({"id": "drug.x", "names": ["x"], "canonical_unit": "mg", "units": {"mg": 1}}, "regimens"),
        ({"id": "x.y", "measure": {"name": "x", "unit": "mg"}}, "kind"),
        ({"id": "someone-2020", "authority": "A", "title": "T", "trust": "certain", "checked": []}, "certain"),
    ],
)
def test_what_does_not_fit_is_told(entry: dict[str, object], expected: str) -> None:
    assert any(expected in error.message for error in VALIDATOR.iter_errors([entry]))
