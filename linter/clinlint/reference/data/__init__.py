"""The reference as YAML for people: `sources`, `thresholds`, `nutrients`, `drugs`; compiled into one artefact for machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def compile_topics(topics: Mapping[str, Any]) -> str:
    """The text of the compiled artefact for the parsed YAML of every topic."""
    from clinlint.reference.compilation import compile_reference

    return compile_reference(topics)
