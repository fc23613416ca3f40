"""Frozen records: `@dataclass(frozen=True, slots=True)` for a tenth of its cost at start-up.

The standard decorator writes and compiles six functions a class, half a millisecond each, and loads `inspect`; a hundred classes
cost more than the whole rest of a short run (docs/decisions/records.md). A record compiles its `__init__` when the first one is made,
and shares everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
_MISSING: Any = object()
_put = object.__setattr__


class Default:
    """A field's default: a value, or what makes one for each record."""

    __slots__ = ("factory", "value")

    def __init__(self, value: Any, factory: Callable[[], Any] | None) -> None:
        self.value = value
        self.factory = factory


def field(*, default: Any = _MISSING, default_factory: Callable[[], Any] | None = None) -> Any:
    """A field with a default, or one that is made anew for each record."""
    return Default(default, default_factory)


@overload
def record(cls: type[T], /) -> type[T]: ...
@overload
def record(*, slots: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, slots: bool = True, order: bool = False) -> Any:
    """A frozen class of the annotated fields, compared and hashed by their values. `slots=False` leaves room for cached properties."""

    def decorate(cls: type[T]) -> type[T]:
        return _made(cls, slots=slots, order=order)

    return decorate if cls is None else decorate(cls)


def replace(original: T, **changes: Any) -> T:
    """A record like another but for the named fields. Raises TypeError where there is no such field."""
    names = original.__class__.__record_fields__  # type: ignore[attr-defined]
    values = {name: getattr(original, name) for name in names}
    made: T = original.__class__(**{**values, **changes})
    return made


def as_mapping(value: Any) -> dict[str, Any]:
    """A record's fields by name, in order."""
    return {name: getattr(value, name) for name in value.__class__.__record_fields__}


def _made(cls: type[T], *, slots: bool, order: bool) -> type[T]:
    space = dict(cls.__dict__)
    inherited: dict[str, Any] = {}
    for base in reversed(cls.__mro__[1:]):
        inherited.update(getattr(base, "__record_fields__", {}))
    own = {name: space.pop(name, _MISSING) for name in space.get("__annotations__", {}) if not _is_class_variable(space, name)}
    fields = {**inherited, **own}
    for name in ("__dict__", "__weakref__"):
        space.pop(name, None)
    if slots:
        space["__slots__"] = tuple(own)
    space |= {
        "__record_fields__": fields,
        "__match_args__": tuple(fields),
        "__init__": _first_init,
        "__setattr__": _frozen,
        "__delattr__": _frozen,
        "__reduce__": _reduce,
        **{name: method for name, method in _SHARED.items() if name not in space},
        **(_ORDER if order else {}),
    }
    getter = attrgetter(*fields) if len(fields) > 1 else None
    only = next(iter(fields), None)
    space["_values"] = staticmethod(getter or (lambda made: (getattr(made, only),) if only else ()))
    metaclass: Any = type(cls)
    made: type[T] = metaclass(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    return made


def _is_class_variable(space: Mapping[str, Any], name: str) -> bool:
    return "ClassVar" in str(space["__annotations__"][name])


def _first_init(self: Any, *args: Any, **kwargs: Any) -> None:
    """Compiles the class's own `__init__`, puts it in place, and calls it."""
    cls: Any = next(base for base in type(self).__mro__ if base.__dict__.get("__init__") is _first_init)
    cls.__init__ = _compiled(cls)
    cls.__init__(self, *args, **kwargs)


def _compiled(cls: Any) -> Any:
    scope: dict[str, Any] = {"_put": _put, "_missing": _MISSING}
    parameters, lines = ["self"], []
    for number, (name, default) in enumerate(cls.__record_fields__.items()):
        value = name
        if isinstance(default, Default) and default.factory is not None:
            scope[f"_make{number}"] = default.factory
            parameters.append(f"{name}=_missing")
            value = f"_make{number}() if {name} is _missing else {name}"
        elif default is not _MISSING:
            scope[f"_default{number}"] = default.value if isinstance(default, Default) else default
            parameters.append(f"{name}=_default{number}")
        else:
            parameters.append(name)
        slot: Any = getattr(cls, name, None)
        if hasattr(slot, "__set__"):
            scope[f"_put{number}"] = slot.__set__
            lines.append(f" _put{number}(self, {value})")
        else:
            lines.append(f" _put(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), scope)  # noqa: S102  names of our own fields
    return scope["__init__"]


def _frozen(self: Any, name: str, *_: Any) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")


def _eq(self: Any, other: Any) -> Any:
    if self is other:
        return True
    return self._values(self) == self._values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _repr(self: Any) -> str:
    inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__record_fields__)
    return f"{type(self).__qualname__}({inside})"


def _less(self: Any, other: Any) -> Any:
    return self._values(self) < self._values(other) if other.__class__ is self.__class__ else NotImplemented


def _at_most(self: Any, other: Any) -> Any:
    return self._values(self) <= self._values(other) if other.__class__ is self.__class__ else NotImplemented


def _more(self: Any, other: Any) -> Any:
    return self._values(self) > self._values(other) if other.__class__ is self.__class__ else NotImplemented


def _at_least(self: Any, other: Any) -> Any:
    return self._values(self) >= self._values(other) if other.__class__ is self.__class__ else NotImplemented


def _reduce(self: Any) -> tuple[Any, ...]:
    return _rebuilt, (self.__class__, self._values(self))


def _rebuilt(cls: type[T], values: tuple[Any, ...]) -> T:
    made = cls.__new__(cls)
    for name, value in zip(cls.__record_fields__, values, strict=True):  # type: ignore[attr-defined]
        _put(made, name, value)
    return made


_SHARED: dict[str, Any] = {"__eq__": _eq, "__hash__": _hash, "__repr__": _repr}
_ORDER: dict[str, Any] = {"__lt__": _less, "__le__": _at_most, "__gt__": _more, "__ge__": _at_least}
