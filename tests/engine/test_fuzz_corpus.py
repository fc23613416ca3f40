"""Inputs that fuzzing begins with or once found, replayed; `make fuzz` looks for more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent.parent / "fuzz" / "corpus"
INPUTS = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*"))


def broken(target: str, data: bytes) -> str:
    """What an input breaks of what its target promises: a failed check or an exception; empty where everything holds."""
    try:
        TARGETS[target](data)
    except Exception as error:  # noqa: BLE001  whatever it is, it breaks the promise
        return f"{type(error).__name__}: {error}"
    return ""


def test_every_target_has_inputs() -> None:
    assert {name.partition("/")[0] for name in INPUTS} == set(TARGETS)


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_holds(name: str) -> None:
    assert broken(name.partition("/")[0], (CORPUS / name).read_bytes()) == ""


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\xed\xa0\x80"])
def test_what_is_hardly_text_holds(target: str, data: bytes) -> None:
    assert broken(target, data) == ""
