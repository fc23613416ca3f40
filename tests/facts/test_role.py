"""What a number is in its sentence."""

from __future__ import annotations

import pytest

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.role import Role, role_at
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.source import Source


def role(text: str) -> Role:
    article = Article(parse(Source("x.md", text)), TriggerSet({}))
    block, quantity = next((i, q) for i, found in enumerate(article.fact(article_quantities)) for q in found)
    return role_at(article, block, quantity.start, quantity.end).role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A T-score of -2.5 or lower means osteoporosis.", Role.DEFINITION),
        ("Adults need 1,000 mg of calcium a day.", Role.RECOMMENDATION),
        ("Do not take more than 4,000 IU a day.", Role.LIMIT),
        ("The target is an INR of 2.5.", Role.TARGET),
        ("Her T-score was -3.1.", Role.MEASUREMENT),
        ("The scan showed a bone density of 0.8 g/cm2.", Role.MEASUREMENT),
        ("Participants took 1,000 mg of calcium.", Role.STUDY),
        ("In this trial the dose was 10 mg.", Role.STUDY),
        ("A cup of milk contains 300 mg of calcium.", Role.FOOD),
        ("The tablets come in strengths of 5 mg.", Role.LABEL),
        ("Walking raises bone density by 1%.", Role.CHANGE),
        ("Guidelines used to recommend 800 mg.", Role.HISTORY),
        ("Some sites wrongly say that 5,000 mg is safe.", Role.MYTH),
        ("## Myths\n\n- A T-score of -1.5 means osteoporosis.", Role.MYTH),
        ("Is a T-score of -2.0 osteoporosis?", Role.QUESTION),
    ],
)
def test_roles(text: str, expected: Role) -> None:
    assert role(text) is expected


def test_only_statements_of_what_is_right_are_judged() -> None:
    assert {r for r in Role if r.judged} == {Role.DEFINITION, Role.RECOMMENDATION, Role.LIMIT, Role.TARGET, Role.STATEMENT}
