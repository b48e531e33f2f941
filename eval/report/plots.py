"""The plots of a run: intervals, pass rates over the outline, the trend over runs, and latency."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from eval.metrics import MEASURES
from eval.record import ItemRecord, RunRecord
from eval.report.ink import HEAT, INK, LINE, MUTED, PAPER, SERIES, draw
from eval.report.outline import Outline
from eval.summary import SPLITS, TITLES, Summary, by_split

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TREND = ("exact", "recall@5", "citation_recall")


def interval_plot(splits: Mapping[str, Summary]) -> str:
    """Every share of a run with its 95 % interval, dev and test side by side."""
    names = [
        measure.name
        for measure in MEASURES
        if not measure.unit and any(summary[measure.name].n for summary in splits.values())
    ]

    def paint(figure: "Figure") -> None:
        axes = figure.add_axes((0.17, 0.05, 0.8, 0.9))
        for number, split in enumerate(split for split in SPLITS if split in splits):
            for row, name in enumerate(names):
                each = splits[split][name]
                if each.mean is None or each.low is None or each.high is None:
                    continue
                y, colour = row + (number - 0.5) * 0.3, SERIES[number]
                axes.plot([each.low, each.high], [y, y], color=colour, linewidth=1.6, solid_capstyle="round")
                axes.plot([each.mean], [y], "os"[number], color=colour, markersize=4.5, label=split if not row else "")
        axes.set_yticks(range(len(names)), [TITLES[name] for name in names])
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_xlim(-0.01, 1.01)
        axes.grid(axis="x")
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, ncols=2)

    return draw(8.4, 0.7 + 0.25 * len(names), paint, "各项指标与 95% 区间")


def heat_plot(outline: Outline) -> str:
    """Pass rate by section of the outline (rows) and kind of question (columns); a cell says right / asked."""

    def paint(figure: "Figure") -> None:
        height = 0.9 + 0.27 * len(outline.rows)
        axes = figure.add_axes((0.36, 0.01, 0.63, 1 - 0.55 / height))
        for y, row in enumerate(outline.rows):
            for x, kind in enumerate(outline.kinds):
                _cell(axes, x, y, row.right[kind], row.asked[kind])
            bold = "bold" if row.depth == 0 else "normal"
            colour = INK if row.depth == 0 else MUTED
            axes.text(-0.62, y, _short(row.label, row.depth), ha="right", va="center", color=colour, fontweight=bold)
        axes.set_xticks(range(len(outline.kinds)), [_kind_title(kind) for kind in outline.kinds])
        axes.xaxis.tick_top()
        axes.set_yticks([])
        axes.set_xlim(-0.55, len(outline.kinds) - 0.45)
        axes.set_ylim(len(outline.rows) - 0.45, -0.55)
        for spine in axes.spines.values():
            spine.set_visible(False)

    return draw(10.5, 0.9 + 0.27 * len(outline.rows), paint, "各章节、各问法的全对率")


def trend_plot(records: Sequence[RunRecord]) -> str:
    """The main measures over the runs of the whole gold set, dev and test; a line where a document changed."""
    summaries = [by_split(record) for record in records]

    def paint(figure: "Figure") -> None:
        for column, split in enumerate(SPLITS):
            axes = figure.add_axes((0.06 + column * 0.49, 0.22, 0.42, 0.66))
            for number, name in enumerate(TREND):
                means = [summary[split][name].mean if split in summary else None for summary in summaries]
                values = [np.nan if mean is None else mean for mean in means]
                axes.plot(values, "-o", color=SERIES[number], markersize=3.5, linewidth=1.4, label=TITLES[name])
            for at in _document_changes(records):
                axes.axvline(at - 0.5, color=MUTED, linestyle=":", linewidth=1)
            step = max(1, len(records) // 6)
            ticks = list(range(0, len(records), step))
            axes.set_xticks(ticks, [records[at].at[5:16].replace("T", " ") for at in ticks], rotation=20, fontsize=7.5)
            axes.set_ylim(-0.02, 1.04)
            axes.set_title(split, loc="left", fontsize=10, color=INK)
            axes.grid(axis="y")
            if column == 0:
                axes.legend(loc="lower left", frameon=False, fontsize=8)

    return draw(10.5, 3.0, paint, "历次评测")


def latency_plot(items: Sequence[ItemRecord]) -> str:
    """The share of questions answered within a time, with p50 and p95."""
    times = np.sort([each for item in items if (each := item.scores.get("latency")) is not None])

    def paint(figure: "Figure") -> None:
        axes = figure.add_axes((0.07, 0.2, 0.9, 0.74))
        if len(times):
            axes.step(times, np.arange(1, len(times) + 1) / len(times), where="post", color=SERIES[0], linewidth=1.6)
            for q, name, side in ((0.5, "p50", "right"), (0.95, "p95", "left")):
                at = float(np.quantile(times, q))
                axes.axvline(at, color=LINE, linewidth=1)
                axes.text(at, 0.03, f" {name} {at:.0f} ms ", color=MUTED, fontsize=8.5, ha=side)
            axes.set_xlim(0, min(float(times[-1]), 3 * float(np.quantile(times, 0.95))) * 1.05)
        axes.set_ylim(0, 1.03)
        axes.set_xlabel("毫秒")
        axes.grid(axis="y")

    return draw(10.5, 2.4, paint, "用时分布")


def heat_colour(share: float) -> str:
    """The step of the heat scale for a share in 0..1; only all right has the last."""
    return HEAT[-1] if share == 1 else HEAT[min(int(share * (len(HEAT) - 1)), len(HEAT) - 2)]


def _cell(axes: "Axes", x: int, y: int, right: int, asked: int) -> None:
    from matplotlib.patches import Rectangle

    if asked:
        share = right / asked
        axes.add_patch(Rectangle((x - 0.47, y - 0.44), 0.94, 0.88, facecolor=heat_colour(share), linewidth=0))
        colour = PAPER if share < 0.2 else INK
        axes.text(x, y, f"{right}/{asked}", ha="center", va="center", fontsize=8, color=colour)
    else:
        axes.text(x, y, "·", ha="center", va="center", fontsize=8, color=LINE)


def _document_changes(records: Sequence[RunRecord]) -> list[int]:
    versions = [{each.doc_id: each.version for each in record.documents} for record in records]
    return [at for at in range(1, len(versions)) if versions[at] != versions[at - 1]]


def _short(label: str, depth: int) -> str:
    return label if len(label) <= 26 - 2 * depth else label[: 25 - 2 * depth] + "…"


def _kind_title(kind: str) -> str:
    titles = {
        "fact": "事实",
        "value": "数值",
        "list": "列举",
        "count": "计数",
        "compare": "比较",
        "locate": "定位",
        "definition": "定义",
        "yesno": "是否",
        "how": "如何",
        "why": "为何",
        "who": "谁",
        "overview": "概述",
    }
    return titles.get(kind, kind)
