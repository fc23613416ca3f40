"""What tests with real installers share: a wheel, this checkout as a repository, and hook environments, each made once in a session."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clinlint.release import VERSION
from tests.conftest import ROOT

ADDRESS = "https://git.example.com/tools/clinlint"
"""Where the manual says that clinlint's repository is; git takes this checkout's copy instead."""
_LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "build", "dist", "node_modules", "*.egg-info", ".*cache*", "__pycache__", ".hypothesis", "corpus"
)


def git(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=A. Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a session have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def _alone(folder: Path, name: str) -> Iterator[None]:
    with (folder / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process to ask for it makes, and all others find."""
    with _alone(folder, name):
        made = folder / name
        if not made.exists():
            draft = folder / f"{name}.draft"
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir()
            make(draft)
            draft.rename(made)
    return made


@pytest.fixture(scope="session")
def wheelhouse(shared: Path) -> Path:
    """A folder with clinlint's wheel."""

    def build(folder: Path) -> None:
        source = folder / "source"
        shutil.copytree(ROOT, source, ignore=_LEFT_OUT)
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "absent from the `packages` configuration" not in done.stderr + done.stdout
        shutil.rmtree(source)

    return once(shared, "wheelhouse", build)


@pytest.fixture(scope="session")
def repository(shared: Path) -> Path:
    """This checkout as a repository with a tag."""

    def commit(folder: Path) -> None:
        shutil.copytree(ROOT, folder, ignore=_LEFT_OUT, dirs_exist_ok=True)
        assert git(folder, "init", "-q", "-b", "main").returncode == 0
        git(folder, "add", "-A")
        assert git(folder, "commit", "-qm", "The linter").returncode == 0
        assert git(folder, "tag", f"v{VERSION}").returncode == 0

    return once(shared, "repository", commit)


@pytest.fixture(scope="session")
def installing(shared: Path, wheelhouse: Path, repository: Path) -> dict[str, str]:
    """The environment of a reader who installs: clinlint comes from here, its dependencies from the index, hooks are kept for the session."""
    return {
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{repository}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONPATH": "",
        "PIP_NO_COMPILE": "1",
        "PIP_CACHE_DIR": str(Path.home() / ".cache" / "pip"),
        "UV_CACHE_DIR": str(Path.home() / ".cache" / "uv"),
        "PIP_FIND_LINKS": f"{wheelhouse} {os.environ.get('PIP_FIND_LINKS', '')}".strip(),
        "UV_FIND_LINKS": str(wheelhouse),
        "PRE_COMMIT_HOME": str(shared / "pre-commit"),
        "PREK_HOME": str(shared / "prek"),
    }
