"""Where a text names nutrients and drugs, and in which form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import re2

from clinlint.facts.units import by_code
from clinlint.model.quantity import Unit
from clinlint.record import record
from clinlint.reference.holdings import per_library
from clinlint.reference.substances import substance, substance_names

_OTHER_SENSE = (
    r"^(?:'s)?[ -](?:channel|channels|score|scores|scoring|oxalate|stone|stones|receptor|receptors|antagonist|antagonists|blocker|blockers"
    r"|kinase|pump|pumps|binder|binders|scan|scans|balance|analogue|analogues|analog|analogs|antibody|antibodies|resistance)\b"
)
_LAB_BEFORE = r"\b(?:blood|serum|plasma|urine|urinary|ionised|ionized|corrected|adjusted|coronary|faecal|fecal|bone) $"
_COUNTER_ION = (
    r"^ (?:bicarbonate|carbonate|chloride|phosphates?|citrate(?: malate)?|lactate|gluconate|acetate|sul(?:f|ph)ates?|hydroxide|oxide|iodide"
    r"|iodate|fluoride|nitrate|nitrite|picolinate|benzoate|oxybate|stearate|valproate|aspartate|glycerophosphate|selenite|thiosulfate"
    r"|nitroprusside|zirconium|supplement salts)\b"
)


@record
class Mention:
    """A nutrient's or drug's name at code points `[start, end)` of a block's text.

    `ids`: the entries it may mean. `salt`: the counter-ion that follows an element (`carbonate`), so that amounts may be of the salt;
    then `end` is behind it.
    """

    start: int
    end: int
    name: str
    ids: tuple[str, ...]
    salt: str = ""


_KINDS = {"mass": "mass", "volume": "volume", "activity": "activity", "unit": "activity", "enzyme": "activity", "drink": "drink"}
"""Dimensions that no two substances need share; amounts of others may be of any."""


def measured_in(found: Iterable[Mention], units: Iterable[Unit | None]) -> tuple[Mention, ...]:
    """The mentions whose substance is given in the dimensions of some units."""
    kinds = {kind for unit in units if unit is not None and (kind := _KINDS.get(unit.dimension))}
    return tuple(m for m in found if any(kinds <= _dimensions(i) for i in m.ids))


@per_library
def _dimensions(identifier: str) -> frozenset[str]:
    """The dimensions that a substance's amounts may have."""
    words = {name.split()[0] for name in substance(identifier).units} - {"oz"}
    found = {"activity" if word in {"IU", "units", "U"} else unit.dimension if (unit := by_code(word)) else "" for word in words}
    return frozenset({"drink" if any("drink" in name for name in substance(identifier).units) else "", *found})


def mentions(text: str) -> Iterator[Mention]:
    """The substances that a normalised text names, in its order; names in another sense (calcium channel, blood calcium) are left out."""
    last, of_drug = -1, False
    for start, end, name, ids in _named(text):
        tail = text[end : end + 40].lower()
        if _other_sense().search(tail) or _lab_before().search(text[max(0, start - 12) : start].lower()):
            last = end
            continue
        ion = _counter_ion().search(tail) if ids[0].startswith("nutrient.") else None
        if of_drug and start - last == 1 and ids[0].startswith("nutrient."):
            last = end
            continue
        salt = ion[0].strip() if ion else ""
        last, of_drug = end + (len(ion[0]) if ion else 0), ids[0].startswith("drug.")
        yield Mention(start, last, name, ids, salt)


def _named(text: str) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Every name where its first word stands: start, end, name, ids; the longest at each place, none inside another."""
    low = text.lower() if len(text.lower()) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    low = low.replace("-", " ")
    first_words = _by_first_word()
    if first_words.keys().isdisjoint(word.rstrip(".") for word in _word().findall(low)):
        return
    done = 0
    for word in _word().finditer(low):
        start = word.start()
        rows = first_words.get(word[0].rstrip("."))
        if rows is None or start < done or (start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()):
            continue
        for spelling, name, ids in rows:
            end = start + len(spelling)
            if not low.startswith(spelling, start):
                continue
            if low[end : end + 1] == "s":
                end += 1
            if low[end : end + 1].isalnum():
                continue
            yield start, end, name, ids
            done = end
            break


@per_library
def _by_first_word() -> dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]]:
    """Names by their first word, longest first: spelling with blanks for hyphens, name, ids."""
    found: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for name, ids in substance_names().items():
        for spelling in _spellings(name.replace("-", " ")):
            first = _word().search(spelling)
            word = first[0].rstrip(".") if first else spelling
            for key in (word, f"{word}s") if word == spelling else (word,):
                found.setdefault(key, []).append((spelling, name, ids))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _spellings(name: str) -> tuple[str, ...]:
    """A name as texts write it: `vitamin d 3`, `vitamins c`, `b12`."""
    if not name.startswith("vitamin "):
        return (name,)
    head, tail = name[: len("vitamin x")], name[len("vitamin x") :]
    spaced = (f"{head} {tail}",) if tail and tail[0] != " " else ()
    bare = (head[-1] + tail,) if tail.isdigit() else ()
    return (name, *spaced, *bare, f"vitamins {name.removeprefix('vitamin ')}")


@cache
def _word() -> Any:
    """A run of letters, digits and full stops; without the stops at its end it is a word."""
    return re.compile(r"[\w.]+", re.ASCII)


@cache
def _other_sense() -> Any:
    return re2.compile(_OTHER_SENSE)


@cache
def _lab_before() -> Any:
    return re2.compile(_LAB_BEFORE)


@cache
def _counter_ion() -> Any:
    return re2.compile(_COUNTER_ION)
