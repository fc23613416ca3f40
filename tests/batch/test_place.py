"""Places on file systems other than this machine's."""

from __future__ import annotations

from typing import Any

import pytest
from pyarrow import fs

from clinlint.batch.place import Place, unfinished


class MovesOntoNothing:
    """A file system that refuses to move onto what is there, as HDFS does."""

    def __init__(self, system: Any) -> None:
        self._system = system

    def __getattr__(self, name: str) -> Any:
        return getattr(self._system, name)

    def move(self, source: str, target: str) -> None:
        if self._system.get_file_info(target).type.name != "NotFound":
            raise OSError("there is a file already")
        self._system.move(source, target)


@pytest.fixture
def remote() -> Place:
    return Place(MovesOntoNothing(fs._MockFileSystem()), "bucket", "s3://bucket")


def test_a_file_is_whole_under_its_name_or_not_there(remote: Place) -> None:
    place = remote.under("found/run.json")
    assert place.read() is None
    place.write(b"first")
    place.write(b"second")
    assert place.read() == b"second"
    assert [name for name, _ in remote.files()] == ["found/run.json"]
    assert place.shown == "s3://bucket/found/run.json"


def test_what_is_gone_can_be_removed_again(remote: Place) -> None:
    remote.under("a").write(b"")
    remote.under("a").remove()
    remote.under("a").remove()
    assert remote.files() == []


def test_a_draft_has_a_name_that_tells_it(remote: Place) -> None:
    draft = remote.under("findings/a.parquet").draft()
    assert unfinished(draft.path)
    assert not unfinished("findings/a.parquet")


def test_a_place_holds_what_is_inside() -> None:
    system = fs.LocalFileSystem()
    here = Place(system, "/data/in", "in")
    assert here.holds(Place(system, "/data/in/out", "in/out"))
    assert here.holds(here)
    assert not here.holds(Place(system, "/data/in-out", "in-out"))
