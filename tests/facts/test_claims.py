"""Claims in articles: what is asserted, by whom, and why the others pass."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.claims import Claim
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source
from clinlint.rules.kinds.claim import claims
from clinlint.rules.load import builtin, examples, waking
from clinlint.rules.rule import Rule

RULES = tuple(rule for rule in builtin() if rule.kind == "claim")
TRIGGERS = TriggerSet({name: pattern for rule in RULES for name, pattern in waking(rule).patterns.items()})


def read(text: str) -> list[tuple[Claim, str]]:
    article = Article(parse(Source("a.md", text)), TRIGGERS)
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
    assert {claim.reason for claim, _ in found if claim.term == "effect"} == {"plain"}


def test_a_hedged_word_of_hype_stays_borderline() -> None:
    (claim,) = [claim for claim, _ in read("The pill could be a game-changer.")]
    assert (claim.borderline, claim.reason) == (True, "hedged")


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_every_term_has_an_example_in_which_it_is_a_claim(rule: Rule) -> None:
    fired = set()
    for example in examples(rule.id):
        if example.flagged:
            article = Article(parse(Source("a.md", example.text)), TRIGGERS)
            fired |= {claim.term for claim, _ in claims(rule, article) if not claim.reason}
    assert {entry["name"] for entry in rule.options["terms"]} <= fired


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("This operation does not cure the disease.", "negated"),
        ("To reduce the risk of falls, wear firm shoes.", "goal"),
        ("It is the most common cause of heart attacks.", "sense"),
        ("Stopping smoking greatly reduces your risk of lung cancer.", "established"),
        ("Non-steroidal drugs may reduce pain.", "hedged"),
        ("Fluid tablets can ease the swelling, but not eliminate it.", "negated"),
        ("The best way to prevent frostbite is to stay dry.", "established"),
        ("Ask your doctor which exercises are safe for you.", "question"),
        ("Antibiotics are effective in treating the infection.", "established"),
        ("A meningioma can be cured if a surgeon removes all of it.", "established"),
        ("How to prevent chilblains?", "question"),
        ("White cells, which fight infection, live for days.", "sense"),
        ("Ask for the leaflet called Lowering Your Blood Pressure at the desk.", "name"),
        ("Liver damage of this kind is hard to reverse.", "negated"),
    ],
)
def test_a_silent_claim_tells_its_true_reason_when_asked(text: str, reason: str) -> None:
    article = Article(parse(Source("a.md", text)), TRIGGERS)
    told = {claim.reason for rule in RULES for claim, _ in claims(rule, article, explain=True)}
    assert reason in told
    assert "" not in told
