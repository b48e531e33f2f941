"""Files of the library written whole or not at all, and one writer at a time."""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import LibraryError
from corpus.load import Loaded
from corpus.types import Dropped, Page

try:
    import fcntl
except ImportError:  # no advisory locks on this system
    fcntl = None  # type: ignore[assignment, unused-ignore]


def write(path: Path, data: bytes) -> None:
    """Write a file so that a reader, or a crash at any moment, finds the old or the new one and never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON, whole or not at all."""
    write(path, json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8"))


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object; raise a LibraryError that names the file where it is damaged."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise LibraryError(f"文库文件损坏:{path}({error});请从备份恢复,或删除它所在的文件夹后重新 add") from error
    if not isinstance(value, dict):
        raise LibraryError(f"文库文件损坏:{path};请从备份恢复,或删除它所在的文件夹后重新 add")
    return value


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; a second writer waits for the first. What cannot be written is a LibraryError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as file:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise LibraryError(
            f"不能写文库 {folder}:{error.strerror or error};请检查 CEWEN_HOME、权限和磁盘空间"
        ) from error


def pack(loaded: Loaded) -> dict[str, Any]:
    """Give a loaded text as plain data for JSON."""
    return {
        "text": loaded.text,
        "pages": [[p.number, p.start, p.confidence] for p in loaded.pages],
        "dropped": [[d.kind, d.text] for d in loaded.dropped],
        "marks": [list(mark) for mark in loaded.marks],
        "recognised": [list(line) for line in loaded.recognised],
    }


def unpack(data: dict[str, Any]) -> Loaded:
    """Give back what `pack` was given."""
    return Loaded(
        text=data["text"],
        pages=tuple(Page(number, start, confidence) for number, start, confidence in data["pages"]),
        dropped=tuple(Dropped(kind, text) for kind, text in data["dropped"]),
        marks=tuple((start, depth) for start, depth in data["marks"]),
        recognised=tuple((start, confidence) for start, confidence in data.get("recognised", ())),
    )
