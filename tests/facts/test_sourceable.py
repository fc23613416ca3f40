"""Statements that rest on evidence are told from those that do not."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.sourceable import statements, strongest
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def article(text: str) -> Article:
    return Article(parse(Source("a.md", f"# T\n\n{text}\n")), TriggerSet({}))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("About 1 in 3 women break a bone after 50.", "statistic"),
        ("The risk of a fracture rose by 12%.", "statistic"),
        ("Smokers are twice as likely to break a hip.", "statistic"),
        ("Research suggests that sunlight matters.", "finding"),
        ("Imaging confirms that erosions can fill in.", "finding"),
        ("These tablets are highly effective at keeping bone.", "efficacy"),
        ("The drug leads to rapid gains in density.", "efficacy"),
        ("The injection is considered superior for brittle spines.", "comparison"),
        ("Guidelines recommend a scan at 65.", "guideline"),
        ("Osteoporosis is defined as a T-score of -2.5 or lower.", "definition"),
    ],
)
def test_a_statement_is_named(text: str, name: str) -> None:
    assert [s.name for s in statements(article(text)) if not s.plain] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Bones store calcium.",
        "Use hydrocortisone 1% cream for two days if people in the house itch.",
        "Do these tablets significantly reduce fractures?",
        "A sleep study shows how you breathe.",
        "If imaging shows a tumour, surgery follows.",
        "No studies have looked at this.",
        "Ask your doctor whether the drug is right for you.",
        "In conclusion, tablets significantly reduce fractures.",
        "> These drugs significantly reduce fractures.",
    ],
)
def test_nothing_that_needs_a_source(text: str) -> None:
    assert [s.name for s in statements(article(text)) if not s.plain] == []


def test_they_stands_for_the_treatment_of_the_sentence_before() -> None:
    made = statements(article("Bisphosphonates slow the cells that clear bone. They effectively stabilize bone mass."))
    assert [s.name for s in made if not s.plain] == ["efficacy"]


def test_a_paragraph_is_told_once_at_its_strongest() -> None:
    parsed = article("These drugs are highly effective at keeping bone. About 40% of women break a bone.")
    assert [s.name for s in strongest(parsed, lambda s: False)] == ["statistic"]
    assert [s.name for s in strongest(parsed, lambda s: s.name == "statistic")] == ["efficacy"]


def test_a_summary_repeats_and_is_left_out() -> None:
    assert list(strongest(article("## Key points\n\nThese drugs are highly effective at keeping bone."), lambda s: False)) == []
