"""What clinics, herbalists and posts offer."""

from __future__ import annotations

import pytest

from clinlint.facts.frames import FRAMES
from clinlint.facts.view import View
from clinlint.linguistics.assertion import Surroundings

ILL = ("chronic", "acute", "function", "risk")


def reason(frame: str, sentence: str, *, before: str = "", about: str = "", headings: tuple[str, ...] = ()) -> str:
    """Why the words in brackets are no claim; empty where they are one."""
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    around = Surroundings(before=before, headings=headings)
    return FRAMES[frame](View(text, start, end, around, about=lambda: about), (), ILL)


def test_a_remedy_or_a_cosmetic_procedure_may_not_be_ranked() -> None:
    assert reason("ranked", "Acupuncture is [the gentlest way to] ease gout.") == ""
    assert reason("ranked", "Teeth whitening is [the safest procedure] of all.") == ""
    assert reason("ranked", "The method is [the gentlest way to] ease gout.", about="acupuncture") == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Surgery is [the most effective treatment for] a torn retina.",
        "Walking is [the simplest way to] keep fit.",
        "Is acupuncture [the gentlest way to] ease gout?",
        "If acupuncture is [the gentlest way to] ease gout, so be it.",
    ],
)
def test_medicine_habits_questions_and_conditions_may(sentence: str) -> None:
    assert reason("ranked", sentence)


def test_a_clinic_offers_what_works_where_an_illness_is_spoken_of() -> None:
    assert reason("offered", "Here [we offer an effective treatment].", headings=("Eczema",)) == ""
    assert reason("offered", "Here [we offer an effective treatment].") == "sense"
    assert reason("offered", "The hospital [offers effective treatment] for gout.") == "plain"


def test_a_remedy_is_said_to_exist() -> None:
    assert reason("exists", "[There are herbs that shrink fibroids].") == ""
    assert reason("exists", "[There are medicines that shrink fibroids].")
    assert reason("exists", "[There are ways to shrink fibroids].") == "plain"
    assert reason("exists", "It may be that [there are herbs that shrink fibroids].") == "hedged"


def test_an_illness_is_to_go_without_a_doctor() -> None:
    assert reason("untreated", "You can [improve your eyesight without glasses], naturally.") == ""
    assert reason("untreated", "Some doctors [treat piles without surgery].")
    assert reason("untreated", "Rest can [ease back pain without surgery].") == "plain"
