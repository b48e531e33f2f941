"""What readers say about answers: one JSON line a verdict, appended to <home>/feedback.jsonl."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

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
    """Append a verdict. One write of one line to a file opened for appending: lines of two writers never mix."""
    entry = Feedback(question, answer, verdict, note.strip(), datetime.now(UTC).isoformat(timespec="seconds"))
    line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
    home.mkdir(parents=True, exist_ok=True)
    file = os.open(home / "feedback.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, line.encode())
    finally:
        os.close(file)
    return entry
