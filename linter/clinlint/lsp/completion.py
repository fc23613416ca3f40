"""What an editor offers while metadata are written: fields and their words from the schemas; and rules where one is suppressed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol import types

from clinlint.lsp.documents import ArticleDocument
from clinlint.lsp.fields import Field, field_at, fields_under
from clinlint.lsp.metadata_place import MetadataPlace, metadata_place
from clinlint.lsp.positions import extent
from clinlint.model.settings import Settings
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.rules.rule import Rule
from clinlint.structured.nearest import nearest

TRIGGERS = (" ", '"')
_WAIVED = ("clinlint", "waivers", "rule")
_SUPPRESSION = re.compile(r"clinlint-ignore(?:-next|-line|-start|-end)?[ \t]+([\w/*-]*)$")


def completions(
    document: ArticleDocument, source: Source, offset: int, settings: Settings, rules: Iterable[Rule]
) -> list[types.CompletionItem]:
    """What may stand at a place of an article; nothing in its text."""
    line = source.location(offset).line
    written = source.text[source.line_starts[line - 1] : offset]
    if match := _SUPPRESSION.search(written[-200:]):
        where = Span(offset - len(match[1]), offset)
        named = MetadataPlace((), False, where, match[1])
        return [_item(document, rule.id, named, types.CompletionItemKind.Reference, detail=rule.title) for rule in rules]
    place = metadata_place(source, offset)
    if place is None:
        return []
    if place.path == _WAIVED and not place.is_key:
        return [_item(document, rule.id, place, types.CompletionItemKind.Reference, detail=rule.title) for rule in rules]
    return [*(_keys(document, place, settings) if place.is_key else ()), *_values(document, place, settings)]


def _keys(document: ArticleDocument, place: MetadataPlace, settings: Settings) -> Iterator[types.CompletionItem]:
    known = {field.name: field for field in fields_under(place.path, settings)}
    taken = {(field_at((*place.path, name), settings) or Field("")).ours or name for name in place.beside}
    free = {name: field for name, field in known.items() if name not in taken and (field.ours or name) not in taken}
    meant = nearest(place.before, free) if place.before and not any(name.startswith(place.before) for name in free) else ""
    for name, field in free.items():
        ending = (":" if field.holds_fields and not field.values and not place.quoted else ": ") if place.open else ""
        kind = types.CompletionItemKind.Property
        item = _item(document, name, place, kind, detail=field.noun, about=field.description, ending=ending)
        if name == meant:
            item.filter_text, item.preselect = _quoted(place, place.before), True
        yield item


def _values(document: ArticleDocument, place: MetadataPlace, settings: Settings) -> Iterator[types.CompletionItem]:
    if (place.is_key and not place.item) or not place.path:
        return
    field = field_at(place.path, settings)
    for value in field.values if field else ():
        yield _item(document, value, place, types.CompletionItemKind.EnumMember, detail=field.noun if field else "")


def _item(
    document: ArticleDocument,
    label: str,
    place: MetadataPlace,
    kind: types.CompletionItemKind,
    *,
    detail: str = "",
    about: str = "",
    ending: str = "",
) -> types.CompletionItem:
    where = extent(document.article, place.quoted or place.word, document.position_codec)
    written = _quoted(place, label, value=not place.is_key)
    item = types.CompletionItem(label, kind=kind, detail=detail or None, documentation=about or None)
    item.text_edit = types.TextEdit(where, written + ending)
    if place.quoted and place.quoted != place.word:
        item.filter_text = written
    return item


def _quoted(place: MetadataPlace, text: str, *, value: bool = False) -> str:
    """A word as it is written here: in JSON in quotes, but for true and false."""
    return text if place.quoted is None or (value and text in ("true", "false")) else f'"{text}"'
