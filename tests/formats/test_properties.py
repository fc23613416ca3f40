"""Whatever is written: exact pieces equal their source, pieces are in order and cover the text (checked by `parsed`)."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.exact import parsed

FRAGMENTS = st.sampled_from(
    [
        "a",
        "bone",
        "−2.5",
        "1,200 mg",
        "😀",
        "é",
        "שלום",
        "&amp;",
        "&minus;",
        "&#8209;",
        "&nbsp;",
        "**",
        "*",
        "_",
        "`",
        "~~",
        "[",
        "](http://x.example)",
        "[^1]",
        "\n[^1]: note\n",
        "\\*",
        "<b>",
        "</b>",
        "<br>",
        "<sup>2</sup>",
        "<!-- c -->",
        "\n\n",
        "\n",
        "\r\n",
        "\r",
        "  \n",
        "# ",
        "## ",
        "- ",
        "  - ",
        "1. ",
        "> ",
        "\n",
        "---",
        "\n",
        " x ",
        " y ",
        "\n",
        "---",
        "---",
        "\n",
        "{{ t }}",
        "```",
        "\t",
        "\xa0",
        "\ufeff",
        "<table>",
        "<td>",
        "</table>",
        "<",
        ">",
        '"',
        "'",
        ": ",
        "|",
        "| a | b |\n|---|---|\n",
    ]
)
TEXT = st.lists(FRAGMENTS, max_size=40).map("".join)
CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("path", ["a.md", "a.html", "a.txt", "a.yaml", "a.json"])
@CALM
@given(text=TEXT)
def test_generated_fragments(path: str, text: str) -> None:
    assert parsed(text, path).source.text == text


@pytest.mark.parametrize("path", ["a.md", "a.html", "a.txt", "a.yaml", "a.json"])
@CALM
@given(text=st.text(max_size=80))
def test_any_text(path: str, text: str) -> None:
    assert parsed(text, path).source.text == text


@CALM
@given(body=TEXT)
def test_bodies_inside_json_and_yaml_strings(body: str) -> None:
    for ascii_ in (True, False):
        text = json.dumps({"title": "t", "body": body}, ensure_ascii=ascii_)
        assert parsed(text, "a.json").blocks[0].text == "t"
        if ascii_:
            assert not parsed(text, "a.yaml").faults or "\\ud" in text


@CALM
@given(title=st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=30), body=TEXT)
def test_front_matter_before_any_body(title: str, body: str) -> None:
    document = parsed(f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n{body}", "a.md")
    assert document.fields is not None
