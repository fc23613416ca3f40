import re2
from hypothesis import given
from hypothesis import strategies as st

from clinlint.linguistics.searched import Searched, options


def test_spans_are_those_of_the_group() -> None:
    assert list(Searched(r"\bno (?P<target>cure)", "target").spans("There is No Cure, no cure.")) == [(12, 16), (21, 25)]
    assert list(Searched(r"\bno cure", "target").spans("No cure.")) == [(0, 7)]


@given(st.text(alphabet="abA é\u00a0\u2019\U0001f600", max_size=40))
def test_spans_are_those_of_the_text(text: str) -> None:
    for pattern in (r"a+b?", r"(?:é|b)[^a]", r"\s\S"):
        expected = [match.span() for match in re2.compile(pattern, options()).finditer(text)]
        assert list(Searched(pattern).spans(text)) == expected
