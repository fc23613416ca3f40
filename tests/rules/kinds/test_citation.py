"""Markers and lists held against each other: whole articles with everything that is wrong in them."""

from __future__ import annotations

from datetime import date

from clinlint.engine.api import lint_text
from clinlint.engine.config import Config
from clinlint.model.settings import Profile

CONFIG = Config(today=date(2026, 11, 24), select=("citation",))


def found(text: str, path: str = "a.md", profile: Profile = Profile.DEFAULT) -> list[tuple[str, str, str]]:
    report = lint_text(text, path, Config(today=date(2026, 11, 24), select=("citation",), profile=profile))
    return [(f.rule, text[f.span.start : f.span.end], f.message) for f in report.findings]


def test_a_sound_article_has_no_finding() -> None:
    text = (
        "# Hips\n\nAbout 40% of women break a bone after 50 [1]. Tablets significantly reduce hip fractures [2,3].\n\n## References\n\n"
        "1. Roe A. Density. Bone J. 2021;4:1-9. doi:10.1000/182\n2. Lee B. Hips. Bone J. 2020.\n3. Poe C. Falls. Bone J. 2019.\n"
    )
    assert found(text) == []


def test_each_defect_is_told_at_its_own_place() -> None:
    text = (
        "# Hips\n\nAbout 40% of women break a bone after 50 [7]. That is known [1].\n\nTablets significantly reduce hip fractures.\n\n## References\n\n"
        "1. Roe A. Density of bone in runners. Bone J. 2021. doi:10.1000\n2. Lee B. Hips. Bone J. 2020.\n"
        "3. Roe A. Density of bone in runners. Bone J. 2021.\n"
    )
    assert [(rule, words) for rule, words, _ in found(text)] == [
        ("citation/dangling-marker", "[7]"),
        ("citation/unsourced-statement", "significantly reduce"),
        ("citation/malformed-identifier", "10.1000"),
        ("citation/uncited-entry", "Lee B. Hips. Bone J. 2020."),
        ("citation/duplicate-entry", "Roe A. Density of bone in runners. Bone J. 2021."),
        ("citation/uncited-entry", "Roe A. Density of bone in runners. Bone J. 2021."),
    ]


def test_messages_say_what_is_there() -> None:
    text = "# Hips\n\nDensity rose [1] and fell [4].\n\n## References\n\n1. Roe A. Density. Bone J. 2021.\n2. Lee B. Hips. Bone J. 2020.\n"
    messages = [message for _, _, message in found(text)]
    assert messages == ["Marker “4” has no entry; the list holds 2 entries.", "Reference 2 is never cited in the text."]


def test_markers_without_any_list_are_told_with_the_missing_list() -> None:
    text = "# Hips\n\nDensity rose [1]. Falls fell by 40% in women [2].\n"
    assert [(rule, words) for rule, words, _ in found(text)] == [
        ("citation/no-references", "Hips"),
        ("citation/dangling-marker", "[1]"),
        ("citation/dangling-marker", "[2]"),
    ]


def test_a_source_named_in_the_text_only_is_a_lesser_fault() -> None:
    text = "# Hips\n\nA review published in Bone Journal looked at falls.\n\nTablets significantly reduce hip fractures.\n"
    report = lint_text(text, "a.md", CONFIG)
    assert [(f.rule, f.severity.value) for f in report.findings] == [
        ("citation/no-references", "warning"),
        ("citation/unsourced-statement", "warning"),
    ]


def test_the_lead_in_of_a_list_that_is_cited_at_its_end_is_sourced() -> None:
    text = "# Hips\n\nTablets can significantly improve bone:\n\n1. Slow loss:\n\n    - Alendronate [1]\n    - Denosumab [2]\n"
    text += "\n## References\n\n1. Roe A. Density. Bone J. 2021.\n2. Lee B. Hips. Bone J. 2020.\n"
    assert found(text) == []


def test_a_plain_effect_is_a_remark_and_a_frequency_is_for_strict_houses() -> None:
    text = "# Hips\n\nTablets slow bone loss.\n\nFalls are the leading cause.\n\nBoth are common [1,2].\n\n## References\n\n"
    text += "1. Roe A. Density. Bone J. 2021.\n2. Lee B. Hips. Bone J. 2020.\n"
    assert [(rule, words) for rule, words, _ in found(text)] == [("citation/unsourced-effect", "slow bone loss")]
    assert [(rule, words) for rule, words, _ in found(text, profile=Profile.STRICT)] == [
        ("citation/unsourced-effect", "slow bone loss"),
        ("citation/unsourced-frequency", "the leading cause"),
    ]


def test_lists_without_numbers_match_only_by_counting() -> None:
    text = "Hips\n\nDensity rose 1.\n\nHips broke less often 2.\n\nFalls were as frequent as before 1.\n\nReferences\n\nRoe A. Density. Bone J. 2021.\n\n"
    text += "Lee B. Hips. Bone J. 2020.\n"
    assert [(rule, words) for rule, words, _ in found(text, "a.txt")] == [("citation/unnumbered-list", "References")]
