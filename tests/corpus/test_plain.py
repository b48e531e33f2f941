"""Lines that a program broke, and tables of Markdown."""

from pathlib import Path

import pytest

from corpus.load import TABLE_ROW, load_markdown
from corpus.plain import tabled, unbroken
from tests.conftest import ROOT

PARAGRAPHS = (
    "某市交通规划",
    "一、发展成就",
    "“十三五”时期,全市累计完成交通固定资产投资860亿元,是“十二五”时期的1.8倍。城市轨道交通1号线、2号线建成运营。",
    "高速公路通车里程达到420公里,实现县县通高速;综合枢纽一体化水平不高,多式联运发展滞后,交通治理能力有待提升。",
    "实施“甲”“乙”“丙”“丁”“戊”“己”六项工程,推进“庚”“辛”“壬”“癸”等行动,形成“一核两带多点”的交通格局。",
    "二、发展目标",
    "到2025年,铁路运营里程达到380公里,其中高速铁路210公里;轨道交通运营里程达到120公里,公交优先发展。",
)


def broken(paragraph: str, width: int = 20) -> str:
    """Break a paragraph where a line is as wide as so many Chinese letters."""
    lines, size = [""], 0.0
    for char in paragraph:
        own = 0.5 if char.isascii() else 1.0
        if size + own > width:
            lines, size = [*lines, ""], 0.0
        lines[-1] += char
        size += own
    return "\n".join(lines)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_broken_lines_are_joined_and_headings_stand_alone(between):
    assert unbroken(between.join(map(broken, PARAGRAPHS))).split(between) == list(PARAGRAPHS)


def test_what_is_not_broken_is_left_as_it_is():
    names = [f"{'甲乙丙丁'[n % 4] * 20}公司。" for n in range(12)]
    columns = [f"{n}  建设起降点五十个以及航线若干条  市交通局{n}" for n in range(12)]
    title = f"{'甲' * 20}\n规划\n正文。"
    for text in (title, "\n".join(PARAGRAPHS), "\n".join(names), "\n".join(columns), "", "甲"):
        assert unbroken(text) == text


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "plans").glob("*.txt")), ids=lambda path: path.stem)
def test_the_plans_that_ship_are_their_files_own_text(path: Path):
    text = path.read_text("utf-8")
    assert unbroken(text) == text


def test_a_markdown_table_names_its_columns():
    text = "前\n\n| 序号 | 措施 |\n| :-: | --- |\n| 1 | 甲\\|乙 |\n| 2 | |\n\n后 | 不是表\n"
    loaded = tabled(text)
    table = ["序号 | 措施", "序号:1;措施:甲\\|乙", "2"]
    assert loaded.text == "\n".join(["前", "", *table, "", "后 | 不是表", ""])
    assert [loaded.text[start:].split("\n")[0] for start, _ in loaded.marks] == table
    assert {depth for _, depth in loaded.marks} == {TABLE_ROW}
    plain = "# 题\n\n一、甲\n- 乙\n---\n"
    assert load_markdown(plain.encode(), "a.md").text == plain
