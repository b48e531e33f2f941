"""`python -m bench.growth`: time, memory and recall from a thousand to a million passages, as a table and curves.

Sizes are measured one after another, each step in a process of its own; a size measured again replaces what the record
held of it, so that the largest can be run apart.
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict
from rich.console import Console

from bench.__main__ import commit, machine
from bench.growth_step import JOBS
from bench.measure import process
from bench.types import Machine
from index import IndexSettings

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROWS = (
    ("build_s", "建索引 (s)", 1),
    ("build_cpu_s", "建索引 CPU (s)", 1),
    ("build_peak_mb", "建索引峰值内存 (MB)", 0),
    ("disk_mb", "索引文件 (MB)", 0),
    ("open_s", "打开 (s)", 2),
    ("p50_ms", "检索 p50 (ms)", 1),
    ("p95_ms", "检索 p95 (ms)", 1),
    ("p99_ms", "检索 p99 (ms)", 1),
    ("alone_p50_ms", "不计编码问题 p50 (ms)", 1),
    ("alone_p95_ms", "不计编码问题 p95 (ms)", 1),
    ("encode_p50_ms", "其中编码问题 p50 (ms)", 1),
    ("cpu_p50_ms", "检索 CPU p50 (ms)", 1),
    ("cpu_p95_ms", "检索 CPU p95 (ms)", 1),
    ("dense_p95_ms", "其中向量检索 p95 (ms)", 2),
    ("peak_mb", "检索峰值内存 (MB)", 0),
    ("recall_dense", "向量 recall@10(对精确检索)", 3),
    ("recall_fused", "融合 recall@10(对逐段打分)", 3),
    ("as_good", "融合前 10 段中得分不低于精确第 10 名的", 3),
    ("update_s", "增删各 100 段 (s)", 2),
    ("update_cpu_s", "增删各 100 段 CPU (s)", 2),
    ("load", "负载", 1),
)
app = typer.Typer(help="从一千段到一百万段:用时、内存、召回", add_completion=False)


class Growth(BaseModel):
    """The record: measures by size, and when, where and on what commit each size was measured."""

    model_config = ConfigDict(extra="forbid")
    machine: Machine
    sizes: dict[int, dict[str, float]]
    made: dict[int, str]


@app.command()
def main(
    texts: Annotated[Path, typer.Option(envvar="CEWEN_BENCH_TEXTS", help="BEIR 布局的文件夹(可含几套)")],
    sizes: Annotated[str, typer.Option(help="哪些大小,逗号分隔")] = ",".join(map(str, SIZES)),
    out: Annotated[Path | None, typer.Option(help="结果放到哪个文件夹,默认 var/bench/growth")] = None,
    keep: Annotated[bool, typer.Option(help="留下建好的索引,下次只问不建")] = False,
) -> None:
    """逐个大小量一遍,写下记录,画出曲线。"""
    from bench.growth_plot import draw

    target = (out or IndexSettings().home / "bench" / "growth").resolve()
    target.mkdir(parents=True, exist_ok=True)
    source = str(texts.resolve())
    record = target / "growth.json"
    known = Growth.model_validate_json(record.read_text(encoding="utf-8")) if record.exists() else None
    done, made = (dict(known.sizes), dict(known.made)) if known else ({}, {})
    console, before = Console(), os.getloadavg()[0]
    for size in (int(s) for s in sizes.split(",")):
        measures = dict(done.get(size, {}))
        made_from = target / str(size) / "texts"
        there = made_from.exists() and made_from.read_text(encoding="utf-8") == source  # kept by an earlier run
        if not there:
            shutil.rmtree(target / str(size), ignore_errors=True)
        for job in ("ask", "update") if there else JOBS:
            console.print(f"{datetime.now(UTC):%H:%M:%S}  {size:,}  {job}", highlight=False)
            step = process("bench.growth_step", job, str(size), source, str(target), home=target)
            measures |= json.loads(step.output.strip().splitlines()[-1])
            if job == "ask":
                measures["load"] = os.getloadavg()[0]
        made_from.write_text(source, encoding="utf-8")
        if not keep:
            shutil.rmtree(target / str(size))
        done[size], made[size] = measures, f"{datetime.now(UTC):%Y-%m-%d %H:%M} {commit()}"
        growth = Growth(machine=machine(before), sizes=dict(sorted(done.items())), made=dict(sorted(made.items())))
        record.write_text(growth.model_dump_json(indent=1), encoding="utf-8")
    (target / "growth.md").write_text(table(growth), encoding="utf-8")
    draw(growth.sizes, target / "growth.png")
    console.print(table(growth), highlight=False)
    console.print(f"记录:{target}")


def table(growth: Growth) -> str:
    """A row a measure, a column a size, in Markdown."""
    head = ["段落数", *(f"{size:,}" for size in growth.sizes)]
    rows = [
        [name, *(f"{m[key]:.{places}f}" if key in m else "" for m in growth.sizes.values())]
        for key, name, places in ROWS
    ]
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    app()
