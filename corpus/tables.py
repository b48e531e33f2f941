"""Tables written as lines that can be read and cited: each row names its columns."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"[-+]?[\d.,]+\s*[%‰]?")
Grid = Sequence[Sequence[str]]


def rows(grid: Grid) -> list[str]:
    """Write a table as one line a row.

    The first row is taken as the head where its cells are filled and different; the rows below then read
    列名:值;列名:值. Without a head the cells are set side by side.
    """
    cleaned = [[" ".join(cell.split()) for cell in row] for row in grid]
    cleaned = [row for row in cleaned if any(row)]
    if not cleaned:
        return []
    head = cleaned[0]
    if len(cleaned) < 2 or len(head) < 2 or not _is_head(head):
        return [" | ".join(filter(None, row)) for row in cleaned]
    lines = [" | ".join(head)]
    for row in cleaned[1:]:
        filled = [f"{name}:{cell}" for name, cell in zip(head, row, strict=False) if cell]
        lines.append(";".join(filled) if len(filled) > 1 else next(filter(None, row)))
    return lines


def expand(cells: Sequence[Sequence[tuple[str, int, int]]]) -> list[list[str]]:
    """Lay out rows of (text, column span, row span) as a grid: merged cells say their text in each row, once a row."""
    grid: list[list[str]] = []
    held: dict[tuple[int, int], str] = {}
    for number, row in enumerate(cells):
        line: list[str] = []

        def fill(line: list[str] = line, number: int = number) -> None:
            while (number, len(line)) in held:
                line.append(held.pop((number, len(line))))

        for text, across, down in row:
            fill()
            for column in range(max(1, min(across, 100))):
                said = text if column == 0 else ""
                for below in range(1, max(1, min(down, 1000))):
                    held[number + below, len(line)] = said
                line.append(said)
        fill()
        grid.append(line)
    return padded(grid)


def padded(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    """Give all rows the width of the widest."""
    width = max((len(line) for line in grid), default=0)
    return [[*line, *[""] * (width - len(line))] for line in grid]


def _is_head(row: Sequence[str]) -> bool:
    return (
        all(row) and len(set(row)) == len(row) and all(len(cell) <= 30 and not _NUMBER.fullmatch(cell) for cell in row)
    )
