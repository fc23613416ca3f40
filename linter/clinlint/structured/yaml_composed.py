"""YAML as PyYAML's C parser reads it: the core schema of YAML 1.2, duplicate keys as faults, bounded aliases and depth."""

from __future__ import annotations

import re
from typing import Any

import yaml

from clinlint.model.document import Fault, Path
from clinlint.model.span import Span
from clinlint.structured.parsed import DEEPEST, Parsed
from clinlint.structured.yaml_values import resolved

_MOST_REPEATED = 100_000
"""Values that aliases may repeat; more is a trick, not metadata."""
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t\r\n]+|\Z))+")
_KNOWN_TAGS = frozenset({"!", "!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq"})
_STYLES = {None: "plain", "": "plain", "'": "single", '"': "quoted", "|": "literal", ">": "folded"}
_PROBLEMS = {
    "found a tab character that violates indentation": "a tab where YAML allows only spaces",
    "mapping values are not allowed in this context": "a colon inside an unquoted value: put the value in quotes",
    "mapping values are not allowed here": "a colon inside an unquoted value: put the value in quotes",
    "could not find expected ':'": "a key without a colon",
    "did not find expected key": "a line that is neither a key nor a continuation of the one above: check indentation and quotes",
    "found undefined alias": "an alias (*) to an anchor that is not defined",
    "did not find expected ',' or ']'": "a list in [ ] that is not closed, or that lacks a comma",
    "did not find expected ',' or '}'": "a mapping in { } that is not closed, or that lacks a comma",
    "found unexpected end of stream": "a quotation mark that is never closed",
    "did not find expected '-' indicator": "a line that is not part of the list above: check its indentation",
    "block sequence entries are not allowed in this context": "a list must begin on a line of its own",
    "found unknown escape character": "an unknown escape after a backslash: write the value in single quotes",
    "did not find expected <document start>": "text after the end of the data",
    "but found another document": "a second document: one file holds one",
    "exceeded maximum nesting depth": "nested too deeply to be metadata",
    "control characters are not allowed": "a control character, which YAML does not allow",
}


def composed(text: str, offset: int = 0) -> Parsed:
    """The data of one YAML document; its first error is a fault at the parser's position, never an exception."""
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        return Parsed(None, faults=(_fault(error, text, offset),))
    except (yaml.YAMLError, ValueError) as error:
        position = getattr(error, "position", 0)
        return Parsed(None, faults=(Fault(_character(text, error), _at(position, text, offset), "broken"),))
    except RecursionError:
        return Parsed(None, faults=(Fault("nested too deeply to be metadata", Span(offset, offset + len(text)), "broken"),))
    if node is None:
        return Parsed(None)
    return _Reader(text, offset).read(node)


class _Reader:
    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.key_spans: dict[Path, Span] = {}
        self.value_spans: dict[Path, Span] = {}
        self.styles: dict[Path, str] = {}
        self.faults: list[Fault] = []
        self.seen: set[int] = set()
        self.repeated = 0

    def read(self, node: yaml.Node) -> Parsed:
        values = self._value(node, ())
        return Parsed(values, self.key_spans, self.value_spans, tuple(self.faults), self.styles)

    def _span(self, node: yaml.Node) -> Span:
        """The node without its anchor and tag, and without the line ends that follow a block."""
        start, end = node.start_mark.index, node.end_mark.index
        if self.text[start : start + 1] in ("&", "!") and (before := _PROPERTIES.match(self.text, start, end)):
            start = before.end()
        while end > start and self.text[end - 1] in " \t\r\n":
            end -= 1
        return Span(start + self.offset, end + self.offset)

    def _tag(self, node: yaml.Node) -> str:
        """The tag as written before a node; one that is not understood is a fault."""
        start = node.start_mark.index
        if self.text[start : start + 1] not in ("&", "!"):
            return ""
        before = _PROPERTIES.match(self.text, start, node.end_mark.index)
        tag = next((word for word in (before[0].split() if before else ()) if word.startswith("!")), "")
        if tag and tag not in _KNOWN_TAGS:
            self.faults.append(Fault(f"the tag {tag} is not understood here", self._span(node), "tag"))
        return tag

    def _value(self, node: yaml.Node, path: Path) -> Any:
        if id(node) in self.seen:
            self.repeated += 1
        self.seen.add(id(node))
        if self.repeated > _MOST_REPEATED or len(path) > DEEPEST:
            if not any(fault.code == "bomb" for fault in self.faults):
                self.faults.append(Fault("aliases or nesting expand to more than metadata ever needs", self._span(node), "bomb"))
            return None
        self.value_spans[path] = self._span(node)
        tag = self._tag(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, path, tag) if isinstance(node, yaml.ScalarNode) else None

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        own: set[str] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(Fault("a key must be a word, not a list or a mapping", self._span(key_node), "key"))
                continue
            key = key_node.value
            if key == "<<" and not key_node.style:
                merged = self._value(value_node, (*path, key))
                for one in merged if isinstance(merged, list) else [merged]:
                    if isinstance(one, dict):
                        result = {**one, **result}
                continue
            if key in own:
                self.faults.append(Fault(f"{key} is given twice; only one value can hold", self._span(key_node), "duplicate"))
                continue
            own.add(key)
            self.key_spans[(*path, key)] = self._span(key_node)
            result[key] = self._value(value_node, (*path, key))
        return result

    def _scalar(self, node: yaml.ScalarNode, path: Path, tag: str) -> Any:
        text = node.value
        self.styles[path] = _STYLES.get(node.style, "plain")
        if node.style not in (None, "") or tag in ("!", "!!str"):
            return text
        return resolved(text)


def _fault(error: yaml.MarkedYAMLError, text: str, offset: int) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = str(error.problem or "not YAML")
    words = next((say for key, say in _PROBLEMS.items() if problem.startswith(key)), problem)
    first = text[mark.index : mark.index + 1] if mark else ""
    if problem.startswith("found character that cannot start any token"):
        words = "a tab where YAML allows only spaces" if first == "\t" else f"a value that begins with {first}: put it in quotes"
    if "block mapping" in str(error.context or "") and problem.startswith("did not find expected key"):
        words = _PROBLEMS["did not find expected key"]
    return Fault(words, _at(mark.index if mark else 0, text, offset), "broken")


def _at(index: int, text: str, offset: int) -> Span:
    start = min(index, max(len(text) - 1, 0))
    return Span(start + offset, min(start + 1, len(text)) + offset)


def _character(text: str, error: Exception) -> str:
    position = getattr(error, "position", None)
    if isinstance(position, int) and position < len(text):
        return f"the character U+{ord(text[position]):04X} is not allowed in YAML"
    return "this cannot be read as YAML"
