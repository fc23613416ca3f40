"""Plain blocks are read as PyYAML reads them, or not at all."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinlint.structured.yaml_composed import composed
from clinlint.structured.yaml_plain import plain

ORDINARY = """# what editors see
title: Walking and bones  # shown above
description: "Why a walk with friends is good company: a guide"
locale: en-GB
tags: [bones, walking shoes, 2026]
authors:
  - name: Wren Ossington
    credentials: MSc

  - name: Ida O'Marrow
    credentials:
medical_reviewer:
  name: 'Dr Tamsin Cartilage'
  # asked in spring
  credentials: MB BS
related:
- calcium.md
- https://lattice.example/vitamin-d

published: 2026-01-12
version: 1.50
draft: false
funding:
weight: -3
"""
PIECES = [
    "title: Walking", "name: A", "- name: B", "- walking", "note:", "a: 1.5", "b: ~", "title: 'x y'", 'q: "x: y"', "- 'z'", "# note", "tags: [a, b c]",
    "- [1, 2]", "x: true", "y: 2026-01-02", "u: http://x.example/a#b", "c: word # why", "k: a: b", "- - x", "-", "- k:", "v: |", "p: *x", "z: &x 1",
    "w: {a: 1}", "l: [a, [b]]", "words", "---", "...", "t: a\tb", "e: é ü", "s: it's", "- ? a", "m : 1", "<<: *x", "d: a:", "'k': 1", "o: []", "- a: 1 ",
    'i: "un', "f: -1e3", "g: .5", "h: 012", "j: a  b   ", "r: 'it''s'", 'n: "a\\n"', "aa: !x 1", "bb: %x", "cc: @x", "dd: `x`", "ee: >-", "ff: -", "gg: - x", "",
]  # fmt: skip


@pytest.mark.parametrize("offset", [0, 4])
def test_ordinary_front_matter_is_read_plainly(offset: int) -> None:
    parsed = plain(ORDINARY, offset)
    assert parsed == composed(ORDINARY, offset)
    assert parsed is not None
    assert parsed.values["authors"][1] == {"name": "Ida O'Marrow", "credentials": None}


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(PIECES)), max_size=9), st.sampled_from(["\n", "\n", "\n", "\r\n"]))
def test_blocks_are_read_as_pyyaml_reads_them(lines: list[tuple[int, str]], end: str) -> None:
    assert not differs(end.join(" " * (2 * indent) + piece for indent, piece in lines))


@settings(max_examples=1500, deadline=None)
@given(st.text(st.sampled_from("ab1 -:#[]'\",\n~.!&é\u2028\ufeff"), max_size=24))
def test_any_text_is_read_as_pyyaml_reads_it(text: str) -> None:
    assert not differs(text)


@settings(max_examples=500, deadline=None)
@given(st.integers(0, len(ORDINARY)), st.integers(0, 12), st.text(st.sampled_from("ab -:#['\n"), max_size=4))
def test_slips_in_ordinary_front_matter_are_seen(at: int, gone: int, put: str) -> None:
    assert not differs(ORDINARY[:at] + put + ORDINARY[at + gone :])


def differs(text: str) -> bool:
    """Whether a text is read, and otherwise than PyYAML reads it."""
    parsed = plain(text, 3)
    return parsed is not None and parsed != composed(text, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "title: a\ntitle: b\n",
        "a: b\n c: d\n",
        " a: b\n",
        "a:\n    b: 1\n  c: 2\n",
        "- a\nb: 1\n",
        "a: [b\n",
        "x" * 30_000,
    ],
)
def test_what_is_not_plain_is_left_to_pyyaml(text: str) -> None:
    assert plain(text, 0) is None


def test_ordinary_front_matter_does_not_load_pyyaml() -> None:
    code = f"import sys; from clinlint.structured.yaml_ import parse; parse({ORDINARY!r}); print('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
