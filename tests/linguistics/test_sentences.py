from itertools import pairwise

import pytest

from clinlint.linguistics.sentences import LONGEST, split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bones grow. They also shrink.", ["Bones grow.", "They also shrink."]),
        ("Bones grow.[^lee-2020] They also shrink.", ["Bones grow.[^lee-2020]", "They also shrink."]),
        ("Bones grow.[1][2] They also shrink. [3] Then they rest.", ["Bones grow.[1][2]", "They also shrink. [3]", "Then they rest."]),
        ("Take one each day.5 Then rest.", ["Take one each day.5", "Then rest."]),
        ("Scores fell (by 10%).3,4 Then they rose.", ["Scores fell (by 10%).3,4", "Then they rose."]),
        ("A dose of 2.5 Units is small.", ["A dose of 2.5 Units is small."]),
        ("Dr. Lee came. She left.", ["Dr. Lee came.", "She left."]),
        ("Milk has vitamin D. Fish has more.", ["Milk has vitamin D.", "Fish has more."]),
        ("Ask about hepatitis B or C. Most do.", ["Ask about hepatitis B or C.", "Most do."]),
        ("The paper by J. Lee is short.", ["The paper by J. Lee is short."]),
    ],
)
def test_a_sentence_ends_behind_its_notes(text: str, sentences: list[str]) -> None:
    assert [text[s.start : s.end] for s in split(text)] == sentences


@pytest.mark.parametrize("text", ["." * 200_000, "." + " " * 200_000, ".[^" * 50_000, "a.1,1" * 50_000, '."' * 100_000])
def test_absurd_texts_are_split_and_nothing_is_lost(text: str) -> None:
    found = split(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert "".join(text[s.start : s.end] for s in found).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["cure " * 3_000, "x" * 9_000, "A walk is good. " + "to and fro " * 2_000 + "Then rest."])
def test_what_is_no_prose_is_cut_and_nothing_is_lost(text: str) -> None:
    found = split(text)
    assert max(sentence.end - sentence.start for sentence in found) <= LONGEST
    assert "".join(text[sentence.start : sentence.end] for sentence in found).replace(" ", "") == text.replace(" ", "")
    assert all(before.end <= after.start for before, after in pairwise(found))
