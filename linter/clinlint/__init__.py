"""A linter for clinical content: thresholds, doses, claims and evidence in health articles.

`import clinlint` is cheap: neither spaCy nor YAML is loaded before an article needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clinlint.release import VERSION

if TYPE_CHECKING:
    from clinlint.engine.api import lint_paths, lint_text
    from clinlint.engine.linter import Linter

__version__ = VERSION
__all__ = ["Linter", "__version__", "lint_paths", "lint_text"]


def __getattr__(name: str) -> Any:
    if name in {"lint_text", "lint_paths"}:
        from clinlint.engine import api

        return getattr(api, name)
    if name == "Linter":
        from clinlint.engine.linter import Linter

        return Linter
    raise AttributeError(name)
