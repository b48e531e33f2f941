"""A run's numbers as tables in the terminal."""

from collections.abc import Mapping

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from eval.record import RunRecord
from eval.summary import TITLES, Summary, by_split, false_refusals, group_of, grouped, kind_of, shown
from eval.types import Estimate

BRIEF = ("exact", "points", "recall@5", "citation_precision", "citation_recall", "member_f1", "false_refusal")


def headline(record: RunRecord) -> Table:
    """Every measure, a column for each split: mean [interval] n."""
    splits = by_split(record)
    table = Table(title=f"{record.run_id}  {record.gold.items} 题", title_justify="left")
    table.add_column("指标")
    for split in splits:
        table.add_column(split, justify="right")
        table.add_column("95% 区间", justify="right", style="dim")
        table.add_column("n", justify="right", style="dim")
    for name, title in TITLES.items():
        estimates = [summary[name] for summary in splits.values()]
        if any(each.n for each in estimates):
            table.add_row(title, *(cell for each in estimates for cell in _cells(name, each)))
    return table


def breakdown(record: RunRecord, title: str, groups: Mapping[str, Summary]) -> Table:
    """A few measures, a row for each group."""
    table = Table(title=title, title_justify="left")
    table.add_column("", no_wrap=True)
    table.add_column("题", justify="right", style="dim")
    for name in BRIEF:
        table.add_column(TITLES[name], justify="right")
    for group, summary in groups.items():
        row = [shown(name, summary[name].mean) for name in BRIEF]
        table.add_row(group, str(summary["exact"].n), *row)
    return table


def run_tables(record: RunRecord) -> Group:
    """The whole of a run for the terminal: headline, by type, by group, refusals, failures."""
    parts: list[Table | Text] = [headline(record)]
    for split in by_split(record):
        items = [item for item in record.items if item.split == split]
        parts.append(breakdown(record, f"{split} · 按问法", grouped(items, kind_of, BRIEF)))
        parts.append(breakdown(record, f"{split} · 按题组", grouped(items, group_of, BRIEF)))
    if refused := false_refusals(record.items):
        parts.append(Text("误拒:" + "、".join(f"{reason} {count}" for reason, count in refused.most_common())))
    stale = [failure for failure in record.failures if failure.stale]
    failed = [failure for failure in record.failures if not failure.stale]
    for label, some in (("未能评分", failed), ("证据与原文不符", stale)):
        if some:
            lines = "\n".join(f"  {each.item_id} {each.question} — {each.error}" for each in some[:10])
            parts.append(Text(f"{label} {len(some)} 题:\n{lines}", style="red"))
    parts.append(Text(f"共 {record.seconds:.1f} 秒", style="dim"))
    return Group(*parts)


def print_tables(console: Console, record: RunRecord) -> None:
    """Print a run."""
    console.print(run_tables(record))


def _cells(name: str, each: Estimate) -> tuple[str, str, str]:
    interval = "" if each.low is None else f"{shown(name, each.low)}–{shown(name, each.high)}"
    return shown(name, each.mean), interval, str(each.n)
