"""Claims in articles: what is asserted, by whom, and why the others pass."""

from __future__ import annotations

import pytest

from clinlint.engine.linter import Linter
from clinlint.facts.claims import Claim
from clinlint.model.source import Source
from clinlint.rules.kinds.claim import claims
from clinlint.rules.load import builtin

RULES = tuple(rule for rule in builtin() if rule.kind == "claim")
LINTER = Linter(rules=RULES)


def read(text: str) -> list[tuple[Claim, str]]:
    article = LINTER.article(Source("a.md", text))
    return [(claim, article.blocks[claim.block].text[claim.start : claim.end]) for rule in RULES for claim, _ in claims(rule, article)]


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("The diet cures gout.", "cures gout", ""),
        ("The diet does not cure gout.", "cure gout", "negated"),
        ("The diet may cure gout.", "cure gout", "hedged"),
        ("Does the diet cure gout?", "cure gout", "question"),
        ("Antibiotics cure strep throat.", "cure strep throat", "established"),
        ("Cured bacon is salty.", "Cured", "sense"),
        ("The cure rate was high.", "cure rate", "technical"),
        ("### Myths\n\n- Milk heals asthma.", "heals asthma", "critical"),
        ("| Remedy | Effect |\n| --- | --- |\n| Black seed oil | cures hay fever |", "cures hay fever", ""),
        ("She runs in the Race for the Cure.", "Cure", "name"),
    ],
)
def test_every_trigger_is_kept_with_its_reason(text: str, words: str, reason: str) -> None:
    assert (words, reason) in [(found, claim.reason) for claim, found in read(text)]


def test_the_words_that_excuse_are_told() -> None:
    ((claim, _),) = [pair for pair in read("No herb cures lupus.") if pair[0].subtype == "cure"]
    assert (claim.reason, claim.cue) == ("negated", "No")


@pytest.mark.filterwarnings("ignore")
def test_the_parser_tells_who_acts() -> None:
    found = read("Doctors who advise people about coffee improve the sleep of their patients.")
    assert {claim.reason for claim, _ in found if claim.term == "benefit-boost"} == {"plain"}


def test_a_hedged_word_of_hype_stays_borderline() -> None:
    (claim,) = [claim for claim, _ in read("The pill could be a game-changer.")]
    assert (claim.borderline, claim.reason) == (True, "hedged")
