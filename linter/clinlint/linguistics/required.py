r"""Words that a text must hold for a pattern to match it: the look that decides whether RE2 is asked at all.

A pattern is read path by path. Of each part of it that every match passes, one word a path is kept, so “cut(s|) your risk” needs “cut” or
“cuts”, and “risk”. A word here is a run of ASCII letters and underscores between two other characters, so “5mg” holds the word “mg”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from clinlint.linguistics.factors import DIGIT, ENDLESS, ENDS, FOREIGN, PART, SIGNS, STEM, Need

op: Any = _constants
parser: Any = _parser
_State: TypeAlias = tuple[str, str]
"""The best word of a path so far, and the word it is in: empty between words, with a star before it where its beginning is unknown."""
_MOST = 4_000
_ROUNDS = 6
_KEPT = 4
_LONGEST = 12
"""Letters of a part after which it is long enough."""
_WAYS = 24
_EVERYWHERE = 200
_COMMON = frozenset(
    "a about after all an and any are as at be been but by can do for from get had has have he her his how i if in into is it its just"  # noqa: SIM905
    " may more most my no not now of on one or our out s so t than that the their them then there these they this those to up us was we"
    " were what when which who will with you your".split()
)
_FREQUENT = frozenset(
    "also best blood body cancer cause causes child children control day days disease diseases doctor drug drugs effects every first found"  # noqa: SIM905
    " good health heart help helps high life long make makes many medicine men need never new no one only pain patients people problems risk"
    " sleep skin some stop symptoms system take taking tests time treat treatment treatments use used using weight women work works year years".split()
)


_SIGNS = frozenset(SIGNS)
_EASY = frozenset({DIGIT, FOREIGN, ENDLESS})


class _Unclear(Exception):  # noqa: N818  never leaves this module
    """The pattern holds what this reading does not follow."""


def required(pattern: str) -> tuple[Need, ...]:
    """What a lower-case text must hold for a lower-case pattern to match: all factors of one of these; nothing where that is unclear."""
    try:
        parsed = parser.parse(_spelled(pattern))
        lines = parsed.state.flags & re.MULTILINE
        needs = tuple(_kept([*_factors(way), *(() if lines else _endless(way))]) for way in _ways(list(parsed), 1))
    except (_Unclear, parser.error, RecursionError):
        return ()
    return tuple(dict.fromkeys(needs)) if all(needs) else ()


def _spelled(pattern: str) -> str:
    """A pattern with what only RE2 reads written as characters."""
    spelled = re.sub(r"\\x\{([0-9A-Fa-f]+)\}", lambda code: re.escape(chr(int(code[1], 16))), pattern)
    return spelled.replace(r"\p{Cyrillic}", "\u0430-\u044f" if re.search(r"\[[^\]]*\\p", spelled) else "[\u0430-\u044f]")


def _kept(factors: Sequence[tuple[str, ...]]) -> Need:
    """The factors that fewest texts satisfy, the rarest first."""
    ordered = sorted(dict.fromkeys(factors), key=lambda factor: (_cost(factor), factor))
    return tuple(" ".join(factor) for factor in ordered[:_KEPT])


def _cost(factor: tuple[str, ...]) -> int:
    return sum(_EVERYWHERE if word in _COMMON or word in _EASY else 20 if word in _FREQUENT else 1 for word in factor)


def _endless(parts: Sequence[tuple[Any, Any]]) -> Iterator[tuple[str, ...]]:
    """The factor of a way that runs from the beginning of a text to its end and passes no mark that ends a sentence."""
    if len(parts) > 1 and parts[0] == (op.AT, op.AT_BEGINNING) and parts[-1] == (op.AT, op.AT_END) and not any(map(_may_end, parts)):
        yield (ENDLESS,)


def _may_end(node: tuple[Any, Any]) -> bool:
    """Whether a part of a pattern may match a mark that ends a sentence."""
    kind, value = node
    if kind is op.LITERAL:
        return chr(value) in ENDS
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        return any(any(_holds(item, ord(mark)) for item in value) is not negated for mark in ENDS)
    if kind is op.BRANCH:
        return any(_may_end(part) for option in value[1] for part in option)
    if kind is op.SUBPATTERN:
        return any(map(_may_end, value[3]))
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return any(map(_may_end, value[2]))
    return kind is not op.AT


def _holds(item: tuple[Any, Any], mark: int) -> bool:
    kind, value = item
    if kind is op.LITERAL:
        return bool(value == mark)
    if kind is op.RANGE:
        return bool(value[0] <= mark <= value[1])
    return kind is op.CATEGORY and value in (op.CATEGORY_NOT_WORD, op.CATEGORY_NOT_DIGIT, op.CATEGORY_NOT_SPACE)


def _ways(parts: list[tuple[Any, Any]], count: int) -> Iterator[list[tuple[Any, Any]]]:
    """The pattern as sequences, of which a text matches one: choices between phrases are taken one by one, choices of a word stay one part."""
    for index, (kind, value) in enumerate(parts):
        before, after = parts[:index], parts[index + 1 :]
        if kind is op.SUBPATTERN:
            yield from _ways([*before, *value[3], *after], count)
            return
        if kind is op.BRANCH and any(map(_is_phrase, value[1])) and count * len(value[1]) <= _WAYS:
            for option in value[1]:
                yield from _ways([*before, *option, *after], count * len(value[1]))
            return
    yield parts


def _is_phrase(option: Iterable[tuple[Any, Any]]) -> bool:
    """Whether a choice has several words."""
    return any(kind is op.LITERAL and not _in_word(chr(value)) for kind, value in option)


def _factors(parts: Sequence[tuple[Any, Any]]) -> list[tuple[str, ...]]:
    states: set[_State] = {("", "*")}
    found: list[tuple[str, ...]] = []
    for part in (*parts, None):
        states = _part(part, states) if part is not None else {_unknown(state) for state in states}
        if all(best for best, _ in states):
            found.append(tuple(sorted(_fewest({best for best, _ in states}))))
            states = {("", word) for _, word in states}
    return found


def _fewest(words: set[str]) -> Iterator[str]:
    """Words without those that hold a part that counts anywhere."""
    parts = {word for word in words if word.startswith("*")}
    for word in words:
        if not any(part is not word and part.strip("*") in word for part in parts):
            yield word


def _sequence(nodes: Iterable[tuple[Any, Any]], states: set[_State]) -> set[_State]:
    for node in nodes:
        states = _part(node, states)
    return states


def _part(node: tuple[Any, Any], states: set[_State]) -> set[_State]:
    kind, value = node
    if kind is op.LITERAL:
        result = {_letter(state, chr(value)) for state in states}
    elif kind is op.IN:
        result = _set(value, states)
    elif kind in (op.ANY, op.NOT_LITERAL):
        result = {_unknown(state) for state in states}
    elif kind is op.BRANCH:
        result = set().union(*(_sequence(option, states) for option in value[1]))
    elif kind is op.SUBPATTERN:
        result = _sequence(value[3], states)
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        result = _repeated(value[0], value[1], value[2], states)
    elif kind is op.AT:
        result = {_placed(state, value) for state in states}
    else:
        raise _Unclear
    if len(result) > _MOST:
        raise _Unclear
    return result


def _repeated(least: int, most: Any, body: Any, states: set[_State]) -> set[_State]:
    result: set[_State] = set() if least else set(states)
    for count in range(1, least + _ROUNDS):
        states = _sequence(body, states)
        if count >= least:
            if states <= result:
                return result
            result |= states
        if count == most:
            return result
    return result | {_unknown(state) for state in states}


def _set(items: Sequence[tuple[Any, Any]], states: set[_State]) -> set[_State]:
    letters: set[str] = set()
    digits = words = between = False
    for kind, value in items:
        if kind is op.LITERAL:
            letters.add(chr(value))
        elif (kind is op.RANGE and ord("0") <= value[0] <= value[1] <= ord("9")) or (kind is op.CATEGORY and value is op.CATEGORY_DIGIT):
            digits = True
        elif (kind is op.CATEGORY and value in (op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD)) or (kind is op.RANGE and value[1] < ord("A")):
            between = True
        else:
            words = between = True
    if items and all(_beyond_ascii(kind, value) for kind, value in items):
        return {_letter(state, "\u00e9") for state in states}
    signs = letters.intersection(SIGNS)
    if any(not _in_word(letter) for letter in letters - signs):
        between = True
    inside = {letter for letter in letters if _in_word(letter)}
    if words or len(inside) > 12:
        return {_unknown(state) for state in states}
    result = {_letter(state, letter) for state in states for letter in inside}
    if digits:
        result |= {_better(_closed(state), DIGIT) for state in states}
    result |= {_better(_closed(state), sign) for state in states for sign in signs}
    if between:
        result |= {_closed(state) for state in states}
    return result


def _beyond_ascii(kind: Any, value: Any) -> bool:
    return (kind is op.LITERAL and value > 127) or (kind is op.RANGE and value[0] > 127)


def _in_word(letter: str) -> bool:
    return letter.isascii() and (letter.isalpha() or letter == "_")


def _letter(state: _State, letter: str) -> _State:
    if not letter.isascii():
        return _better(_closed(state), FOREIGN)
    if not _in_word(letter):
        return _better(_closed(state), DIGIT if letter.isdigit() else letter if letter in SIGNS else "")
    best, word = state
    if word.startswith("*") and len(word) > _LONGEST:
        state = _unknown(state)
        return state[0], f"*{letter}"
    return best, word + letter


def _placed(state: _State, where: Any) -> _State:
    if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
        return state[0], ""
    if where in (op.AT_BOUNDARY, op.AT_END, op.AT_END_STRING):
        return _closed(state)
    raise _Unclear


def _closed(state: _State) -> _State:
    best, word = state
    if word.startswith("*"):
        return _unknown(state)[0], ""
    return _better((best, ""), word) if word else (best, "")


def _unknown(state: _State) -> _State:
    """After a character that may be of a word or between words: the word before it may go on."""
    best, word = state
    enough = len(word) > PART if word.startswith("*") else len(word) >= STEM
    return _better((best, "*"), f"{word}*") if enough else (best, "*")


def _better(state: _State, word: str) -> _State:
    best, open_ = state
    return (word if _worth(word) > _worth(best) else best), open_


def _worth(word: str) -> tuple[int, str]:
    if word == FOREIGN or word in _SIGNS:
        return 2, word
    length = 1 if word == DIGIT or word.strip("*") in _COMMON else 1 + len(word.strip("*"))
    return (length if word else 0), word
