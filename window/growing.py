"""Answers as they grow, beside the event loop: each question in a thread of its own, given up by its key."""

import asyncio
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from contextlib import closing, suppress
from threading import Event, Thread

from assistant import Answer

Stream = Callable[
    [str, Sequence[str]], Generator[Answer, None, None]
]  # a question and those before it in, its growing answer out


class Growing:
    """The questions that are being answered."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._stops: dict[str, Callable[[], None]] = {}

    async def answers(self, key: str, question: str, earlier: Sequence[str]) -> AsyncIterator[Answer]:
        """The answer each time it has grown, the last one whole; there is no whole one where it is given up."""
        loop, given_up = asyncio.get_running_loop(), Event()
        news: asyncio.Queue[Answer | None] = asyncio.Queue()

        def work() -> None:
            with suppress(RuntimeError), closing(self._stream(question, earlier)) as answers:
                for answer in answers:
                    if given_up.is_set():
                        break
                    loop.call_soon_threadsafe(news.put_nowait, answer)  # RuntimeError: the window is closed
                loop.call_soon_threadsafe(news.put_nowait, None)

        def stop() -> None:
            given_up.set()
            news.put_nowait(None)

        self._stops[key] = stop
        Thread(target=work, daemon=True).start()  # it may wait for a model long after it was given up
        try:
            while not given_up.is_set() and (answer := await news.get()) is not None:
                yield answer
        finally:
            given_up.set()
            del self._stops[key]

    def stop(self, key: str) -> None:
        """Give a question up: what is still written of it is shown to no one."""
        if known := self._stops.get(key):
            known()
