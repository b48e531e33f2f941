"""How many in each of several groups, how many more, and the number of all that a text itself tells."""

import pytest

from assistant import Assistant
from assistant.types import Check
from tests.assistant.test_conditions import TEXT as DOCKS
from tests.assistant.toy import over

TEXT = (
    DOCKS.replace("全县码头总面积", "重点建设10个码头,全县码头总面积")
    + "第三章 原则\n第一节 经营原则\n坚持安全第一、便民为先、绿色发展、量力而行,提高服务水平。\n"
)


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "docks", tmp_path_factory)


def test_each_group_is_counted(docks: Assistant) -> None:
    answer = docks.ask("各种经营方式分别有几个码头?")
    assert all(said in answer.text for said in ("自主经营方式 3 个", "特许经营方式 5 个", "合作经营方式 2 个"))
    both = docks.ask("经营方式里码头最多的和最少的分别是哪种,各几个")
    assert both.members == ("特许经营方式", "合作经营方式")


def test_which_has_more_and_how_many(docks: Assistant) -> None:
    assert docks.ask("特许经营方式比合作经营方式多几个码头?").text.startswith("特许经营方式多 3 个")
    assert docks.ask("东岸和西岸哪个码头多?").text.startswith("西岸多 2 个:东岸 4 个码头,西岸 6 个。")


def test_the_number_that_the_text_tells(docks: Assistant) -> None:
    assert docks.ask("码头一共10个对吗?").text.startswith("是。")
    wrong = docks.ask("规划了8个码头,分别是哪些?")
    assert wrong.status == "corrected"
    assert "10个码头" in wrong.text
    assert len(wrong.members) == 10


def test_what_the_first_clause_below_a_heading_joins_is_counted(docks: Assistant) -> None:
    answer = docks.ask("经营原则有几条?")
    assert "原句列出 4 条" in answer.text
    assert answer.members == ("安全第一", "便民为先", "绿色发展", "量力而行")


def test_what_either_of_two_has_within_a_group(docks: Assistant) -> None:
    both = docks.ask("西岸的码头中,走特许经营方式的加上走合作经营方式的一共几个?")
    assert set(both.members) == {"柳园码头", "松林码头", "竹溪码头", "荷塘码头", "梅岭码头"}
    assert docks.ask("自主经营方式、合作经营方式两份名单合起来,一共涉及多少个码头?").check == Check("码头", 10, 5)


def test_a_condition_is_asked_of_each_group(docks: Assistant) -> None:
    answer = docks.ask("东岸和西岸里,做货运的码头各有哪些?")
    assert answer.members == ("西湖码头", "松林码头", "竹溪码头", "荷塘码头")
    assert docks.ask("西岸里做冷链的有几个?").members == ("柳园码头", "松林码头")


def test_a_share_and_a_ranking(docks: Assistant) -> None:
    share = docks.ask("走特许经营方式的码头占多大比例?")
    assert share.text.startswith("10 个码头中有 5 个,约占 50.0%")
    assert share.check == Check("码头", 10, 5)
    assert docks.ask("按码头数量,前两名的经营方式是哪几种?").members == ("特许经营方式", "自主经营方式")
    assert docks.ask("码头最多的两种经营方式是哪些?").status == "answered"
