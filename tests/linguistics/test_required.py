import json

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from clinlint.linguistics.index import index_of
from clinlint.linguistics.required import required
from clinlint.linguistics.triggers import TriggerSet, folded
from clinlint.resources import triggers_of
from clinlint.rules.load import PACKS, builtin, examples, trigger_index, waking


def _texts() -> list[str]:
    return [example.text.replace("\n", " ") for rule in builtin() for example in examples(rule.id)]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bcures?\b", (("cure cures",),)),
        (r"\b(?:cuts?|slashes) (?:your )?(?:\w+ ){0,3}?(?:risk|odds)\b", (("cut cuts slashes", "odds risk"),)),
        (r"\bheal(?:s|ed)?\b", (("heal healed heals",),)),
        (r"\bdiagnos\w+", (("diagnos*",),)),
        (r"\b\d+ ?mg\b", (("mg", "#"),)),
        (r"melts", (("*melts*",),)),
        (r"\w+mab\b", (("*mab*",),)),
        (r"(?:ab)+c\b", (("*abababababab* *abc*",),)),
        (r"[\x{FF10}-\x{FF19}]+", (("~",),)),
        (r"[a-z\p{Cyrillic}]*(?:[a-z]\p{Cyrillic}|\p{Cyrillic}[a-z])", (("~",),)),
        (r"> ?\d+ ?mg\b", ((">", "mg", "#"),)),
        (r"[<>] \w", (("< >",),)),
        (r"^[^.!?]* heals [^.!?]*$", (("heals", "."),)),
        (r"^[^.!?]* heals [^.!]*$", (("heals",),)),
        (r"^heals(?:,| \w+)*$", (("heals", "."),)),
        (r"^heals[!]?$", (("heals",),)),
        (r"(?m)^heals$", (("heals",),)),
        (r"\S+", ()),
        (r"[0-9]", (("#",),)),
        (r"\bno (?:known risk|side effects)\b", (("known", "risk", "no"), ("side", "effects", "no"))),
    ],
)
def test_a_pattern_requires_words(pattern: str, needs: tuple[tuple[str, ...], ...]) -> None:
    assert set(required(pattern)) == set(needs)


def test_what_is_compiled_is_what_the_patterns_require() -> None:
    patterns = {name: pattern for rule in builtin() for name, pattern in waking(rule).patterns.items()}
    made = index_of(patterns, lambda _name, pattern: required(folded(pattern)))
    assert json.loads(json.dumps(made)) == triggers_of(PACKS)["index"]


def test_of_a_compiled_index_only_the_patterns_asked_for_are_looked_for() -> None:
    patterns = {name: pattern for rule in builtin()[::3] for name, pattern in waking(rule).patterns.items()}
    patterns["own"] = r"\bhealth\w*"
    texts = [*enumerate(_texts())]
    assert TriggerSet(patterns, trigger_index()).fired(texts) == TriggerSet(patterns).fired(texts)


def test_a_pattern_that_differs_from_the_compiled_one_of_its_name_counts() -> None:
    name = next(iter(trigger_index().by_name))
    assert TriggerSet({name: r"\bmoss\b"}, trigger_index()).fired([(0, "Moss grows.")]) == {name: (0,)}


def test_words_never_hide_a_match() -> None:
    patterns = {name: pattern for rule in builtin() for name, pattern in waking(rule).patterns.items()}
    texts = _texts()
    options = re2.Options()
    options.case_sensitive = True
    fired = TriggerSet(patterns).fired(enumerate(texts))
    for name, pattern in patterns.items():
        matcher = re2.compile(folded(pattern).encode(), options)
        expected = tuple(i for i, text in enumerate(texts) if matcher.search(text.lower().encode()))
        assert fired.get(name, ()) == expected, name


@given(st.text(alphabet="acdeilmnrstu ,.-'é\u00a01", max_size=60))
def test_any_text_is_judged_like_the_pattern_alone(text: str) -> None:
    patterns = {
        "a": r"\b(?:cure|mend)s? (?:all |the )*(?:cancer|ulcers?)\b",
        "b": r"\bradial\w*",
        "c": r"^(?:a|the) [^.]*tumult",
        "d": r"1 ?m",
    }
    fired = TriggerSet(patterns).fired([(0, text)])
    assert set(fired) == {name for name, pattern in patterns.items() if re2.search(pattern, text)}
