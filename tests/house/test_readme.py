"""The README's excerpt is part of what `make run` prints, which stands below it and is derived."""

from __future__ import annotations

import re
import textwrap

from tests.conftest import ROOT


def test_the_finding_that_is_shown_first_is_printed_so() -> None:
    before, _, rest = (ROOT / "README.md").read_text(encoding="utf-8").partition("<!-- what make run prints -->")
    printed = rest.partition("<!-- end of what make run prints -->")[0]
    shown = re.findall(r"(?:^ {4}.*\n)+", before, re.MULTILINE)[-1]
    assert textwrap.dedent(shown) in printed
    assert "One of its ten findings" in before
    assert len(re.findall(r"^\S+:\d+:\d+: ", printed, re.MULTILINE)) == 10
