"""The log: one JSON object a line in <home>/log/cewen.jsonl, cut when it grows.

    answer         status, reason, kind, engine, ms, documents
    llm_call       purpose, model, outcome, attempts, tokens, seconds
    build          documents, versions, added, removed, kept, encoded, seconds
    upload         doc_id, version, characters
    login_failed   client
    health         status, when it changes
    backup         files, bytes
    restore        parts
    error          error (its class), where (file and line)

Each line has `at`, `level` and `event`. What people ask, and the words of an error, which can repeat it, are written
only where the settings allow it; secrets never. What cannot be written is let go: no answer waits for its log.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from index.settings import ROOT, IndexSettings, secrets_of

LOG = logging.getLogger("cewen")
PRIVATE = ("question", "detail")
LONGEST_DETAIL = 500  # characters
SHORTEST_SECRET = 4  # characters: blanking a shorter one wherever it stands would tell more than it hides


def log_to(settings: IndexSettings) -> Path:
    """Send what happens from now on to the log of a home, and to no other; gives the file."""
    quiet()
    file = settings.home / "log" / "cewen.jsonl"
    if settings.log.on:
        handler = _Lines(file.absolute(), maxBytes=settings.log.bytes, backupCount=settings.log.files - 1, delay=True)
        handler.setFormatter(_Json(_secrets(settings), settings.log.questions))
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False
    return file


def quiet() -> None:
    """Write no log from now on."""
    for handler in [h for h in LOG.handlers if isinstance(h, _Lines)]:
        LOG.removeHandler(handler)
        handler.close()
    LOG.propagate = True


def event(name: str, level: int = logging.INFO, **fields: Any) -> None:
    """Log one line; the values are plain data, and none of them is a secret. Nothing is raised."""
    LOG.log(level, name, extra={"fields": fields})


def failure(error: BaseException, **fields: Any) -> None:
    """Log what went wrong: its class, where in our code, and its words as far as the settings allow."""
    event(
        "error",
        logging.ERROR,
        error=type(error).__name__,
        where=_where(error),
        detail=str(error)[:LONGEST_DETAIL],
        **fields,
    )


class _Lines(RotatingFileHandler):
    """Opens the file for each line, so that other processes may write to it and cut it too; for its user only."""

    _told = False

    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        with contextlib.suppress(OSError, ValueError):
            if self.stream:
                self.stream.close()
        self.stream = None  # the base class opens it again

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the library's name)
        if not self._told:
            self._told = True
            reason = sys.exc_info()[1]
            print(f"策问:日志写不进 {self.baseFilename}({reason});不影响回答。检查权限和磁盘空间", file=sys.stderr)

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return open(self.baseFilename, "a", encoding="utf-8", opener=lambda p, flags: os.open(p, flags, 0o600))


class _Json(logging.Formatter):
    """A record as one line of JSON, without what the settings keep back and without secrets."""

    def __init__(self, secrets: tuple[str, ...], questions: bool) -> None:
        super().__init__()
        self._secrets = secrets
        self._questions = questions

    def format(self, record: logging.LogRecord) -> str:
        given: dict[str, Any] = getattr(record, "fields", {})
        kept = {name: v for name, v in given.items() if name not in PRIVATE or (v and self._questions)}
        fields = {name: self._clean(value) for name, value in kept.items()}
        at = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        line = {"at": at, "level": record.levelname.lower(), "event": record.getMessage(), **fields}
        return json.dumps(line, ensure_ascii=False, default=str)

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            for secret in self._secrets:
                value = value.replace(secret, "***")
        return value


def _secrets(settings: IndexSettings) -> tuple[str, ...]:
    """The secrets of the settings, each as a whole and in its parts (name:password), longest first."""
    found: set[str] = set()
    for path in secrets_of(type(settings)):
        value: Any = settings
        for name in path:
            value = getattr(value, name)
        whole = value.get_secret_value()
        parts = whole.split()
        found.update((whole.strip(), *parts, *(part.partition(":")[2] for part in parts)))
    return tuple(sorted((each for each in found if len(each) >= SHORTEST_SECRET), key=len, reverse=True))


def _where(error: BaseException) -> str:
    """File and line of the last call of ours, as seen from the root of the project."""
    frames = traceback.extract_tb(error.__traceback__)
    return next(_ours(frames), "")


def _ours(frames: traceback.StackSummary) -> Iterator[str]:
    for frame in reversed(frames):
        file = Path(frame.filename)
        if file.is_relative_to(ROOT) and "site-packages" not in file.parts:
            yield f"{file.relative_to(ROOT)}:{frame.lineno}"
