"""What the client sends, read so that a broken message costs no more than itself."""

from __future__ import annotations

import re
from typing import BinaryIO

_LENGTH = re.compile(rb"Content-Length: *\d{1,9}\r?\n$", re.IGNORECASE)


class Messages:
    """Standard input whose header lines begin where a header does, though the message before had no length or a wrong one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """The next line; of one that ends with a length, only that. A length that no message has is no header."""
        line = self._stream.readline()
        if b"ontent-" not in line:
            return line
        if match := _LENGTH.search(line):
            return b"Content-Length: " + match[0].partition(b":")[2].strip() + b"\r\n"
        return b"-\r\n" if b"Content-Length" in line else line

    def read(self, size: int = -1) -> bytes:
        """So many bytes."""
        return self._stream.read(size)

    def close(self) -> None:
        """End it."""
        self._stream.close()
