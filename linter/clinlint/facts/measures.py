"""Measures that a text names, and the categories that the reference's scales know for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from clinlint.facts.bands import Band, judgements, sides
from clinlint.facts.numbers import NOTATION
from clinlint.facts.units import by_code
from clinlint.linguistics.tokens import Tokens, tokens
from clinlint.model.interval import Interval
from clinlint.model.quantity import Unit
from clinlint.record import record
from clinlint.reference.holdings import per_library
from clinlint.reference.scales import Category, Scale, measure_names, scale
from clinlint.resources import compiled


@record
class MeasureMention:
    """A measure's name in words `[first, last)` of a text and the scales that go by it."""

    first: int
    last: int
    name: str
    ids: tuple[str, ...]


@record
class LabelMention:
    """A category's name in words `[first, last)`; `label` is the name in lower case, a synonym resolved."""

    first: int
    last: int
    label: str
    specific: bool


@cache
def data() -> Mapping[str, Any]:
    """What texts call measures and categories, beside the reference's names."""
    result: Mapping[str, Any] = compiled(NOTATION)["measures"]
    return result


@cache
def words_of(name: str) -> frozenset[str]:
    """One of the data's lists of words."""
    return frozenset(data()[name])


@per_library
def _ids() -> Mapping[str, Sequence[str]]:
    """Scales by each name of their measure in lower case, the reference's and ours."""
    ids: dict[str, list[str]] = {name: list(found) for name, found in measure_names().items()}
    for entry in data()["also"]:
        for name in entry.get("names", ()):
            ids.setdefault(name.lower(), []).extend(entry["scales"])
    return ids


@per_library
def _names() -> Mapping[str, Sequence[str]]:
    """Names of measures by their first word, plurals of single words too; the other words are looked at when a text has the first."""
    found: dict[str, list[str]] = {}
    for name in _ids():
        end = next((i for i, c in enumerate(name) if not (c.isalnum() or c == "'")), len(name)) or 1
        found.setdefault(name[:end], []).append(name)
        if end == len(name) > 3:
            found.setdefault(f"{name}s", []).append(name)
    return found


@per_library
def _rows(first: str) -> Sequence[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Names of measures that begin with a word, longest first: words, name, ids."""
    found: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = []
    ids = _ids()
    for name in _names()[first]:
        words = tokens(name).words
        variants = (words, (*words[:-1], f"{words[-1]}s")) if len(words[-1]) > 3 else (words,)
        found += [(variant, name, tuple(dict.fromkeys(ids[name]))) for variant in variants if variant[0] == first]
    return tuple(sorted(found, key=lambda row: -len(row[0])))


def measures_in(words: Tokens, text: str) -> Iterator[MeasureMention]:
    """Measures named in a tokenised text, longest names first at each place."""
    names, capitals = _names(), words_of("capitals")
    if names.keys().isdisjoint(words.words):
        return
    past = 0
    for index, word in enumerate(words.words):
        if index < past or word not in names:
            continue
        for row, name, ids in _rows(word):
            end = index + len(row)
            if words.words[index:end] != row:
                continue
            written = text[words.starts[index] : words.ends[end - 1]]
            if name in capitals and written != name.upper():
                continue
            yield MeasureMention(index, end, written, ids)
            past = end
            break


@per_library
def family(ids: tuple[str, ...]) -> tuple[str, ...]:
    """All scales that share a name of their measure with one of these."""
    names = {s.measure.name.lower() for s in map(scale, ids)}
    found = [i for name in sorted(names) for i in _ids().get(name, ())]
    return tuple(dict.fromkeys((*ids, *found)))


@per_library
def relatives(ids: tuple[str, ...]) -> tuple[str, ...]:
    """All scales that go by a name of one of these, ours included: high blood pressure beside low."""
    mine = frozenset(ids)
    return tuple(dict.fromkeys((*ids, *(i for found in _ids().values() if mine & frozenset(found) for i in found))))


def names_of_measures() -> Iterable[str]:
    """Every name of a measure in lower case, the reference's and ours."""
    return _ids().keys()


def category_names(ids: tuple[str, ...]) -> Iterator[str]:
    """Every name by which texts may call a category of these scales, in lower case, marks left out; some may come twice."""
    for words, _ in _label_names(ids):
        yield " ".join(words)
    for entry in data()["also"] if ids else ():
        for names in entry.get("labels", {}).values():
            yield from (" ".join(tokens(name.lower()).words) for name in names)


@per_library
def _labels(ids: tuple[str, ...]) -> Mapping[str, Sequence[tuple[tuple[str, ...], str, bool]]]:
    """Names of categories by their first word, longest first: words, label in lower case, whether other nouns borrow the name."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    own = {name.lower() for i in ids for band in categories_of(i) if not band.side for name in band.names}
    lent = {name for name in data()["lent"] if name not in own}
    for words, label in _label_names(ids):
        if words:
            found.setdefault(words[0], []).append((words, label, " ".join(words) in lent))
    return {first: tuple(sorted(dict.fromkeys(rows), key=lambda r: -len(r[0]))) for first, rows in found.items()}


def _label_names(ids: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    synonyms: Mapping[str, Sequence[str]] = data()["synonyms"]
    own = {label: names for entry in data()["also"] if set(entry["scales"]) & set(ids) for label, names in entry.get("labels", {}).items()}
    for identifier in ids:
        for category in categories_of(identifier):
            for name in category.names:
                label = name.lower().partition(" (")[0]
                for variant in (label, *synonyms.get(label, ()), *own.get(label, ())):
                    yield tokens(variant.lower()).words, label


def _aside(words: Tokens, text: str, first: int, last: int) -> bool:
    """Whether a general word is no category here: a place on the scale, or half of a compound (`high-density`, `blood-pressure-lowering`)."""
    if first and words.words[first - 1] in _ASIDE and words.words[max(0, first - 2)] not in {"or", "and"}:
        return True
    start, end = words.starts[first], words.ends[last - 1]
    before = text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalnum()
    return before or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum())


_ASIDE = frozenset({"below", "above", "than", "from", "under", "over", "of"})
"""Before these words a general label is a place on the scale, not a category: `2.5 SD below normal`."""


def labels_in(words: Tokens, text: str, ids: tuple[str, ...]) -> list[LabelMention]:
    """Categories of these scales named in a tokenised text."""
    names = _labels(ids)
    if names.keys().isdisjoint(words.words):
        return []
    generic, degrees, own = words_of("generic"), words_of("degrees"), _own_words(ids)
    softened, denied = words_of("softened"), words_of("denied") | words_of("borrowers")
    found: list[LabelMention] = []
    index = 0
    while index < len(words.words):
        for row, label, lent in names.get(words.words[index], ()):
            end = index + len(row)
            if words.words[index:end] == row and not (lent and _lends(words.words[end : end + 1], own)):
                previous = words.words[index - 1] if index else ""
                if (
                    previous in softened
                    or (found and found[-1].last == index and found[-1].label != label)
                    or (label not in generic and previous in degrees and not _is_numbered(label))
                ):
                    pass
                elif (graded := _graded(words.words, end, label, names)) is not None:
                    found += [LabelMention(index, graded[1], graded[0], True)] if graded[0] else []
                    end = max(end, graded[1])
                elif ((label not in generic and row[0] != "normal") or not _aside(words, text, index, end)) and not denied & set(
                    words.words[end : end + 1]
                ):
                    found.append(LabelMention(index, end, label, label not in generic))
                index = end - 1
                break
        index += 1
    return found


def _graded(
    words: Sequence[str], last: int, label: str, names: Mapping[str, Sequence[tuple[tuple[str, ...], str, bool]]]
) -> tuple[str, int] | None:
    """The category that a degree behind a name makes of it, and where it ends: `neutropenia is severe when`; "" where the scale has none."""
    at = last + 1 if words[last : last + 1] in {("is",), ("are",)} else len(words)
    at += words[at : at + 1] in {("called",), ("considered",), ("graded",), ("classed",), ("said",)}
    if words[at : at + 1] == () or words[at] not in data()["softened"]:
        return None
    wanted = f"{words[at]} {label}"
    return (wanted, at + 1) if any(wanted == other for _, other, _ in names.get(words[at], ())) else ("", last)


def _is_numbered(label: str) -> bool:
    """Whether a name has its number in itself, so that the word before is no degree of it: `stage G3a`."""
    return any(c.isdigit() for c in label)


def _lends(after: Sequence[str], own: frozenset[str]) -> bool:
    """Whether a name that other nouns borrow does not stand for itself before a word: `low risk`, but not `low BMI`."""
    return bool(after) and after[0] not in data()["predicate"] and after[0] not in own


@per_library
def _own_words(ids: tuple[str, ...]) -> frozenset[str]:
    """First words of the names of these scales' measures."""
    names = (name for i in ids for name in (scale(i).measure.name, *scale(i).measure.aliases))
    return frozenset(tokens(name.lower()).words[0] for name in names)


PARTS = ("systolic", "diastolic")
"""Names of the two dimensions that a measure may have."""


@per_library
def categories_of(identifier: str) -> tuple[Band, ...]:
    """Named bands of a scale, in its order; a word that several of its names end with stands for all of them (`anaemia`)."""
    found = scale(identifier)
    bands = [band for c in (*found.categories, *found.overlays) if c.named for band in _bands(found, c)]
    bands += [
        Band(found, (item.name,), item.interval, item.alternatives, group)
        for group, items in found.groups.items()
        for item in items
        if item.interval is not None
    ]
    bands += sides(found, bands, frozenset(data()["good"]))
    bands += judgements(found, bands, _better().get(identifier, ""), (tuple(data()["praised"]), tuple(data()["blamed"])))
    own = unit_named(found.measure.unit)
    for item in found.criteria:
        unit = unit_named(item.unit) if item.unit else None
        if item.interval is not None and own and unit and unit.converts_to(own):
            bands.append(
                Band(found, (found.measure.name, *found.measure.aliases), item.interval, item.alternatives, item.name, unit=item.unit)
            )
    return (*bands, *_umbrellas(found, bands))


@per_library
def goals_of(identifier: str) -> tuple[Band, ...]:
    """Targets, recommended amounts and single cut-offs of a scale, which texts give without a name."""
    found = scale(identifier)
    if found.kind == "cutoff" and len(found.categories) == 2:
        return tuple(Band(found, ("cut-off",), c.interval, c.alternatives) for c in found.categories if c.interval is not None)
    single = [(name, i) for name, i in (("", found.target), ("", found.recommended), ("conditional", found.conditional)) if i is not None]
    single += [(item.name, item.interval) for item in found.targets if item.interval is not None]
    if not single and found.kind == "category-scale":
        return tuple(
            Band(found, (HEALTHY,), c.interval, c.alternatives)
            for c in found.categories
            if c.interval and c.label.lower() in data()["healthy"]
        )
    return tuple(Band(found, ("goal",), interval, {}, group) for group, interval in single)


HEALTHY = "healthy category"
"""Name of the goal of a scale whose authority sets none: its healthy category, where a text speaks of a goal."""


def _bands(found: Scale, category: Category) -> Iterator[Band]:
    names, qualifier = (category.label, *category.aliases), bool(category.qualifier_of)
    if category.interval is not None:
        yield Band(found, names, category.interval, category.alternatives, "", qualifier)
    for part, interval in category.parts.items():
        yield Band(found, names, interval, {}, part, qualifier)


def _umbrellas(found: Scale, bands: Sequence[Band]) -> Iterator[Band]:
    """One band for all categories of a part whose names end with the same noun."""
    generic, known = frozenset(data()["generic"]), {name.lower() for band in bands for name in band.names}
    ending: dict[tuple[str, str], list[Band]] = {}
    for band in bands:
        words = band.name.lower().partition(" / ")[0].split()
        if (
            len(words) > 1
            and words[0] not in {"no", "not", "non", "isolated"}
            and words[-1] not in {*generic, "risk", "range", "age", "deficiency", "term"}
        ):
            ending.setdefault((words[-1], band.group), []).append(band)
    for (word, group), parts in ending.items():
        if len(parts) > 1 and word not in known:
            low = min(parts, key=lambda b: b.interval.low).interval
            high = max(parts, key=lambda b: b.interval.high).interval
            yield Band(found, (word,), Interval(low.low, high.high, low.low_closed, high.high_closed), {}, group)


def bands(ids: Iterable[str], label: str) -> list[Band]:
    """Bands of these scales that go by a label."""
    return [band for identifier in ids for band in categories_of(identifier) if label in (n.lower().partition(" (")[0] for n in band.names)]


@cache
def unit_named(name: str) -> Unit | None:
    """The unit that a reference's measure is given in; None where it is none of ours."""
    mapped = data()["units"].get(name)
    return by_code(mapped or name) or by_code(name)


@cache
def is_bare(name: str) -> bool:
    """Whether numbers of a unit of the reference usually stand without it."""
    return name in data()["bare"]


def unless(ids: Iterable[str]) -> frozenset[str]:
    """Words that tell that a name means another measure than these scales' own."""
    return _unless(frozenset(ids))


@cache
def _unless(ids: frozenset[str]) -> frozenset[str]:
    return frozenset(word for entry in data()["also"] if not ids.isdisjoint(entry["scales"]) for word in entry.get("unless", ()))


def abroad(ids: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Scales of these with words for people whom they were not made for: Asians, whose BMI is judged by other cut-offs."""
    return _abroad(frozenset(ids))


@cache
def _abroad(ids: frozenset[str]) -> Mapping[str, frozenset[str]]:
    return {i: frozenset(entry["abroad"]) for entry in data()["also"] if "abroad" in entry for i in entry["scales"] if i in ids}


@cache
def _better() -> Mapping[str, str]:
    """Which way a scale is better, where it is one way."""
    return {i: entry["better"] for entry in data()["also"] if "better" in entry for i in entry["scales"]}


@cache
def implied(label: str) -> tuple[str, ...]:
    """Scales whose measure a label tells by itself (osteopenia: the T-score)."""
    return tuple(i for entry in data()["also"] if label in entry.get("implied", ()) for i in entry["scales"])


@per_library
def tellers() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names of measures that a category can tell by itself, in lower case, with their scales."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for entry in data()["also"]:
        if "implied" in entry:
            names = [n for i in entry["scales"] for n in (scale(i).measure.name, *scale(i).measure.aliases)]
            found += [(name.lower(), tuple(entry["scales"])) for name in (*names, *entry.get("names", ())) if len(name) > 3]
    return tuple(found)
