"""Whether a text can hold a quantity, or one with a unit: cheap tests, and never wrongly no."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import re2

from clinlint.facts.comparators import phrases
from clinlint.facts.numbers import fractions, number_words, sign_words
from clinlint.facts.units import spellings


def may_have_unit(text: str) -> bool:
    """Whether a normalised text holds a number, or what compares one, right before a unit."""
    return _unit().search(text) is not None


def may_have_quantity(text: str) -> bool:
    """Whether a normalised text with a number holds more than a lone whole number in words, which is no quantity."""
    return _digit().search(text) is not None or _worded().search(text) is not None


@cache
def _digit() -> re.Pattern[str]:
    return re.compile(rf"[\d{fractions()}]")


@cache
def _unit() -> Any:
    return _plain(rf"(?:[\p{{N}}+]|{_any(*number_words(), 'half', *phrases().closers)})[ -]?(?:{_units()})")


@cache
def _worded() -> Any:
    """A number in words that is not whole, has a sign, or stands before a unit, a comparison or another number."""
    number = rf"\b(?:{_any(*number_words())})\b"
    behind = rf".*{number}|.*\b(?:half|point)\b|[ -]?(?:{_units()})|.*(?:{_any(*phrases().closers)})"
    return _plain(rf"(?s){number}(?:{behind})|(?:[-+]|\b(?:{_any(*sign_words())})[ -])[ ]?{number}")


def _units() -> str:
    """Units; after one that is a word no letter follows."""
    words = [spelling for spelling in spellings() if spelling[-1].isalnum()]
    signs = [spelling for spelling in spellings() if not spelling[-1].isalnum()]
    return rf"(?:{_any(*words)})(?:[^\p{{L}}\p{{N}}]|$)|{_any(*signs)}"


def _any(*words: str) -> str:
    return "|".join(re.escape(word) for word in words)


def _plain(pattern: str) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.never_capture = True
    return re2.compile(pattern, options)
