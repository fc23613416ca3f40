import pytest

from clinlint.engine.linter import Linter
from clinlint.model.source import Source

_MESSAGE = (
    "90 micrograms of vitamin K is given for men and 120 micrograms for women; "
    "National Academies / IOM, Food and Nutrition Board has them the other way round."
)


def _found(text: str) -> list[tuple[str, str]]:
    report = Linter().lint(Source("a.md", text))
    return [(text[f.span.start : f.span.end], f.message) for f in report.findings if f.rule == "dose/swapped-groups"]


def test_exchanged_groups_are_named_with_both_amounts() -> None:
    assert _found("Men need 90 micrograms of vitamin K a day, women 120 micrograms.") == [
        (
            "Men need 90 micrograms of vitamin K a day, women 120 micrograms",
            _MESSAGE,
        )
    ]


def test_groups_behind_their_amounts() -> None:
    assert [place for place, _ in _found("Aim for 8 mg of zinc a day for men and 11 mg for women.")] == [
        "8 mg of zinc a day for men and 11 mg for women"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Women need 90 micrograms of vitamin K a day, men 120 micrograms.",
        "Women need 75 mg of vitamin C a day, and men need 90 mg.",
        "Men need 8 mg of iron a day, pregnant women 27 mg.",
        "Some say that men need 18 mg of iron a day and women 8 mg. That is a myth.",
    ],
)
def test_right_amounts_other_groups_and_myths_are_silent(text: str) -> None:
    assert _found(text) == []
