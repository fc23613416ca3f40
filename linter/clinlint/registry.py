"""Discovery of plug-in modules: one agreed constant from each module of a package."""

from __future__ import annotations

import importlib
import pkgutil
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


def module_names(package: str) -> list[str]:
    """Names of a package's public modules in order, without importing them."""
    paths = importlib.import_module(package).__path__
    return sorted(m.name for m in pkgutil.iter_modules(paths) if not m.ispkg and not m.name.startswith("_"))


def load(package: str, name: str, constant: str) -> Any:
    """The constant of one module of a package. Raises KeyError where there is no such module."""
    if name not in module_names(package):
        raise KeyError(name)
    return getattr(importlib.import_module(f"{package}.{name}"), constant)
