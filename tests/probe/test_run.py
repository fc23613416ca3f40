import pytest

from clinlint.engine.linter import Linter
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.probe.mutations import mutants
from clinlint.probe.run import Share, chosen, probe
from clinlint.probe.statements import Statement, statements

RIGHT = "A T-score of -2.5 or lower means osteoporosis."


def _statement(text: str, *, right: bool = True) -> Statement:
    return Statement("one", Source("one.md", text), Span(0, len(text)), "t-score", "definition", right)


def test_a_lost_sign_is_found_at_its_place() -> None:
    outcome = probe(Linter(), [_statement(RIGHT)])
    lost = [trial for trial in outcome.trials if trial.plant.kind == "sign"]
    assert [(t.found, t.located, t.silent) for t in lost] == [(True, True, True)]
    assert lost[0].reported[0].startswith("threshold/lost-sign")


def test_what_is_reported_on_a_right_statement_is_an_alarm_and_spoils_its_pairs() -> None:
    outcome = probe(Linter(), [_statement("A T-score of 2.5 or lower means osteoporosis.")])
    assert outcome.false_untouched == Share(1, 1)
    assert not any(trial.paired for trial in outcome.trials)


def test_nothing_is_planted_into_what_is_not_right() -> None:
    outcome = probe(Linter(), [_statement("Her T-score was -2.5.", right=False)])
    assert (outcome.trials, outcome.untouched, outcome.rewritten) == ((), 1, 0)


def test_the_same_seed_plants_the_same_errors() -> None:
    first, again, other = ([p.text for p in chosen(mutants(RIGHT), seed, 1)] for seed in (1, 1, 2))
    assert first == again
    assert {text for seed in range(8) for text in [p.text for p in chosen(mutants(RIGHT), seed, 1)]} > set(other)


def test_rewrites_of_a_right_statement_are_silent() -> None:
    outcome = probe(Linter(), [_statement(RIGHT)])
    assert outcome.rewritten > 5
    assert outcome.alarms == ()


def test_statements_of_an_article_are_those_that_are_judged() -> None:
    source = Source("a.md", f"# Bones\n\nHer T-score was -2.7. {RIGHT} Women over 50 need 1,200 mg of calcium a day.\n")
    found = [(s.text, s.measure) for s in statements(source)]
    assert found == [(RIGHT, "t-score"), ("Women over 50 need 1,200 mg of calcium a day.", "calcium")]


@pytest.mark.parametrize(("share", "low", "high"), [(Share(0, 0), 0.0, 1.0), (Share(0, 100), 0.0, 0.037), (Share(100, 100), 0.963, 1.0)])
def test_intervals_of_shares(share: Share, low: float, high: float) -> None:
    assert share.interval == pytest.approx((low, high), abs=0.001)
