"""Every schema that ships is a JSON Schema of 2020-12, and what clinlint itself writes and holds follows it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from clinlint.engine.api import lint_text
from clinlint.engine.config import Config
from clinlint.model.finding import Report
from clinlint.reports.json import as_dict
from clinlint.resources import schema
from clinlint.structured.validation import Validator, validator
from clinlint.structured.yaml_ import parse

NAMES = sorted(entry.name.removesuffix(".json") for entry in files("clinlint.schemas").iterdir() if entry.name.endswith(".json"))
PACKS = sorted(
    f"{pack.name}/{entry.name}"
    for pack in files("clinlint.rules.packs").iterdir()
    if pack.is_dir()
    for entry in pack.iterdir()
    if entry.name.endswith(".yaml") and entry.name != "words.yaml"
)


def test_there_is_one_for_each_thing_that_users_write_or_read() -> None:
    assert {"article.schema", "config.schema", "pack.schema", "report.schema"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_follows_the_metaschema(name: str) -> None:
    given = schema(name)
    assert given["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(given)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_inside_leads_somewhere(name: str) -> None:
    given = schema(name)
    for target in _references(given):
        here: Any = given
        for step in target.removeprefix("#/").split("/"):
            here = here[step]
        assert isinstance(here, dict)


def _references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [target for each in value for target in _references(each)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [target for each in value.values() for target in _references(each)]


def test_no_other_name_of_a_field_is_given_twice() -> None:
    properties = schema("article.schema")["properties"]
    others = [other for field in properties.values() if isinstance(field, dict) for other in field.get("also", ())]
    assert sorted(set(others)) == sorted(others)
    assert not set(others) & set(properties)


def test_what_is_reported_follows_the_report_schema() -> None:
    files_ = tuple(
        lint_text(text, path, Config())
        for path, text in {
            "a.md": "---\ntitle: 3\naudiance: patient\n---\n\nThis diet cures osteoporosis.\n",
            "b.txt": "",
            "c.yaml": "title: [\n",
        }.items()
    )
    written = as_dict(Report(files_, ("x.md: no such file or folder",), "2026.11"))
    assert any(file["findings"] for file in written["files"])
    assert validator("report.schema").problems(written) == ()


@pytest.mark.parametrize("extra", [("files", 0, "surprise"), ("tool", "surprise"), ("summary", "surprise"), ("surprise",)])
def test_the_report_schema_is_strict(extra: tuple[str | int, ...]) -> None:
    written: Any = as_dict(Report((lint_text("Text.", "a.md", Config()),), (), "2026.11"))
    here = written
    for step in extra[:-1]:
        here = here[step]
    here[extra[-1]] = 1
    assert [problem.code for problem in validator("report.schema").problems(written)] == ["unknown-field"]


@pytest.mark.parametrize("name", PACKS)
def test_built_in_packs_follow_the_pack_schema(name: str) -> None:
    pack = parse(files("clinlint.rules.packs").joinpath(name).read_text("utf-8"))
    assert [f"{problem.path}: {problem.message}" for problem in validator("pack.schema").problems(pack.values)] == []


def test_a_pack_is_told_what_is_wrong_with_it() -> None:
    rule = {"id": "Banned", "kind": "existence", "severity": "bad", "titel": "x", "why": "y", "examples": {"flag": ["x"], "accept": ["y"]}}
    assert [problem.message for problem in Validator(schema("pack.schema"), closed=True).problems([rule])] == [
        "“title” is missing in “entry 1”",
        "“entry 1: id” is Banned: not an id such as house/banned-word",
        "“titel” is not known in “entry 1”: did you mean title?",
        "“entry 1: examples: accept 1” is y; expected a mapping with text and because",
        "“entry 1: severity” is bad: one of error, warning, info",
    ]
