"""The picture of a text as a workbook (.xlsx): a sheet a matrix, and one of the outline's coverage."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from assistant.coverage import Covered
from assistant.matrix import Matrix

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_000  # characters of a cell; Excel holds 32,767
SHEET_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold


def xlsx(made: Sequence[Matrix], covered: Sequence[Covered]) -> bytes:
    """One file of all tables; a matrix's cell holds the clauses that join its row and column."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, it in enumerate(made, 1):
        clauses = {(m.row, m.column): "\n".join(c.quote for c in m.clauses) for m in it.marks}
        rows = ([name, *(clauses.get((r, c), "") for c in range(len(it.columns)))] for r, name in enumerate(it.rows))
        _sheet(
            book, f"{number} {it.rows_are}×{it.columns_are}", [f"{it.rows_are} × {it.columns_are}", *it.columns], rows
        )
    _sheet(
        book,
        "目录覆盖",
        ["章节", "题目", "提问"],
        ([f"{'  ' * (len(c.path) - 1)}{c.path[-1]}", c.gold, c.asked] for c in covered),
    )
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, name: str, head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    sheet = book.create_sheet(FORBIDDEN.sub("", name)[:SHEET_NAME])
    for y, row in enumerate([head, *rows], 1):
        for x, value in enumerate(row, 1):
            _write(sheet, y, x, value)
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 28
    for cell in (*sheet[1], *sheet["A"]):
        cell.font = Font(bold=True)


def _write(sheet: "Worksheet", y: int, x: int, value: str | int) -> None:
    """Words stay words: one that begins with = is no formula."""
    if value == "":
        return
    cell = sheet.cell(y, x)
    if isinstance(value, int):
        cell.value = value
        return
    cell.value = CONTROLS.sub("", value)[:LONGEST]
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
