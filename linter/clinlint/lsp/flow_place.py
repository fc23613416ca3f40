"""Which key or value a place is in JSON, or in the braces of a line of YAML: read by its tokens, for half-written data does not parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clinlint.model.span import Span
from clinlint.record import record

_JSON = re.compile(r'"((?:[^"\\\r\n]|\\.)*)"?|([{}\[\],:])|[^\s{}\[\],:"]+')
_YAML = re.compile(
    r""""((?:[^"\\\r\n]|\\.)*)"?|'([^'\r\n]*)'?|([{}\[\],]|:(?=[\s"',\[\]{}]|$))|(?:[^\s{}\[\],:"']|:(?![\s"',\[\]{}]|$))[^{}\[\],:\r\n]*"""
)


@record
class FlowPlace:
    """A key to be named, or the value of one. `path` are the keys above it, and for a value its own; lists count for nothing.

    `inner` is the word at the place without its quotes, `outer` with them; both are empty where there is none. `beside` are the other keys
    of its mapping. `open`: no colon follows the key yet.
    """

    path: tuple[str, ...]
    is_key: bool
    inner: Span
    outer: Span
    beside: frozenset[str]
    open: bool


@record
class _Token:
    inner: Span
    outer: Span
    text: str
    sign: bool


@dataclass(slots=True, eq=False)
class _Level:
    """A brace or bracket that is open: its key that was given last, whether its colon was, and where all keys stand."""

    mapping: bool
    key: str = ""
    colon: bool = False
    keys: dict[int, str] = field(default_factory=dict)


def flow_place(text: str, begin: int, end: int, offset: int, *, json: bool) -> FlowPlace | None:
    """What a place in data between two offsets is; None outside all braces and brackets."""
    levels: list[_Level] = []
    here: tuple[_Level, _Token, tuple[str, ...], bool] | None = None
    open_ = True
    after = False
    depth = 0
    for token in _tokens(text, begin, end, json=json):
        if here is None and (token.outer.end > offset or (token.outer.end == offset and not token.sign)):
            here = _here(levels, token if not token.sign and token.outer.start <= offset else _nothing(offset))
            if here is None:
                return None
            after = here[1] is not token
            depth = len(levels)
        if here and not after and token is not here[1]:
            after, open_ = True, token.text != ":" or not token.sign
        _step(levels, token)
        if here and len(levels) < depth:
            break
    here = here or _here(levels, _nothing(offset))
    if here is None:
        return None
    level, word, path, is_key = here
    beside = frozenset(key for at, key in level.keys.items() if at != word.outer.start)
    return FlowPlace(path, is_key, word.inner, word.outer, beside if is_key else frozenset(), open_)


def _here(levels: list[_Level], word: _Token) -> tuple[_Level, _Token, tuple[str, ...], bool] | None:
    if not levels:
        return None
    level = levels[-1]
    is_key = level.mapping and not level.colon
    path = tuple(each.key for each in (levels[:-1] if is_key else levels) if each.mapping)
    return level, word, path, is_key


def _nothing(offset: int) -> _Token:
    return _Token(Span(offset, offset), Span(offset, offset), "", sign=False)


def _tokens(text: str, begin: int, end: int, *, json: bool) -> Iterator[_Token]:
    signs = 2 if json else 3
    for match in (_JSON if json else _YAML).finditer(text, begin, end):
        outer = Span(*match.span())
        if sign := match[signs]:
            yield _Token(outer, outer, sign, sign=True)
            continue
        quoted = next((Span(*match.span(group)) for group in range(1, signs) if match[group] is not None), None)
        inner = quoted or Span(outer.start, outer.start + len(match[0].rstrip()))
        yield _Token(inner, outer if quoted else inner, text[inner.start : inner.end], sign=False)


def _step(levels: list[_Level], token: _Token) -> None:
    """What a token opens, closes, or names."""
    level = levels[-1] if levels else None
    if token.sign and token.text in "{[":
        levels.append(_Level(token.text == "{"))
    elif level is None:
        return
    elif token.sign and token.text in "}]":
        levels.pop()
    elif token.sign:
        level.colon = token.text == ":"
        level.key = level.key if level.colon else ""
    elif level.mapping and not level.colon:
        level.key = level.keys[token.outer.start] = token.text
