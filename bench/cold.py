"""Processes timed from outside: cold and incremental builds, and cold starts to a first answer."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.gold import documents
from bench.measure import Process, process, size_on_disk
from bench.types import Line, Number
from index.snapshot import Layout

QUESTION = "研发服务主要布局在哪些园?"
Told = Callable[[str], None]


def ours(work: Path, repeats: int, starts: int, told: Told) -> Iterator[Line]:
    """Our command line on homes of its own; leaves a built home at `work/home`."""
    home, changed = work / "home", work / "changed"
    cold = []
    for _ in range(repeats):
        told("ours:冷建索引")
        shutil.rmtree(home, ignore_errors=True)
        cold.append(process("index", "build", home=home))
    told("ours:无改动、改一段")
    again = [process("index", "build", "--if-stale", home=home) for _ in range(repeats)]  # as `make chat` asks
    edited = []
    for _ in range(repeats):
        shutil.rmtree(changed, ignore_errors=True)
        shutil.copytree(home, changed)
        change_a_paragraph(changed)
        edited.append(process("index", "build", home=changed))
    yield from _lines("建索引", "冷建", "ours", cold)
    yield from _lines("建索引", "无改动", "ours", again)
    yield from _lines("建索引", "改一段", "ours", edited)
    told("ours:改一段,模型已载入")
    done = process("bench.update", str(changed), str(repeats), home=changed)
    yield from (Line.model_validate_json(line) for line in done.output.splitlines() if line.startswith("{"))
    layout = Layout(home)
    size = size_on_disk([layout.build(layout.name), layout.vectors])
    yield Line(group="大小", measure="索引文件", unit="MB", subject="ours", number=Number.middle([size]))
    told("ours:冷启动")
    first = [process("assistant", "ask", QUESTION, home=home) for _ in range(starts)]
    yield from _lines("冷启动", "首答", "ours", first)
    helped = [process("assistant", "--help", home=home) for _ in range(starts)]
    yield from _lines("冷启动", "--help", "ours", helped)


def stock(work: Path, name: str, repeats: int, starts: int, told: Told) -> Iterator[Line]:
    """The same for a variant of the stock pipeline; its index is left at `work/NAME`. Needs what `ours` left."""
    home, changed, folder, bare = work / "home", work / "changed", work / name, work / "bare"
    cold, edited = [], []
    for _ in range(repeats):
        told(f"{name}:冷建索引")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(bare, ignore_errors=True)  # what an encoder compiles once a home: ours had none either
        cold.append(process("bench.stock", "build", str(home), str(folder), name, home=bare))
    told(f"{name}:无改动、改一段")
    again = [process("bench.stock", "refresh", str(home), str(folder), name, home=home) for _ in range(repeats)]
    for _ in range(repeats):
        copy = work / f"{name}-changed"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        edited.append(process("bench.stock", "refresh", str(changed), str(copy), name, home=changed))
    yield from _lines("建索引", "冷建", name, cold)
    yield from _lines("建索引", "无改动", name, again)
    yield from _lines("建索引", "改一段", name, edited)
    size = size_on_disk([folder])
    yield Line(group="大小", measure="索引文件", unit="MB", subject=name, number=Number.middle([size]))
    told(f"{name}:冷启动")
    first = [process("bench.stock", "first", str(home), str(folder), name, QUESTION, home=home) for _ in range(starts)]
    yield from _lines("冷启动", "首答", name, first)


def change_a_paragraph(home: Path) -> None:
    """Add each document of a home anew with a word more in its middle passage."""
    for doc_id, parsed in documents(home).items():
        passage = parsed.passages[len(parsed.passages) // 2]
        text = parsed.document.text
        file = home / f"{doc_id}.txt"
        file.write_text(text[: passage.end - 1] + "并按年度公布" + text[passage.end - 1 :], encoding="utf-8")
        process("corpus", "add", str(file), "--id", doc_id, home=home)
        break


def _lines(group: str, what: str, subject: str, done: list[Process]) -> Iterator[Line]:
    walls, cpus = Number.middle([p.took.wall for p in done]), Number.middle([p.took.cpu for p in done])
    yield Line(group=group, measure=what, unit="s", subject=subject, number=walls)
    yield Line(group=group, measure=f"{what} CPU", unit="s", subject=subject, number=cpus)
    if what == "首答":
        peak = Number.middle([p.peak for p in done])
        yield Line(group="大小", measure="冷启动峰值内存", unit="MB", subject=subject, number=peak)
