"""/health: whether the window can answer, for whoever watches over it. No login, and nothing of what is kept here."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from assistant import Assistant, SessionError, Sessions
from assistant.doctor.place import LEAST_FREE
from index.logs import event, failure
from index.program import version

PATH = "/health"
GOOD_FOR = 5.0  # seconds: however often it is asked, the index is searched no more often than this
HUNG = 30.0  # seconds after which a look that has not come back counts as bad

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """What was found, and when it began (monotonic seconds)."""

    found: Found
    at: float


class Health:
    """Looks at most every few seconds, in one thread at a time. Thread-safe."""

    def __init__(self, look: Callable[[], Found]) -> None:
        self._look = look
        self._last = Look({}, -HUNG)
        self._looking = Lock()

    def found(self) -> Found:
        """The last finding while it is good, else a new one; unavailable where a look does not come back."""
        if time.monotonic() - self._last.at < GOOD_FOR:
            return self._last.found
        if not self._looking.acquire(blocking=not self._last.found):
            hung = time.monotonic() - self._last.at > HUNG
            return {**self._last.found, "status": "unavailable"} if hung else self._last.found
        try:
            began, before = time.monotonic(), self._last.found.get("status")
            self._last = Look(self._look(), began)
            if (status := self._last.found["status"]) != before:
                event("health", status=status)
            return self._last.found
        finally:
            self._looking.release()


def route(assistant: Assistant, home: Path) -> Route:
    """The route of the application: 200 where questions are answered (`ok`, `degraded`), 503 where they are not."""
    began = time.monotonic()
    health = Health(lambda: look(assistant, home))

    def answer(request: Request) -> JSONResponse:
        found = {**health.found(), "uptime_seconds": round(time.monotonic() - began)}
        status = 503 if found["status"] == "unavailable" else 200
        return JSONResponse(found, status, headers={"cache-control": "no-store"})

    return Route(PATH, answer)


def look(assistant: Assistant, home: Path) -> Found:
    """Search the index once, open the sessions, see what room there is."""
    index: Found = {"ready": False}
    documents = 0
    try:
        searched = assistant.probe()
    except Exception as error:  # noqa: BLE001 - whatever it is, a question would fare no better
        failure(error)
    else:
        documents = searched.documents
        index = {"ready": documents > 0, "passages": searched.passages, "newest": searched.newest}
    kept, room = _kept(home), _room(home)
    whole = kept and room and index.get("newest", False)
    return {
        "status": "unavailable" if not index["ready"] else "ok" if whole else "degraded",
        "version": version(),
        "documents": documents,
        "index": index,
        "sessions": {"ready": kept},
        "disk": {"ready": room},
    }


def _kept(home: Path) -> bool:
    try:
        Sessions(home, busy=1.0).list("")
    except SessionError:
        return False
    return True


def _room(home: Path) -> bool:
    try:
        return shutil.disk_usage(home).free >= LEAST_FREE
    except OSError:
        return False
