"""Harms of medicines are found for each one: by name, by family, or for all at once."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.harms import harms
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def bare(text: str) -> list[str]:
    article = Article(parse(Source("a.md", text)), TriggerSet({}))
    return [article.blocks[praise.block].text[praise.start : praise.end] for praise in harms(article).bare]


def test_each_medicine_needs_its_own() -> None:
    text = "Alendronate slows the loss of bone and can irritate the gullet.\n\nRomosozumab builds bone. Denosumab slows the loss as well.\n"
    assert bare(text) == ["Romosozumab", "Denosumab"]


@pytest.mark.parametrize(
    "text",
    [
        "Denosumab slows the loss of bone, but calcium in the blood can fall, so blood tests are needed.",
        "Denosumab slows the loss of bone.\n\nIt can cause skin infections.",
        "## Denosumab\n\nDenosumab slows the loss of bone.\n\n- Sometimes it causes rashes.",
        "Denosumab slows the loss of bone.\n\n## Side effects\n\nSkin infections are rare.",
        "Denosumab slows the loss of bone. Every medicine can cause side effects.",
        "Zoledronate slows the loss of bone. Bisphosphonates can irritate the gullet.",
        "Zoledronate slows the loss of bone. Alendronate can irritate the gullet.",
        "Denosumab does not slow the loss of cartilage.",
        "Prednisone causes bone loss and lowers the risk of nothing.",
        "| Medicine | Benefit | Side effects |\n| --- | --- | --- |\n| Denosumab | slows bone loss | skin infections |\n",
    ],
)
def test_told_or_not_praised(text: str) -> None:
    assert bare(f"# Bone\n\n{text}\n") == []


def test_a_section_of_side_effects_that_names_one_medicine_speaks_of_that_one() -> None:
    text = "Alendronate and denosumab slow the loss of bone.\n\n## Side effects\n\nAlendronate can irritate the gullet.\n"
    assert bare(f"# Bone\n\n{text}") == ["denosumab"]


def test_a_family_is_not_told_beside_its_member() -> None:
    assert bare("# Bone\n\nAnabolic agents build bone: teriparatide builds it fast.\n") == ["teriparatide"]
