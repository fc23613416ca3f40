"""Rules as YAML: a folder a pack, a file a topic; compiled by `make generate`."""

from __future__ import annotations

from typing import Any

_WORDS = "words"


def compile_topics(topics: dict[str, Any]) -> dict[str, Any]:
    """The packs with every word class that a pattern names in braces written out (used when the data is generated)."""
    rules = {topic: entries for topic, entries in topics.items() if isinstance(entries, list)}
    for topic, classes in topics.items():
        folder, _, name = topic.rpartition("/")
        if name == _WORDS:
            written = {f"{{{word}}}": pattern for word, pattern in _patterns(classes)}
            rules |= {other: [_written(rule, written) for rule in rules[other]] for other in rules if other.startswith(f"{folder}/")}
    return rules


def _patterns(classes: dict[str, Any]) -> list[tuple[str, str]]:
    """Each word class by its name as a pattern: alternatives as they stand, or the present forms of verbs and, under `-ing`, their gerunds."""
    found = []
    for name, members in classes.items():
        if isinstance(members, list):
            found.append((name, f"(?:{'|'.join(members)})"))
        else:
            verbs = members.split()
            found.append((name, _either(form for verb in verbs for form in (verb, _third(verb)))))
            found.append((f"{name}-ing", _either(map(_gerund, verbs))))
    return found


def _either(forms: Any) -> str:
    return "(?:" + "|".join(dict.fromkeys(form.replace("_", " ") for form in forms)) + ")"


def _third(verb: str) -> str:
    head, dash, rest = verb.partition("_")
    if head.endswith(("s", "x", "sh", "ch", "z", "o")):
        return f"{head}es{dash}{rest}"
    if head.endswith("y") and head[-2] not in "aeiou":
        return f"{head[:-1]}ies{dash}{rest}"
    return f"{head}s{dash}{rest}"


def _gerund(verb: str) -> str:
    head, dash, rest = verb.partition("_")
    if head.endswith("e") and not head.endswith("ee"):
        head = head[:-1]
    elif len(head) <= 4 and head[-1] not in "aeiouwy" and head[-2] in "aeiou" and head[-3:-2] not in {"a", "e", "i", "o", "u"}:
        head += head[-1]
    return f"{head}ing{dash}{rest}"


def _written(rule: Any, written: dict[str, str]) -> Any:
    if isinstance(rule, dict):
        return {key: _written(value, written) for key, value in rule.items()}
    if isinstance(rule, list):
        return [_written(value, written) for value in rule]
    if isinstance(rule, str) and "{" in rule:
        for name, pattern in written.items():
            rule = rule.replace(name, pattern)
    return rule
