"""Indicators over years: rows are mined however a text sets the year, and answer differences, courses and one year."""

import pytest

from assistant import Assistant
from assistant.indicators import yearly
from corpus import parse_text
from tests.assistant.toy import over

TEXT = """河东县供水规划
第一章 现状
2022年末,全县供水人口21.6万人,日供水能力8万立方米。农村水质合格率2022年为71%,2025年达到80%,2030年达到95%。
第二章 目标
到2025年,供水人口达到25万人,管网漏损率由2022年的14%降至2025年的11%、2030年的9%以内。
到2030年,全县供水人口力争达到30万人以上,日供水能力达到12万立方米,比2025年增加3万立方米。
第三章 任务
第一节 水厂
到2028年,全面完成水厂改造。
一、东厂。建成取水口3处。
2024—2027年更新管道120公里。
"""


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "water", tmp_path_factory)


def test_the_year_stands_in_the_clause_before_it_or_over_the_paragraph() -> None:
    rows = {row.text: {m.name: m.written for m in row.measures} for row in yearly(parse_text(TEXT, "water"))}
    assert rows == {
        "供水人口": {"2022年": "21.6万人", "2025年": "25万人", "2030年": "30万人"},
        "日供水能力": {"2022年": "8万立方米", "2030年": "12万立方米"},
        "农村水质合格率": {"2022年": "71%", "2025年": "80%", "2030年": "95%"},
        "管网漏损率": {"2022年": "14%", "2025年": "11%", "2030年": "9%"},
    }, "neither what is added since a year, nor what is done in a span of years, nor what one year alone has"


def test_what_is_cited_says_what_is_measured() -> None:
    parsed = parse_text(TEXT, "water")
    for row in yearly(parsed):
        assert all(row.text in parsed.document.text[m.start : m.end] for m in row.measures)


@pytest.mark.parametrize(
    ("question", "years", "told"),
    [
        ("2030年的供水人口比2025年多多少?", ["2025年", "2030年"], "2030年比2025年多 5万人"),
        ("管网漏损率2022年到2030年要降几个百分点", ["2022年", "2030年"], "2030年比2022年低 5 个百分点"),
        ("供水人口现在到2030年增加多少", ["2022年", "2030年"], "2030年比2022年多 8.4万人"),
        ("农村水质合格率各阶段怎么变的", ["2022年", "2025年", "2030年"], "2030年达到95%"),
        ("2025年和2030年农村水质合格率分别是多少", ["2025年", "2030年"], "2025年达到80%"),
        ("2025年管网漏损率要降到多少", ["2025年"], "2025年的11%"),
    ],
)
def test_what_is_asked_of_years(water: Assistant, question: str, years: list[str], told: str) -> None:
    answer = water.ask(question)
    assert [year for year in ("2022年", "2025年", "2030年") if f"**{year}**" in answer.text] == years
    assert told in answer.text
    assert all(c.quote in TEXT for c in answer.citations)
    assert not answer.notices


def test_a_year_that_the_text_gives_nothing_for_is_not_made_up(water: Assistant) -> None:
    assert "按所写的数计算" not in water.ask("2035年的供水人口比2025年多多少?").text
