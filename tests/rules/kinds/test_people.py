"""Named people with training; what only sounds like a team or a program is left alone."""

from __future__ import annotations

import pytest

from clinlint.engine.config import configured
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(
    configured(
        {
            "select": [
                "governance/author-unnamed",
                "governance/reviewer-unnamed",
                "governance/author-is-machine",
                "governance/reviewer-is-machine",
                "governance/author-credentials-missing",
                "governance/reviewer-credentials-missing",
                "governance/reviewer-is-author",
            ],
        }
    )
)


def told(*lines: str) -> list[tuple[str, str]]:
    text = "---\naudience: professional\n" + "\n".join(lines) + "\n---\n\nText.\n"
    return [(f.rule.removeprefix("governance/"), text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings]


@pytest.mark.parametrize("name", ["Editorial Team", "admin", "Our Medical Advisory Board", "Staff writers", "Bone Trust experts"])
def test_nobody_in_particular(name: str) -> None:
    assert told(f"authors: {name}") == [("author-unnamed", name)]
    assert told(f"medical_reviewer: {name}") == [("reviewer-unnamed", name)]


@pytest.mark.parametrize("name", ["ChatGPT", "Claude 4", "GPT-4", "Medical AI Writer", "HealthGPT", "Gemini"])
def test_programs(name: str) -> None:
    assert ("author-is-machine", name) in told(f"authors: {name}")
    assert ("reviewer-is-machine", name) in told(f"medical_reviewer: {name}")


@pytest.mark.parametrize(
    "name", ["Dr Claude Bernard", "Dr Ai Weiwei", "Professor Gemini Llama-Jones", "Dr Peter Boardman", "Nurse Grace Staffordshire"]
)
def test_people_who_sound_like_something_else(name: str) -> None:
    assert told(f"authors: {name}") == []
    assert told(f"medical_reviewer: {name}") == []


@pytest.mark.parametrize(
    "written",
    ["Sam Rao, MD", "Sam Rao MBBS FRCP", "Dr Sam Rao", "{name: Sam Rao, specialty: rheumatology}", "{name: Sam Rao, credentials: RN}"],
)
def test_training_in_every_place_where_it_is_told(written: str) -> None:
    assert told(f"medical_reviewer: {written}") == []


def test_a_role_is_enough_for_an_author_but_not_for_a_reviewer() -> None:
    assert told("authors: {name: Jo Fox, role: health writer}") == []
    assert told("medical_reviewer: {name: Jo Fox, role: editor}") == [("reviewer-credentials-missing", "Jo Fox")]


def test_the_same_person_in_other_spelling() -> None:
    assert told("authors: 'José Lee, MD'", "medical_reviewer: Dr. Jose Lee") == [("reviewer-is-author", "Dr. Jose Lee")]
    assert told("authors: 'José Lee, MD'", "medical_reviewer: Dr. Josefa Lee") == []
