"""Scores of bone density that stand without a category, and ways in which texts count standard deviations."""

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(Config(select=("threshold",)))


def _found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings if f.severity.value != "info"]


@pytest.mark.parametrize(
    ("text", "rule", "where"),
    [
        ("Use FRAX when the T-score lies between 1.0 and -2.5.", "threshold/lost-sign", "between 1.0 and -2.5"),
        ("Offer a tablet to anybody with a T-score ≤ 2.5 at the spine.", "threshold/lost-sign", "≤ 2.5"),
        ("Offer a tablet to anybody with a T-score ≤ -0.25 at the spine.", "threshold/wrong-cut-off", "≤ -0.25"),
        ("Use FRAX when the T-score lies between -1.0 and -25.", "threshold/wrong-cut-off", "between -1.0 and -25"),
        ("Treat each patient with a T-score of -2.5 or higher at the hip.", "threshold/wrong-direction", "-2.5 or higher"),
        ("In the hip, a Z-score of 2.0 or lower calls for a look at hidden causes.", "threshold/lost-sign", "2.0 or lower"),
        ("Look for hidden causes when the Z-score of her bones is below -20.", "threshold/wrong-cut-off", "below -20"),
        ("## Z-score\n\nYour bones beside those of your age.\n\n- Under 2.0: ask for the cause.\n", "threshold/lost-sign", "Under 2.0"),
        ("A T-score from 1 to +1 is normal bone density.", "threshold/lost-sign", "from 1 to +1"),
        ("Normal bone density is a T-score between -1 and +10.", "threshold/wrong-cut-off", "between -1 and +10"),
        ("A T-score greater than - 10 is normal.", "threshold/wrong-cut-off", "greater than - 10"),
        (
            "Low bone mass is a density more than 1 SD but less than 25 SD below that of young adults.",
            "threshold/wrong-cut-off",
            "more than 1 SD but less than 25 SD below",
        ),
        ("Osteoporosis is a bone density 25 SD or lower from the young adult mean.", "threshold/wrong-cut-off", "25 SD or lower"),
        (
            "| BMD of the hip | Meaning |\n| --- | --- |\n| More than 0.25 SD below the young adult mean | Osteoporosis |\n",
            "threshold/wrong-cut-off",
            "More than 0.25 SD below",
        ),
        (
            "| T-score | What it tells you |\n| --- | --- |\n| Between 1 and -2.5 | You have osteopenia, so that your bones are thinner than those of young adults. |\n",
            "threshold/lost-sign",
            "Between 1 and -2.5",
        ),
    ],
)
def test_slips_are_told_without_a_category(text: str, rule: str, where: str) -> None:
    assert (rule, where) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Use FRAX when the T-score lies between -1.0 and -2.5.",
        "Offer a tablet to anybody with a T-score ≤ -2.5 at the spine.",
        "Offer a tablet to anybody on steroids with a T-score ≤ -1.5 at the spine.",
        "Those on a holiday from the drug start again unless the T-score is -2.5 or higher.",
        "Half of all hip fractures happen at a T-score of -2.5 or higher, which no drug is given for.",
        "A T-score of 2.5 or higher is high bone mass.",
        "A Z-score of -2.0 or lower calls for a look at hidden causes.",
        "## Z-score\n\nYour bones beside those of your age.\n\n- Under -2.0: ask for the cause.\n",
        "A T-score from -1 to +1 is normal bone density.",
        "Her T-score fell from -1.0 to -2.6.",
        "A child with a Z-score for height of 2 or lower is short.",
        "A T-score greater than - 1 is normal.",
        "Low bone mass is a density more than 1 SD but less than 2.5 SD below that of young adults.",
        "Osteoporosis is a bone density 2.5 SD or lower from the young adult mean.",
        "The 2 other T-scores of her hip are in the osteopenia range.",
        "A T-score below -1.5 calls for a drug in people on steroids, who break bones before they have osteoporosis 4",
        "Very high risk: an osteoporotic fracture or a T-score ≤ -3.5.",
        "The MMPI gives T-scores; one of 65 or lower is usual.",
    ],
)
def test_what_is_right_or_says_something_else_is_silent(text: str) -> None:
    assert _found(text) == []
