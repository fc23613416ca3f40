from clinlint.linguistics.factors import Need
from clinlint.linguistics.index import Index, index_of


def index(*needs: tuple[Need, ...]) -> Index:
    patterns = {str(number): str(number) for number in range(len(needs))}
    return Index(index_of(patterns, lambda name, _pattern: needs[int(name)]))


def candidates(index: Index, *texts: str) -> dict[int, int]:
    return index.candidates(index.held([set(text.split()) for text in texts]))


def test_a_pattern_may_match_where_every_factor_of_one_way_is_met() -> None:
    known = index((("heal heals", "bone bones"), ("mend",)), (("bone",),))
    assert candidates(known, "it heals a bone", "bone broth", "mend it", "heals") == {0: 0b101, 1: 0b011}


def test_a_stem_stands_for_all_that_begin_so_and_a_part_for_all_that_hold_it() -> None:
    known = index((("diagnos*",),), (("*mab*",),))
    assert candidates(known, "diagnosed", "denosumab", "dial a mab") == {0: 0b001, 1: 0b110}


def test_words_that_lead_nowhere_are_left_out() -> None:
    known = index((("heal",),), ())
    assert known.held([{"heal", "tea"}]) == {"heal": 0b1}
    assert known.held([{"milk"}, {"heal", "milk"}]) == {"heal": 0b10}


def test_patterns_that_need_nothing_are_plain() -> None:
    assert index((("heal",),), ()).plain == [1]


def test_patterns_that_need_the_same_are_asked_together() -> None:
    known = index((("heal",),), (("mend",),), (("heal",),))
    assert known.together == {0: (0, 2)}
    assert candidates(known, "heal") == {0: 0b1}
