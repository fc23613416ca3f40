"""Amounts whose substance stands outside their sentence."""

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source

LINTER = Linter(Config(select=("dose",)))


def _found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings]


@pytest.mark.parametrize(
    ("text", "rule", "where"),
    [
        ("Alendronate slows bone loss. You take 700 mg once a week.", "dose/decimal-slip", "700 mg"),
        ("Alendronate slows bone loss. You take 70 mg once a day.", "dose/wrong-frequency", "70 mg once a day"),
        ("The most that adults should take is 40 grams a day. More paracetamol harms the liver.", "dose/above-limit", "40 grams"),
        ("# Denosumab at the surgery\n\nA nurse gives it.\n\nThe usual dose is 600 mg every six months.", "dose/decimal-slip", "600 mg"),
        ("Ibandronate can be taken less often. One 15 mg tablet is swallowed every month.", "dose/decimal-slip", "15 mg"),
        ("Romosozumab is for severe osteoporosis. Watch calcium.\n\nAdults: 210 mcg injected once monthly.", "dose/wrong-unit", "210 mcg"),
        ("Risedronate and calcium help. Ibandronate is for women.\n\n- 25 mg daily of ibandronate", "dose/decimal-slip", "25 mg"),
        ("# Calcium needs\n\n- Infants who are fed from bottles RNI 5,250 mg", "dose/decimal-slip", "5,250 mg"),
        ("Vitamin D helps the gut take up calcium. Adults need 60,000 IU daily.", "dose/decimal-slip", "60,000 IU"),
        (
            "Vitamin D helps the gut take up calcium. Targets are:\n\n- Babies: 10 mcg (4,000 IU)\n- Over 70: 20 mcg (800 IU)\n",
            "dose/wrong-conversion",
            "10 mcg (4,000 IU",
        ),
        (
            "- Denosumab is given by a nurse.\n- The dose is 60 mg once every 6 weeks.\n",
            "dose/wrong-frequency",
            "60 mg once every 6 weeks",
        ),
        (
            "Women who are pregnant need 2.6 mcg of vitamin B12 a day, and those who breastfeed need 2.8 mg a day.",
            "dose/wrong-unit",
            "2.8 mg",
        ),
    ],
)
def test_the_only_substance_around_owns_an_amount_of_dosing(text: str, rule: str, where: str) -> None:
    assert _found(text) == [(rule, where)]


@pytest.mark.parametrize(
    "text",
    [
        "Alendronate slows bone loss. You take 70 mg once a week.",
        "Alendronate slows bone loss. A glass of milk gives you 300 mg.",
        "# Denosumab\n\nSome people get zanubrutinib 160 mg twice a day as well.",
        "Calcium and iron matter. A body loses 10,000 mcg every day.",
        "Vitamin D helps the gut take up calcium. Adults need 1,000 mg daily.",
        "Calcium and vitamin D work together. The usual dose is 70 mg a day.",
        "# Risedronate\n\nThe tablet is taken with 120 ml of water once a week.",
        "Paracetamol eases pain. She was given 20 g of rice.",
        "# Alendronate\n\nThe other trial gave women 400 mg of a new compound daily.",
    ],
)
def test_amounts_of_something_else_are_silent(text: str) -> None:
    assert _found(text) == []
