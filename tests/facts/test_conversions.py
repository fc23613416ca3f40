import pytest

from clinlint.facts.article import Article
from clinlint.facts.conversions import meant, repeats
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def _article(text: str) -> Article:
    return Article(parse(Source("a.md", text)), TriggerSet({}))


@pytest.mark.parametrize(
    ("text", "unit", "of_second"),
    [
        ("A 25-hydroxyvitamin D level below 12 nmol/L (30 nmol/L) is low.", "ng/mL", False),
        ("A 25-hydroxyvitamin D level below 12 ng/mL (30 ng/mL) is low.", "nmol/L", True),
        ("| Age | Vitamin D |\n| --- | --- |\n| 71 and older | 800 mcg (20 mcg) |\n", "IU", False),
    ],
)
def test_the_unit_that_makes_both_numbers_agree(text: str, unit: str, *, of_second: bool) -> None:
    article = _article(text)
    (pair,) = article.fact(repeats)
    found = meant(article, pair)
    assert found is not None
    assert (found[0].name, found[1]) == (unit, of_second)


def test_two_numbers_that_no_unit_brings_together_are_two_statements() -> None:
    article = _article("Adults need 1,000 mg (1,200 mg) of calcium a day.")
    assert [meant(article, pair) for pair in article.fact(repeats)] == [None]
