"""The parser behind the cascade: who does what, and the same for every batch."""

from __future__ import annotations

import pytest

from clinlint.linguistics.spacy_ import parse

SENTENCES = (
    "Eating walnuts and other nuts lowers blood pressure.",
    "Researchers at a university say turmeric eases pain.",
    "Patients whose doctors know the guideline improve their blood pressure.",
)


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [(SENTENCES[0], "lowers", "Eating"), (SENTENCES[1], "eases", "turmeric"), (SENTENCES[2], "improve", "Patients")],
)
@pytest.mark.filterwarnings("ignore")
def test_the_subject_of_a_verb(sentence: str, verb: str, subject: str) -> None:
    (grammar,) = parse([sentence])
    index = grammar.at(sentence.index(verb))
    found = grammar.subject(index)
    assert grammar.is_verb(index)
    assert found is not None
    assert sentence[found[0] : found[1]] == subject


@pytest.mark.filterwarnings("ignore")
def test_a_batch_gives_what_one_by_one_gives() -> None:
    assert parse(SENTENCES) == tuple(parse([sentence])[0] for sentence in SENTENCES)


def test_nothing_is_loaded_for_nothing() -> None:
    assert parse(()) == ()
