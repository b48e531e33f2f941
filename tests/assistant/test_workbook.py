"""The workbook holds every table, and words that begin like formulas stay words."""

import io

from openpyxl import load_workbook

from assistant.coverage import Covered
from assistant.matrix import Mark, Matrix
from assistant.workbook import xlsx
from tests.assistant.test_html import CITATION


def test_cells_hold_the_clauses_and_no_formula() -> None:
    it = Matrix("组团", "领域[1]", ("=1+1\x07", "乙"), ("无人机", "数据"), (Mark(0, 1, (CITATION,)),), 2)
    book = load_workbook(io.BytesIO(xlsx([it], [Covered(("第一章", "第一节"), 0, 3, 0)])))
    sheet = book["1 组团×领域1"]
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["组团 × 领域[1]", "无人机", "数据"],
        ["=1+1", None, CITATION.quote],
        ["乙", None, None],
    ]
    assert sheet["A2"].data_type == "s"
    assert [cell.value for cell in book["目录覆盖"][2]] == ["  第一节", 3, 0]
