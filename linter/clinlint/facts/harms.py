"""Which medicines an article praises, and of which it tells a harm: by name, by family, or for all medicines at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from clinlint.facts.article import Article
from clinlint.facts.disclosures import sentence_at, spoken, wordings
from clinlint.facts.patterns import each, found
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.record import record
from clinlint.resources import compiled

_NEAR = 2
"""Blocks after the one that names a medicine in which “it” may still mean it."""
_SHORT = 40
"""Characters of a heading that can name a section on harms."""


@record
class Praise:
    """Code points `[start, end)` of a block name a medicine, in the first sentence that tells what it does."""

    block: int
    start: int
    end: int
    medicine: int


@record
class Harms:
    """Medicines that an article praises without a harm, in order of the text; `told`: it tells harms of others; `named`: all it names.

    `often`: more than once.
    """

    bare: tuple[Praise, ...]
    told: bool
    named: frozenset[int]
    often: bool


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = compiled("clinlint.facts.wordings")["medicines"]
    return data


@cache
def _families() -> Mapping[str, int]:
    """The number of each family as a medicine of its own, after the medicines."""
    return {name: len(_data()["medicines"]) + n for n, name in enumerate(_data()["families"])}


@cache
def pattern() -> str:
    """Every name of a medicine or a family; its group tells which."""
    names = [item["called"] for item in _data()["medicines"]] + [item["called"] for item in _data()["families"].values()]
    return r"\b(?:" + "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(names)) + r")\b"


def harms(article: Article) -> Harms:
    """What an article tells of the harms of the medicines that it names."""
    return article.fact(_harms)


def _harms(article: Article) -> Harms:
    named = _named(article)
    covered: set[int] = set()
    told = False
    everywhere = False
    for index, start, end in _told(article):
        told = True
        those = _meant(article, named, index, start, end)
        covered |= those
        if not those:
            everywhere = True
            break
    if not everywhere:
        hinted = _hinted(article, named)
        covered |= hinted
        told = told or bool(hinted)
    praises = {} if everywhere else _praised(article, named)
    bare = {medicine: praise for medicine, praise in praises.items() if not _spoken_for(medicine, covered)}
    families = {_families().get(_data()["medicines"][m].get("family", "")) for m in bare if m < len(_data()["medicines"])}
    mentions = [m for each in named.values() for _, _, m in each]
    return Harms(tuple(praise for m, praise in bare.items() if m not in families), told, frozenset(mentions), len(mentions) > 1)


def _named(article: Article) -> dict[int, list[tuple[int, int, int]]]:
    """Mentions of medicines by block: start, end, which."""
    skipped = references(article).blocks
    result: dict[int, list[tuple[int, int, int]]] = {}
    for index, block in enumerate(article.blocks):
        if index in skipped or block.kind in {BlockKind.CODE, BlockKind.FIELD}:
            continue
        mentions = [(m.start(), m.end(), int(str(m.lastgroup)[1:])) for m in each(pattern(), article.texts[index])]
        if mentions:
            result[index] = mentions
    return result


def _told(article: Article) -> Iterator[tuple[int, int, int]]:
    """Places that tell a harm: block, start and end of the sentence; a heading on harms stands for its section."""
    skipped = references(article).blocks
    for hit in spoken(article, wordings(["harms"])):
        if hit.block not in skipped:
            yield (hit.block, *sentence_at(article, hit.block, hit.start))


def _hinted(article: Article, named: Mapping[int, list[tuple[int, int, int]]]) -> set[int]:
    """Medicines with some word of harm in a sentence that names them, or in one after it that names no other."""
    result: set[int] = set()
    for index, mentions in named.items():
        text = article.texts[index]
        if not found(_data()["harm"], text):
            following = article.texts[index + 1 : index + 1 + _NEAR]
            if not any(index + 1 + n not in named and found(_data()["harm"], words) for n, words in enumerate(following)):
                continue
        current: set[int] = set()
        for sentence in article.sentences(index):
            here = {m for at, _, m in mentions if sentence.start <= at < sentence.end}
            current = here or current
            words = text[sentence.start : sentence.end]
            if current and found(_data()["harm"], words) and _beyond(words):
                result |= current
        for n in range(index + 1, min(index + 1 + _NEAR, len(article.blocks))):
            if n in named or article.blocks[n].kind is BlockKind.HEADING:
                break
            if found(_data()["harm"], article.texts[n]):
                result |= current
    return result


def _beyond(words: str) -> bool:
    """Whether words of harm are more than the disease that the sentence's benefit is about."""
    return bool(found(_data()["beside"], words))


def _meant(article: Article, named: Mapping[int, list[tuple[int, int, int]]], index: int, start: int, end: int) -> set[int]:
    """The medicines that a sentence on harms is about; none where it speaks of all."""
    text = article.texts[index][start:end]
    block = article.blocks[index]
    if block.kind is BlockKind.HEADING:
        inside = [i for i, other in enumerate(article.blocks) if index in other.headings]
        return {m for i in (index, *inside) for _, _, m in named.get(i, ())}
    here = {m for at, _, m in named.get(index, ()) if start <= at < end}
    if here:
        return here
    around = [*block.headings[::-1], block.lead] if block.lead >= 0 else [*block.headings[::-1]]
    if block.cell is not None:
        around = [
            i
            for i, other in enumerate(article.blocks)
            if other.cell is not None and other.cell.table == block.cell.table and (other.cell.row == block.cell.row or other.cell.header)
        ]
    whole = {m for _, _, m in named.get(index, ())}
    near = whole or next((found for i in around if (found := {m for _, _, m in named.get(i, ())})), set())
    if not near and not _general(text):
        near = next(
            (those for i in range(index - 1, max(index - 1 - _NEAR, -1), -1) if (those := {m for _, _, m in named.get(i, ())})), set()
        )
    return near


def _general(text: str) -> bool:
    """Whether a sentence speaks of medicines as such."""
    return bool(found(_data()["general"], text))


def _praised(article: Article, named: Mapping[int, list[tuple[int, int, int]]]) -> dict[int, Praise]:
    """The first sentence that tells what each medicine does."""
    result: dict[int, Praise] = {}
    for index, mentions in named.items():
        block = article.blocks[index]
        if block.kind in {BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.CAPTION} or block.quoted:
            continue
        if block.headings and found(_data()["blamed"], article.texts[block.headings[-1]]):
            continue
        for start, end, medicine in mentions:
            if medicine in result:
                continue
            first, last = sentence_at(article, index, start)
            words = article.texts[index][first:last]
            if found(_data()["benefit"], words) and not found(_data()["apart"], words):
                result[medicine] = Praise(index, start, end, medicine)
    return result


def _spoken_for(medicine: int, covered: set[int]) -> bool:
    """Whether harms of a medicine are told: its own, its family's, or those of one that is like it."""
    count = len(_data()["medicines"])
    if medicine in covered:
        return True
    if medicine >= count:
        return any(m < count and _families().get(_data()["medicines"][m].get("family", "")) == medicine for m in covered)
    family = _data()["medicines"][medicine].get("family", "")
    if not family:
        return False
    if _families()[family] in covered:
        return True
    alike = _data()["families"][family].get("alike", False)
    return alike and any(m < count and _data()["medicines"][m].get("family") == family for m in covered)
