"""Whom a statement is about: age, sex, pregnancy, lactation, condition."""

from __future__ import annotations

from typing import Literal

from clinlint.model.interval import Interval
from clinlint.record import record

Sex = Literal["female", "male", "any"]


@record
class Population:
    """A group of people; `age` is half-open in years and None where any age is meant. `text` says it in words where it was given so."""

    age: Interval | None = None
    sex: Sex = "any"
    pregnancy: bool = False
    lactation: bool = False
    condition: str = ""
    text: str = ""

    def meets(self, other: Population) -> bool:
        """Whether some person can belong to both, as far as age, sex, pregnancy and lactation tell."""
        if self.age and other.age and not self.age.overlaps(other.age):
            return False
        if "any" not in (self.sex, other.sex) and self.sex != other.sex:
            return False
        return self.pregnancy == other.pregnancy and self.lactation == other.lactation

    def __str__(self) -> str:
        if self.text:
            return self.text
        who = {"female": "women", "male": "men", "any": "people"}[self.sex]
        if self.age and self.age.high <= 18:
            who = {"female": "girls", "male": "boys", "any": "children"}[self.sex]
        if self.pregnancy:
            who = "pregnant women"
        if self.lactation:
            who = "breastfeeding women"
        return f"{who} {ages(self.age)}".strip() if self.age else who


def ages(age: Interval) -> str:
    """An age interval in a reader's words: `19 to 50`, `71 and over`, `0 to 6 months`."""
    if not age.high.is_finite():
        return f"{_number(age.low)} and over"
    if age.high <= 1:
        return f"{_number(age.low * 12)} to {_number(age.high * 12)} months"
    return f"{_number(age.low)} to {_number(age.high - 1 if age.high == int(age.high) else age.high)}"


def _number(value: object) -> str:
    text = f"{value:.1f}"
    return text.removesuffix(".0")
