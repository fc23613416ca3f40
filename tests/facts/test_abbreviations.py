"""Abbreviations are explained in either order, or not at all."""

from __future__ import annotations

import pytest

from clinlint.facts.abbreviations import abbreviations
from clinlint.facts.article import Article
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def found(text: str) -> dict[str, bool]:
    return {a.word: a.explained for a in abbreviations(Article(parse(Source("a.md", f"# T\n\n{text}\n")), TriggerSet({})))}


@pytest.mark.parametrize(
    "text",
    [
        "Bone mineral density (BMD) falls. BMD is measured.",
        "BMD (bone mineral density) falls.",
        "BMD, or bone mineral density, falls.",
        "BMD stands for bone mineral density.",
        "BMD (bonemineral density) falls.",
        "It is called a BMD or a bone mineral density.",
        "Bone mineral density, or BMD, falls.",
        "Bone mineral density, called BMD, falls.",
        "Bone mineral density, also known as BMD, falls.",
        "BMD values (or bone mineral density values) fall.",
        "The body’s bone mineral density (also called BMD) falls.",
        "Biomineraldensity scan, or BMD, falls.",
        "Bone mineral density, density, or BMD, falls.",
        "Areal bone mineral density (BMD, usually given in grams for a square centimetre, and a score) falls.",
    ],
)
def test_explained(text: str) -> None:
    assert found(text) == {"BMD": True}


@pytest.mark.parametrize("text", ["Your BMD falls.", "Your bone density and BMD fall.", "BMD (see below) falls."])
def test_not_explained(text: str) -> None:
    assert found(text) == {"BMD": False}


def test_names_with_digits_and_greek_letters_are_one_word() -> None:
    assert set(found("P1NP, CTX-1, IL-6 and TNF-alpha rise.")) == {"P1NP", "CTX-1", "IL-6", "TNF-alpha"}


@pytest.mark.parametrize(
    "text",
    [
        "Mutations in the BRCA2 gene raise the risk.",
        "Genes such as TP53, KIF1B and RAB7A matter.",
        "Stage IIA and stage IIIB differ.",
        "Write to 80 Lane Street, New York, NY 10038.",
        "Write to 80 Lane Street NW, Arlington, VA 100381234.",
        "Stage II-IV tumors differ.",
        "The TP53, KIF1BX and RAB7A genes matter.",
        "In the brain TP53 acts alone. The gene is old.",
        "It lies in many genes, including TP53 and KIF1B (one); RAB7A too.",
        "It is in the following genes: TP53 (one form), KIF1B (another); RAB7A too.",
        "This DOES NOT MEAN that it is safe.",
    ],
)
def test_names_of_genes_stages_and_states_are_none(text: str) -> None:
    assert found(text) == {}
