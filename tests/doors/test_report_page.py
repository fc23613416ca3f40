"""The HTML report in a real Chromium: accessible, self-contained, quick with a thousand articles, usable by keyboard and pointer."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from clinlint.model.finding import Report, Severity
from clinlint.model.source import Source
from clinlint.record import replace
from clinlint.reports import html
from clinlint.reports.history import Record
from tests.doors.conftest import npm, program
from tests.reports.sample import sample

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HISTORY = [Record(f"2026-11-{day:02}", "", 3, {"error": 9 - day // 4, "warning": day % 5, "info": 1}, {}) for day in range(1, 24)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program("chromium", "chromium"), args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser: Browser, folder: Path, text: str, **context: Any) -> tuple[Page, list[str]]:
    """The page, and everything that went wrong on it."""
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8")
    page = browser.new_context(**context).new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(("file:", "data:")) else None)
    page.goto(path.as_uri())
    return page, wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_accessible_and_self_contained(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    text = html.page(sample(), {"articles/a b.md": "R. Okoye"}, HISTORY)
    page, wrong = opened(browser, tmp_path, text, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    for details in page.locator("details").all():
        details.evaluate("each => { each.open = true }")
    page.wait_for_selector(".sheet .row")
    page.evaluate(npm("axe-core/axe.min.js").read_text(encoding="utf-8"))
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wrong == []


def test_findings_are_searched_filtered_sorted_and_reached(browser: Browser, tmp_path: Path) -> None:
    page, wrong = opened(browser, tmp_path, html.page(sample()))
    shown = page.locator(".finding:visible h3")
    assert shown.count() == 3
    assert page.locator("#count").inner_text() == "3 of 3 findings shown"
    assert "Osteopenia" in shown.first.inner_text()
    page.get_by_label("Search").fill("WHO 1.0")
    expect(page.locator("#count")).to_have_text("1 of 3 findings shown")
    assert "Osteopenia" in shown.first.inner_text()
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("For").select_option("an editor")
    assert shown.count() == 1
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("Order").select_option("article")
    expect(page.locator("#findings h3").first).to_contain_text("guaranteed")
    page.get_by_text("Who says so").click()
    assert (
        page.get_by_role("link", name="WHO: Technical report 843, 1994").get_attribute("href") == "https://iris.who.int/handle/10665/39142"
    )
    page.get_by_role("link", name="articles/a b.md").first.click()
    page.wait_for_selector(".sheet .row")
    assert page.locator(".sheet mark").all_inner_texts() == ["guaranteed", "of", "wrists"]
    assert page.locator(".sheet .text").nth(2).inner_text() == "😀 A bracelet, it is guaranteed, heals <b>100%</b> | of"
    assert wrong == []


def test_what_a_clinician_has_to_decide_comes_first_among_what_is_as_serious(browser: Browser, tmp_path: Path) -> None:
    first = sample().files[0]
    wrong = first.findings[0]
    editors = replace(
        wrong, category="governance", rule="governance/author-missing", severity=Severity.ERROR, message="No author is named."
    )
    clinicians = replace(wrong, severity=Severity.ERROR, message="A dose.")
    page, _ = opened(browser, tmp_path, html.page(Report((replace(first, findings=(editors, clinicians), accepted=()),))))
    assert page.locator(".finding h3").all_inner_texts() == ["A dose.", "No author is named."]


def test_it_is_used_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path, html.page(sample()))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "findings-title"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("summary", has_text="articles/t-score.md").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet mark")
    assert page.locator(".sheet mark").inner_text() == "−1.5 to −2.5"


def test_paper_shows_who_says_so(browser: Browser, tmp_path: Path) -> None:
    page, wrong = opened(browser, tmp_path, html.page(sample(), {}, HISTORY))
    closed = page.locator(".finding details:not([open])").count()
    assert closed
    page.evaluate("addEventListener('afterprint', () => { window.after = true }); window.seen = []")
    page.evaluate("addEventListener('beforeprint', () => { seen.push(document.querySelectorAll('.finding details:not([open])').length) })")
    page.pdf(path=tmp_path / "report.pdf")
    page.wait_for_function("window.after")
    assert page.evaluate("seen") == [0]
    assert page.locator(".finding details:not([open])").count() == closed
    assert wrong == []


def test_findings_can_be_read_without_script(browser: Browser, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path, html.page(sample()), java_script_enabled=False)
    assert page.locator(".finding h3").count() == 3
    assert page.locator(".excerpt mark").first.inner_text() == "guaranteed"


def test_a_thousand_articles_do_not_stall_it(browser: Browser, tmp_path: Path) -> None:
    first = sample().files[0]
    text = first.source.text + "\n\n".join(["A calm sentence about bracelets and how they are made by hand. " * 12] * 8)
    found = first.findings * 3
    files = tuple(replace(first, source=Source(f"articles/{n // 50}/{n}.md", text), findings=found, accepted=()) for n in range(1000))
    start = time.perf_counter()
    page, wrong = opened(browser, tmp_path, html.page(Report(files)))
    expect(page.locator("#count")).to_have_text(re.compile("^6,000 of"))
    assert time.perf_counter() - start < 20
    start = time.perf_counter()
    page.get_by_label("Search").fill("articles/7/399")
    expect(page.locator("#count")).to_have_text(re.compile("^6 of"))
    assert time.perf_counter() - start < 4
    assert wrong == []
