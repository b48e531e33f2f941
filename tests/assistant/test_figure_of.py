"""Figures in the order of names, and verdicts on a figure by the clause of the very thing."""

import pytest

from assistant import Assistant
from assistant.aligned import dealt
from tests.assistant.toy import over

TEXT = """青川县养老服务意见
第一章 人才
对在一线工作的护理员,按照初级工、中级工、高级工、技师、高级技师分别给予每人每月100元、150元、200元、300元、500元岗位津贴。
对评定为三级、四级、五级的养老机构,分别给予5万元、10万元、20万元一次性奖励。
第二章 医养结合
对内设医务室的给予6万元一次性补助,内设护理院的给予30万元一次性补助。
按照实际收住老年人给予运营补贴:收住轻度失能老年人的每人每月200元,收住中度失能老年人的每人每月350元,收住重度失能老年人的每人每月600元。
"""


@pytest.fixture(scope="module")
def care(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "care", tmp_path_factory)


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        (
            "按照甲级、乙级、丙级分别给予每家1万元、8000元、5000元奖励。",
            {"甲级": "1万元", "乙级": "8000元", "丙级": "5000元"},
        ),
        ("一等奖、二等奖、三等奖分别奖励5、3、1万元。", {"一等奖": "5万元", "二等奖": "3万元", "三等奖": "1万元"}),
        ("收入首次突破10亿元、50亿元的,分别奖励100万元、500万元。", {"10亿元": "100万元", "50亿元": "500万元"}),
        (
            "对新认定的国家级、省级、市级工厂,分别给予100万元、50万元、20万元奖励。",
            {"国家级": "100万元", "省级": "50万元", "市级": "20万元"},
        ),
        ("甲园和乙园面积分别为3公顷和5公顷。", {"甲园": "3公顷", "乙园": "5公顷"}),
        ("到2025年、2030年,普及率分别达到60%、80%。", {}),
        ("甲、乙、丙三个区分别完成5公顷、6公顷。", {}),
    ],
)
def test_each_name_has_the_figure_at_its_place(sentence: str, pairs: dict[str, str]) -> None:
    assert {d.name: f"{d.digits}{d.unit}" for group in dealt(sentence) for d in group} == pairs


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("高级工每月津贴多少?", "高级工对应的是 200元"),
        ("四级养老机构奖励多少?", "四级对应的是 10万元"),
        ("中级工和高级工的津贴差多少?", "高级工比中级工多 50元"),
        ("高级技师和技师的津贴差多少?", "高级技师比技师多 200元"),
        ("轻度失能和重度失能老人的运营补贴差多少?", "比收住轻度失能老年人多 400元"),
        ("技师每月津贴200元对吗?", "否:技师对应的是 300元,200元是高级工的"),
        ("技师每月津贴300元对吗?", "是:技师对应的是 300元"),
        ("收住重度失能的每人每月补贴350元对吗?", "否:收住重度失能老年人对应的是 600元,350元是收住中度失能老年人的"),
    ],
)
def test_the_figure_of_one_and_how_far_two_are_apart(care: Assistant, question: str, told: str) -> None:
    answer = care.ask(question)
    assert told in answer.text
    assert all(c.quote in TEXT for c in answer.citations)
    assert not answer.notices


def test_a_figure_of_what_stands_beside_is_denied_with_both_clauses(care: Assistant) -> None:
    answer = care.ask("内设医务室补助30万元对吗?")
    assert answer.text.startswith("否")
    assert [c.quote for c in answer.citations] == [
        "对内设医务室的给予6万元一次性补助",
        "内设护理院的给予30万元一次性补助",
    ]
    assert not care.ask("内设医务室补助6万元对吗?").text.startswith("否")


def test_a_figure_of_one_year_is_held_against_that_year(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "青川县光伏方案\n第一章 任务\n新增屋顶光伏装机240兆瓦,其中2024年50兆瓦、2025年70兆瓦、2026年120兆瓦。\n"
    solar = over(text, "solar", tmp_path_factory)
    assert solar.ask("2025年屋顶光伏装机是70兆瓦吗?").text.startswith("是。")
    assert solar.ask("2024年屋顶光伏装机是70兆瓦吗?").text.startswith("否。")


YEARS = """青川县运输方案
第一条 屋顶光伏。
新增屋顶光伏装机240兆瓦,其中2024年50兆瓦、2025年70兆瓦、2026年60兆瓦、2027年60兆瓦。
第二条 航线。
开通货运航线,2025年不少于20条,2027年不少于60条。货运航线每条每年补贴30万元。
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(YEARS, "lines", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("2025年光伏装机是70兆瓦吗?", "是"),
        ("2027年屋顶光伏新增60兆瓦,对不对?", "是"),
        ("2024年光伏装机是70兆瓦吗?", "否"),
        ("2027年货运航线不少于60条,对吗?", "是"),
    ],
)
def test_a_figure_is_judged_by_the_part_of_the_year_that_is_asked_of(
    lines: Assistant, question: str, verdict: str
) -> None:
    answer = lines.ask(question)
    assert answer.text.startswith(f"{verdict}。依据:")
    assert len(answer.citations) == 1


@pytest.mark.parametrize("question", ["10条货运航线一年能补多少?", "我们开了5条货运航线,每条补多少?"])
def test_the_askers_own_number_of_things_is_no_number_of_articles(lines: Assistant, question: str) -> None:
    answer = lines.ask(question)
    assert answer.status != "corrected"
    assert "问题说" not in answer.text


def test_a_number_of_articles_is_still_corrected(lines: Assistant) -> None:
    assert "文本是 2 条" in lines.ask("这份方案一共5条对吗?").text


def test_a_year_that_the_text_lacks_is_not_laid_to_the_asker(lines: Assistant) -> None:
    answer = lines.ask("2029年光伏装机多少?")
    assert answer.status == "refused"
    assert answer.text.startswith("文中没有写到2029年。")


TARGETS = """青川县工业方案
第一条 目标。
到2025年,全县工业产值达到45亿元,建成泊位60个,能耗较2023年下降6%。
到2026年,全县工业产值达到70亿元,建成泊位95个,能耗较2023年下降9%,绿色工厂80家。
2023年,全县工业产值为28亿元,绿色工厂36家。
"""


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("2026年工业产值达到45亿元吗?", "否"),
        ("2026年泊位95个对吗?", "是"),
        ("2026年能耗比2023年下降6%吗?", "否"),
        ("2025年能耗较2023年下降6%,对吗?", "是"),
    ],
)
def test_a_figure_is_judged_by_the_sentence_of_its_year(
    question: str, verdict: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert over(TARGETS, "targets", tmp_path_factory).ask(question).text.startswith(f"{verdict}。依据:")


def test_other_years_of_an_indicator_are_no_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    answer = over(TARGETS, "targets", tmp_path_factory).ask("绿色工厂2025年要达到多少家?")
    assert answer.status == "refused"
    assert answer.text.startswith("文中写了“绿色工厂”2023年、2026年的数,没有写2025年的。")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("货运航线2027年比2025年多多少条?", "2027年比2025年多 40条"),
        ("光伏装机2024年和2025年合计多少?", "合计 120兆瓦"),
        ("光伏哪年装机最多?", "最多的是 2025年"),
    ],
)
def test_years_behind_what_they_are_of_are_added_and_compared(lines: Assistant, question: str, told: str) -> None:
    assert told in lines.ask(question).text


def test_a_number_of_lines_with_their_sum_is_no_number_of_articles(lines: Assistant) -> None:
    assert lines.ask("3条货运航线补3年一共多少?").status != "corrected"
