from corpus.tables import expand, rows


def test_rows_name_their_columns():
    assert rows([["指标", "数"], ["面积", "31"], ["", ""]]) == ["指标 | 数", "指标:面积;数:31"]


def test_without_a_head_cells_stand_side_by_side():
    assert rows([["1", "2"], ["3", ""]]) == ["1 | 2", "3"]
    assert rows([[""]]) == []


def test_merged_cells():
    cells = [[("甲", 1, 2), ("乙", 2, 1)], [("丙", 1, 1), ("丁", 1, 1)]]
    assert expand(cells) == [["甲", "乙", ""], ["甲", "丙", "丁"]]
