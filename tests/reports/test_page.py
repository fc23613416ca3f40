"""A rule's page as Markdown: examples read as they are, whatever markup they have."""

from __future__ import annotations

from clinlint.model.span import Span
from clinlint.reports.page import Page, Sample, markdown


def page(*samples: Sample) -> str:
    return markdown(Page("house/rule", "A title", "error", "language", "Why.", "Help.", (), samples))


def test_sentences_are_a_list_with_the_flagged_words_in_bold() -> None:
    text = page(Sample("It cures gout.", True, (Span(3, 8),), ""), Sample("It does not cure gout.", False, (), "denied"))
    assert "## Flagged\n\n- It **cures** gout.\n" in text
    assert "## Not flagged\n\n- It does not cure gout. (accepted: denied)\n" in text


def test_what_has_markup_is_code_after_the_sentences() -> None:
    marked = Sample("<h1>Gout</h1>\n\n# It cures gout.", True, (Span(17, 28),), "")
    text = page(marked, Sample("It cures gout.", True, (Span(3, 8),), ""))
    assert "## Flagged\n\n- It **cures** gout.\n\n```text\n<h1>Gout</h1>\n\n# It cures gout.\n```\n\nFlagged: `It cures go`\n" in text


def test_a_fence_is_longer_than_those_inside() -> None:
    text = page(Sample("```\ncode\n```", False, (), "code is not read"))
    assert "````text\n```\ncode\n```\n````\n\nAccepted: code is not read\n" in text
