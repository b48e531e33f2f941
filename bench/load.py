"""`python -m bench.load`: many programs ask the served window for minutes; what must hold, measured and judged.

No error, no answer that is another's, flat memory, and past the queue a refusal in words and not a hang. Exit code 1
where a condition fails.
"""

from __future__ import annotations

import asyncio
import math
import os
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from assistant import Assistant, Settings
from assistant.settings import UISettings
from bench.__main__ import commit, machine
from bench.load_client import Step, Tally, burst, conversations, load
from bench.measure import process
from bench.serving import Served, served
from bench.types import Machine
from corpus.atomic import write_text
from eval.gold import load_gold, select
from index import IndexSettings, Layout
from window.busy import BUSY

WARM = 0.2  # of the time, at most WARMEST seconds, in which memory may still grow
WARMEST = 60.0
GROWTH = 0.05
EDGE = 0.1  # of the seconds after warm-up, at their beginning and end, that are compared
ASKED = 200  # questions without a history that the programs share out
FLOOD = 20  # more than twice the queue, all at once
console = Console(width=110, highlight=False)


class Condition(BaseModel):
    """What must hold, what was found, and whether it does."""

    model_config = ConfigDict(extra="forbid")
    name: str
    found: str
    holds: bool


class LoadRun(BaseModel):
    """A run as it is kept; times in ms, memory in MB, one sample a second from the first question on."""

    model_config = ConfigDict(extra="forbid")
    at: str
    commit: str
    machine: Machine
    clients: int
    seconds: float
    queue: int
    answered: int
    per_second: float
    p50: float
    p95: float
    p99: float
    slowest: float
    warm_seconds: float
    memory: list[float]
    growth: float
    flood: dict[str, int]
    conditions: list[Condition]
    examples: list[str]


@dataclass
class Memory:
    """Samples the memory of a server once a second while the block runs."""

    server: Served

    def __enter__(self) -> Memory:
        self.samples: list[float] = []
        self._over = Event()
        self._thread = Thread(target=self._run)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            self.samples.append(round(self.server.memory(), 1))
            self._over.wait(1)


def main(
    clients: Annotated[int, typer.Option(min=1, help="同时提问的程序数")] = 50,
    seconds: Annotated[float, typer.Option(min=5, help="提问多少秒")] = 300,
    queue: Annotated[int, typer.Option(min=1, help="排队最多多少个(CEWEN_UI__QUEUE)")] = UISettings().queue,
    out: Annotated[Path | None, typer.Option(help="记录写到哪个文件夹;默认 var/bench")] = None,
) -> None:
    """起一个真的问答页面,许多程序同时问上几分钟,再一下子涌来两倍于排队上限的请求。"""
    began, load_before = datetime.now(UTC), os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        _build(home)
        steps = _steps(home, clients)
        firsts = [its[0] for its in steps]
        flood = [firsts[number % clients] for number in range(2 * queue + FLOOD)]
        with served({"CEWEN_HOME": str(home), "CEWEN_UI__QUEUE": str(queue)}) as server:
            console.print(f"{clients} 个程序问 {seconds:.0f} 秒……")
            with Memory(server) as memory:
                tally = asyncio.run(load(server.address, steps, seconds))
            console.print(f"一下子 {len(flood)} 个请求,最多 {queue} 个排队……")
            flooded = asyncio.run(burst(server.address, flood))
            after = asyncio.run(burst(server.address, firsts[:1]))
    warm = min(WARM * seconds, WARMEST)
    growth = grown(memory.samples, warm)
    times = [took * 1000 for _, took in tally.times] or [math.nan]
    run = LoadRun(
        at=began.isoformat(timespec="seconds"),
        commit=commit(),
        machine=machine(load_before),
        clients=clients,
        seconds=seconds,
        queue=queue,
        answered=len(tally.times),
        per_second=len(tally.times) / seconds,
        p50=quantile(times, 0.5),
        p95=quantile(times, 0.95),
        p99=quantile(times, 0.99),
        slowest=max(times),
        warm_seconds=warm,
        memory=memory.samples,
        growth=growth,
        flood={"answered": len(flooded.times), "refused": len(flooded.refused), "hung": flooded.hung},
        conditions=conditions(tally, flooded, after, growth),
        examples=[*tally.errors, *tally.mixed, *flooded.errors, *flooded.mixed][:10],
    )
    show(run)
    file = (out or IndexSettings().home / "bench") / f"load-{began:%Y%m%d-%H%M%S}.json"
    write_text(file, run.model_dump_json(indent=1) + "\n")
    console.print(f"记录:{file}", soft_wrap=True)
    if not all(condition.holds for condition in run.conditions):
        raise typer.Exit(1)


def conditions(tally: Tally, flooded: Tally, after: Tally, growth: float) -> list[Condition]:
    """Judge what was seen under load, past the queue (`flooded`), and by one who asks afterwards."""
    errors = len(tally.errors) + len(flooded.errors) + len(after.errors)
    mixed = len(tally.mixed) + len(flooded.mixed) + len(after.mixed)
    hung = tally.hung + flooded.hung + after.hung
    told = sum(words == BUSY for words in flooded.refused)
    return [
        _condition("没有出错", f"{errors} 次", errors == 0),
        _condition(
            "都有回答", f"{len(tally.times)} 个,拒绝 {len(tally.refused)} 个", bool(tally.times) and not tally.refused
        ),
        _condition("没有串了的回答", f"{mixed} 个", mixed == 0),
        _condition("没有挂住的请求", f"{hung} 个", hung == 0),
        _condition(f"热身之后内存增长不到 {GROWTH:.0%}", f"{growth:+.1%}", growth < GROWTH),
        _condition("超出排队的请求得到“请稍后再试”", f"{told} 个", 0 < told == len(flooded.refused)),
        _condition("没有超出的照样回答", f"{len(flooded.times)} 个", bool(flooded.times)),
        _condition("之后的提问照常", f"{len(after.times)} 个", len(after.times) == 1),
    ]


def grown(samples: Sequence[float], warm: float) -> float:
    """How much more memory the last seconds show than the first after `warm` seconds, as a share (medians of each).

    NaN, which is no growth that may pass, where there are too few samples.
    """
    kept = samples[math.ceil(warm) :]
    edge = max(1, round(len(kept) * EDGE))
    if len(kept) < 2:
        return math.nan
    return statistics.median(kept[-edge:]) / statistics.median(kept[:edge]) - 1


def quantile(values: Sequence[float], share: float) -> float:
    """The least value that is not below this share of all (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def show(run: LoadRun) -> None:
    """Print the run as tables."""
    table = Table(title=f"{run.clients} 个程序同时问 {run.seconds:.0f} 秒", title_justify="left")
    for heading in ("回答", "每秒", "p50 ms", "p95 ms", "p99 ms", "最慢 ms", "内存 MB(热身后 → 末)"):
        table.add_column(heading, justify="right")
    memory = f"{run.memory[min(len(run.memory) - 1, math.ceil(run.warm_seconds))]:.0f} → {run.memory[-1]:.0f}"
    times = (f"{value:.0f}" for value in (run.p50, run.p95, run.p99, run.slowest))
    table.add_row(str(run.answered), f"{run.per_second:.1f}", *times, memory)
    console.print(table)
    held = Table(title=f"条件(负载 {run.machine.load_before:.1f} → {run.machine.load_after:.1f})", title_justify="left")
    for heading in ("", "条件", "所见"):
        held.add_column(heading)
    for condition in run.conditions:
        held.add_row("✓" if condition.holds else "✗", condition.name, condition.found)
    console.print(held)
    for example in run.examples:
        console.print(example, markup=False)


def _condition(name: str, found: str, holds: bool) -> Condition:
    return Condition(name=name, found=found, holds=holds)


def _build(home: Path) -> None:
    """Build the index in a home of its own, from the vectors that there are."""
    stored = Layout(IndexSettings().home).vectors
    if stored.is_dir():
        shutil.copytree(stored, Layout(home).vectors)
    process("index", "build", home=home)


def _steps(home: Path, clients: int) -> list[list[Step]]:
    """The programs' conversations, of the gold questions for development."""
    items = select(load_gold(), split="dev")
    asked = tuple(dict.fromkeys(item.question for item in items if not item.history))[:ASKED]
    followed = tuple(dict.fromkeys((item.question, item.history) for item in items if item.history))
    console.print("先在本进程里问出每个问题的正确回答……")
    assistant = Assistant.open(Settings(home=home).without_llm())
    return conversations(assistant, asked, followed, clients)


if __name__ == "__main__":
    typer.run(main)
