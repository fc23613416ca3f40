"""Records behave as frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import pickle
from functools import cached_property

import pytest

from clinlint.record import as_mapping, field, record, replace


@record
class Point:
    """A point."""

    x: int
    y: int = 2

    def total(self) -> int:
        return self.x + self.y


@record(order=True)
class Span:
    start: int
    end: int


@record(slots=False)
class Page:
    name: str
    marks: tuple[int, ...] = ()
    notes: dict[str, int] = field(default_factory=dict)
    size: int = field(default=3)

    @cached_property
    def loud(self) -> str:
        return self.name.upper()


@record
class Checked:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("upside down")


def test_made_by_position_and_name_with_defaults() -> None:
    assert (Point(1).x, Point(1).y, Point(y=5, x=1).total()) == (1, 2, 6)
    with pytest.raises(TypeError, match="missing"):
        Point()
    with pytest.raises(TypeError, match="unexpected"):
        Point(1, z=2)


def test_frozen_and_slotted() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match=r"Point\.x cannot be changed"):
        point.x = 3
    with pytest.raises(AttributeError):
        del point.x
    assert not hasattr(point, "__dict__")


def test_equal_hashed_ordered_and_shown_by_value() -> None:
    assert Point(1) == Point(1, 2)
    assert Point(1) != Span(1, 2)
    assert len({Point(1), Point(1, 2), Point(2)}) == 2
    assert sorted([Span(2, 1), Span(1, 3), Span(1, 2)]) == [Span(1, 2), Span(1, 3), Span(2, 1)]
    assert Span(1, 2) <= Span(1, 2) < Span(2, 0)
    assert repr(Point(1)) == "Point(x=1, y=2)"


def test_factories_make_one_each_and_cached_properties_work() -> None:
    one, two = Page("a"), Page("b")
    assert one.notes is not two.notes
    assert (one.size, one.loud, one.loud) == (3, "A", "A")


def test_replace_pickle_copy_and_match() -> None:
    assert replace(Point(1), y=9) == Point(1, 9)
    with pytest.raises(TypeError):
        replace(Point(1), z=9)
    assert pickle.loads(pickle.dumps(Page("a", (1,)))) == Page("a", (1,))
    assert copy.copy(Point(1)) == Point(1)
    assert as_mapping(Span(1, 2)) == {"start": 1, "end": 2}
    match Point(4, 5):
        case Point(x, y):
            assert (x, y) == (4, 5)


def test_checked_when_made() -> None:
    assert Checked(1, 2).high == 2
    with pytest.raises(ValueError, match="upside down"):
        Checked(2, 1)
