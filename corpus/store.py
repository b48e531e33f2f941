"""What the library's files hold, and one writer at a time."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import atomic
from corpus.errors import LibraryError
from corpus.load import Loaded
from corpus.types import Dropped, Page


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
        with atomic.locked(folder / ".lock"):
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
