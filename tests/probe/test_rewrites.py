import pytest

from clinlint.probe.rewrites import rewrites


@pytest.mark.parametrize(
    ("text", "markup", "expected"),
    [
        ("Take 1,200 mg a day.", "text", "Take 1200 mg a day."),
        ("Take 1,200 mg a day.", "text", "Take 1,200\u00a0mg a day."),
        ("Take 1,200 mg a day.", "text", "Take 1,200 milligrams a day."),
        ("Take 1,200 mg a day.", "text", "Take 1,200 mg daily."),
        ("Take 1,200 mg a day.", "markdown", "Take **1,200** mg a day."),
        ("Take 1,200 mg a day.", "markdown", "Take **1,20**0 mg a day."),
        ("Take 1,200 mg a day.", "html", "Take <b>1,200</b> mg a day."),
        ("A score of -2.5 or lower.", "text", "A score of minus 2.5 or lower."),
        ("A score of -2.5 or lower.", "text", "A score of -2.5 or below."),
        ("A score of -2.5 or lower.", "html", "A score of &minus;2.5 or lower."),
        ("Aim for 60 to 100.", "text", "Aim for 60–100."),
        ("Take 15 mcg a day.", "text", "Take 0.015 mg a day."),
    ],
)
def test_each_way_of_writing_the_same(text: str, markup: str, expected: str) -> None:
    assert expected in [plant.text for plant in rewrites(text, markup)]


def test_markup_is_only_put_where_the_format_reads_it() -> None:
    assert not any(
        "*" in plant.text or "<" in plant.text or "&" in plant.text for plant in rewrites("A score of -2.5 to 1,000 mg.", "text")
    )


def test_a_forbidden_comparison_keeps_its_words() -> None:
    assert not [p for p in rewrites("Do not take more than 400 mg.", "text") if p.kind == "synonym: comparator"]
