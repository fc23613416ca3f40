"""Fixes: only what a level allows, never over each other, kept only where linting again finds less."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinlint.engine.fixes import compatible, edited, repair, replace_file, write
from clinlint.engine.linter import Linter
from clinlint.errors import UsageError
from clinlint.model.finding import Applicability, Confidence, Edit, FactSummary, FileReport, Finding, Fix, Severity
from clinlint.model.source import Source
from clinlint.model.span import Span

SAFE, SUGGESTED, DISPLAY = Applicability.SAFE, Applicability.SUGGESTED, Applicability.DISPLAY


def fix(start: int, end: int, text: str, applicability: Applicability = SAFE) -> Fix:
    return Fix(f"Write {text}", applicability, (Edit(Span(start, end), text),))


class Words:
    """A linter that finds words and has fixes for them."""

    def __init__(self, **fixes: tuple[str, Applicability] | list[tuple[str, Applicability]]) -> None:
        self.fixes = fixes

    def lint(self, source: Source) -> FileReport:
        found = []
        for word, options in self.fixes.items():
            for number, match in enumerate(re.finditer(rf"\b{word}\b", source.text)):
                listed = options if isinstance(options, list) else [options]
                fixes = tuple(fix(match.start(), match.end(), text, level) for text, level in listed)
                span = Span(match.start(), match.end())
                found.append(
                    Finding(
                        f"word/{word}",
                        "language",
                        Severity.WARNING,
                        Confidence.HIGH,
                        word,
                        span,
                        fixes=fixes,
                        fingerprint=f"{word}{number}",
                    )
                )
        return FileReport(source, tuple(sorted(found, key=lambda f: f.span)), FactSummary(source.path))


def mended(words: Words, text: str, level: Applicability = SAFE) -> tuple[str, tuple[str, ...]]:
    linter = cast("Linter", words)
    done = repair(linter, linter.lint(Source("a.md", text)), level)
    again = repair(linter, done.report, level)
    assert again.done == ()
    return done.report.source.text, done.done


def test_only_safe_fixes_are_made_unless_suggested_ones_are_asked_for() -> None:
    words = Words(mcg=("µg", SAFE), cures=("may ease", SUGGESTED), best=("good", DISPLAY))
    text = "😀 It cures best with 5 mcg and 6 mcg."
    assert mended(words, text) == ("😀 It cures best with 5 µg and 6 µg.", ("Write µg", "Write µg"))
    assert mended(words, text, SUGGESTED)[0] == "😀 It may ease best with 5 µg and 6 µg."


def test_a_choice_between_suggestions_is_left_to_a_person() -> None:
    words = Words(cures=[("eases", SUGGESTED), ("may help", SUGGESTED)])
    assert mended(words, "It cures.", SUGGESTED) == ("It cures.", ())


def test_a_fix_that_brings_a_new_finding_is_not_made_and_the_others_are() -> None:
    words = Words(guaranteed=("certain", SAFE), certain=("sure", DISPLAY), mcg=("µg", SAFE))
    assert mended(words, "guaranteed 5 mcg") == ("guaranteed 5 µg", ("Write µg",))


def test_a_fix_that_does_not_help_is_not_made() -> None:
    assert mended(Words(cures=("cures", SAFE)), "It cures.") == ("It cures.", ())


def test_fixes_of_the_same_words_are_made_one_after_the_other() -> None:
    words = Words(**{"very unique": ("unique", SAFE), "unique": ("rare", SAFE)})
    assert mended(words, "a very unique case")[0] == "a rare case"


def test_edits_outside_the_text_and_edits_that_cross_are_refused() -> None:
    crossed = Fix("both", SAFE, (Edit(Span(0, 4), "a"), Edit(Span(2, 6), "b")))
    assert compatible([fix(3, 99, "x"), crossed, fix(0, 2, "y")], 10) == (fix(0, 2, "y"),)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10), st.text(max_size=5)), max_size=8))
def test_text_outside_the_edits_stays(text: str, wanted: list[tuple[int, int, str]]) -> None:
    fixes = compatible([fix(start, start + length, new) for start, length, new in wanted], len(text))
    after = edited(text, fixes)
    edits = sorted({edit for each in fixes for edit in each.edits}, key=lambda edit: edit.span)
    rebuilt, at = "", 0
    for edit in edits:
        assert edit.span.start >= at
        rebuilt += text[at : edit.span.start] + edit.text
        at = edit.span.end
    assert after == rebuilt + text[at:]


def test_a_file_is_replaced_at_once_and_keeps_its_mode_line_ends_and_link(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_bytes("\ufeffa\r\nmcg\n".encode())
    real.chmod(0o640)
    link = tmp_path / "a.md"
    link.symlink_to(real)
    write(str(link), Source("a.md", "\ufeffa\r\nmcg\n"), Source("a.md", "\ufeffa\r\nµg\n"))
    assert link.is_symlink()
    assert real.read_bytes() == "\ufeffa\r\nµg\n".encode()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(os.listdir(tmp_path)) == ["a.md", "real.md"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("newer", encoding="utf-8")
    with pytest.raises(UsageError, match="changed while it was being fixed"):
        write(str(path), Source("a.md", "older"), Source("a.md", "fixed"))
    assert path.read_text(encoding="utf-8") == "newer"


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("whole", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        replace_file(str(path), "half \ud800")
    assert path.read_text(encoding="utf-8") == "whole"
    assert os.listdir(tmp_path) == ["a.md"]
