"""Where a repository ends: nothing that its data name is read beyond."""

from __future__ import annotations

import os


def root_of(folder: str) -> str:
    """The repository that a folder belongs to: the nearest one upwards that git marks, else the folder itself."""
    here = top = os.path.realpath(folder or os.curdir)
    while not os.path.exists(os.path.join(top, ".git")):
        parent = os.path.dirname(top)
        if parent == top:
            return here
        top = parent
    return top


def is_inside(path: str, root: str) -> bool:
    """Whether a file, links followed, lies in a folder."""
    real, root = os.path.realpath(path), os.path.realpath(root)
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)
