"""Plain text: headings, lists and paragraphs by their layout."""

from __future__ import annotations

from tests.formats.exact import parsed, written


def shape(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, b.text) for b in parsed(text, "a.txt").blocks]


def test_lines_are_paragraphs_and_short_ones_headings() -> None:
    assert shape(
        "Is Bone Alive?\n\nBone renews itself all life long, and it does so in small places at a time, week after week.\nIt also stores minerals.\n"
    ) == [
        ("heading", "Is Bone Alive?"),
        ("paragraph", "Bone renews itself all life long, and it does so in small places at a time, week after week."),
        ("paragraph", "It also stores minerals."),
    ]


def test_wrapped_lines_join() -> None:
    lines = [
        "Bone renews itself all life long, and it does so in small",
        "places at a time, week after week, until the whole of the",
        "skeleton has been rebuilt, which takes about as long as ten",
        "years.",
    ]
    text = "\n".join(lines) + "\n\nA second paragraph.\n"
    assert shape(text)[0] == ("paragraph", " ".join(lines))
    assert written(parsed(text, "a.txt"), "small places") == "small\nplaces"


def test_lists_nest_and_know_their_lead() -> None:
    document = parsed(
        "All adults should get:\n\n  • calcium\n  • vitamin D\n    • in winter\n  • sleep\n\nThat is all there is to it.\n", "a.txt"
    )
    items = [(b.text, document.blocks[b.lead].text, b.list_id) for b in document.blocks if b.kind.value == "item"]
    assert items == [
        ("calcium", "All adults should get:", 0),
        ("vitamin D", "All adults should get:", 0),
        ("in winter", "vitamin D", 1),
        ("sleep", "All adults should get:", 0),
    ]


def test_labels_of_a_reference_list_are_no_headings() -> None:
    text = "The end of a long enough sentence.\n\nReferences\n\nResearch\n\nA study of bone\n\nBone, 2020\n\nResearch\n\nAnother study of bone\n\nBone, 2021\n"
    assert [words for kind, words in shape(text) if kind == "heading"] == ["References"]
