"""`python -m bench`: everything, side by side, in one run; `--quick` for a look in under two minutes."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench import cold
from bench.gold import documents, questions
from bench.measure import process
from bench.tables import markdown, show
from bench.types import ROOT, Line, Machine, Run

app = typer.Typer(help="用时、大小与找到的证据,与 llama-index 的现成流程并排", add_completion=False)
BM25_HINT = "llama-index-retrievers-bm25 没有装,没有融合 BM25 的一列;`pip install -c constraints.txt .[bench]`"


@app.command()
def main(
    quick: Annotated[bool, typer.Option("--quick", help="各测一次,问 90 个问题,只与一种现成流程比")] = False,
    out: Annotated[Path | None, typer.Option(help="结果放到哪个文件夹,默认 var/bench")] = None,
) -> None:
    """量一遍并写下结果。"""
    from bench.plot import draw
    from bench.stock import VARIANTS, has_bm25
    from index import IndexSettings, load_encoder

    console, progress = Console(), Console(stderr=True)
    notes = [] if has_bm25() else [BM25_HINT]
    names = [v.name for v in VARIANTS.values() if has_bm25() or not v.fused]
    names = names[1:2] or names if quick else names
    repeats, starts, passes, count = (1, 2, 1, 90) if quick else (2, 5, 3, 160)
    before = os.getloadavg()[0]
    began = datetime.now(UTC)

    def told(what: str) -> None:
        progress.print(f"{(datetime.now(UTC) - began).total_seconds():6.0f} s  {what}", highlight=False)

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        lines = list(cold.ours(work, repeats, starts, told))
        for name in names:
            lines += cold.stock(work, name, repeats, starts, told)
        for name in ("ours", "ours retrieve", *names):
            told(f"{name}:热态")
            lines += warm(name, work, passes, count)
        known = documents(work / "home")
        run = Run(
            at=began.isoformat(timespec="seconds"),
            commit=commit(),
            quick=quick,
            texts={doc_id: len(p.document.text) for doc_id, p in known.items()},
            questions=min(count, len(questions(known))),
            encoder=load_encoder().fingerprint,
            machine=machine(before),
            lines=lines,
            notes=notes,
        )
    show(run, console)
    target = out or IndexSettings().home / "bench"
    target.mkdir(parents=True, exist_ok=True)
    file = target / f"{began:%Y%m%d-%H%M%S}.json"
    file.write_text(run.model_dump_json(indent=1), encoding="utf-8")
    file.with_suffix(".md").write_text(markdown(run), encoding="utf-8")
    draw(run, file.with_suffix(".png"))
    told(f"记录:{file}")


def warm(name: str, work: Path, passes: int, count: int) -> Iterator[Line]:
    """The lines that a warm process prints."""
    home = work / "home"
    done = process("bench.warm", name, str(home), str(work / name), str(passes), str(count), home=home)
    for line in done.output.splitlines():
        if line.startswith("{"):
            yield Line(**json.loads(line))


def machine(before: float) -> Machine:
    """What the numbers depend on."""
    info = Path("/proc/cpuinfo")
    models = [line for line in info.read_text().splitlines() if "model name" in line] if info.exists() else []
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        processor=models[0].partition(":")[2].strip() if models else platform.machine(),
        memory_gb=round(memory, 1),
        python=platform.python_version(),
        load_before=before,
        load_after=os.getloadavg()[0],
    )


def commit() -> str:
    """The commit that is measured, empty outside a repository."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.strip()


if __name__ == "__main__":
    app()
