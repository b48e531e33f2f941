import pytest

from corpus.parse import parse_text

BODY = "第一章 总则\n第一节 目标\n正文。\n第二章 布局\n第一节 目标\n正文。"


@pytest.mark.parametrize(
    "table",
    [
        "目 录\n第一章 总则\n第一节 目标\n第二章 布局\n第一节 目标",
        "目录\n第一章 总则........1\n第一节 目标……2\n第二章 布局 3\n第一节 目标\t12",
        "***目录***\n[第一章 总则](#a)\n*[第一节 目标](#b)\n[第二章 布局](#c)\n*[第一节 目标](#d)",
        "第一章 总则......1\n第一节 目标......2\n第二章 布局......3",
    ],
)
def test_contents_are_dropped(table):
    parsed = parse_text(f"规划\n{table}\n{BODY}", "d")
    assert [s.heading for s in parsed.sections[1:]] == ["第一章 总则", "第一节 目标", "第二章 布局", "第一节 目标"]
    (dropped,) = parsed.document.dropped
    assert dropped.kind == "contents"
    assert parsed.document.text[dropped.start : dropped.end] == dropped.text == table


def test_a_preface_that_the_table_does_not_name_stays():
    parsed = parse_text(f"规划\n目录\n第一章 总则\n第二章 布局\n序言\n说明。\n{BODY}", "d")
    assert parsed.sections[1].heading == "序言"


def test_a_reworded_entry_does_not_end_the_table():
    body = BODY + "\n第三章 保障\n正文。"
    parsed = parse_text(f"规划\n目录\n第一章 总则\n第一节 目标\n第二章 布句\n第一节 目标\n第三章 保障\n{body}", "d")
    assert [s.heading for s in parsed.sections[1:]][:2] == ["第一章 总则", "第一节 目标"]
    assert len(parsed.sections) == 6
