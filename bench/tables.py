"""A run as tables: a row a measure, a column a subject, each with its spread and its ratio to ours."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from bench.types import Line, Run

OURS = "ours"


def show(run: Run, console: Console) -> None:
    """Print every group of a run."""
    machine = run.machine
    console.print(
        f"[bold]{machine.cores} 核[/bold] {machine.processor},{machine.memory_gb:.0f} GB,Python {machine.python},"
        f"负载 {machine.load_before:.1f} → {machine.load_after:.1f};{len(run.texts)} 份文本"
        f" {sum(run.texts.values())} 字,{run.questions} 个问题,编码 {run.encoder}"
    )
    for group, subjects, rows in groups(run):
        table = Table(title=group, title_justify="left")
        table.add_column("")
        for name in subjects:
            table.add_column(name, justify="right")
        for name in subjects[1:]:
            table.add_column(f"{name} ÷ {subjects[0]}", justify="right")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    for note in run.notes:
        console.print(f"· {note}")


def markdown(run: Run) -> str:
    """The same tables for a document."""
    parts = []
    for group, subjects, rows in groups(run):
        head = [group, *subjects, *(f"{name} ÷ {subjects[0]}" for name in subjects[1:])]
        lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
        parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return "\n\n".join(parts) + "\n"


def groups(run: Run) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Each group with its subjects (ours first) and its rows of text."""
    for group in dict.fromkeys(line.group for line in run.lines):
        inside = [line for line in run.lines if line.group == group]
        subjects = sorted(dict.fromkeys(line.subject for line in inside), key=lambda s: not s.startswith(OURS))
        rows = []
        for measure in dict.fromkeys(line.measure for line in inside):
            cells = {line.subject: line for line in inside if line.measure == measure}
            unit = next(iter(cells.values())).unit
            shown = [text(cells[s]) if s in cells else "" for s in subjects]
            ratios = [ratio(cells.get(s), cells.get(subjects[0])) for s in subjects[1:]]
            rows.append([f"{measure} ({unit})" if unit else measure, *shown, *ratios])
        yield group, subjects, rows


def text(line: Line) -> str:
    """12.3 [11.0, 14.0] n=5; the interval is left out of a single observation."""
    number = line.number
    places = 3 if not line.unit else 2 if abs(number.value) < 10 else 1 if abs(number.value) < 100 else 0
    shown = f"{number.value:.{places}f}"
    if number.n > 1:
        shown += f" [{number.low:.{places}f}, {number.high:.{places}f}] n={number.n}"
    return shown


def ratio(line: Line | None, ours: Line | None) -> str:
    """How many times ours the value is, and between what: the ends of the one's spread over those of the other's."""
    if line is None or ours is None or not ours.number.value:
        return ""
    its, own = line.number, ours.number
    shown = f"{its.value / own.value:.2f}×"
    if max(its.n, own.n) > 1 and own.low > 0:
        shown += f" [{its.low / own.high:.2f}, {its.high / own.low:.2f}]"
    return shown
