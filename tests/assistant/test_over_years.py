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


LINES = """河西县供水规划(2024—2030年)
第一章 目标
专栏1 主要指标
1.绿色水厂数量(家):2023年18,2026年35,2030年60,预期性。
2.管网漏损率(%):2023年14,2026年11,2030年9,约束性。
3.每千人口护士数:2025年3.5人,2030年4.4人,属预期性指标。
4.每千人口医师数:2025年3.1人,2030年3.6人,属预期性指标。
第二章 水质
1.水质合格率
2023年为82%,2026年达到90%,2030年达到96%。
2.供水总量
2026年达到3亿吨,2030年达到4亿吨。
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(LINES, "lines", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("绿色水厂2026年比2023年多几家?", "2026年比2023年多 17家"),
        ("绿色水厂2030年是2023年的几倍?", "2030年是2023年的 3.33 倍"),
        ("管网漏损率到2030年降低多少?", "2030年比2023年低 5 个百分点"),
        ("每千人口医师数2030年比2025年多多少?", "2030年比2025年多 0.5人"),
        ("水质合格率2030年比2023年提高多少个百分点?", "2030年比2023年高 14 个百分点"),
        ("水质合格率现在是多少?", "最早的是 2023年,82%"),
        ("绿色水厂数量的底数是多少?", "最早的是 2023年,18家"),
    ],
)
def test_lines_and_headings_that_give_an_indicator_its_years(lines: Assistant, question: str, told: str) -> None:
    answer = lines.ask(question)
    assert told in answer.text
    assert all(c.quote in LINES for c in answer.citations)


def test_a_line_is_told_by_the_end_of_its_indicator(lines: Assistant) -> None:
    assert "护士" not in lines.ask("每千人口床位数2030年要达到多少张?").text


def test_an_aim_is_not_how_things_are(lines: Assistant) -> None:
    assert "最早的是" not in lines.ask("供水总量现在是多少?").text


def test_since_which_year_is_asked_after_another(lines: Assistant) -> None:
    first = lines.ask("绿色水厂数量2030年是多少?")
    answer = lines.ask("比2023年多多少?", history=("绿色水厂数量2030年是多少?",))
    assert first.status == "answered"
    assert "2030年比2023年多 42家" in answer.text
