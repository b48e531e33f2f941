"""A disk that is full and a folder that cannot be written, in earnest and for a moment."""

import contextlib
import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from index import build
from tests.index.toy import ToyEncoder, source

NOBODY = 65534

Room = Callable[[int], AbstractContextManager[None]]
Unprivileged = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def room() -> Room:
    """No file can grow past so many bytes while the block runs: writes fail as they do on a full disk."""

    @contextlib.contextmanager
    def within(size: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return within


@pytest.fixture
def built(home: Path) -> Path:
    """A home with an index of one small text."""
    build(home, (source("water"),), ToyEncoder())
    return home


@pytest.fixture
def open_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home that everyone can reach, unlike pytest's folders."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    monkeypatch.setenv("CEWEN_HOME", str(folder / "home"))
    yield folder / "home"
    _may_write(folder, True)
    shutil.rmtree(folder)


@pytest.fixture
def read_only(open_home: Path) -> Callable[[], AbstractContextManager[None]]:
    """Nothing under the home can be written while the block runs, root being no one for as long."""

    @contextlib.contextmanager
    def within() -> Iterator[None]:
        _may_write(open_home, False)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)
            _may_write(open_home, True)

    return within


def _may_write(folder: Path, allowed: bool) -> None:
    for place in (folder, *folder.rglob("*")):
        place.chmod((0o755 if allowed else 0o555) if place.is_dir() else (0o644 if allowed else 0o444))
