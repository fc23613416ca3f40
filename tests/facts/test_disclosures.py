"""Disclaimers, advice and warnings are recognised in many wordings, and not in their look-alikes."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.disclosures import quoted_at, says, sentence_at, wordings
from clinlint.formats.parse import parse
from clinlint.linguistics.sentences import LONGEST
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def article(text: str) -> Article:
    return Article(parse(Source("a.md", f"# T\n\n{text}\n")), TriggerSet({}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("general-disclaimer", "This page does not replace advice from your doctor."),
        ("general-disclaimer", "It is no substitute for professional medical care."),
        ("general-disclaimer", "Never disregard what your physician tells you because of this text."),
        ("general-disclaimer", "For educational purposes only."),
        ("general-disclaimer", "This leaflet gives general information."),
        ("general-disclaimer", "We do not give medical advice."),
        ("general-disclaimer", "Nothing on this site should be taken as a diagnosis or as professional advice."),
        ("general-disclaimer", "This is information, not advice."),
        ("general-disclaimer", "Do not use it instead of seeing a doctor."),
        ("general-disclaimer", "We can’t give individual medical advice."),
        ("general-disclaimer", "It should not be used for diagnosing a health problem."),
        ("general-disclaimer", "Written for general information."),
        ("general-disclaimer", "Use it alongside, and not in lieu of, the care of your team."),
        ("general-disclaimer", "The text is not meant as medical advice."),
        ("see-professional", "Talk to your pharmacist before you start."),
        ("see-professional", "Ask a nurse if you are not sure."),
        ("see-professional", "Your doctor can help you choose."),
        ("see-professional", "Seek medical advice before you change the dose."),
        ("harms", "Side effects are common."),
        ("harms", "It can irritate the stomach."),
        ("harms", "It must not be taken in pregnancy."),
        ("emergency", "Call 999 if you have chest pain."),
        ("emergency", "Go to the emergency department."),
        ("emergency", "Get medical help right away."),
        ("weekly", "Take it once a week."),
        ("weekly", "It is taken on the same day each week."),
        ("cardiovascular-warning", "It is not given to people who had a heart attack."),
        ("follow-on-treatment", "It is followed by a bisphosphonate."),
        ("professional-disclaimer", "Check the current product information."),
        ("ai-disclosure", "This text was drafted with an AI tool."),
    ],
)
def test_a_wording_is_recognised(name: str, text: str) -> None:
    hit = says(article(text), wordings([name]))
    assert hit is not None
    assert hit.block == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("general-disclaimer", "Surgeons replace the hip with metal."),
        ("general-disclaimer", "Tablets do not replace exercise."),
        ("general-disclaimer", "Your doctor will replace the pump."),
        ("general-disclaimer", "Generic tablets may be substituted by your pharmacist."),
        ("general-disclaimer", "The leaflet holds more information."),
        ("see-professional", "Doctors use a scan to measure bone."),
        ("see-professional", "Talk to your friends."),
        ("harms", "The disease can cause pain in many joints."),
        ("emergency", "The study lasted 110 weeks."),
        ("weekly", "Take it every day."),
        ("cardiovascular-warning", "It strengthens bone."),
        ("ai-disclosure", "Hospitals test AI that reads scans."),
    ],
)
def test_a_look_alike_is_not(name: str, text: str) -> None:
    assert says(article(text), wordings([name])) is None


def test_the_reference_list_says_nothing() -> None:
    text = "Bones store calcium.\n\n## References\n\n1. Roe A. Side effects of tablets. 2021.\n2. Lee B. Adverse events. 2020."
    assert says(article(text), wordings(["harms"])) is None


def test_patterns_of_one_wording_must_meet_in_one_sentence() -> None:
    apart = {"all": ["calcium", "iron"]}
    assert says(article("Milk has calcium. Meat has iron."), [apart]) is None
    assert says(article("Milk has calcium. Meat has iron."), [{**apart, "within": "paragraph"}]) is not None


def test_an_endless_sentence_is_read_near_the_place() -> None:
    parsed = article("word " * 5_000)
    for place in (0, 12_000, 12_001, 24_990):
        start, end = sentence_at(parsed, 1, place)
        assert start <= place < end
        assert end - start <= LONGEST


def test_words_in_quotation_marks_are_quoted() -> None:
    parsed = article("He said “it works” and left.")
    text = parsed.texts[1]
    assert quoted_at(parsed, 1, text.index("it works"), text.index("it works") + 8)
    assert not quoted_at(parsed, 1, text.index("left"), text.index("left") + 4)
