"""Tables written as lines that can be read and cited: each row names its columns."""

import re
from collections.abc import Sequence

MAX_SPAN = 1000  # columns or rows of one cell
MAX_CELLS = 1_000_000  # of a table whose spans are laid out: a few bytes of markup can ask for any number
MAX_DIGITS = 9
_NUMBER = re.compile(r"[-+]?[\d.,]+\s*[%‰]?")
Grid = Sequence[Sequence[str]]


def rows(grid: Grid) -> list[str]:
    """Write a table as one line a row.

    The first row (the second, below a merged one) is taken as the head where its cells are filled and different; the
    rows below then read 列名:值;列名:值. Without a head the cells are set side by side.
    """
    cleaned = [[" ".join(cell.split()) for cell in row] for row in grid]
    cleaned = [row for row in cleaned if any(row)]
    if not cleaned:
        return []
    at = int(_is_above_head(cleaned))
    head = cleaned[at]
    if len(cleaned) < at + 2 or len(head) < max(2, *map(len, cleaned)) or not _is_head(head):
        return [" | ".join(filter(None, row)) for row in cleaned]
    lines = [" | ".join(filter(None, row)) for row in cleaned[: at + 1]]
    for row in cleaned[at + 1 :]:
        filled = [f"{name}:{cell}" for name, cell in zip(head, row, strict=False) if cell]
        lines.append(";".join(filled) if len(filled) > 1 else next(filter(None, row)))
    return lines


def expand(cells: Sequence[Sequence[tuple[str, int, int]]]) -> list[list[str]]:
    """Lay out rows of (text, column span, row span) as a grid: merged cells say their text in each row, once a row."""
    grid: list[list[str]] = []
    held: dict[tuple[int, int], str] = {}
    room = MAX_CELLS
    for number, row in enumerate(cells):
        line: list[str] = []

        def fill(line: list[str] = line, number: int = number) -> None:
            while (number, len(line)) in held:
                line.append(held.pop((number, len(line))))

        for text, across, down in row:
            fill()
            down = min(down, len(cells) - number)
            across, down = (across, down) if across * down <= room else (1, 1)
            room -= across * down
            for column in range(across):
                said = text if column == 0 else ""
                for below in range(1, down):
                    held[number + below, len(line)] = said
                line.append(said)
        fill()
        grid.append(line)
    return grid


def span(said: str | None) -> int:
    """Read over how many columns or rows a cell goes: at least one, at most MAX_SPAN."""
    return min(max(whole_number(said), 1), MAX_SPAN)


def whole_number(said: str | None) -> int:
    """Read a number that a file's markup gives; 1 where it is none, or has more digits than any such number."""
    return int(said) if said and said.isdecimal() and len(said) <= MAX_DIGITS else 1


def _is_above_head(grid: Grid) -> bool:
    """Tell whether the first row is a title over the whole table, or the upper of two that head it (merged cells)."""
    if len(grid) < 3 or all(grid[0]):
        return False
    first, second = grid[0], grid[1]
    return sum(map(bool, first)) == 1 or (bool(first[0]) and first[0] == second[0])


def _is_head(row: Sequence[str]) -> bool:
    return (
        all(row) and len(set(row)) == len(row) and all(len(cell) <= 30 and not _NUMBER.fullmatch(cell) for cell in row)
    )
