"""A long piece of work beside the window: one at a time, watched by any number of pages, stopped when asked."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from threading import Event, Lock, Thread

from index.logs import failure
from window.parts import FAILURES

EVERY = 0.3  # seconds between two looks


class StoppedError(Exception):
    """The work was told to stop."""


@dataclass(frozen=True, slots=True)
class State:
    """How far the work is; once it has ended, what came of it (`said`) or went wrong (`trouble`), in words."""

    running: bool = False
    what: str = ""
    done: int = 0
    total: int = 0
    said: str = ""
    trouble: str = ""


class Job:
    """Work in a thread of its own. Thread-safe."""

    def __init__(self) -> None:
        self.state = State()
        self._starting = Lock()
        self._stop = Event()

    def begin(self, what: str, work: Callable[["Job"], str]) -> bool:
        """Start `work`, whose words are what came of it; False where another is still running."""
        with self._starting:
            if self.state.running:
                return False
            self.state = State(True, what)
            self._stop.clear()
        Thread(target=self._run, args=(work,), daemon=True).start()
        return True

    def report(self, what: str, done: int, total: int) -> None:
        """Say how far the work is; called by the work itself, which ends here if it was told to."""
        if self._stop.is_set():
            raise StoppedError
        self.state = State(True, what, done, total)

    def stop(self) -> None:
        """Tell the work to end at its next report."""
        self._stop.set()

    async def watch(self) -> AsyncIterator[State]:
        """The states of the work as it goes on, the last one when it has ended."""
        while self.state.running:
            yield self.state
            await asyncio.sleep(EVERY)
        yield self.state

    def _run(self, work: Callable[["Job"], str]) -> None:
        try:
            self.state = State(said=work(self))
        except StoppedError:
            self.state = State(said="已停止。")
        except FAILURES as error:
            self.state = State(trouble=str(error))
        except Exception as error:  # noqa: BLE001 - the window stays open; the trace goes to the terminal
            traceback.print_exc()
            failure(error)
            self.state = State(trouble="程序出错,细节在启动它的终端里。")
