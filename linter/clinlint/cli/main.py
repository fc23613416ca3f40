"""Finds the subcommand, runs it, and turns problems of set-up into exit code 2."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from clinlint.cli.command import FAILED, Command
from clinlint.errors import ClinlintError
from clinlint.registry import load, module_names
from clinlint.release import VERSION

_PACKAGE = "clinlint.cli"
_NOT_COMMANDS = frozenset({"command", "generate", "main"})

_DESCRIPTION = """A linter for clinical content: thresholds, doses, claims and evidence in health articles.

  clinlint check articles/    what is wrong, what is right, who says so
  clinlint init               configuration, hook and CI file for a repository
  clinlint explain RULE       why a rule exists

Each command has --help, with examples."""


class _Plain(argparse.RawDescriptionHelpFormatter):
    """Usage lines of a set width: asking for the terminal's loads the archive modules, which costs more than parsing the arguments."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(FAILED, f"{self.prog}: {message}\n")


def commands() -> list[str]:
    """Names of the subcommands, in order."""
    return [name.strip("_") for name in module_names(_PACKAGE) if name not in _NOT_COMMANDS]


def run(arguments: Sequence[str]) -> int:
    """Run one command line; gives the exit code."""
    try:
        return _run(list(arguments))
    except ClinlintError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def _run(arguments: list[str]) -> int:
    if arguments[:1] in (["--version"], ["-V"]):
        print(f"clinlint {VERSION}")
        return 0
    name = arguments[0] if arguments else ""
    names = commands()
    if name in names:
        command: Command = load(_PACKAGE, name, "COMMAND")
        parser = _parser(f"clinlint {name}", command.description or command.help, arguments)
        command.arguments(parser)
        return command.run(parser.parse_args(arguments[1:]))
    parser = _parser("clinlint", _DESCRIPTION, arguments)
    parser.add_argument("-V", "--version", action="version", version=f"clinlint {VERSION}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=argparse.ArgumentParser)
    for each in names:
        subparsers.add_parser(each, help=load(_PACKAGE, each, "COMMAND").help)
    if not name:
        parser.print_help()
        return FAILED
    parser.parse_args(arguments)
    return FAILED


def _parser(prog: str, description: str, arguments: list[str]) -> argparse.ArgumentParser:
    formatter: type[argparse.HelpFormatter] = _Plain
    if {"-h", "--help"} & set(arguments) or not arguments:
        from rich_argparse import RawDescriptionRichHelpFormatter

        formatter = RawDescriptionRichHelpFormatter
    return _Parser(prog=prog, description=description, formatter_class=formatter, allow_abbrev=False)
