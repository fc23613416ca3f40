"""`clinlint reference`: what authorities say on a measure, a nutrient or a drug, with sources and trust."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator

from clinlint.cli.command import CLEAN, Command
from clinlint.engine.config import find
from clinlint.engine.references import library
from clinlint.errors import UsageError
from clinlint.model.finding import Trust
from clinlint.reference.holdings import using
from clinlint.reference.scales import measure_names, scale, scale_ids
from clinlint.reference.sources import evidence, known
from clinlint.reference.substances import substance, substance_ids, substance_names
from clinlint.reports.entry import row_text, scale_text, source_text, substance_text

_DESCRIPTION = """Show what authorities say, and how well each figure is vouched for.

  clinlint reference                   what there is
  clinlint reference t-score           on a measure
  clinlint reference vitamin d         on a nutrient
  clinlint reference Fosamax           on a drug, by name or brand
  clinlint reference --unverified      figures whose source nobody has seen yet"""
_SHOWN = 12
"""Entries that a term may find and still be shown in full; more are listed by id."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("term", nargs="*", metavar="TERM", help="a measure, nutrient, drug, brand or id: t-score, calcium, Fosamax")
    parser.add_argument("--unverified", action="store_true", help="list the figures that await a clinician")
    parser.add_argument("--sources", action="store_true", help="list all sources")


def _run(arguments: argparse.Namespace) -> int:
    own = find(os.path.join(os.getcwd(), "article.md")).reference
    with using(library(own) if own else None):
        return _shown(arguments)


def _shown(arguments: argparse.Namespace) -> int:
    term = " ".join(arguments.term)
    if arguments.sources:
        lines: Iterator[str] = (f"{name}  {source_text(evidence(name))}" for name in sorted(known()))
    elif arguments.unverified:
        lines = _unverified(term)
    else:
        lines = _entries(term) if term else _summary()
    for line in lines:
        print(line.rstrip())
    return CLEAN


def _summary() -> Iterator[str]:
    substances = substance_ids()
    drugs = sum(identifier.startswith("drug.") for identifier in substances)
    yield f"{len(scale_ids())} scales, {len(substances) - drugs} nutrients, {drugs} drugs, {len(known())} sources"
    yield "clinlint reference TERM shows what is held on a measure, a nutrient or a drug"
    yield ""
    yield "measures:  " + ", ".join(sorted(dict.fromkeys(scale(identifier).measure.name for identifier in scale_ids())))
    yield "nutrients: " + ", ".join(substance(i).name for i in sorted(substances) if i.startswith("nutrient."))
    yield "drugs:     " + ", ".join(substance(i).name for i in sorted(substances) if i.startswith("drug."))


def _entries(term: str) -> Iterator[str]:
    found = _found(term)
    if len(found) > _SHOWN:
        yield f"{len(found)} entries match {term}:"
        yield from (f"  {identifier}" for identifier in found)
        return
    for number, identifier in enumerate(found):
        if number:
            yield ""
        yield from substance_text(substance(identifier)) if identifier in substance_ids() else scale_text(scale(identifier))


def _found(term: str) -> list[str]:
    """Ids of the entries of a name or id; of all names that hold the term where none is it. Raises UsageError where nothing does."""
    low = term.lower()
    spellings = (low, low.replace("-", " "), low.replace(" ", "-"))
    names = {**{name: [*ids] for name, ids in measure_names().items()}}
    for name, ids in substance_names().items():
        names.setdefault(name, []).extend(ids)
    everything = (*scale_ids(), *substance_ids())
    exact = [i for i in everything if i in spellings] or [i for s in spellings for i in names.get(s, ())]
    loose = (
        exact or [i for i in everything if low in i] or [i for name, ids in names.items() if any(s in name for s in spellings) for i in ids]
    )
    if not loose:
        from difflib import get_close_matches

        near = get_close_matches(low, [*names, *everything], n=3)
        raise UsageError(
            f"the reference holds nothing on {term}", hint=f"did you mean {', '.join(near)}?" if near else "`clinlint reference` lists all"
        )
    return list(dict.fromkeys(loose))


def _unverified(term: str) -> Iterator[str]:
    ids = set(_found(term)) if term else None
    for identifier in scale_ids():
        entry = scale(identifier)
        if entry.evidence.trust is Trust.UNVERIFIED and (ids is None or identifier in ids):
            yield f"{identifier}: {entry.measure.name}, {entry.scheme}; {source_text(entry.evidence)}"
    for identifier in sorted(substance_ids()):
        if ids is not None and identifier not in ids:
            continue
        entry_ = substance(identifier)
        for row in entry_.rows:
            if not entry_.verified(row):
                whose = ", ".join(part for part in (f"{row.authority} {row.kind}".strip(), row.context, str(row.population)) if part)
                yield f"{identifier}: {row.section}, {whose}: {row_text(row)}"


COMMAND = Command("Show what the reference holds on a measure, a nutrient or a drug.", _arguments, _run, _DESCRIPTION)
