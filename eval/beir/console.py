"""`python -m eval beir`: progress and the table."""

from pathlib import Path
from typing import cast

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from corpus.library import default_home
from eval.beir.dataset import Dataset, load_dataset
from eval.beir.measures import NAMES
from eval.beir.run import WAYS, Outcome, Way, run_beir
from eval.console import console
from eval.errors import BeirError
from index import IndexSettings, load_encoder


def beir(folder: Path, split: str, ways: tuple[str, ...], limit: int | None) -> list[Outcome]:
    """Score a dataset and print the table."""
    if unknown := set(ways) - set(WAYS):
        raise BeirError(f"没有 {'、'.join(sorted(unknown))};可选 {'、'.join(WAYS)}")
    data = load_dataset(folder, split)
    model = IndexSettings().encoder.model
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as bars:
        tasks: dict[str, object] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done)  # type: ignore[arg-type]

        chosen = cast(tuple[Way, ...], ways) or WAYS
        outcomes = run_beir(
            data, lambda: load_encoder(model), default_home() / "beir", chosen, limit=limit, progress=progress
        )
    console.print(_table(data, outcomes, limit))
    return outcomes


def _table(data: Dataset, outcomes: list[Outcome], limit: int | None) -> Table:
    asked = min(len(data.queries), limit or len(data.queries))
    skipped = f",{data.unjudged} 题没有正例,不计" if data.unjudged else ""
    table = Table(
        title=f"{data.name} {data.split}:{len(data.documents)} 篇,{asked} 题{skipped}",
        caption="均值与 95% 区间;Recall 不按 k 封顶",
        title_justify="left",
    )
    table.add_column("")
    for name in NAMES:
        table.add_column(name, justify="right")
    for heading in ("建索引 s", "每题 ms", "内存 MB"):
        table.add_column(heading, justify="right")
    for each in outcomes:
        cells = [f"{m.mean:.3f}\n{m.low:.3f}–{m.high:.3f}" for m in each.measures.values()]
        table.add_row(each.way, *cells, f"{each.build_seconds:.1f}", f"{each.query_ms:.0f}", f"{each.peak_mb:.0f}")
    return table
