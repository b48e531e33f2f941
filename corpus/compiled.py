"""What packages know of words, compiled once into files that are memory-mapped, so that no start waits for it.

    home/words/NAME/     what was made, and sums.json with the SHA-256 of each file

A folder that is missing or damaged is made again; where the home cannot be written, one is made for this process.
"""

import hashlib
import json
import mmap
import shutil
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from corpus.library import default_home

SUMS = "sums.json"
Make = Callable[[Path], None]


def compiled(name: str, make: Make) -> Path:
    """The folder of that name, whole; `make` is given an empty folder to write its files into where it is not."""
    folder = default_home() / "words" / name
    if _whole(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{name}.", dir=folder.parent) as made:
            fresh = _fill(Path(made) / name, make)
            if not _whole(folder):  # else another process was faster
                shutil.rmtree(folder, ignore_errors=True)
                fresh.rename(folder)
    except OSError:
        return folder if _whole(folder) else _fill(Path(_own().name) / name, make)
    return folder


def numbers(file: Path, kind: str) -> memoryview:
    """A file of numbers as an array, mapped; `kind` as in the module struct."""
    with file.open("rb") as opened:
        return memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)).cast(kind)  # type: ignore[call-overload,no-any-return]


@lru_cache(maxsize=1)
def _own() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="cewen-words-")


def _fill(folder: Path, make: Make) -> Path:
    folder.mkdir()
    make(folder)
    sums = {file.name: _sum(file) for file in sorted(folder.iterdir())}
    (folder / SUMS).write_text(json.dumps(sums), encoding="utf-8")
    return folder


def _whole(folder: Path) -> bool:
    try:
        sums = json.loads((folder / SUMS).read_text(encoding="utf-8"))
        return all(_sum(folder / name) == expected for name, expected in sums.items())
    except (OSError, ValueError, AttributeError):
        return False


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
