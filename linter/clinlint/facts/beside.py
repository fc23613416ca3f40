"""What stands beside an article in files of its own: reference lists, and texts that the site shows with it."""

from __future__ import annotations

from clinlint.formats.works import Bibliography
from clinlint.model.document import Document, Path
from clinlint.record import record


@record
class Shelf:
    """A reference list beside an article. `field` is the metadata that names it, () where the configuration or its place does.

    `own`: it belongs to this article alone, so that a work nobody cites is a leftover. `missing` says why there is no list.
    """

    list: Bibliography
    field: Path = ()
    own: bool = False
    missing: str = ""


@record
class Beside:
    """Reference lists, in the order in which a key is looked up, and texts that belong to the article on its site."""

    shelves: tuple[Shelf, ...] = ()
    includes: tuple[Document, ...] = ()


NOTHING = Beside()
