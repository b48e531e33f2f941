"""Rows of figures: a sentence that gives several names a figure each answers who reaches a bound and who is ahead."""

import pytest

from assistant import Assistant
from assistant.measures import Amount
from assistant.rows import rows_of
from corpus import parse_text
from corpus.terms import mine
from index.content import enter
from tests.assistant.toy import over

TEXT = """灌溉规划
第一章 目标
到2030年,青河镇灌溉面积达到1.2万亩,白山镇达到9000亩,双桥镇达到4500亩,柳湾乡达到3000亩。
第二章 用水
全县每年分配农业用水2600万立方米,其中东干渠900万立方米、西干渠700万立方米、南干渠600万立方米、北干渠400万立方米。
泵站建设资金由县财政和受益乡镇共同承担,东泵站和西泵站各300万元、南泵站120万元。
第三章 水库
重点建设四座水库:
1.龙湾水库。位于青河镇,总库容300万立方米,由县水利局管理。
2.石门水库。位于白山镇,总库容120万立方米。
3.月亮水库。位于双桥镇,总库容80万立方米。
4.松林水库。位于柳湾乡,兼顾防洪。
龙湾水库2026年建成,石门水库、月亮水库2027年建成,松林水库2028年建成。
第四章 贷款
推广“青禾贷”“水利贷”“农机贷”三种贷款。“青禾贷”由农商银行发放,单户最高30万元;“水利贷”由县信用社发放,单户最高100万元;“农机贷”由农商银行发放,单户最高50万元。
第五章 保障
新建水库3座,整修堤防12公里,培训管水员60名。
治理白河12公里、黑河8公里,投资分别为2.4亿元和1.1亿元。
第六章 厂站
在青河镇建设青河水厂,日供水2万立方米;在白山镇建设白山水厂,日供水1.5万立方米;在青河镇建设新桥水厂,日供水0.8万立方米。
实施三项管道工程:
1.东线管道工程,长12公里,总投资3.2亿元。
2.西线管道工程,长9公里,总投资2.1亿元。
3.南线管道工程,长20公里,总投资4.5亿元。
"""


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "fields", tmp_path_factory)


def test_a_row_is_names_of_one_kind_with_figures_of_one_unit() -> None:
    entry = enter(parse_text(TEXT, "fields"))
    rows = [{m.name: m.written for m in row.measures} for row in rows_of(entry.parsed)]
    assert rows == [
        {"青河镇": "1.2万亩", "白山镇": "9000亩", "双桥镇": "4500亩", "柳湾乡": "3000亩"},
        {"东干渠": "900万立方米", "西干渠": "700万立方米", "南干渠": "600万立方米", "北干渠": "400万立方米"},
        {"东泵站": "300万元", "西泵站": "300万元", "南泵站": "120万元"},
        {"龙湾水库": "2026年建成", "石门水库": "2027年建成", "月亮水库": "2027年建成", "松林水库": "2028年建成"},
        {"白河": "12公里", "黑河": "8公里"},
        {"白河": "2.4亿元", "黑河": "1.1亿元"},
        {"龙湾水库": "300万立方米", "石门水库": "120万立方米", "月亮水库": "80万立方米"},
        {"青禾贷": "30万元", "水利贷": "100万元", "农机贷": "50万元"},
        {"青河水厂": "2万立方米", "白山水厂": "1.5万立方米", "新桥水厂": "0.8万立方米"},
        {"东线管道工程": "12公里", "西线管道工程": "9公里", "南线管道工程": "20公里"},
        {"东线管道工程": "3.2亿元", "西线管道工程": "2.1亿元", "南线管道工程": "4.5亿元"},
    ], "neither the whole behind which 其中 stands, nor figures of different units"


def test_amounts_of_different_scales_are_compared() -> None:
    assert Amount.of(1.2, "万亩") == Amount(12_000, "亩")
    assert Amount.of(3, "") == Amount(3, "")


def test_a_figure_is_no_part_of_a_name() -> None:
    assert not [term for term in mine(parse_text(TEXT, "fields")).terms if "00" in term]


@pytest.mark.parametrize(
    ("question", "reached"),
    [
        ("灌溉面积超过9000亩的镇有哪些?", ["青河镇"]),
        ("灌溉面积不少于9000亩的有谁", ["青河镇", "白山镇"]),
        ("灌溉面积不到5000亩的乡镇有几个", ["双桥镇", "柳湾乡"]),
        ("农业用水分到600万立方米以上的干渠", ["东干渠", "西干渠", "南干渠"]),
        ("农业用水超过600万的干渠", ["东干渠", "西干渠"]),
        ("灌溉面积2万亩以上的镇有哪些?", []),
        ("2030年灌溉面积最大的是哪个镇", ["青河镇"]),
        ("农业用水分得最少的是哪条干渠", ["北干渠"]),
        ("泵站建设资金哪个最多", ["东泵站", "西泵站"]),
        ("总库容100万立方米以上的水库有哪些", ["龙湾水库", "石门水库"]),
        ("总库容最小的水库", ["月亮水库"]),
        ("青禾贷和农机贷单户哪个借得多", ["青禾贷", "农机贷"]),
        ("2027年建成的水库有哪些", ["石门水库", "月亮水库"]),
    ],
)
def test_who_reaches_a_bound_and_who_is_ahead(fields: Assistant, question: str, reached: list[str]) -> None:
    answer = fields.ask(question)
    assert list(answer.members) == reached
    assert all(c.quote in TEXT for c in answer.citations)
    assert not answer.notices


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青禾贷单户最高能贷多少?", "单户最高30万元"),
        ("东干渠分到的农业用水超过600万立方米吗?", "东干渠900万立方米"),
        ("第一批水库什么时候建成?", "龙湾水库2026年建成"),
    ],
)
def test_a_question_for_a_figure_is_none_for_names(fields: Assistant, question: str, told: str) -> None:
    answer = fields.ask(question)
    assert "文中给出数目的有" not in answer.text
    assert told in answer.text or answer.status == "refused"


def test_what_is_counted_has_the_measure_word_of_the_question(fields: Assistant) -> None:
    assert "2 条符合" in fields.ask("农业用水超过600万立方米的干渠有几条?").text


def test_the_difference_of_two(fields: Assistant) -> None:
    answer = fields.ask("青河镇和双桥镇的灌溉面积哪个大,差多少?")
    assert list(answer.members) == ["青河镇", "双桥镇"]
    assert answer.text.endswith("青河镇比双桥镇多 0.75万亩。")
    assert fields.ask("东泵站和西泵站的建设资金谁多?").text.endswith("东泵站和西泵站一样。")


@pytest.mark.parametrize(
    ("question", "members", "told"),
    [
        ("三项管道工程总投资合计多少亿元?", ["东线管道工程", "西线管道工程", "南线管道工程"], "合计 9.8亿元"),
        ("东线管道工程和西线管道工程总投资加起来多少?", ["东线管道工程", "西线管道工程"], "合计 5.3亿元"),
        ("农业用水除了东干渠,其余干渠一共多少?", ["西干渠", "南干渠", "北干渠"], "合计 1700万立方米"),
        ("青河镇的两个水厂日供水加起来多少?", ["青河水厂", "新桥水厂"], "合计 2.8万立方米"),
        ("治理白河、黑河的投资合起来多少?", ["白河", "黑河"], "合计 3.5亿元"),
        ("灌溉面积最大的镇和最小的相差多少?", ["青河镇", "柳湾乡"], "青河镇比柳湾乡多 0.9万亩"),
    ],
)
def test_the_sum_and_how_far_apart(fields: Assistant, question: str, members: list[str], told: str) -> None:
    answer = fields.ask(question)
    assert list(answer.members) == members
    assert told in answer.text
    assert not answer.notices
