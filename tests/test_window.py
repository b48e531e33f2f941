"""Long work beside the window: one at a time, watched, stopped, and clear about what went wrong."""

import asyncio
from threading import Event

from corpus import LibraryError
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
