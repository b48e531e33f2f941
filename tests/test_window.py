"""Work beside the window: long work one at a time, watched, stopped, clear about what went wrong; answers that grow."""

import asyncio
from collections.abc import Generator, Sequence
from dataclasses import replace
from threading import Event

from assistant import Answer
from corpus import LibraryError
from tests.scripted import RESEARCH, Scripted
from window.growing import Growing
from window.job import Job, State


def ended(job: Job) -> list[State]:
    async def watched() -> list[State]:
        return [state async for state in job.watch()]

    return asyncio.run(watched())


def test_work_is_watched_to_its_end() -> None:
    job, go = Job(), Event()

    def work(it: Job) -> str:
        it.report("编码", 1, 2)
        go.wait(30)
        return "好了"

    assert job.begin("开始", work)
    assert not job.begin("另一件", work)
    go.set()
    assert ended(job)[-1] == State(said="好了")
    assert job.begin("再来", work)
    ended(job)


def test_work_that_is_stopped_says_so() -> None:
    job, stopped = Job(), Event()

    def work(it: Job) -> str:
        stopped.wait(30)
        it.report("编码", 1, 2)
        return "没有停"

    job.begin("开始", work)
    job.stop()
    stopped.set()
    assert ended(job)[-1] == State(said="已停止。")


def test_what_goes_wrong_is_one_line() -> None:
    job = Job()

    def work(it: Job) -> str:
        raise LibraryError("文库文件损坏")

    job.begin("开始", work)
    assert ended(job)[-1] == State(trouble="文库文件损坏")


WHOLE = Scripted().ask(RESEARCH)
PART = replace(WHOLE, partial=True)


def test_an_answer_is_seen_while_it_grows() -> None:
    seen, asked = Event(), []

    def stream(question: str, earlier: Sequence[str]) -> Generator[Answer, None, None]:
        asked.append((question, earlier))
        yield PART
        assert seen.wait(30)  # the rest comes only once the beginning was seen
        yield WHOLE

    async def read() -> list[Answer]:
        got = []
        async for answer in Growing(stream).answers("key", "问", ("前",)):
            got.append(answer)
            seen.set()
        return got

    assert asyncio.run(read()) == [PART, WHOLE]
    assert asked == [("问", ("前",))]


def test_an_answer_that_is_given_up_ends_at_once_and_closes_its_source() -> None:
    going_on, closed = Event(), Event()

    def stream(question: str, earlier: Sequence[str]) -> Generator[Answer, None, None]:
        try:
            yield PART
            going_on.wait(30)
            yield WHOLE
        finally:
            closed.set()

    async def read() -> list[Answer]:
        growing, got = Growing(stream), []
        async for answer in growing.answers("key", "问", ()):
            got.append(answer)
            growing.stop("another")
            growing.stop("key")
        growing.stop("key")
        return got

    assert asyncio.run(read()) == [PART]
    going_on.set()
    assert closed.wait(30)
