from clinlint.rules.load import builtin
from clinlint.rules.rule import Rule


def test_what_a_kind_makes_of_a_rule_is_made_once() -> None:
    asked: list[str] = []

    def make(rule: Rule) -> list[str]:
        asked.append(rule.id)
        return [rule.id]

    one, two = builtin()[:2]
    assert one.once(make) is one.once(make)
    assert two.once(make) == [two.id]
    assert asked == [one.id, two.id]
