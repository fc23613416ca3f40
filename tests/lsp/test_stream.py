"""The stream: a message that is broken takes no other with it."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from clinlint.lsp.stream import Messages

HOVER = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'
EXIT = b'{"jsonrpc":"2.0","method":"exit"}'


def message(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (b"Content-Length: 5\r\n", b"Content-Length: 5\r\n"),
        (b"content-length: 5\n", b"Content-Length: 5\r\n"),
        (b"{}Content-Length: 12\r\n", b"Content-Length: 12\r\n"),
        (b"Content-Type: utf-8\r\n", b"Content-Type: utf-8\r\n"),
        (b"Content-Length: 99999999999\r\n", b"-\r\n"),
        (b"Content-Length: -1\r\n", b"-\r\n"),
        (b"\r\n", b"\r\n"),
        (b"", b""),
    ],
)
def test_a_header_begins_where_it_does(line: bytes, read: bytes) -> None:
    assert Messages(io.BytesIO(line)).readline() == read


@pytest.mark.parametrize(
    "broken",
    [
        b"Content-Type: x\r\n\r\n{}",
        b"{}",
        b"Content-Length: 3\r\n\r\n{}{}{}",
        b"Content-Length: 99999999999\r\n\r\n",
        b"Content-Length: many\r\n\r\n{}",
        b"\x00\xff nonsense\r\n\r\n",
        message(b"[" * 50_000),
    ],
)
def test_the_server_answers_what_follows_a_broken_message(broken: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "clinlint", "lsp"],
        input=broken + message(HOVER) + message(EXIT),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b'"id":1' in done.stdout.replace(b" ", b"")
    assert b'"capabilities"' in done.stdout
