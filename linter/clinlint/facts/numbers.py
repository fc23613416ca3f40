"""Written numbers in a block's text: digits, fractions and number words, with their signs; names, dates and citation marks left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.model.quantity import Number, Sign
from clinlint.record import record
from clinlint.resources import compiled

NOTATION = "clinlint.facts.notation"
_LONGEST = 18
"""Digits that a number may have; a longer one is a code, or absurd, and no quantity."""


@record
class Atom:
    """A number and what touches it.

    `glued` to a word or unit by a dash before it; `parts`: halves of two numbers run together (`1.02.5`).
    `second`: the other number of a pair (`120/80`).
    """

    number: Number
    glued: bool = False
    parts: tuple[Decimal, ...] = ()
    second: Number | None = None


@cache
def _numerals() -> Mapping[str, Any]:
    result: Mapping[str, Any] = compiled(NOTATION)["numerals"]
    return result


@cache
def _digits() -> re.Pattern[str]:
    fractions = "".join(_numerals()["fractions"])
    return re.compile(rf"[\d.{fractions}](?:(?<=\d)\d*(?:[, ]\d{{3}}(?!\d))*(?:\.\d+)*|(?<=\.)(?<![\d.]\.)\d+|(?<=[{fractions}]))")


def fractions() -> str:
    """Signs for fractions."""
    return "".join(_numerals()["fractions"])


def sign_words() -> Iterator[str]:
    """Words before a number that make it negative or say that it is not."""
    yield from _numerals()["signs"]
    yield from _numerals()["plus"]


def number_words() -> Iterator[str]:
    """Words that are numbers, and those that multiply them."""
    yield from _numerals()["words"]
    yield from _numerals()["multipliers"]


@cache
def lines_with_numbers() -> Any:
    """Lines that hold a digit, a fraction or a number word."""
    options = re2.Options()
    options.case_sensitive = False
    words = "|".join(number_words())
    return re2.compile(rf"[^\n]*?(?:[\p{{Nd}}{''.join(_numerals()['fractions'])}]|\b(?:{words})\b)[^\n]*", options)


@cache
def _words() -> Any:
    words = "|".join(number_words())
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(rf"\b(?:{words})(?:(?:[ -]| and (?:a )?| point )(?:{words}|half))*\b", options)


@cache
def _phone() -> re.Pattern[str]:
    return re.compile(r"\d+(?:-\d+){2,}|\d{3}[.-]\d{3}[.-]\d{4}|\d{1,4}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}")


@cache
def _run() -> re.Pattern[str]:
    """A run of small whole numbers as citation marks have them: `1`, `1,2`, `3-5`, `1, 2`."""
    return re.compile(r"\d{1,3}(?: ?[,-] ?\d{1,3})*(?!\d)")


def _aside(text: str, start: int) -> int:
    """Where a citation mark, a telephone number or a date ends that begins at a digit; -1 where it is none.

    Marks stand in brackets, or are glued to a full stop, a closing mark or a percent sign.
    """
    before = text[start - 1 : start]
    if before and before in '[(.,;%)"':
        run = _run().match(text, start)
        end = run.end() if run else start
        after = text[end : end + 1]
        earlier = text[start - 2 : start - 1]
        if run and before == "[" and text[end : end + 2].lstrip(" ")[:1] == "]":
            return end
        if run and before == "(" and after == ")" and text[end + 1 : end + 2] in {"", " ", ".", ",", ":", ";"} and " " not in run[0]:
            return end
        glued = (before in ".,;" and (earlier.islower() or (earlier and earlier in "\"')%]"))) or before in '%)"'
        if run and glued and (not after or after in " )].,;"):
            return end
    phone = _phone().match(text, start)
    if phone:
        return phone.end()
    if before == "(" and _area().match(text, start):
        return start + 12
    return -1


@cache
def _area() -> re.Pattern[str]:
    return re.compile(r"\d{3}\) ?\d{3}-\d{4}")


@cache
def _pair() -> re.Pattern[str]:
    """Two numbers of two or three digits as blood pressure is written: `120/80`, `120 over 80`."""
    return re.compile(r"(\d{2,3})(?: ?/ ?| over )(\d{2,3})(?![\d/]|\.\d)|(\d{1,4}(?:\.\d)?) ?/ ?(\d{1,4}(?:\.\d)?)(?= ?mm ?Hg)")


@cache
def _pairs() -> re.Pattern[str]:
    """Two such ranges: `130-139/80-89`."""
    return re.compile(r"(\d{2,3}) ?(?:-|to) ?(\d{2,3}) ?(?:/|over) ?(\d{2,3}) ?(?:-|to) ?(\d{2,3})(?![\d/]|\.\d)")


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(sorted(_numerals()["labels"], key=len, reverse=True))
    return re.compile(rf"(?:^|[^a-z])(?:{labels})\.?[ -]$")


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_numerals()['months'])})\b\.?", re.IGNORECASE)


def atoms(text: str, original: str, hidden: tuple[tuple[int, int], ...] = ()) -> list[Atom]:
    """Numbers of a normalised text in order; `original` is the text as written, `hidden` are code points that hold none."""
    if len(text) < 2 and not text.isdigit():
        return []
    found = [*_in_digits(text, original, hidden), *_in_words(text)]
    found.sort(key=lambda atom: atom.number.start)
    return found


def _in_digits(text: str, original: str, hidden: tuple[tuple[int, int], ...]) -> Iterator[Atom]:
    done = at = 0
    closed = sorted(hidden)
    for match in _digits().finditer(text):
        start, end = match.span()
        while at < len(closed) and closed[at][1] <= start:
            at += 1
        if start < done or (at < len(closed) and closed[at][0] <= start):
            continue
        aside = _aside(text, start)
        if aside > start:
            done = aside
            continue
        for atom in _atom(text, original, start, end):
            done = atom.number.end
            yield atom


def _atom(text: str, original: str, start: int, end: int) -> Iterator[Atom]:
    blank = text.find(" ", start, end)
    if blank >= 0 and not _grouped(text, original, start, end, blank):
        yield from _atom(text, original, start, blank)
        yield from _atom(text, original, blank + 1, end)
        return
    before = text[start - 1] if start else " "
    if before.isalnum() or before in "_^#$£€" or (before in "./," and start > 1 and text[start - 2].isdigit()):
        return
    both = _pairs().match(text, start)
    if both:
        places = [(Number(Decimal(both[i]), both.start(i), both.end(i), both.start(i))) for i in range(1, 5)]
        yield Atom(places[0], second=places[2])
        yield Atom(Number(places[1].value, places[1].start, both.end(), places[1].start), second=places[3])
        return
    pair = _pair().match(text, start)
    if pair:
        one, two = (1, 2) if pair[1] else (3, 4)
        first = Number(Decimal(pair[one]), start, pair.end(), start)
        yield Atom(first, second=Number(Decimal(pair[two]), pair.start(two), pair.end(two), pair.start(two)))
        return
    if text[end : end + 1] == "/" and text[end + 1 : end + 2].isdigit() and not _slashed(text, start, end):
        return
    if end < len(text) and (text[end] in "^_" or (text[end] in "eE" and text[end + 1 : end + 2].isdigit())):
        return
    written = text[start:end]
    if sum(c.isdigit() for c in written) > _LONGEST or text[end : end + 2].lower() in {"st", "nd", "rd", "th"}:
        return
    if _named(text, start, end):
        return
    parts: tuple[Decimal, ...] = ()
    if written.count(".") > 1:
        parts = _fused(written)
        if not parts:
            return
    value, stop = (parts[0], end) if parts else _value(text, written, end)
    number = _signed(text, start, stop, value, places=len(written.partition(".")[2]) if not parts else 1)
    yield Atom(number, glued=before == "-" and number.sign is Sign.NONE and start > 1 and text[start - 2].isalpha(), parts=parts)


def _grouped(text: str, original: str, start: int, end: int, blank: int) -> bool:
    """Whether blanks inside digits group thousands: no-break or thin ones do; plain ones before a zero or where a unit of mass or activity follows."""
    if blank - start > 3 or "." in text[start:blank]:
        return False
    if all(original[i] != " " for i in range(start, end) if text[i] == " ") or text[blank + 1] == "0":
        return True
    rest = text[end : end + 14].lstrip().lower()
    return blank - start < 3 and rest.startswith(("mg", "mcg", "iu", "µg", "kcal", "ml", "g ")) and "tab" not in rest and "cap" not in rest


def _named(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 18) : start].lower()
    if _label().search(before):
        return True
    last = before.rstrip(" ,.").rpartition(" ")[2]
    if _month().fullmatch(last):
        return True
    after = text[end : end + 12].lstrip(" ,")
    digits = text[start:end]
    if len(digits) <= 2 and digits.isdigit() and (m := _month().match(after)) is not None and after[:1].isupper() and m.end() > 2:
        return not (m[0] == "May" and not after[m.end() : m.end() + 2].strip()[:1].isdigit())
    return start == 0 and end < len(text) and text[end] in ".)" and text[end + 1 : end + 2] == " " and len(text[start:end]) <= 2


def _slashed(text: str, start: int, end: int) -> bool:
    """Whether digits before a slash and more digits are a fraction (`1/2`, `1 1/2`), and not one half of a pair (`120/80`)."""
    return end - start == 1 and len(text) > end + 1 and not text[end + 2 : end + 3].isdigit() and text[start] < text[end + 1]


def _fused(written: str) -> tuple[Decimal, ...]:
    """Two decimals run together: `1.02.5` is 1.0 and 2.5. Empty where it is no such thing."""
    parts = written.split(".")
    if len(parts) != 3 or len(parts[1]) < 2 or not all(parts) or "," in written:
        return ()
    return Decimal(f"{parts[0]}.{parts[1][:-1]}"), Decimal(f"{parts[1][-1]}.{parts[2]}")


def _value(text: str, written: str, end: int) -> tuple[Decimal, int]:
    fractions = _numerals()["fractions"]
    if written in fractions:
        return Decimal(fractions[written]), end
    value = Decimal(written.replace(",", "").replace(" ", ""))
    rest = text[end : end + 10]
    if rest[:1] in fractions or (rest[:1] == " " and rest[1:2] in fractions):
        skip = 1 if rest[0] in fractions else 2
        return value + Decimal(fractions[rest[skip - 1]]), end + skip
    match = re.match(r"(?: (\d))?/(\d)(?![\d/])", rest) if value < 20 else None
    if match and match[1] and match[1] < match[2]:
        return value + (Decimal(match[1]) / Decimal(match[2])).quantize(Decimal("0.001")).normalize(), end + match.end()
    if match and not match[1] and written < match[2] and len(written) == 1:
        return (value / Decimal(match[2])).quantize(Decimal("0.001")).normalize(), end + match.end()
    word = re.match(r"[ -](hundred|thousand|million|billion)\b", text[end : end + 12])
    if word:
        return value * Decimal(_numerals()["multipliers"][word[1]]), end + word.end()
    return value, end


_SIGNED = ("<", ">", "=", "≥", "≤", "of", " than", " below", " above", " under", " over", "between", " from")
"""Behind these a dash between blanks is a number's sign: `greater than - 1`."""


def _signed(text: str, start: int, end: int, value: Decimal, places: int) -> Number:
    """The number with the sign before it, if it has one; a dash straight after a word or a number is no sign."""
    before = text[start - 1] if start else ""
    if before == "-" and (start == 1 or text[start - 2] in " ([|<>=~:;,/*'\"-≥≤±"):
        return Number(-value, start - 1, end, start, Sign.MARK, places)
    if before == "+" and (start == 1 or not text[start - 2].isalnum()):
        return Number(value, start - 1, end, start, Sign.MARK, places)
    if before == " " and start > 1 and text[start - 2] == "-" and text[max(0, start - 8) : start - 2].rstrip().endswith(_SIGNED):
        return Number(-value, start - 2, end, start, Sign.MARK, places)
    window = text[max(0, start - 10) : start].lower()
    for word in _numerals()["signs"]:
        if window.endswith((f"{word} ", f"{word}-")):
            return Number(-value, start - len(word) - 1, end, start, Sign.WORD, places)
    for word in _numerals()["plus"]:
        if window.endswith(f"{word} "):
            return Number(value, start - len(word) - 1, end, start, Sign.WORD, places)
    return Number(value, start, end, start, Sign.NONE, places)


def _in_words(text: str) -> Iterator[Atom]:
    for match in _words().finditer(text):
        start, end = match.span()
        value = _spoken(match.group().lower())
        before = text[start - 1] if start else " "
        if value is None or before.isdigit() or (before == " " and start > 1 and text[start - 2].isdigit()) or before == ".":
            continue
        number = _signed(text, start, end, value, 0)
        yield Atom(
            Number(number.value, number.start, end, start, number.sign, 0, words=True),
            glued=before == "-" and start > 1 and text[start - 2].isalpha(),
        )


def _spoken(phrase: str) -> Decimal | None:
    """The value of number words, `two hundred and fifty`, `two point five`, `two and a half`; None where they make no number."""
    whole, point, decimals = phrase.partition(" point ")
    units: Mapping[str, int] = _numerals()["words"]
    multipliers: Mapping[str, int] = _numerals()["multipliers"]
    total, current, last = Decimal(0), Decimal(0), 0
    for word in whole.replace("-", " ").split():
        if word in {"and", "a"}:
            continue
        if word == "half":
            current += Decimal("0.5")
        elif word in multipliers:
            scale = multipliers[word]
            current = (current or Decimal(1)) * scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
            last = 0
        else:
            value = units[word]
            if last and not (last >= 20 and value < 10):
                return None
            current += value
            last = value
    if point:
        digits = [units.get(word, 99) for word in decimals.split()]
        if not digits or max(digits) > 9 or len(digits) > 4:
            return None
        return total + current + Decimal("0." + "".join(str(d) for d in digits))
    return total + current
