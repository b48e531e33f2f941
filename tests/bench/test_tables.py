"""The tables of a run."""

import io
from pathlib import Path

from rich.console import Console

from bench.plot import draw
from bench.tables import groups, markdown, show
from bench.types import Line, Machine, Number, Run
from eval.types import Estimate

RUN = Run(
    at="2024-01-01T00:00:00+00:00",
    commit="0000000",
    quick=True,
    texts={"a": 1000},
    questions=3,
    encoder="toy/64",
    machine=Machine(cores=2, processor="x", memory_gb=8, python="3.11", load_before=0.1, load_after=0.2),
    lines=[
        Line(group="冷启动", measure="首答", unit="s", subject="stock", number=Number.middle([6.0, 4.0, 5.0])),
        Line(group="冷启动", measure="首答", unit="s", subject="ours", number=Number.middle([2.5])),
        Line(group="冷启动", measure="--help", unit="s", subject="ours", number=Number.middle([0.25, 0.35])),
    ],
    notes=["没有装"],
)


def test_ours_stands_first_and_ratios_are_to_ours() -> None:
    ((group, subjects, rows),) = groups(RUN)
    assert (group, subjects) == ("冷启动", ["ours", "stock"])
    assert rows == [
        ["首答 (s)", "2.50", "5.00 [4.00, 6.00] n=3", "2.00× [1.60, 2.40]"],
        ["--help (s)", "0.30 [0.25, 0.35] n=2", "", ""],
    ]


def test_it_is_shown_and_written() -> None:
    out = io.StringIO()
    show(RUN, Console(file=out, width=200))
    assert all(word in out.getvalue() for word in ("2 核", "首答 (s)", "2.00×", "没有装"))
    assert "| 首答 (s) | 2.50 | 5.00 [4.00, 6.00] n=3 | 2.00× [1.60, 2.40] |" in markdown(RUN)
    assert Run.model_validate_json(RUN.model_dump_json()) == RUN


def test_a_number_of_an_estimate_and_of_repeats() -> None:
    assert Number.of(Estimate(0.5, 4, 0.25, 0.75), 1000) == Number(value=500, low=250, high=750, n=4)
    assert Number.middle([4, 1, 3, 2]) == Number(value=2.5, low=1, high=4, n=4)


def test_a_run_is_drawn(tmp_path: Path) -> None:
    line = Line(group="热态用时", measure="p50", unit="ms", subject="ours", number=Number.middle([2.0, 3.0]))
    draw(RUN.model_copy(update={"lines": [line]}), tmp_path / "run.png")
    assert (tmp_path / "run.png").read_bytes().startswith(b"\x89PNG")
