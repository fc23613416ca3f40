"""Numbers tied to categories in sentences, lists and tables."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.threshold_statement import Statement
from clinlint.facts.thresholds import thresholds
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def read(text: str, path: str = "x.md") -> tuple[Article, tuple[Statement, ...]]:
    article = Article(parse(Source(path, text)), TriggerSet({}))
    return article, article.fact(thresholds)


def told(text: str, path: str = "x.md") -> list[tuple[str, str]]:
    article, found = read(text, path)
    return [(s.label, article.texts[s.block][s.at.start : s.at.end]) for s in found]


SCALE = [("normal", "-1 or higher"), ("osteopenia", "between -1 and -2.5"), ("osteoporosis", "-2.5 or lower")]


@pytest.mark.parametrize(
    "text",
    [
        "A T-score of -1 or higher is normal, between -1 and -2.5 is osteopenia, and -2.5 or lower is osteoporosis.",
        "What the T-score means:\n\n- normal: -1 or higher\n- osteopenia: between -1 and -2.5\n- osteoporosis: -2.5 or lower\n",
        "Your T-score counts.\n\n- **-1 or higher**: normal\n- **between -1 and -2.5**: osteopenia\n- **-2.5 or lower**: osteoporosis\n",
        "| T-score | Meaning |\n|---|---|\n| -1 or higher | normal |\n| between -1 and -2.5 | osteopenia |\n| -2.5 or lower | osteoporosis |\n",
        "| Category | T-score |\n|---|---|\n| Normal | -1 or higher |\n| Osteopenia | between -1 and -2.5 |\n| Osteoporosis | -2.5 or lower |\n",
        "| Measure | Normal | Osteopenia | Osteoporosis |\n|---|---|---|---|\n| T-score | -1 or higher | between -1 and -2.5 | -2.5 or lower |\n",
    ],
)
def test_the_same_scale_in_prose_lists_and_tables(text: str) -> None:
    assert told(text) == SCALE


def test_html_entities_and_bold_do_not_hide_a_number() -> None:
    found = told("<p>A T-score of <b>&minus;2</b>.5 or lower is osteoporosis.</p>", "x.html")
    assert found == [("osteoporosis", "-2.5 or lower")]


@pytest.mark.parametrize(
    "text",
    [
        "Her T-score was -2.7, which is osteoporosis.",
        "Is a T-score of -2.0 osteoporosis?",
        "### Myths\n\n- A T-score of -1.5 means osteoporosis.\n",
        "The PROMIS T-score of 55 is normal.",
        "People with a BMI of 30 or more often have high blood pressure.",
        "A T-score below -3 is found in women with osteoporosis.",
        "Someone with a T-score of -1.4 who breaks a hip can be told it is osteoporosis.",
    ],
)
def test_what_defines_nothing_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_parts_and_sexes() -> None:
    _, pressure = read("High blood pressure is a systolic pressure of 140 mmHg or more.")
    assert [s.part for s in pressure] == ["systolic"]
    _, waist = read("Abdominal obesity is a waist circumference of more than 35 inches in women.")
    assert [s.sex for s in waist] == ["female"]


def test_a_column_gives_the_unit() -> None:
    _, found = read("| Vitamin D level (ng/mL) | Meaning |\n|---|---|\n| below 12 | deficiency |\n")
    assert [s.unit.code if s.unit else "" for s in found] == ["ng/mL"]


@pytest.mark.parametrize(
    ("text", "label", "measure"),
    [
        (
            "# Cholesterol\n\nWe look at LDL cholesterol first.\n\nAsk for a copy.\n\nA value of 160 to 189 mg/dL counts as high.\n",
            "high",
            "LDL cholesterol",
        ),
        ("Ask what your body mass index is.\n\nThe nurse will weigh you.\n\n- Obesity: 30 or more\n", "obesity", "body mass index"),
    ],
)
def test_the_measure_of_blocks_before_owns_a_number(text: str, label: str, measure: str) -> None:
    (found,) = thresholds(Article(parse(Source("a.md", text)), TriggerSet({})))
    assert (found.label, found.measure) == (label, measure)
