from corpus.tables import MAX_CELLS, expand, rows, span


def test_rows_name_their_columns():
    assert rows([["指标", "数"], ["面积", "31"], ["", ""]]) == ["指标 | 数", "指标:面积;数:31"]


def test_without_a_head_cells_stand_side_by_side():
    assert rows([["1", "2"], ["3", ""]]) == ["1 | 2", "3"]
    assert rows([[""]]) == []


def test_merged_cells():
    cells = [[("甲", 1, 2), ("乙", 2, 1)], [("丙", 1, 1), ("丁", 1, 1)]]
    assert expand(cells) == [["甲", "乙", ""], ["甲", "丙", "丁"]]


def test_spans_of_a_few_bytes_do_not_fill_the_memory():
    wide = [[("甲", span("99999999999"), span("9" * 5000))] * 3] * 2000
    assert sum(map(len, expand(wide))) < 3 * MAX_CELLS
    assert (span("0"), span("x"), span(None), span("²"), span("7")) == (1, 1, 1, 1, 7)


def test_a_head_narrower_than_its_rows_is_none():
    assert rows([["指标", "数"], ["面积", "31", "公顷"]]) == ["指标 | 数", "面积 | 31 | 公顷"]


def test_a_merged_row_above_the_head_is_no_head():
    body = ["人口", "65", "90"]
    said = "指标:人口;2020年:65;2025年:90"
    assert rows([["指标", "年份", ""], ["指标", "2020年", "2025年"], body])[-1] == said
    assert rows([["表1 主要指标", "", ""], ["指标", "2020年", "2025年"], body]) == [
        "表1 主要指标",
        "指标 | 2020年 | 2025年",
        said,
    ]
    assert rows([["甲", "", "乙"], ["丙", "丁", "戊"], ["己", "庚", "辛"]])[-1] == "己 | 庚 | 辛", (
        "an empty cell is none"
    )
