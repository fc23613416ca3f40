"""The repository's own packs that a configuration names: read once, checked, beside the rules that ship."""

from __future__ import annotations

from functools import cache

from clinlint.engine.config_file import shown_path
from clinlint.errors import PackError
from clinlint.rules.own_pack import clashes, own_rules
from clinlint.rules.rule import Example, Rule


@cache
def own(paths: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of pack files, in order. Raises PackError where one cannot be read or used."""
    found: list[Rule] = []
    for path in paths:
        rules = own_rules(text_of(path), shown_path(path))
        taken = [*clashes(rules), *(rule.id for rule in rules if any(rule.id == other.id for other in found))]
        if taken:
            raise PackError(f"there is a rule {taken[0]} already", where=shown_path(path), hint="give it another id, such as house/…")
        found += rules
    return tuple(found)


def own_examples(paths: tuple[str, ...], rule: str) -> tuple[Example, ...]:
    """The examples of one of the repository's own rules, as its pack writes them."""
    from clinlint.rules.load import from_examples
    from clinlint.structured.yaml_ import parse

    for path in paths:
        for entry in parse(text_of(path)).values:
            if entry["id"] == rule:
                return tuple(from_examples(entry.get("examples", {})))
    return ()


def text_of(path: str) -> str:
    """The text of a file that a configuration names. Raises PackError where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8-sig")
    except OSError as error:
        raise PackError(f"cannot be read ({(error.strerror or str(error)).lower()})", where=shown_path(path)) from error
    except UnicodeDecodeError as error:
        raise PackError("is not UTF-8", where=shown_path(path)) from error
