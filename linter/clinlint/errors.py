"""The exception tree: only the user's set-up raises, an article never does.

ClinlintError
├── ConfigError     configuration: file, key, value
├── PackError       a rule pack, the cues or the reference: entry, field, value
├── FormatError     a file name or format that clinlint cannot read
└── UsageError      a path, rule id or option given on the command line
"""

from __future__ import annotations


class ClinlintError(Exception):
    """Something in the user's set-up is wrong; prints like a finding.

    `where` names the file (and line and column, both from 1) that is at fault, `excerpt` is that line, `hint` says how to put it right.
    """

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        line: int = 0,
        column: int = 0,
        excerpt: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.line = line
        self.column = column
        self.excerpt = excerpt
        self.hint = hint

    def __str__(self) -> str:
        place = self.where
        if self.line:
            place += f":{self.line}:{self.column}"
        lines = [f"{place}: {self.message}" if place else self.message]
        if self.excerpt:
            lines += [f"  {self.excerpt}", "  " + " " * max(self.column - 1, 0) + "^"]
        if self.hint:
            lines.append(f"  {self.hint}")
        return "\n".join(lines)


class ConfigError(ClinlintError):
    """The configuration cannot be used."""


class PackError(ClinlintError):
    """A pack, cue file or reference entry cannot be used."""


class FormatError(ClinlintError):
    """No format reads this file."""


class UsageError(ClinlintError):
    """A path, a rule id or an option that does not exist."""
