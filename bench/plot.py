"""A run as a picture: one panel a measure, one bar a subject, with its spread."""

from pathlib import Path

from bench.types import Line, Run

PANELS = (
    ("冷建 CPU", "cold build, CPU s"),
    ("改一段 CPU", "one paragraph changed, CPU s"),
    ("首答 CPU", "cold start to first answer, CPU s"),
    ("p50", "warm p50, ms"),
    ("p95", "warm p95, ms"),
    ("CPU p50", "warm CPU p50, ms"),
    ("4 线程", "questions a second, 4 threads"),
    ("峰值内存", "peak memory, MB"),
    ("召回@5", "evidence recall@5"),
)
OURS, OTHERS = "#1f4e79", "#b9c4cf"


def draw(run: Run, file: Path) -> None:
    """Write a PNG; measures that a run does not hold are left out."""
    from matplotlib.figure import Figure

    panels = [(lines, title) for measure, title in PANELS if (lines := [x for x in run.lines if x.measure == measure])]
    figure = Figure(figsize=(12, 2.6 * -(-len(panels) // 3)), layout="constrained")
    for place, (lines, title) in enumerate(panels, 1):
        axes = figure.add_subplot(-(-len(panels) // 3), 3, place)
        values = [line.number.value for line in lines]
        axes.barh([line.subject for line in lines], values, xerr=_spread(lines), color=_colors(lines), capsize=2)
        axes.invert_yaxis()
        axes.set_title(title, loc="left", fontsize=10)
    figure.savefig(file, dpi=120)


def _spread(lines: list[Line]) -> list[list[float]]:
    """How far the interval reaches below and above each value."""
    numbers = [line.number for line in lines]
    return [[max(0.0, n.value - n.low) for n in numbers], [max(0.0, n.high - n.value) for n in numbers]]


def _colors(lines: list[Line]) -> list[str]:
    return [OURS if line.subject.startswith("ours") else OTHERS for line in lines]
