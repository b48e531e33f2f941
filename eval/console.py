"""What the commands share: choosing items, running with progress, showing and keeping the record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from eval.gold import load_gold, select
from eval.place import Documents
from eval.record import RunRecord, default_home, runs_dir, save_run
from eval.runner import Ask, RunInfo, run
from eval.tables import print_tables
from eval.types import GoldItem, Placed

console = Console(highlight=False)


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
    path = save_run(record, folder or runs_dir(default_home()))
    print_tables(console, record)
    console.print(f"记录:{path}", soft_wrap=True)
    return record
