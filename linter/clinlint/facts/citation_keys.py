"""Citations by key, as pandoc and Quarto write them: `[@roe2021]`, `[see @roe2021, p. 3; -@lee]`, `@roe2021 found`."""

from __future__ import annotations

from clinlint.facts.article import Article
from clinlint.facts.outline import prose
from clinlint.facts.patterns import each
from clinlint.model.document import Block, MarkKind
from clinlint.record import record


@record
class KeyCitation:
    """Code points `[start, end)` of a block that cite works by their keys; `bare` where no brackets show that they do."""

    block: int
    start: int
    end: int
    keys: tuple[str, ...]
    bare: bool = False


_KEY = r"-?@(?:\{([^{}\s]{1,120})\}|([A-Za-z0-9_](?:[A-Za-z0-9_:.#$%&+?<>~/-]{0,118}[A-Za-z0-9_/])?))"
_BRACKETED = rf"\[([^\[\]@]{{0,200}}{_KEY}[^\[\]]{{0,600}})\]"
_ONE = rf"(?:^|[\s;(\[]){_KEY}"
_FIGURES = ("fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "fig:", "tbl:", "sec:", "eq:")
"""How the keys of Quarto's and pandoc's own cross references begin."""
_UNREAD = frozenset({MarkKind.CODE, MarkKind.OPAQUE, MarkKind.URL, MarkKind.LINK})


def key_citations(article: Article) -> tuple[KeyCitation, ...]:
    """Every citation by key in an article's text, in order. Without brackets a key may as well be somebody's name on a network."""
    return article.fact(_key_citations)


def _key_citations(article: Article) -> tuple[KeyCitation, ...]:
    if "@" not in article.whole:
        return ()
    found: list[KeyCitation] = []
    for index in prose(article):
        text, block = article.texts[index], article.blocks[index]
        if "@" not in text:
            continue
        done = -1
        for match in each(_BRACKETED, text):
            keys = _keys(match[1])
            if keys and not _unread(block, match.start()):
                found.append(KeyCitation(index, match.start(), match.end(), keys))
                done = match.end()
        inside = [(c.start, c.end) for c in found if c.block == index] if done >= 0 else []
        for match in each(_ONE, text):
            at = match.end() - len(match[1] or match[2])
            if not _unread(block, at) and not any(start <= at < end for start, end in inside) and (keys := _keys(match[0])):
                found.append(KeyCitation(index, match.start() + match[0].index("@"), match.end(), keys, bare=True))
    return tuple(sorted(found, key=lambda c: (c.block, c.start)))


def _keys(words: str) -> tuple[str, ...]:
    keys = (match[1] or match[2] for match in each(_ONE, words))
    return tuple(dict.fromkeys(key for key in keys if not key.startswith(_FIGURES)))


def _unread(block: Block, at: int) -> bool:
    return any(m.start <= at < m.end and m.kind in _UNREAD for m in block.marks)
