"""Two runs, item by item: what changed, by how much, and whether it is real."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from eval.metrics import MEASURES, Measure
from eval.record import ItemRecord, RunRecord
from eval.significance import mcnemar, paired_interval, permutation
from eval.summary import SPLITS

Test = Literal["mcnemar", "permutation"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in both runs over the items eligible in both; p is of the exact test named."""

    measure: Measure
    n: int
    before: float
    after: float
    low: float
    high: float
    test: Test
    p: float

    @property
    def delta(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def worse(self) -> bool:
        """Whether the mean moved the wrong way."""
        return (self.delta < 0) if self.measure.better == "higher" else (self.delta > 0)


@dataclass(frozen=True, slots=True)
class Flip:
    """An item that was right and is wrong now, or the reverse, with both answers and what else changed."""

    before: ItemRecord
    after: ItemRecord
    gained: bool

    @property
    def answer_diff(self) -> tuple[str, ...]:
        """The two answers' lines as a unified diff."""
        return text_diff(str(self.before.answer.get("text", "")), str(self.after.answer.get("text", "")))

    @property
    def moved(self) -> tuple[str, ...]:
        """The measures whose score changed, in the registry's order."""
        return tuple(
            measure.name
            for measure in MEASURES
            if not measure.timed and self.before.scores.get(measure.name) != self.after.scores.get(measure.name)
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over what they have in common, and what they have not."""

    before: RunRecord
    after: RunRecord
    differences: dict[str, tuple[Difference, ...]]
    flips: tuple[Flip, ...]
    changed_answers: tuple[tuple[ItemRecord, ItemRecord], ...]
    notices: tuple[str, ...]


def compare(before: RunRecord, after: RunRecord) -> Comparison:
    """Compare what two runs have in common: items with the same id and the same gold, scored in both."""
    pairs = common(before, after)
    flips = tuple(
        Flip(old, new, gained=new.scores["exact"] == 1.0)
        for old, new in pairs
        if old.scores["exact"] != new.scores["exact"]
    )
    changed = tuple((old, new) for old, new in pairs if old.answer.get("text") != new.answer.get("text"))
    by_split = {split: [pair for pair in pairs if pair[1].split == split] for split in SPLITS}
    return Comparison(
        before=before,
        after=after,
        differences={split: differences(some) for split, some in by_split.items() if some},
        flips=flips,
        changed_answers=changed,
        notices=unlike(before, after, len(pairs)),
    )


def common(before: RunRecord, after: RunRecord) -> list[tuple[ItemRecord, ItemRecord]]:
    """The items of both runs that ask the same, in the later run's order; moved evidence is no other question."""
    old = {item.item_id: item for item in before.items}
    return [
        (old[item.item_id], item)
        for item in after.items
        if item.item_id in old and _asked(old[item.item_id]) == _asked(item)
    ]


def differences(pairs: Sequence[tuple[ItemRecord, ItemRecord]]) -> tuple[Difference, ...]:
    """Every measure's paired difference, where items are eligible in both runs."""
    found = (difference(measure, pairs) for measure in MEASURES if not measure.timed)
    return tuple(each for each in found if each is not None)


def difference(measure: Measure, pairs: Sequence[tuple[ItemRecord, ItemRecord]]) -> Difference | None:
    """One measure's paired difference with its interval and its test; None without eligible items."""
    scores = [(old.scores.get(measure.name), new.scores.get(measure.name)) for old, new in pairs]
    both = [(old, new) for old, new in scores if old is not None and new is not None]
    if not both:
        return None
    deltas = [new - old for old, new in both]
    low, high = paired_interval(deltas)
    if measure.binary:
        p = mcnemar(sum(1 for each in deltas if each > 0), sum(1 for each in deltas if each < 0))
    else:
        p = permutation(deltas)
    return Difference(
        measure=measure,
        n=len(both),
        before=sum(old for old, _ in both) / len(both),
        after=sum(new for _, new in both) / len(both),
        low=low,
        high=high,
        test="mcnemar" if measure.binary else "permutation",
        p=p,
    )


def unlike(before: RunRecord, after: RunRecord, shared: int) -> tuple[str, ...]:
    """In what the two runs are not the same, in words."""
    notices: list[str] = []
    if before.gold.hash != after.gold.hash:
        notices.append(f"两轮的题目不同({len(before.items)} 题与 {len(after.items)} 题),只比较相同的 {shared} 题")
    elif shared < max(len(before.items), len(after.items)):
        notices.append(f"有题未能评分,只比较两轮都有分的 {shared} 题")
    old = {each.doc_id: each.version for each in before.documents}
    new = {each.doc_id: each.version for each in after.documents}
    notices += [
        f"文档 {doc_id} 的版本不同:{old.get(doc_id, '无')} → {new.get(doc_id, '无')}"
        for doc_id in sorted(old.keys() | new.keys())
        if old.get(doc_id) != new.get(doc_id)
    ]
    if before.encoder != after.encoder:
        notices.append(f"编码器不同:{before.encoder or '未记'} → {after.encoder or '未记'}")
    if before.settings != after.settings:
        notices.append("设置不同")
    return tuple(notices)


def text_diff(before: str, after: str) -> tuple[str, ...]:
    """The lines that differ between two texts, each with - or + before it."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return tuple(line for line in lines if line[:3] not in ("---", "+++") and not line.startswith("@@"))


def _asked(item: ItemRecord) -> dict[str, object]:
    return {name: value for name, value in item.gold.items() if name not in ("evidence", "note", "split", "group")}
