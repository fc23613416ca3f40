"""Where imported retraction data lies: one file a user, outside every repository."""

from __future__ import annotations

import os


def location() -> str:
    """Path of the database, whether it exists or not; `CLINLINT_RETRACTIONS` names another."""
    given = os.environ.get("CLINLINT_RETRACTIONS")
    if given:
        return given
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(data, "clinlint", "retractions.sqlite")


def imported() -> str:
    """Path of the database where it exists, else an empty text."""
    path = location()
    return path if os.path.exists(path) else ""
