"""A folder or file wherever Arrow's file systems reach: this machine, S3, Google Cloud, Azure, HDFS."""

from __future__ import annotations

import os
from typing import Any

from clinlint.batch.arrow import fs, pa
from clinlint.errors import UsageError
from clinlint.record import record

_UNFINISHED = ".tmp"


@record
class Place:
    """A path on a file system; `shown` is how the user wrote it."""

    system: Any
    path: str
    shown: str

    def under(self, name: str) -> Place:
        """A place inside this one."""
        return Place(self.system, f"{self.path.rstrip('/')}/{name}", f"{self.shown.rstrip('/')}/{name}")

    def info(self) -> Any:
        """What is there: kind, size, time of the last change. Raises OSError."""
        return self.system.get_file_info(self.path)

    def files(self) -> list[tuple[str, Any]]:
        """Files at any depth by their path from here, in order; none where there is no such folder. Raises OSError."""
        root = self.path.rstrip("/") + "/"
        if isinstance(self.system, fs.LocalFileSystem):  # a linked folder may lead back to itself
            names = [os.path.join(folder, name).replace(os.sep, "/") for folder, _, inside in os.walk(self.path) for name in inside]
            found = self.system.get_file_info(names)
        else:
            found = self.system.get_file_info(fs.FileSelector(self.path, allow_not_found=True, recursive=True))
        return sorted((info.path.removeprefix(root), info) for info in found if info.is_file)

    def holds(self, other: Place) -> bool:
        """Whether the other place is this one or inside it."""
        return bool(self.system.equals(other.system)) and f"{other.path.rstrip('/')}/".startswith(f"{self.path.rstrip('/')}/")

    def read(self) -> bytes | None:
        """The content of a small file; None where there is none."""
        try:
            with self.system.open_input_stream(self.path) as stream:
                data: bytes = stream.read()
        except FileNotFoundError:
            return None
        return data

    def write(self, data: bytes) -> None:
        """Put a small file there, whole or not at all."""
        draft = self.draft()
        with draft.system.open_output_stream(draft.path) as stream:
            stream.write(data)
        draft.become(self)

    def draft(self) -> Place:
        """Where a file is written before it is whole: a name that no reader of Parquet takes up."""
        folder, _, name = self.path.rpartition("/")
        self.system.create_dir(folder, recursive=True)
        return Place(self.system, f"{folder}/.{name}.{os.getpid()}{_UNFINISHED}", self.shown)

    def become(self, place: Place) -> None:
        """Take another place's name, whatever had it."""
        try:
            self.system.move(self.path, place.path)
        except OSError:  # file systems that move onto nothing only
            place.remove()
            self.system.move(self.path, place.path)

    def remove(self) -> None:
        """Be gone, if it was there."""
        try:
            self.system.delete_file(self.path)
        except FileNotFoundError:
            return


def place(given: str) -> Place:
    """Where a path or URI leads. Raises UsageError where no file system goes by that name."""
    if "://" not in given:
        return Place(fs.LocalFileSystem(), os.path.abspath(given).replace(os.sep, "/"), given)
    try:
        system, path = fs.FileSystem.from_uri(given)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise UsageError(f"{given}: {error}") from error
    return Place(system, path, given)


def unfinished(name: str) -> bool:
    """Whether a file is what a run that was stopped left half written."""
    return name.rpartition("/")[2].startswith(".") and name.endswith(_UNFINISHED)
