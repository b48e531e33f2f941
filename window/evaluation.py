"""评测: a run with its progress, its figures with intervals, two runs beside each other, an item, mended gold."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import gradio as gr

from assistant import html, html_texts
from eval.compare import compare
from eval.errors import EvalError
from eval.gate import BASELINE, load_baseline
from eval.gold import load_gold, select
from eval.record import RunRecord, load_run, run_before, run_paths, runs_dir, save_run
from eval.report import run_page
from eval.report.desk import desk
from eval.runner import RunInfo, run
from eval.subject import open_subject
from eval.texts import keep_texts, recorded_documents
from eval.types import Placed
from window.job import Job
from window.mending import Mending
from window.parts import FAILURES, QUIET, part, told

MOST_RUNS = 50


def add(home: Path, parcel: gr.HTML, limit: int | None = None) -> None:
    """Put the view on the page; pages leave by `parcel`. `limit` bounds how many questions a run asks."""
    job, mending, runs = Job(), Mending(home), runs_dir(home)

    def names() -> list[str]:
        return [path.stem for path in run_paths(runs)][::-1][:MOST_RUNS]

    @lru_cache(maxsize=4)
    def record(name: str) -> RunRecord:
        if name == "baseline":
            return load_baseline(BASELINE)
        if name not in {path.stem for path in run_paths(runs)}:  # what the browser names is no path
            name = "last"
        return load_run(name, runs)

    def shown(
        name: str = "", before: str = "", item_id: str = "", going: str = "", said: str = "", wrong: str = ""
    ) -> str:
        """The view of a run, the newest unless one is named; `said` and `wrong` are what has just been done, or not."""
        known, trouble, run, comparison = names(), wrong or job.state.trouble, None, None
        try:
            run = record(name or known[0]) if known else None
            comparison = compare(record(before), run) if run and before else None
        except EvalError as error:
            trouble = str(error)
        item = next((each for each in run.items if each.item_id == item_id), None) if run else None
        documents = recorded_documents(run, runs, home) if run and item else {}
        said = said or ("" if going or item or before or wrong else job.state.said)
        return desk(known, run, before, comparison, item, documents, said, trouble, going, mending.html())

    def see(event: gr.EventData) -> str:
        """A run, compared with another, with one item open."""
        wanted = (str(getattr(event, key, "") or "") for key in ("run", "before", "item"))
        return shown(*wanted)

    def mend(event: gr.EventData) -> str:
        """Audit the gold, or take in or put back one of the proposals or all of them."""
        run, before, item_id = (str(getattr(event, key, "") or "") for key in ("run", "before", "item"))
        said = wrong = ""
        try:
            if event.act == "audit":
                mending.audit()
            elif event.act == "accept":
                said = mending.accept(item_id)
            elif event.act == "undo":
                said = mending.undo(item_id)
            else:
                mending.close()
        except FAILURES as error:
            wrong = str(error)
        return shown(run, before, said=said, wrong=wrong)

    def work(job: Job) -> str:
        """Ask every question, score, keep the record."""
        subject = open_subject()
        items = select(load_gold(), split=None, kind=None, group=None, limit=limit)
        documents = subject.about(items)

        def track(placed: Iterable[Placed]) -> Iterator[Placed]:
            every = list(placed)
            for number, each in enumerate(every):
                job.report("正在评测", number, len(every))
                yield each

        filters: dict[str, str | int] = {"limit": limit} if limit else {}
        info = RunInfo(subject.settings, subject.encoder, filters=filters, after=run_before(runs))
        found = run(items, documents, subject.ask, info=info, allow_stale=True, track=track)
        save_run(found, runs)
        keep_texts(documents, runs)
        stale = sum(each.stale for each in found.failures)
        return f"评测完毕:{len(found.items)} 题有分" + (
            f",{stale} 题的证据已不在原文,可以“核对题目的证据”。" if stale else "。"
        )

    async def go() -> AsyncIterator[str]:
        """Run, or watch the run that is under way."""
        job.begin("打开索引", work)
        async for state in job.watch():
            if state.running:
                bar = html_texts.progress(state.what, state.done, state.total, stop=True)
                yield await asyncio.to_thread(shown, going=bar)
        yield await asyncio.to_thread(shown)

    def halt() -> None:
        """Stop the run; nothing of it is kept."""
        job.stop()

    def report(event: gr.EventData) -> str:
        """The whole page of a run, for the script to open."""
        with told():
            it = record(str(event.run))
            page = run_page(it, [it], recorded_documents(it, runs, home))
        return html.parcel(f"{it.run_id}.html", page.encode(), "text/html;charset=utf-8", time.monotonic_ns())

    view = part("evaluation", '<p class="waiting">正在整理……</p>', "see", "go", "halt", "mend")
    view.see(see, None, view, **QUIET)
    view.mend(mend, None, view, **QUIET)
    view.go(go, None, view, concurrency_limit=None, **QUIET)
    view.halt(halt, None, None, **QUIET)
    parcel.report(report, None, parcel, **QUIET)
