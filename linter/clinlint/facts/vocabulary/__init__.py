"""Words of health claims by class: what is said to act, what it is said to act on, what can truly be cured, what is no claim."""

from __future__ import annotations

from typing import Any


def compile_topics(topics: dict[str, Any]) -> dict[str, Any]:
    """Classes and one automaton over their words, plurals included (used when the data is generated)."""
    from clinlint.linguistics.phrases import automaton

    names: list[str] = []
    phrases: list[tuple[str, int]] = []
    daily: set[str] = set()
    everywhere = frozenset(topics["words"]["everywhere"])
    for classes in (topics["subjects"], topics["objects"]):
        for name, words in classes.items():
            forms = [form for phrase in words for form in _forms(phrase)]
            phrases += [(form, len(names)) for form in forms]
            names.append(name)
            if name in _DAILY:
                daily.update(max(form.replace("-", " ").split(), key=lambda word: (word not in everywhere, len(word))) for form in forms)
    rows: list[tuple[str, int]] = []
    for number, row in enumerate(topics["established"]):
        rows += [(form, 2 * number) for form in _forms(row["conditions"])]
        if row["treatments"] != "any":
            rows += [(form, 2 * number + 1) for form in _forms(row["treatments"])]
    anything = [number for number, row in enumerate(topics["established"]) if row["treatments"] == "any"]
    return {
        "classes": names,
        "nodes": automaton(phrases),
        "daily": sorted(daily),
        "established": automaton(rows),
        "anything": anything,
        "harmful": [number for number, row in enumerate(topics["established"]) if row.get("harm")],
        "words": topics["words"],
    }


def _forms(line: str) -> list[str]:
    """Every phrase of a line with alternatives, singular and plural."""
    from itertools import product

    from clinlint.linguistics.phrases import slots

    phrases = [" ".join(word for part in parts for word in part) for parts in product(*slots(line))]
    return [form for phrase in phrases for form in (phrase, *_plurals(phrase))]


def _plurals(phrase: str) -> tuple[str, ...]:
    head, _, word = phrase.rpartition(" ")
    if not word.isalpha() or word.endswith("ing") or word in _NO_PLURAL:
        return ()
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        endings: tuple[str, ...] = (word[:-1] + "ies",)
    elif word.endswith(("s", "x", "sh", "ch")):
        endings = (word + "es",)
    elif word.endswith("o"):
        endings = (word + "s", word + "es")
    else:
        endings = (word + "s",)
    return tuple(f"{head} {ending}".strip() for ending in endings)


_DAILY = frozenset({"food", "drink", "diet", "supplement", "herb", "habit", "alternative", "product", "goods", "exposure"})
_NO_PLURAL = frozenset({"is", "to", "of", "on", "in", "we", "mice", "people", "women", "men", "children"})
