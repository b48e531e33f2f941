"""A run in numbers: every measure with its n and interval, by split, type, group and chapter."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from eval.interval import estimate, quantile_estimate
from eval.metrics import BY_NAME, MEASURES
from eval.record import ItemRecord, RunRecord
from eval.types import Estimate

SPLITS = ("dev", "test")
LATENCY = {"latency_p50": 0.5, "latency_p95": 0.95}
TITLES = {measure.name: measure.title for measure in MEASURES if not measure.timed} | {
    "latency_p50": "用时 p50",
    "latency_p95": "用时 p95",
}
Summary = dict[str, Estimate]


def summarise(items: Sequence[ItemRecord], names: Iterable[str] | None = None) -> Summary:
    """Every measure over some items, in the registry's order; latency as its p50 and p95."""
    wanted = set(names) if names is not None else set(TITLES)
    summary: Summary = {}
    for measure in MEASURES:
        if measure.name in wanted and not measure.timed:
            bounded = not measure.unit
            summary[measure.name] = estimate([item.scores.get(measure.name) for item in items], bounded=bounded)
    for name, q in LATENCY.items():
        if name in wanted:
            summary[name] = quantile_estimate([item.scores.get("latency") for item in items], q)
    return summary


def by_split(record: RunRecord) -> dict[str, Summary]:
    """The summary of each split that has items."""
    parts = {split: [item for item in record.items if item.split == split] for split in SPLITS}
    return {split: summarise(items) for split, items in parts.items() if items}


def grouped(items: Sequence[ItemRecord], key: Callable[[ItemRecord], str], names: Iterable[str]) -> dict[str, Summary]:
    """A few measures over the items that share a key, largest group first."""
    parts: dict[str, list[ItemRecord]] = {}
    for item in items:
        parts.setdefault(key(item), []).append(item)
    ordered = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))
    return {name: summarise(part, names) for name, part in ordered}


def kind_of(item: ItemRecord) -> str:
    """The item's type."""
    return str(item.gold["type"])


def group_of(item: ItemRecord) -> str:
    """The item's group."""
    return str(item.gold["group"])


def chapter_of(item: ItemRecord) -> str:
    """The top section of the item's first evidence; items without evidence are of none."""
    evidence = item.gold["evidence"]
    return str(evidence[0]["section"][0]) if evidence and evidence[0]["section"] else "(无证据)"


def false_refusals(items: Iterable[ItemRecord]) -> Counter[str]:
    """Answerable items that were refused, by the reason that was given."""
    return Counter(
        str(item.answer.get("reason") or "无理由") for item in items if item.scores.get("false_refusal") == 1.0
    )


def shown(name: str, value: float | None) -> str:
    """A value as a table shows it."""
    if value is None:
        return "—"
    if name.startswith("latency"):
        return f"{value:.0f}"
    measure = BY_NAME.get(name)
    return f"{value:.2f}" if measure is not None and measure.unit else f"{value:.3f}"
