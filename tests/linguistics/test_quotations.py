"""Stretches inside quotation marks."""

from __future__ import annotations

import pytest

from clinlint.linguistics.normalise import normalise
from clinlint.linguistics.quotations import quotations


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("She said “it works” twice.", ["it works"]),
        ('He called it "a cure" and "a gift".', ["a cure", "a gift"]),
        ("The 'wonder jab' is here.", ["wonder jab"]),
        ("It's the patient's choice.", []),
        ('A 6" scar is long.', []),
        ("“A paragraph that goes on", ["A paragraph that goes on"]),
        ("No marks at all.", []),
    ],
)
def test_what_stands_inside(text: str, inside: list[str]) -> None:
    plain = normalise(text)
    assert [plain[start:end] for start, end in quotations(plain)] == inside
