"""The measured figures of a run as Markdown tables, between the two marks of a page that keeps them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from corpus.atomic import write_text
from eval.errors import RunError
from eval.record import ItemRecord, RunRecord
from eval.summary import SPLITS, TITLES, Summary, group_of, grouped, kind_of, shown, summarise
from eval.types import Estimate

BEGIN, END = "<!-- measured figures: begin -->", "<!-- measured figures: end -->"
BRIEF = (
    "exact", "points", "recall@5", "citation_precision", "citation_recall", "citation_verbatim", "member_f1",
    "number_accuracy", "kind", "follow_up", "refusal_precision", "refusal_recall", "false_refusal",
    "premise_corrected", "guard_violations", "length_ratio",
)  # fmt: skip


def brief(record: RunRecord) -> str:
    """The measures that a reader of the README wants, and each text's."""
    return "\n\n".join([_origin(record), _measures(record, BRIEF), _rows(record, "文本", doc_of)])


def whole(record: RunRecord) -> str:
    """Every measure, and what share is right by text, group and kind."""
    tables = [_measures(record, TITLES), *(_rows(record, *by) for by in (("文本", doc_of), ("题组", group_of)))]
    return "\n\n".join([_origin(record), *tables, _rows(record, "问法", kind_of)])


def put(page: Path, figures: str) -> None:
    """Write figures between the marks of a page; RunError where it has none."""
    text = page.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise RunError(f"{page.name} 里没有 {BEGIN} 与 {END}")
    write_text(page, f"{before}{BEGIN}\n{figures}\n{END}{after}")


def doc_of(item: ItemRecord) -> str:
    """The text that an item asks."""
    return str(item.gold["doc"])


def _origin(record: RunRecord) -> str:
    counts = "、".join(f"{split} {sum(i.split == split for i in record.items)}" for split in SPLITS)
    ran = f"{record.at[:10]},代码 {(record.code.commit or '')[:7]},{record.gold.items} 题({counts})"
    return f"{ran},方括号里是 95% 区间,n 是适用的题数。"


def _measures(record: RunRecord, names: Iterable[str]) -> str:
    parts = [summarise([item for item in record.items if item.split == split]) for split in SPLITS]
    rows = [(TITLES[name], [(name, part[name]) for part in parts]) for name in names]
    return _table("指标", "", rows)


def _rows(record: RunRecord, label: str, key: Callable[[ItemRecord], str]) -> str:
    parts: Sequence[dict[str, Summary]] = [
        grouped([item for item in record.items if item.split == split], key, ("exact",)) for split in SPLITS
    ]
    names = dict.fromkeys(name for part in parts for name in part)
    nothing = Estimate(None, 0)
    rows = [(n, [("exact", part[n]["exact"] if n in part else nothing) for part in parts]) for n in names]
    return _table(label, " 全对", rows)


def _table(label: str, said: str, rows: Iterable[tuple[str, list[tuple[str, Estimate]]]]) -> str:
    lines = [f"| {label} | dev{said} | n | test{said} | n |", "|---|---|--:|---|--:|"]
    for title, cells in rows:
        shown_cells = " | ".join(f"{_cell(name, each)} | {each.n}" for name, each in cells)
        lines.append(f"| {title} | {shown_cells} |")
    return "\n".join(lines)


def _cell(name: str, each: Estimate) -> str:
    if each.mean is None:
        return "—"
    return f"{shown(name, each.mean)} [{shown(name, each.low)}, {shown(name, each.high)}]"
