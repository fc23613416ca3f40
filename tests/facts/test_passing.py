"""Triggers that pass by a cheap look: none of them would be shown by a thorough one."""

from __future__ import annotations

import pytest

from clinlint.facts import claims as judging
from clinlint.facts.article import Article
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source
from clinlint.rules.kinds.claim import claims
from clinlint.rules.load import builtin, examples, waking
from clinlint.rules.rule import Rule

RULES = tuple(rule for rule in builtin() if rule.kind == "claim")
TRIGGERS = TriggerSet({name: pattern for rule in RULES for name, pattern in waking(rule).patterns.items()})


def shown(rule: Rule, text: str) -> list[tuple[int, int, str]]:
    """Places and terms of the claims of a text that any profile may show."""
    article = Article(parse(Source("a.md", text)), TRIGGERS)
    found = [claim for claim, _ in claims(rule, article)]
    return [(c.start, c.end, c.term) for c in found if not c.reason or c.borderline or c.hedged]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_no_claim_of_an_example_passes_by_the_cheap_look(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [example.text for example in examples(rule.id)]
    cheap = [shown(rule, text) for text in texts]
    monkeypatch.setattr(judging, "passes", lambda *_: False)
    assert cheap == [shown(rule, text) for text in texts]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Walk for an hour. It lowers your risk of gout.", "effect"),
        ("Eating kale every morning reduces the risk of gout.", "effect"),
        ("Two cups a day lower the risk of gout.", "effect"),
        ("# Kale\n\n- lowers the risk of gout", "effect"),
    ],
)
def test_a_subject_that_no_list_names_is_looked_at(text: str, term: str) -> None:
    from clinlint.facts.passing import passes

    article = Article(parse(Source("a.md", text)), TRIGGERS)
    hits = [hit for name in article.fired if name.endswith(f"#{term}") for hit in article.hits[name]]
    assert hits
    assert not any(passes(article, hit, term, str) for hit in hits)


def test_a_verb_after_to_is_none() -> None:
    from clinlint.facts.passing import passes

    article = Article(parse(Source("a.md", "Kale is eaten to lower the risk of gout.")), TRIGGERS)
    hits = [hit for name in article.fired if name.endswith("#effect") for hit in article.hits[name]]
    assert hits
    assert all(passes(article, hit, "effect", str) for hit in hits)
