"""How long from a keystroke to diagnostics: a warm server, a 2,000-word article, both ways of asking. Prints median and 95th percentile."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
GOAL = 0.100


class Client:
    """Enough of the protocol to type and to wait for the answer."""

    def __init__(self, folder: Path, *, pulls: bool) -> None:
        self.pulls = pulls
        self.number = 0
        self.process = subprocess.Popen([sys.executable, "-m", "clinlint", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        text: dict[str, Any] = {"publishDiagnostics": {}}
        if pulls:
            text["diagnostic"] = {}
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {"textDocument": text}})
        self.tell("initialized", {})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while (line := self.process.stdout.readline().strip()) != b"":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message

    def ask(self, method: str, params: Any) -> Any:
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while (answer := self.receive()).get("id") != self.number:
            pass
        return answer["result"]

    def findings(self, uri: str, version: int) -> list[Any]:
        if self.pulls:
            return list(self.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"])
        while True:
            told = self.receive()
            if told.get("method") == "textDocument/publishDiagnostics" and told["params"].get("version") == version:
                return list(told["params"]["diagnostics"])

    def seconds(self) -> float:
        """Processor time of the server so far; steadier than the clock on a machine that does other things (Linux only)."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def article(words: int) -> str:
    text = (ROOT / "tests" / "articles" / "osteoporosis-and-osteopenia.md").read_text(encoding="utf-8")
    front, body = text[: text.index("\n---\n") + 5], text[text.index("\n---\n") + 5 :]
    times = -(-words // len(body.split()))
    return front + body * times


def measure(*, pulls: bool, edits: int, words: int) -> tuple[list[float], float]:
    text = article(words)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        uri = (folder / "a.md").as_uri()
        client = Client(folder, pulls=pulls)
        client.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": 0, "text": text}})
        client.findings(uri, 0)
        time.sleep(4)  # the language model arrives, and what it changes is told
        line = text.count("\n") // 2
        taken = []
        before = client.seconds()
        for version in range(1, edits + 1):
            edit = {"range": {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 0}}, "text": "x"}
            start = time.perf_counter()
            client.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [edit]})
            client.findings(uri, version)
            taken.append(time.perf_counter() - start)
        used = (client.seconds() - before) / edits
        client.process.terminate()
        client.process.wait()
        return taken, used


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--words", type=int, default=2000)
    arguments = parser.parse_args()
    worst = 0.0
    for pulls in (False, True):
        taken, used = measure(pulls=pulls, edits=arguments.edits, words=arguments.words)
        taken.sort()
        high = taken[int(len(taken) * 0.95) - 1]
        worst = max(worst, high)
        figures = f"median {statistics.median(taken) * 1000:.0f} ms, p95 {high * 1000:.0f} ms, processor {used * 1000:.0f} ms an edit"
        print(f"{'pull' if pulls else 'push'}: {figures}; {len(taken)} edits")
    print(f"goal: p95 at most {GOAL * 1000:.0f} ms: {'reached' if worst <= GOAL else 'missed'}")
    return int(worst > GOAL)


if __name__ == "__main__":
    sys.exit(main())
