"""Whom a text speaks of: ages, sex, pregnancy, breastfeeding, menopause, wherever they stand."""

from __future__ import annotations


def age_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Code points of a normalised text whose numbers are ages."""
    return ()
