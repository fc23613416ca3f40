"""Articles that are data: text under its keys, mapped through quoting and folding."""

from __future__ import annotations

import pytest

from tests.formats.exact import parsed, texts, written

YAML = """title: 'It''s bone'
body: |
  ## First

  Take **1,2**00 mg.
  And more.
summary: "A \\"short\\" caf\\u00e9 \\
  story"
sections:
  - heading: Folded
    text: >-
      one
      two

      three
authors: [{name: R. Okoye}]
# clinlint-ignore-next overclaim/*: film
"""


def test_yaml_scalars_of_every_style() -> None:
    document = parsed(YAML, "a.yaml")
    assert texts(document) == ["It's bone", "First", "Take 1,200 mg. And more.", 'A "short" café story', "Folded", "one two three"]
    assert written(document, "1,200 mg") == "1,2**00 mg"
    assert written(document, "It's") == "It''s"
    assert written(document, "café") == "caf\\u00e9"
    assert written(document, "one two") == "one\n      two"
    assert document.comments[0].text == "clinlint-ignore-next overclaim/*: film"


def test_json_strings_with_escapes() -> None:
    text = '{"title": "Bone", "body": "# A\\n\\nHe said \\"yes\\" \\ud83d\\ude00 to 5\\u00a0mg."}'
    document = parsed(text, "a.json")
    assert texts(document) == ["Bone", "A", 'He said "yes" 😀 to 5\u00a0mg.']
    assert written(document, "5\u00a0mg") == "5\\u00a0mg"
    assert written(document, "😀") == "\\ud83d\\ude00"


@pytest.mark.parametrize(
    ("path", "text", "message", "at"),
    [
        ("a.yaml", "- a\n", "an article must be keys with values, such as title: …", 0),
        ("a.yaml", "title: [a\n", "a list in [ ] that is not closed", 9),
        ("a.json", '{"title": "a",}', "a comma before the closing bracket", 14),
        ("a.json", '{"a": 1, "a": 2}', "a is given twice; only one value can hold", 9),
        ("a.json", '\ufeff{"a": tru}', "a value is expected here", 7),
        ("a.json", "", "a value is expected here", 0),
        ("a.json", "[" * 10_000, "nested too deeply to be an article", 61),
    ],
)
def test_faults(path: str, text: str, message: str, at: int) -> None:
    fault = parsed(text, path).faults[0]
    assert message in fault.message
    assert fault.span.start == at


def test_a_yaml_bomb_is_a_fault() -> None:
    rows = ["a: &a [x,x,x,x,x,x,x,x,x]"] + [f"{c}: &{c} [{','.join([f'*{p}'] * 9)}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True)]
    faults = parsed("\n".join(rows) + "\n", "a.yaml").faults
    assert [f.message for f in faults] == ["aliases or nesting expand to more than metadata ever needs"]
