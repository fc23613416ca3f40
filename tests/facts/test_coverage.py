"""What a marker at the end of a list speaks for."""

from __future__ import annotations

from clinlint.facts.article import Article
from clinlint.facts.coverage import sourced
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source

LIST = "\n\n## References\n\n1. Roe A. Density. Bone J. 2021.\n2. Lee B. Hips. Bone J. 2020.\n"


def carried(text: str, words: str) -> bool:
    article = Article(parse(Source("a.md", f"# T\n\n{text}{LIST}")), TriggerSet({}))
    index = next(i for i, block in enumerate(article.blocks) if words in block.text)
    return sourced(article, index, 0)


def test_a_marker_at_its_end_speaks_for_a_list() -> None:
    assert carried("Eat well:\n\n- milk\n- greens\n- nuts [1]\n", "milk")


def test_it_speaks_for_its_own_item_beside_lists_that_cite_item_by_item() -> None:
    text = "- Tablets:\n  - alendronate [1]\n  - risedronate [2]\n- Injections:\n  - teriparatide\n  - romosozumab [2]\n"
    assert carried(text, "risedronate")
    assert carried(text, "romosozumab")
    assert not carried(text, "teriparatide")


def test_citations_by_key_end_a_paragraph_too() -> None:
    article = Article(parse(Source("a.md", "Density rose. It fell later [@roe2021; see @lee2020, p. 3].\n")), TriggerSet({}))
    assert sourced(article, 0, 0)
