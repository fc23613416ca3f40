"""The reference that a run reads: what ships, and a repository's own entries over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar, Token
from functools import cache, update_wrapper
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from clinlint.resources import Shelf, shelf

DATA = "clinlint.reference.data"

P = ParamSpec("P")
T = TypeVar("T")


class Library:
    """Entries by id and their names; what was read of them is kept with it.

    `own` are a repository's entries by their key: they come before those that ship. `names` are their names by kind.
    """

    def __init__(self, base: Shelf, own: Mapping[str, Any], names: Mapping[str, Mapping[str, list[str]]]) -> None:
        self._base = base
        self._own = own
        self._names = names
        self.memory: dict[Any, Any] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._own or key in self._base

    def is_own(self, key: str) -> bool:
        """Whether an entry is the repository's own."""
        return key in self._own

    def entry(self, key: str) -> Mapping[str, Any]:
        """One entry. Raises KeyError where there is none of this key."""
        found: Mapping[str, Any] = self._own[key] if key in self._own else self._base.entry(key)
        return found

    def names(self, kind: str) -> dict[str, tuple[str, ...]]:
        """Ids for each name of a kind (`scales`, `substances`), own ones first."""
        found = {name: tuple(ids) for name, ids in self._base.index[kind].items()}
        for name, ids in self._names.get(kind, {}).items():
            found[name] = tuple(dict.fromkeys((*ids, *found.get(name, ()))))
        return found

    def listed(self, kind: str) -> tuple[str, ...]:
        """Ids of a list of the index (`sources`, `spaced`)."""
        own = tuple(self._names.get(kind, {}))
        return tuple(dict.fromkeys((*own, *self._base.index[kind])))


@cache
def shipped() -> Library:
    """The reference that ships with clinlint."""
    return Library(shelf(DATA), {}, {})


_current: ContextVar[Library | None] = ContextVar("library", default=None)


def current() -> Library:
    """The library in use here; the one that ships unless `using` says otherwise."""
    return _current.get() or shipped()


class using:  # noqa: N801  read as a word of the language
    """`with using(library):` look everything up in it; scoped, and apart for each thread.

    None stands for what ships, which is then read only if something is looked up.
    """

    def __init__(self, library: Library | None) -> None:
        self._library = library
        self._token: Token[Library | None] | None = None

    def __enter__(self) -> None:
        self._token = _current.set(self._library)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._token is not None:
            _current.reset(self._token)


def per_library(function: Callable[P, T]) -> Callable[P, T]:
    """Like `functools.cache`, for what depends on the library in use."""

    def kept(*arguments: P.args, **named: P.kwargs) -> T:
        memory = current().memory
        key = (function, arguments, *named.items()) if named else (function, arguments)
        if key not in memory:
            memory[key] = function(*arguments, **named)
        result: T = memory[key]
        return result

    return update_wrapper(kept, function)
