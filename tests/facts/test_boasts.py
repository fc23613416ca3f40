"""What is said of something on sale, of a course of treatment, of health as a whole."""

from __future__ import annotations

import pytest

from clinlint.facts.frames import FRAMES
from clinlint.facts.view import View
from clinlint.linguistics.assertion import Surroundings


def reason(frame: str, sentence: str, *objects: str, before: str = "", after: str = "", title: bool = False) -> str:
    """Why the words in brackets are no claim; empty where they are one."""
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    around = Surroundings(before=before, after=after)
    return FRAMES[frame](View(text, start, end, around, title=title), (), objects)


@pytest.mark.parametrize(
    "sentence",
    [
        "Our balm is [gentle enough for newborns].",
        "The tea works [just as well] for gout.",
        "Six weeks on the plan and you can [put your gout behind you].",
    ],
)
def test_said_of_what_is_sold(sentence: str) -> None:
    assert reason("sold", sentence) == ""


@pytest.mark.parametrize("after", ["Order by Friday.", "Each jar holds 30 doses.", "It costs £12."])
def test_a_neighbour_that_sells_makes_it_a_sale(after: str) -> None:
    assert reason("sold", "It is [gentle enough for newborns].", after=after) == ""


def test_a_service_without_a_product_sells_nothing() -> None:
    assert reason("sold", "There is [no need to ask your doctor] for a referral.") == "plain"


def test_what_is_acted_on_must_be_named() -> None:
    assert reason("sold", "Our chair [clears] a lot of room.", "chronic") == "sense"


def test_about_health_here_or_in_a_neighbour() -> None:
    assert reason("about", "It is a [seismic shift].", after="The tablet lowers blood pressure.") == ""
    assert reason("about", "It is a [seismic shift].", after="The council meets on Monday.") == "sense"


def test_a_boast_of_a_remedy_and_a_report_of_a_medicine() -> None:
    assert reason("boast", "For colds, onion syrup works [better than any pill].") == ""
    assert reason("boast", "Surgery is [the only treatment that works].") == "plain"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The implant [undoes multiple sclerosis].", ""),
        ("The implant may [undoes multiple sclerosis].", "plain"),
        ("In the trial the implant [reversed multiple sclerosis].", "hedged"),
        ("The tool [undoes the stitches].", "sense"),
    ],
)
def test_a_disease_done_away_with(sentence: str, expected: str) -> None:
    assert reason("ends", sentence, "chronic") == expected


def test_it_points_to_the_disease_before() -> None:
    assert reason("ends", "The serum [takes it away].", "chronic", before="Eczema spoils your day.") == ""
    assert reason("ends", "The nurse [takes it away].", "chronic", before="The tray comes at noon.") == "sense"


def test_a_headline_names_the_disease_first() -> None:
    assert reason("ends-before", "Asthma [undone by] a spray", "chronic", title=True) == ""
    assert reason("ends-before", "Asthma is [reversed by] a spray", "chronic") == "plain"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Two drops at night and your eczema [is gone].", ""),
        ("With our tea your eczema [is gone].", ""),
        ("By spring her eczema [is gone].", "plain"),
        ("In two weeks your deposit [is gone].", "sense"),
    ],
)
def test_an_illness_that_leaves_by_a_course(sentence: str, expected: str) -> None:
    assert reason("gone", sentence, "chronic", "acute") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Boswellia [calms sore joints quickly].", ""),
        ("It [calms sore joints quickly].", ""),
        ("Morphine [calms sore joints quickly].", "plain"),
        ("Some people say boswellia [calms sore joints quickly].", "plain"),
        ("Boswellia may be what [calms sore joints quickly].", "hedged"),
    ],
)
def test_hailed_is_what_people_take(sentence: str, expected: str) -> None:
    assert reason("hailed", sentence, before="Try boswellia.") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Studies show that nettle lowers] blood pressure.", ""),
        ("[Studies show that it lowers] blood pressure.", ""),
        ("[Studies show that insulin lowers] blood sugar.", "plain"),
        ("Few [studies show that nettle lowers] blood pressure.", "hedged"),
        ("[Studies show that nettle lowers] blood pressure in rats.", "hedged"),
    ],
)
def test_studies_called_in_as_proof(sentence: str, expected: str) -> None:
    assert reason("studied", sentence, "function", "risk", before="Nettle grows here.") == expected


@pytest.mark.parametrize(
    ("sentence", "before", "expected"),
    [
        ("[You will feel younger].", "Drink nettle tea.", ""),
        ("[You will feel better].", "Take the antibiotic.", "hedged"),
        ("[You will feel better].", "The ward is on the left.", "plain"),
    ],
)
def test_a_result_foretold_to_the_reader(sentence: str, before: str, expected: str) -> None:
    assert reason("foretold", sentence, before=before) == expected


def test_praise_of_what_the_sentence_names_or_points_to() -> None:
    assert reason("of-remedy", "Turmeric [transforms your skin].") == ""
    assert reason("of-remedy", "It [transforms your skin].", before="Take turmeric.") == ""
    assert reason("of-remedy", "Grief [transforms your life].") == "plain"
    assert reason("headline-hailed", "Eat more kale, [according to science]") == "plain"
    assert reason("headline-hailed", "Eat more kale, [according to science]", title=True) == ""
