"""Bounds, ranges and numbers of some that a question asks for: they are conditions, and correct nothing."""

import pytest

from assistant import Assistant
from assistant.bounds import bounds_in, is_condition
from tests.assistant.toy import over

TEXT = """青川县园区规划
第一章 现状
全县现有23个园区,其中旗舰园区2个,为甲智造园和乙新材料园。
第二章 三园联动
1.甲智造产业园。规划面积12平方公里。
2.乙新材料产业园。规划面积28平方公里。
3.丙绿色转型园。规划面积6平方公里。
第三章 补助
申请运营补贴的机构应当符合下列条件:入住率不低于30%。
"""


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "parks", tmp_path_factory)


def test_a_bound_has_two_ends_where_it_is_a_range() -> None:
    (between, *_) = bounds_in("面积在10到20平方公里之间的园区有哪些")
    assert (between.value, between.to, between.how) == (10, 20, "least")
    (above, *_) = bounds_in("单个投资过15亿元的项目")
    assert (above.value, above.how) == (1_500_000_000, "above")


@pytest.mark.parametrize(
    ("question", "figure", "condition"),
    [
        ("总投资超过50亿元的项目有哪些", "50亿元", True),
        ("入住率25%可以申请吗", "25%", True),
        ("总投资超过50亿元是真的吗", "50亿元", False),
        ("为什么投资要达到50亿元", "50亿元", False),
    ],
)
def test_what_things_are_asked_by_is_a_condition(question: str, figure: str, condition: bool) -> None:
    start = question.index(figure)
    assert is_condition(question, start, start + len(figure)) is condition


@pytest.mark.parametrize(
    "question",
    [
        "面积在10到20平方公里之间的园区有哪些",
        "面积超过25平方公里的园区有哪些",
        "入住率25%可以申请运营补贴吗",
        "两个旗舰园区都在哪",
        "六个园区类项目什么时候开工",
        "投资最小的两个园区类项目是哪些",
        "三个产业园规划面积各多大",
    ],
)
def test_a_condition_or_a_number_of_some_corrects_nothing(parks: Assistant, question: str) -> None:
    assert "问题说" not in parks.ask(question).text


def test_a_number_of_the_very_thing_is_corrected(parks: Assistant) -> None:
    assert "问题说“25个”,文本写的是“23个”" in parks.ask("全县现有25个园区,都在哪").text
