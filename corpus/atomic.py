"""Files written whole or not at all, and locks: the one way in which anything that must last is written.

A new file stands beside the old one until its last byte is on the disk, then takes the old one's name, and then the
name itself is put on the disk. A reader, or a crash at any moment, finds the old file or the new one; when a call has
come back, a power cut does not undo it.
"""

import contextlib
import errno
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # no advisory locks on this system
    fcntl = None  # type: ignore[assignment, unused-ignore]

UNFINISHED = ".*.tmp"


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` when the block ends; it leaves nothing where the block raises."""
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    settle(path.parent)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with replacing(path) as file:
        file.write(data)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, its line ends as they are."""
    write(path, text.encode("utf-8"))


def write_json(path: Path, value: object, indent: int | None = None) -> None:
    """Write a value as JSON."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=indent))


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, so that they last as what is written into them."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        settle(made.parent)


def settle(place: Path) -> None:
    """Put a file, or the names in a folder, on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a file system that cannot do this for folders
            raise
    finally:
        os.close(handle)


def settle_all(folder: Path) -> None:
    """Put everything below a folder on the disk."""
    for place in (*folder.rglob("*"), folder):
        settle(place)


def sweep(folder: Path) -> None:
    """Remove what killed writers left unfinished; only where no other can be writing."""
    for left in folder.glob(UNFINISHED):
        left.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(file: Path, wait: bool = True) -> Iterator[None]:
    """Hold a lock among processes and threads; BlockingIOError where another holds it and `wait` is false."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as held:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
