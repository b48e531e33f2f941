"""What the commands share: choosing items, running with progress, showing and keeping the record."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from corpus.library import default_home
from eval.compare import compare
from eval.compare_tables import comparison_tables, comparison_text
from eval.gate import BASELINE, check, load_baseline, load_rules, save_baseline
from eval.gold import load_gold, select
from eval.place import Documents
from eval.record import RunRecord, list_runs, load_run, run_before, runs_dir, save_run
from eval.runner import Ask, RunInfo, run
from eval.subject import Subject
from eval.summary import by_split, shown
from eval.tables import print_tables
from eval.texts import keep_texts
from eval.types import GoldItem, Placed

WIDE = 120
console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which gold items a command is about."""

    gold: tuple[Path, ...] = ()
    split: str | None = None
    kind: str | None = None
    group: str | None = None
    limit: int | None = None

    def items(self) -> tuple[GoldItem, ...]:
        """The items chosen."""
        loaded = load_gold(self.gold)
        return select(loaded, split=self.split, kind=self.kind, group=self.group, limit=self.limit)

    @property
    def filters(self) -> dict[str, str | int]:
        """What a record says of the choice."""
        named = {"split": self.split, "type": self.kind, "tag": self.group, "limit": self.limit}
        return {name: value for name, value in named.items() if value is not None}

    @property
    def paths(self) -> tuple[str, ...]:
        """The gold files by name."""
        return tuple(path.name for path in self.gold)


def ask_and_keep(
    choice: Choice, subject: Subject, *, allow_stale: bool = False, folder: Path | None = None
) -> RunRecord:
    """Ask the assistant what was chosen."""
    items = choice.items()
    info = RunInfo(subject.settings, subject.encoder, choice.paths, choice.filters)
    return run_and_keep(items, subject.about(items), subject.ask, info, allow_stale=allow_stale, folder=folder)


def run_and_keep(
    items: tuple[GoldItem, ...],
    documents: Documents,
    ask: Ask,
    info: RunInfo,
    *,
    allow_stale: bool = False,
    folder: Path | None = None,
) -> RunRecord:
    """Run with progress, write the record, and print its tables and where it is."""
    runs = folder or runs_dir(default_home())
    info = replace(info, after=run_before(runs))
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as progress:

        def track(placed: Iterable[Placed]) -> Iterator[Placed]:
            yield from progress.track(list(placed), description="评测")

        record = run(items, documents, ask, info=info, allow_stale=allow_stale, track=track)
    path = save_run(record, runs)
    record = record.model_copy(update={"run_id": path.stem})
    keep_texts(documents, runs)
    print_tables(console, record)
    console.print(f"记录:{path}", soft_wrap=True)
    return record


def named_run(name: str, folder: Path | None) -> RunRecord:
    """A run by id, path, "last" or "baseline"."""
    return load_baseline(BASELINE) if name == "baseline" else load_run(name, folder or runs_dir(default_home()))


def runs_table(folder: Path | None) -> Table:
    """The runs there are, oldest first, with what tells them apart."""
    table = Table(title="评测记录", title_justify="left")
    for heading in ("记录号", "时间", "题", "未评", "文档版本", "题目", "dev 全对", "test 全对"):
        table.add_column(heading, no_wrap=heading == "记录号")
    for record in list_runs(folder or runs_dir(default_home())):
        splits = by_split(record)
        exact = [shown("exact", splits[split]["exact"].mean) if split in splits else "—" for split in ("dev", "test")]
        versions = " ".join(f"{each.doc_id}@{each.version[:8]}" for each in record.documents)
        failed = str(len(record.failures))
        table.add_row(record.run_id, record.at[:16], str(len(record.items)), failed, versions, record.gold.hash, *exact)
    return table


def print_gate(record: RunRecord, rules: Path, baseline: Path) -> bool:
    """Check a run and print why it passes or fails; True is a pass."""
    breaches = check(record, load_rules(rules), load_baseline(baseline))
    if not breaches:
        console.print(f"通过:{record.run_id},{len(record.items)} 题,各项都在门槛之内", style="green")
        return True
    console.print(f"不通过:{record.run_id},{len(breaches)} 条", style="red")
    for breach in breaches:
        console.print(f"  {breach.rule} {breach.name}: {breach}", soft_wrap=True, markup=False)
    return False


def accept_baseline(record: RunRecord, path: Path) -> None:
    """Make a run the baseline and print the comparison with the one before, for the commit's message."""
    before = load_baseline(path) if path.is_file() else None
    save_baseline(record, path)
    console.print(f"基线已写到 {path};请单独提交,提交说明可用下面的比较:", soft_wrap=True)
    if before is not None:
        console.print(comparison_text(compare(before, record)), soft_wrap=True, markup=False)


def print_comparison(before: RunRecord, after: RunRecord, flips: int = 20) -> None:
    """Compare two runs in the terminal."""
    console.print(comparison_tables(compare(before, after), flips=flips))
