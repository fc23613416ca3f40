"""No command opens a connection: each is run with sockets forbidden, in all of its processes, on articles and set-ups that invite it to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clinlint.cli.main import commands
from clinlint.reports.reporter import formats

GUARD = """
import os, sys

def forbid(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto") or (
        event in ("socket.connect", "socket.bind") and isinstance(arguments[1], tuple)
    ):
        os.write(2, f"NETWORK {event} {arguments}".encode())
        os._exit(70)

sys.addaudithook(forbid)
"""
ARTICLE = """\
---
title: Bracelets
author: R. Okoye
$schema: https://example.org/schema.json
image: https://example.org/a.png
---

# Bracelets

Copper bracelets cure arthritis.[^1] ![A picture](https://example.org/b.png) <img src="https://example.org/c.png">

Osteopenia is a T-score between −1.5 and −2.5. Take 1,200 mg of calcium a day.

[^1]: Roe A. Copper. 2020. https://doi.org/10.5555/12345678
"""
LSP = [
    {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
    {"jsonrpc": "2.0", "method": "initialized", "params": {}},
    {
        "jsonrpc": "2.0",
        "method": "textDocument/didOpen",
        "params": {"textDocument": {"uri": "file:///tmp/a.md", "languageId": "markdown", "version": 1, "text": ARTICLE}},
    },
    {"jsonrpc": "2.0", "id": 2, "method": "shutdown"},
    {"jsonrpc": "2.0", "method": "exit"},
]
LINES = {
    "baseline": ["baseline articles"],
    "batch": ["batch documents.jsonl found"],
    "check": [
        "check articles --jobs 2",
        "check articles --no-cache --facts --format json",
        "check articles --diff",
        "check articles --timings",
        *(f"check articles --format {name}" for name in formats()),
    ],
    "explain": ["explain overclaim/promised-cure"],
    "facts": ["facts articles/a.md"],
    "init": ["init site"],
    "lsp": ["lsp"],
    "pack": ["pack new own.yaml", "pack lint house.yaml", "pack test house.yaml"],
    "probe": ["probe articles"],
    "reference": ["reference t-score", "reference --unverified"],
    "report": ["report articles --worksheet w.csv --history h.jsonl"],
    "retractions": ["retractions status"],
    "review": ["review articles/a.md"],
    "rules": ["rules"],
    "waivers": ["waivers articles"],
}


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    guard = folder / "guard"
    guard.mkdir(exist_ok=True)
    (guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(guard), "HOME": str(folder), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, input=stdin, capture_output=True, check=False, timeout=120
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("articles", "site"):
        (tmp_path / name).mkdir()
    for name in ("articles/a.md", "articles/b.md", "site/a.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "documents.jsonl").write_text(json.dumps({"id": "a", "text": ARTICLE}) + "\n", encoding="utf-8")
    run(tmp_path, "-m", "clinlint", "pack", "new", "house.yaml")
    (tmp_path / "clinlint.yaml").write_text("packs: [house.yaml]\n", encoding="utf-8")
    return tmp_path


def test_the_guard_stops_a_connection(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)")
    assert done.returncode == 70
    assert b"NETWORK" in done.stderr


@pytest.mark.parametrize("line", [line for name in commands() for line in LINES[name]])
def test_no_command_opens_a_connection(folder: Path, line: str) -> None:
    frames = (json.dumps(each).encode() for each in LSP)
    stdin = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(frame), frame) for frame in frames) if line == "lsp" else b""
    done = run(folder, "-m", "clinlint", *line.split(), stdin=stdin)
    assert b"NETWORK" not in done.stderr, done.stderr.decode()
    assert done.returncode in (0, 1) or (line.startswith("retractions") and done.returncode == 2), done.stderr.decode()


@pytest.mark.parametrize(
    ("configuration", "schema"),
    [
        ('schemas: {"**": schema.json}\n', {"$ref": "https://example.org/article.json"}),
        ('schemas: {"**": https://example.org/article.json}\n', {}),
        ("packs: [https://example.org/pack.yaml]\n", {}),
        ("reference: [https://example.org/reference.yaml]\n", {}),
        ("extends: https://example.org/clinlint.yaml\n", {}),
    ],
)
def test_a_configuration_that_names_an_address_is_an_error_and_opens_nothing(
    folder: Path, configuration: str, schema: dict[str, str]
) -> None:
    (folder / "clinlint.yaml").write_text(configuration, encoding="utf-8")
    (folder / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    done = run(folder, "-m", "clinlint", "check", "articles")
    assert b"NETWORK" not in done.stderr, done.stderr.decode()
    assert done.returncode == 2, done.stdout.decode()
    assert b"Traceback" not in done.stderr, done.stderr.decode()
