"""Discovery of plug-in modules: one agreed constant from each module of a package."""

from __future__ import annotations

import importlib
import os
from functools import cache
from typing import Any


def discover(package: str, constant: str) -> dict[str, Any]:
    """The `constant` of every module of `package` that has one, by module name, in order of name.

    Modules whose name begins with an underscore are left out. No module registers itself.
    """
    found: dict[str, Any] = {}
    for name in module_names(package):
        module = importlib.import_module(f"{package}.{name}")
        if hasattr(module, constant):
            found[name] = getattr(module, constant)
    return found


@cache
def module_names(package: str) -> tuple[str, ...]:
    """Names of a package's public modules in order, without importing them."""
    found: set[str] = set()
    for folder in importlib.import_module(package).__path__:
        if os.path.isdir(folder):
            found.update(name[:-3] for name in os.listdir(folder) if name.endswith(".py"))
        else:
            import pkgutil  # an archive; it loads `inspect`, which costs a tenth of a short run

            found.update(module.name for module in pkgutil.iter_modules([folder]) if not module.ispkg)
    return tuple(sorted(name for name in found if not name.startswith("_")))


def load(package: str, name: str, constant: str) -> Any:
    """The constant of one module of a package. Raises KeyError where there is no such module."""
    if name not in module_names(package):
        raise KeyError(name)
    return getattr(importlib.import_module(f"{package}.{name}"), constant)
