"""Names of diseases, remedies and organs in a sentence."""

from __future__ import annotations

import pytest

from clinlint.facts.wording import DISEASE, among, names


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("the clay ends tendonitis", "tendonitis"),
        ("drops against toenail fungus", "toenail fungus"),
        ("a plan for hashimoto's thyroiditis", "hashimoto's thyroiditis"),
        ("two yeast infections a year", "yeast infections"),
    ],
)
def test_diseases_are_named_with_their_whole_name(sentence: str, named: str) -> None:
    (found,) = among(names(sentence), DISEASE)
    assert " ".join(sentence.split()[found.first : found.last]) == named
