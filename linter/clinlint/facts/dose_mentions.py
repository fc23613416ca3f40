"""Where a text names nutrients and drugs, and in which form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from clinlint.record import record
from clinlint.reference.library import per_library
from clinlint.reference.substances import substance_names

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


def mentions(text: str) -> Iterator[Mention]:
    """The substances that a normalised text names, in its order; names in another sense (calcium channel, blood calcium) are left out."""
    names = substance_names()
    last, of_drug = -1, False
    for match in _pattern().finditer(text):
        start, end = match.span(1)
        name = _key(match[1])
        ids = names.get(name) or names.get(name.removesuffix("s"))
        if not ids:
            continue
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


def _key(written: str) -> str:
    low = written.lower()
    low = low.replace("vitamins ", "vitamin ").replace("vitamin-", "vitamin ").replace("vit. ", "vit ")
    if low.startswith("vitamin ") and len(low) > len("vitamin x"):
        low = low.replace("-", "")
    return " ".join(low.split())


@per_library
def _pattern() -> Any:
    names = sorted(substance_names(), key=len, reverse=True)
    alternatives = [_spelling(name) for name in names]
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(r"(?:^|[^\w-]|[^\w]-)((?:" + "|".join(alternatives) + r")s?)(?:\b)", options)


def _spelling(name: str) -> str:
    escaped = re2.escape(name)
    if name.startswith("vitamin ") and len(name) > len("vitamin x"):
        head, tail = name[: len("vitamin x")], name[len("vitamin x") :]
        return re2.escape(head).replace("\\ ", "[ -]") + "-?" + re2.escape(tail)
    return escaped.replace("\\ ", "[ -]").replace("vitamin[ -]", "vitamins?[ -]")


@cache
def _other_sense() -> Any:
    return re2.compile(_OTHER_SENSE)


@cache
def _lab_before() -> Any:
    return re2.compile(_LAB_BEFORE)


@cache
def _counter_ion() -> Any:
    return re2.compile(_COUNTER_ION)
