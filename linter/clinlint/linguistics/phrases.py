"""Phrases with alternatives, `no (good|) (evidence|proof)`, matched together by one automaton over words.

A slot `(a|b c|)` holds alternatives, an empty one makes it optional. `_` stands for any word, `#` for any number, `#past` for a
year before 1980, `n't` for any word that ends so; hyphens part words. The automaton is a table of nodes: a word leads to a node; under `""` stand
the ids of the phrases that end there. All nodes but the first are packed into texts, of which a run unpacks the few that it comes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from sys import intern
from typing import Any, TypeAlias

Node: TypeAlias = Mapping[str, Any]
"""Next node by word, and under `""` the ids that end here."""
Nodes: TypeAlias = MutableSequence[Any]
"""The table: a node, or a text until somebody comes to it."""


def slots(phrase: str) -> list[list[list[str]]]:
    """Slots of a phrase, each a list of alternatives, each a list of words. Raises ValueError where brackets do not match."""
    found: list[list[list[str]]] = []
    rest = phrase.replace("-", " ")
    while rest.strip():
        before, bracket, after = rest.partition("(")
        found += [[[word]] for word in before.split()]
        if not bracket:
            break
        inner, closed, rest = after.partition(")")
        if not closed or "(" in inner:
            raise ValueError(f"brackets do not match in {phrase!r}")
        found.append([option.split() for option in inner.split("|")])
    return found


def automaton(phrases: Iterable[tuple[str, int]]) -> list[Any]:
    """The table of the automaton that accepts every phrase under its id; node 0 is the start."""
    start, *others = _minimised(_accepting(phrases))
    return [start, *map(_packed, others)]


def _accepting(phrases: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    edges: list[dict[str, set[int]]] = [{}]
    skips: list[set[int]] = [set()]
    ends: dict[int, set[int]] = {}

    def state() -> int:
        edges.append({})
        skips.append(set())
        return len(edges) - 1

    for phrase, identifier in phrases:
        here = 0
        for number, options in enumerate(slots(phrase)):
            after = state()
            first = here if number else state()
            if not number:
                skips[0].add(first)
            for words in options:
                at = first
                for word in words[:-1]:
                    step = state()
                    edges[at].setdefault(word, set()).add(step)
                    at = step
                if words:
                    edges[at].setdefault(words[-1], set()).add(after)
                else:
                    skips[first].add(after)
            here = after
        ends.setdefault(here, set()).add(identifier)
    return _determinise(edges, skips, ends)


def _determinise(edges: Sequence[Mapping[str, set[int]]], skips: Sequence[set[int]], ends: Mapping[int, set[int]]) -> list[dict[str, Any]]:
    def closed(states: Iterable[int]) -> frozenset[int]:
        seen = set(states)
        queue = list(seen)
        while queue:
            for other in skips[queue.pop()]:
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        return frozenset(seen)

    start = closed([0])
    numbers = {start: 0}
    order = [start]
    nodes: list[dict[str, Any]] = []
    for states in order:
        node: dict[str, Any] = {}
        ending = sorted({identifier for state in states for identifier in ends.get(state, ())})
        if ending and states is not start:
            node[""] = ending
        words = sorted({word for state in states for word in edges[state]})
        for word in words:
            reached = {after for state in states for key in _keys(word) for after in edges[state].get(key, ())}
            target = closed(reached)
            if target not in numbers:
                numbers[target] = len(order)
                order.append(target)
            node[word] = numbers[target]
        nodes.append(node)
    return nodes


def _minimised(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same automaton with one node for all that accept the same."""
    while True:
        first: dict[str, int] = {}
        same = [first.setdefault(repr(node), number) for number, node in enumerate(nodes)]
        if len(first) == len(nodes):
            return nodes
        new = {number: place for place, number in enumerate(first.values())}
        nodes = [
            {word: to if word == "" else new[same[to]] for word, to in node.items()} for number, node in enumerate(nodes) if number in new
        ]


def _packed(node: Mapping[str, Any]) -> str:
    ids = ",".join(map(str, node.get("", ())))
    return " ".join([ids, *(f"{word} {to}" for word, to in node.items() if word)])


def _unpacked(text: str) -> Node:
    ids, *steps = text.split(" ")
    node: dict[str, Any] = dict(zip(map(intern, steps[::2]), map(int, steps[1::2]), strict=True))
    if ids:
        node[""] = tuple(map(int, ids.split(",")))
    return node


def _keys(word: str) -> tuple[str, ...]:
    if word == "_":
        return ("_",)
    if word.startswith("#"):
        return tuple(dict.fromkeys((word, "#", "_")))
    return (word, "n't", "_") if word.endswith("n't") else (word, "_")


def step(node: Node, word: str) -> int:
    """Number of the node that a word leads to, or 0 where no phrase goes on."""
    found = node.get(word)
    if found is None:
        if word[-3:] == "n't":
            found = node.get("n't")
        elif word.isdigit():
            found = (node.get("#past") if len(word) == 4 and "1000" <= word < "1980" else None) or node.get("#")
        if found is None:
            found = node.get("_")
    return found or 0


def longest(nodes: Nodes, words: Sequence[str], start: int) -> tuple[int, Sequence[int]]:
    """End and ids of the longest phrase that begins at a word; `(start, ())` where there is none."""
    end, ids = start, ()
    node: Node = nodes[0]
    for index in range(start, len(words)):
        word = words[index]
        number = node.get(word) or step(node, word)
        if not number:
            break
        reached = nodes[number]
        if reached.__class__ is str:
            reached = nodes[number] = _unpacked(reached)
        node = reached
        if "" in node:
            end, ids = index + 1, node[""]
    return end, ids
