"""The measures of growth as curves."""

from collections.abc import Mapping
from pathlib import Path

PANELS = (
    ("retrieval, ms", {"p50_ms": "p50", "p95_ms": "p95", "alone_p95_ms": "p95, question encoded before"}, 50.0),
    ("memory and disk, MB", {"peak_mb": "peak memory asking", "disk_mb": "files"}, 2500.0),
    ("recall@10 against exact", {"recall_dense": "vectors", "recall_fused": "fused"}, 0.97),
    ("build and update, s", {"build_cpu_s": "build, CPU time", "update_s": "update of 100"}, 5.0),
)
BAR = "#b0413e"
COLORS = ("#1f4e79", "#d08b2c", "#5b8c5a")


def draw(sizes: Mapping[int, Mapping[str, float]], file: Path) -> None:
    """Four panels over the number of passages; the dashed line is the goal at a million."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 7.2), layout="constrained")
    for axes, (title, curves, goal) in zip(figure.subplots(2, 2).flat, PANELS, strict=True):
        for color, (key, label) in zip(COLORS, curves.items(), strict=False):
            points = [(size, m[key]) for size, m in sizes.items() if key in m]
            axes.plot(*zip(*points, strict=True), marker="o", label=label, color=color)
        axes.axhline(goal, linestyle="--", linewidth=1, color=BAR)
        axes.set_xscale("log")
        if goal > 1:
            axes.set_yscale("log")
        else:
            axes.set_ylim(0.85, 1.01)
        axes.set_title(title, loc="left", fontsize=11)
        axes.set_xlabel("passages")
        axes.grid(alpha=0.25)
        axes.legend(frameon=False, fontsize=9)
    figure.savefig(file, dpi=130)
