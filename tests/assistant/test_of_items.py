"""Items with figures of their own under headings or in numbered lines: filtered, counted, ordered, summed, weighed."""

import pytest

from assistant import Assistant
from assistant.rows import rows_of
from corpus import parse_text
from tests.assistant.toy import over

TEXT = """青川市更新规划(2025—2035年)
第一章 集群
做强装备、材料2个主导集群,做大电子、医药、轻纺3个新兴集群。
第一节 装备集群
到2026年产值达到160亿元,到2030年产值达到230亿元。
第二节 材料集群
到2026年产值达到120亿元,到2030年产值达到180亿元。
第三节 电子集群
到2026年产值达到80亿元,到2030年产值达到140亿元。
第四节 医药集群
到2026年产值达到32亿元,到2030年产值达到60亿元。
第五节 轻纺集群
到2026年产值达到43亿元,到2030年产值达到50亿元。
第二章 更新单元
第一节 历史风貌类更新单元
1.钟楼街更新单元。位于东城片区,面积42公顷,现有历史建筑37处。
2.盐店巷更新单元。位于西城片区,面积28公顷,现有历史建筑22处。
3.书院里更新单元。位于东城片区,面积35公顷,现有历史建筑31处。
第二节 居住改善类更新单元
1.向阳村更新单元。位于东城片区,面积57公顷,涉及居民6120户。
2.铁路村更新单元。位于西城片区,面积48公顷,涉及居民4350户。
3.菱角塘更新单元。位于西城片区,面积66公顷,涉及村民3860户。
第三章 项目
专栏1 重大工程项目
1.甲牌汽车年产15万辆项目:位于东城片区,总投资86亿元,2024年开工,2027年6月投产。
2.乙牌半导体项目:位于西城片区,总投资120亿元,2024年开工,2026年投产。
3.丙牌基板项目:位于东城片区,总投资35亿元,2025年3月开工,2027年投产。
4.丁牌轴承项目:位于西城片区,总投资28亿元,2024年开工,2025年投产。
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "city", tmp_path_factory)


def test_rows_of_items_have_what_is_measured_its_year_and_those_below_headings_side_by_side() -> None:
    rows = {(row.what, row.year, len(row.measures)) for row in rows_of(parse_text(TEXT, "city")) if row.what}
    assert rows == {
        ("产值", "2026", 5),
        ("产值", "2030", 5),
        ("面积", "", 3),
        ("面积", "", 6),
        ("历史建筑", "", 3),
        ("涉及居民", "", 3),
        ("总投资", "", 4),
        ("开工", "", 4),
        ("投产", "", 4),
    }


@pytest.mark.parametrize(
    ("question", "members", "told"),
    [
        ("总投资超过50亿元的重大项目有哪些?", ["甲牌汽车年产15万辆项目", "乙牌半导体项目"], "2 个符合"),
        ("总投资在30亿元以上、位于东城片区的项目有哪些?", ["甲牌汽车年产15万辆项目", "丙牌基板项目"], "2 个符合"),
        ("2024年开工的项目有几个?", ["甲牌汽车年产15万辆项目", "乙牌半导体项目", "丁牌轴承项目"], "3 个符合"),
        ("2024年开工的项目里哪个最早投产?", ["丁牌轴承项目"], "最早的是"),
        ("2026年底前投产的项目有哪些?", ["乙牌半导体项目", "丁牌轴承项目"], "2 个符合"),
        ("面积在30到50公顷之间的更新单元有哪些?", ["钟楼街更新单元", "书院里更新单元", "铁路村更新单元"], "3 个符合"),
        ("面积最大的更新单元是哪个?", ["菱角塘更新单元"], "最大的是"),
        ("东城片区面积最大的更新单元是哪个?", ["向阳村更新单元"], "最大的是"),
        (
            "三个历史风貌类单元的历史建筑一共多少处?",
            ["钟楼街更新单元", "盐店巷更新单元", "书院里更新单元"],
            "合计 90处",
        ),
        ("四个重大项目总投资合计多少?", None, "合计 269亿元"),
        ("居住改善类单元户数最多和最少的分别是谁,差多少?", ["向阳村更新单元", "菱角塘更新单元"], "多 2260户"),
        ("装备集群和材料集群2030年产值哪个高,高多少?", ["装备集群", "材料集群"], "装备集群比材料集群多 50亿元"),
        ("三大新兴集群2026年产值合计多少?", ["电子集群", "医药集群", "轻纺集群"], "合计 155亿元"),
        ("投资最多的两个项目是哪些?", ["乙牌半导体项目", "甲牌汽车年产15万辆项目"], "最多的 2 项是"),
        ("新兴集群2030年产值各多少?", ["电子集群", "医药集群", "轻纺集群"], "分别是"),
        ("甲牌的项目比丁牌的投资多多少?", ["甲牌汽车年产15万辆项目", "丁牌轴承项目"], "多 58亿元"),
    ],
)
def test_items_by_their_figures(city: Assistant, question: str, members: list[str] | None, told: str) -> None:
    answer = city.ask(question)
    if members is not None:
        assert list(answer.members) == members
    assert told in answer.text
    assert all(c.quote in TEXT for c in answer.citations)
    assert not answer.notices


@pytest.mark.parametrize(
    "question",
    [
        "三个重大项目总投资合计多少?",
        "北城片区的更新单元面积合计多少?",
        "四个更新单元面积合计多少?",
        "哪个集群产值增长最多?",
    ],
)
def test_of_others_than_the_items_nothing_is_computed(city: Assistant, question: str) -> None:
    assert "合计 " not in city.ask(question).text
    assert "最多的是" not in city.ask(question).text


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (("面积最小的更新单元是哪个?", "最大的呢?"), "菱角塘更新单元"),
        (("面积最小的更新单元是哪个?", "最大的呢?", "两者相差多少?"), "菱角塘更新单元比盐店巷更新单元多 38公顷"),
        (("向阳村涉及多少户?", "铁路村涉及多少户?", "两个加一块儿多少户?"), "合计 10470户"),
        (("2024年开工的项目有几个?", "哪个最早投产?"), "丁牌轴承项目"),
    ],
)
def test_follow_ups_about_what_was_ordered_or_asked_in_turn(
    city: Assistant, questions: tuple[str, ...], told: str
) -> None:
    answer = city.ask(questions[-1], history=questions[:-1])
    assert told in answer.text


PARKS = """青川县园区方案
第一条 建设“一港三园”。
(一)青川通航港。位于东溪区,占地1850亩,总投资32亿元,2023年10月开工,2026年6月投产。
(二)松岭无人机产业园。位于松岭县,占地620亩,总投资9.8亿元,2024年3月开工,2025年9月投产。
(三)白沙新材料产业园。位于白沙区,占地940亩,总投资15.5亿元,2024年6月开工,2026年12月投产。
(四)南屏循环产业园。位于南屏县,占地430亩,总投资4.2亿元,2025年1月开工,2027年3月投产。
第二条 工厂奖励。
对新认定的国家级、省级、市级绿色工厂,分别给予100万元、50万元、20万元一次性奖励。
"""


@pytest.fixture(scope="module", params=["。", ":"])
def parks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(PARKS.replace("。位于", f"{request.param}位于"), "parks", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("投资超过10亿元的园区有哪些?", ["青川通航港", "白沙新材料产业园"]),
        ("哪个园区占地最大?", ["青川通航港"]),
        ("占地最大的是哪一个?", ["青川通航港"]),
        ("哪个园区投资最少?", ["南屏循环产业园"]),
        ("最早投产的是哪个园区?", ["松岭无人机产业园"]),
        ("奖励超过30万元的绿色工厂有哪些?", ["国家级", "省级"]),
    ],
)
def test_numbered_items_whose_names_stand_before_a_full_stop_or_colon_are_compared(
    parks: Assistant, question: str, members: list[str]
) -> None:
    assert list(parks.ask(question).members) == members


def test_what_is_told_of_other_things_answers_no_bound(parks: Assistant) -> None:
    assert "符合" not in parks.ask("奖励超过30万元的园区有哪些?").text


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("一港三园里哪几个总投资超过12亿元?", ["青川通航港", "白沙新材料产业园"]),
        ("占地900亩以上的有哪些?", ["青川通航港", "白沙新材料产业园"]),
        ("白沙区有几个园区?", ["白沙新材料产业园"]),
    ],
)
def test_items_are_found_by_what_they_are_called_together_by_a_bound_alone_and_by_place(
    parks: Assistant, question: str, members: list[str]
) -> None:
    assert list(parks.ask(question).members) == members


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("占地超过900亩的园区投资一共多少?", "合计 47.5亿元。"),
        ("2024年开工的园区总投资合计多少?", "合计 25.3亿元。"),
        ("松岭无人机产业园、白沙新材料产业园、南屏循环产业园中2026年前投产的加起来投多少钱?", ""),
    ],
)
def test_a_sum_is_of_those_that_reach_the_bound(parks: Assistant, question: str, total: str) -> None:
    text = parks.ask(question).text
    assert text.endswith(total) if total else "合计" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青川通航港是2024年开工的吗?", "否:青川通航港写的是 2023年10月开工。依据:"),
        ("白沙新材料产业园2026年12月投产,对吗?", "是。依据:"),
    ],
)
def test_the_date_of_an_item_is_judged_by_its_own(parks: Assistant, question: str, told: str) -> None:
    assert parks.ask(question).text.startswith(told)
