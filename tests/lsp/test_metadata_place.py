"""Which key or value of the metadata a place is. The mark | stands for the pointer."""

from __future__ import annotations

import time

import pytest

from clinlint.lsp.metadata_place import MetadataPlace, metadata_place
from clinlint.model.source import Source


def at(text: str, path: str = "a.md") -> MetadataPlace | None:
    offset = text.index("|")
    return metadata_place(Source(path, text.replace("|", "")), offset)


def front(text: str) -> MetadataPlace | None:
    return at(f"---\n{text}\n---\nText: here.\n")


@pytest.mark.parametrize(
    ("text", "path", "is_key", "before"),
    [
        ("|", (), True, ""),
        ("tit|", (), True, "tit"),
        ("ti|tle: Bones", (), True, "ti"),
        ("'ti|tle': Bones", (), True, "ti"),
        ("title: |", ("title",), False, ""),
        ("title:|", None, None, None),
        ("audience: pat|", ("audience",), False, "pat"),
        ("audience: [patient, car|]", ("audience",), False, "car"),
        ("audience:\n- pat|", ("audience",), True, "pat"),
        ("audience:\n  - |", ("audience",), True, ""),
        ("audience:\n  -|", ("audience",), True, ""),
        ("authors:\n  - name: A. Osei\n    cred|", ("authors",), True, "cred"),
        ("authors:\n- name: A. Osei\n  credentials: MD\n  ro|", ("authors",), True, "ro"),
        ("authors:\n  - na|me: A. Osei", ("authors",), True, "na"),
        ("authors:\n  - name: A. Osei\nmedical_reviewer:\n  sp|", ("medical_reviewer",), True, "sp"),
        ("authors:\n  - name: A. Osei\nsta|", (), True, "sta"),
        ("ai_use:\n  level: no|", ("ai_use", "level"), False, "no"),
        ("a:\n  b:\n    - c:\n        d|", ("a", "b", "c"), True, "d"),
        ("# tit|", None, None, None),
        ("title: Bones\n\n  # note\nde|", (), True, "de"),
        ("some words he|", None, None, None),
    ],
)
def test_the_place(text: str, path: tuple[str, ...] | None, is_key: bool | None, before: str | None) -> None:
    place = front(text)
    if path is None:
        assert place is None
        return
    assert place is not None
    assert (place.path, place.is_key, place.before) == (path, is_key, before)


@pytest.mark.parametrize(
    "text", ["Just |text.\n", "---\ntitle: x\n---\nTe|xt\n", "|---\ntitle: x\n---\n", "---\ntitle: x\n--|-\n", "---x\nti|\n"]
)
def test_elsewhere_there_is_none(text: str) -> None:
    assert at(text) is None


def test_front_matter_may_be_unfinished_or_begin_with_a_byte_order_mark() -> None:
    assert at("\ufeff---\ntit|") is not None
    place = at("\ufeff---\r\ntitle: A\r\nsta|tus")
    assert place is not None
    assert (place.before, place.word.end - place.word.start) == ("sta", 6)


def test_an_article_in_yaml_is_metadata_as_a_whole() -> None:
    place = at("title: Bones\nbody: |\n", "a.yaml")
    assert place is not None
    assert place.path == ("body",)
    assert at("---\ntitle: Bones\naud|", "a.yml") is not None


def test_what_the_mapping_has_already_is_told() -> None:
    place = front("title: Bones\nau|\nstatus: draft\nauthors:\n  - name: A. Osei\n    role: writer")
    assert place is not None
    assert place.beside == {"title", "status", "authors"}
    place = front("authors:\n  - name: A. Osei\n    role: writer\n    |\n  - name: B. Lee\n    url: x")
    assert place is not None
    assert place.beside == {"name", "role"}


def test_the_word_reaches_past_the_pointer() -> None:
    text = "---\nau|thors: x\n---\n"
    place = at(text)
    assert place is not None
    assert text.replace("|", "")[place.word.start : place.word.end] == "authors"
    assert not place.open


@pytest.mark.parametrize(
    ("text", "path", "is_key", "before"),
    [
        ('{"title": "Bones", "au|"}', (), True, "au"),
        ('{"title": "Bones",\n  |', (), True, ""),
        ("{|}", (), True, ""),
        ('{"au|dience": "patient"}', (), True, "au"),
        ('{"audience": "pat|"}', ("audience",), False, "pat"),
        ('{"audience": "pat|', ("audience",), False, "pat"),
        ('{"audience": |}', ("audience",), False, ""),
        ('{"audience": ["patient", "ca|"]}', ("audience",), False, "ca"),
        ('{"sponsored": tr|', ("sponsored",), False, "tr"),
        ('{"authors": [{"name": "A. Osei", "cred|": 1}]}', ("authors",), True, "cred"),
        ('{"authors": [{"name": "A. Osei"}, {"ro|', ("authors",), True, "ro"),
        ('{"authors": [{"name": "A. Osei"}],\n "sta|"\n "x": 1}', (), True, "sta"),
        ('{"title": "a \\"b\\" {", "ai_use": {"le|', ("ai_use",), True, "le"),
        ('\ufeff{"ti|', (), True, "ti"),
        ('|{"title": 1}', None, None, None),
        ('{"title": 1}|', None, None, None),
        ("[1, |", (), False, ""),
        ("Just |text", None, None, None),
    ],
)  # fmt: skip
def test_the_place_in_json(text: str, path: tuple[str, ...] | None, is_key: bool | None, before: str | None) -> None:
    place = at(text, "a.json")
    if path is None:
        assert place is None
        return
    assert place is not None
    assert (place.path, place.is_key, place.before) == (path, is_key, before)


@pytest.mark.parametrize(
    ("text", "path", "is_key", "before"),
    [
        ("author: {name: R. Okoye, ro|}", ("author",), True, "ro"),
        ("author: {na|me: R. Okoye}", ("author",), True, "na"),
        ("author: {|", ("author",), True, ""),
        ("author: {name: R. Ok|oye}", ("author", "name"), False, "Ok"),
        ("author: {url: https://a.example/x, 'cred|entials': MD}", ("author",), True, "cred"),
        ("authors: [{name: R. Okoye, role: wr|iter}]", ("authors", "role"), False, "wr"),
        ("author: {name: R. Okoye} |", None, None, None),
    ],
)
def test_the_place_in_braces_of_yaml(text: str, path: tuple[str, ...] | None, is_key: bool | None, before: str | None) -> None:
    place = front(text)
    if path is None:
        assert place is None
        return
    assert place is not None
    assert (place.path, place.is_key, place.before) == (path, is_key, before)


def test_what_is_beside_a_place_in_json() -> None:
    place = at('{"title": "Bones", "au|": "x", "status": "draft", "authors": [{"name": "A. Osei"}], "x": 1}', "a.json")
    assert place is not None
    assert place.beside == {"title", "status", "authors", "x"}
    assert not place.open
    place = at('{"authors": [{"name": "A. Osei", "|", "role": 1}, {"url": 2}], "x": 1}', "a.json")
    assert place is not None
    assert place.beside == {"name", "role"}
    assert place.open


@pytest.mark.parametrize("piece", ['{"a":[', '"', '"\\', '{"a": "b", ', ": ", "x "])
def test_half_written_json_of_any_length_is_read_in_linear_time(piece: str) -> None:
    begun = time.process_time()
    metadata_place(Source("a.json", piece * 60_000), 6_000 * len(piece))
    assert time.process_time() - begun < 10  # it is a third of a second, and was forty
