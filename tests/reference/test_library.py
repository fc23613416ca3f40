"""The library in use is scoped, and what was read of it is kept with it."""

from __future__ import annotations

from threading import Thread

from clinlint.reference.holdings import DATA, Library, current, per_library, shipped, using
from clinlint.resources import shelf


def own() -> Library:
    return Library(shelf(DATA), {"nutrient.x": {"id": "nutrient.x"}}, {"substances": {"x": ["nutrient.x"]}})


def test_inside_and_outside() -> None:
    library = own()
    with using(library):
        assert current() is library
        with using(None):
            assert current() is shipped()
        assert current() is library
    assert current() is shipped()


def test_another_thread_is_not_touched() -> None:
    seen = []
    with using(own()):
        thread = Thread(target=lambda: seen.append(current()))
        thread.start()
        thread.join()
    assert seen == [shipped()]


def test_an_answer_is_kept_for_each_library() -> None:
    calls = []

    @per_library
    def size(kind: str) -> int:
        calls.append(kind)
        return len(current().names(kind))

    library = own()
    with using(library):
        one, two = size("substances"), size("substances")
    assert one == two == size("substances") + 1
    assert calls == ["substances", "substances"]


def test_own_names_come_first_and_shipped_ones_stay() -> None:
    names = own().names("substances")
    assert names["x"] == ("nutrient.x",)
    assert names["calcium"] == ("nutrient.calcium",)
    assert "nutrient.x" in own()
    assert "nutrient.calcium" in own()
