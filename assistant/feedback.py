"""What readers say about answers: one JSON line a verdict, appended to <home>/feedback.jsonl."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Literal

from assistant.errors import FeedbackError
from corpus.atomic import locked

Verdict = Literal["helpful", "wrong"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on an answer, with the reader's note; `at` is UTC, to the second."""

    question: str
    answer: str
    verdict: Verdict
    note: str
    at: str


def keep(home: Path, question: str, answer: str, verdict: Verdict, note: str = "") -> Feedback:
    """Append a verdict; when this has come back it is on the disk. FeedbackError where it cannot be written.

    One writer at a time; a line that a crash or a full disk cut short spoils no line after it.
    """
    entry = Feedback(question, answer, verdict, note.strip(), datetime.now(UTC).isoformat(timespec="seconds"))
    line = (json.dumps(asdict(entry), ensure_ascii=False) + "\n").encode()
    path = home / "feedback.jsonl"
    try:
        with locked(home / ".feedback.lock"):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)  # for no one else to read
            with os.fdopen(handle, "ab", buffering=0) as file:
                _append(file, line)
    except OSError as error:
        raise FeedbackError(
            f"反馈没有存下:不能写 {path}({error.strerror or error});请检查 CEWEN_HOME、权限和磁盘空间"
        ) from error
    return entry


def _append(file: FileIO, line: bytes) -> None:
    """Write a whole line at the end, or leave the file as it was."""
    end = file.seek(0, os.SEEK_END)
    if end and os.pread(file.fileno(), 1, end - 1) != b"\n":
        line = b"\n" + line
    try:
        while line:
            line = line[file.write(line) :]
        os.fsync(file.fileno())
    except OSError:
        file.truncate(end)
        raise
