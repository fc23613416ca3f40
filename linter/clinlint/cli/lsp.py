"""`clinlint lsp`: the language server for editors, over standard input and output."""

from __future__ import annotations

import argparse
import sys

from clinlint.cli.command import CLEAN, Command

_DESCRIPTION = """The language server: findings, fixes and explanations while you write.

Editors start it by themselves. It speaks the Language Server Protocol over standard input and output, and logs to standard error.
Settings: clinlint.profile, clinlint.jurisdictions, clinlint.config; otherwise the nearest clinlint.yaml decides, as for `check`.

  clinlint lsp
  clinlint lsp --log-level info    for a look at what happens"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stdio", action="store_true", help="accepted for editors that add it; it is what happens anyway")
    parser.add_argument("--log-level", choices=("debug", "info", "warning", "error"), default="warning", help="how much to log")


def _run(arguments: argparse.Namespace) -> int:
    import logging
    from typing import BinaryIO, cast

    from clinlint.cli.explain import page_of
    from clinlint.lsp.server import create
    from clinlint.lsp.stream import Messages

    logging.basicConfig(stream=sys.stderr, level=arguments.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    create(page_of).start_io(cast("BinaryIO", Messages(sys.stdin.buffer)))
    return CLEAN


COMMAND = Command("Serve an editor (Language Server Protocol).", _arguments, _run, _DESCRIPTION)
