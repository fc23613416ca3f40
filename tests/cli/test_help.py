"""Every command explains itself: `--help` has examples, and the examples are command lines that it takes."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from clinlint.cli.command import Command
from clinlint.cli.main import commands
from clinlint.registry import load

Clinlint = Callable[..., CompletedProcess[str]]


def examples(name: str) -> list[list[str]]:
    command: Command = load("clinlint.cli", name, "COMMAND")
    found = re.findall(r"^  clinlint (.+?)(?: {2,}.*)?$", command.description, re.MULTILINE)
    return [shlex.split(each) for each in found]


@pytest.mark.parametrize("name", commands())
def test_help_has_examples_that_are_taken(name: str) -> None:
    lines = [words[1:] for words in examples(name) if words[0] == name]
    assert lines, f"clinlint {name} --help has no example"
    command: Command = load("clinlint.cli", name, "COMMAND")
    parser = argparse.ArgumentParser(name, exit_on_error=False, allow_abbrev=False)
    command.arguments(parser)
    for line in lines:
        parser.parse_args(line)


@pytest.mark.parametrize("name", commands())
def test_help_shows_them_and_says_what_every_argument_is_for(clinlint: Clinlint, name: str) -> None:
    done = clinlint(name, "--help", NO_COLOR="1", COLUMNS="140")
    assert done.returncode == 0
    assert f"  clinlint {name}" in done.stdout
    command: Command = load("clinlint.cli", name, "COMMAND")
    parser = argparse.ArgumentParser(name)
    command.arguments(parser)
    assert [action.dest for action in parser._actions if not action.help] == []


def test_examples_of_one_command_may_show_another_that_exists() -> None:
    assert {words[0] for name in commands() for words in examples(name)} <= set(commands())
