"""The role that a sentence gives each name: yes only where the part about the name says so."""

import pytest

from assistant import Assistant
from tests.assistant.toy import over

TEXT = """云泽市渔业发展规划

第一章 渔业安排
第一节 养殖业
养殖业在东湖场、西湖场以育苗为主,通过良种推广,辐射带动南湾场、北湾场发展。
第二节 加工业
加工业形成以东湖场、月塘场为核心的上游区,以贮藏为主;南湾场、荷塘场为核心的下游区,以包装为主。
第三节 休闲渔业
休闲渔业主要在月塘场、荷塘场、柳塘场等渔场布局,带动北湾场、竹溪场等渔场共同发展。
第四节 种苗业
种苗业依托东湖场进行种苗选育、西湖场进行种苗选育及推广,主要在梅溪场、松溪场布局。
第五节 渔场
东湖场、西湖场、南湾场、北湾场、月塘场、荷塘场、柳塘场、竹溪场、梅溪场、松溪场等渔场每年评估一次。
"""


@pytest.fixture(scope="module")
def farms(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "farms", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("东湖场是不是养殖业的育苗基地?", "是。"),
        ("南湾场是不是养殖业的育苗基地?", "否。"),
        ("北湾场在养殖业里以育苗为主吗?", "否。"),
        ("竹溪场是不是休闲渔业的主要布局场?", "否。"),
        ("荷塘场是不是休闲渔业的主要布局场?", "是。"),
        ("荷塘场在加工业里负责贮藏吗?", "否。"),
        ("月塘场在加工业里以贮藏为主吗?", "是。"),
    ],
)
def test_yes_only_where_the_part_about_the_name_says_so(farms: Assistant, question: str, verdict: str) -> None:
    answer = farms.ask(question)
    assert answer.text.startswith(verdict)
    assert answer.citations


def test_what_is_taken_for_true_and_is_not_is_corrected(farms: Assistant) -> None:
    assert farms.ask("北湾场在养殖业里以育苗为主,对吗?").status == "corrected"


def test_the_things_that_give_names_their_roles(farms: Assistant) -> None:
    assert farms.ask("哪些产业是东湖场偏贮藏、荷塘场偏包装这样搭配的?").members == ("加工业",)
    assert farms.ask("哪些产业写明了东湖场承担育苗?").members == ("养殖业",)


def test_a_set_by_role(farms: Assistant) -> None:
    answer = farms.ask("休闲渔业里,不是主要布局、只是被带动发展的渔场有哪些?")
    assert answer.members == ("北湾场", "竹溪场")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("东湖场是不是加工业的下游核心?", "否。"),
        ("荷塘场是不是加工业的下游核心?", "是。"),
        ("荷塘场是不是上游核心?", "否。"),
        ("月塘场是贮藏为主吗?", "是。"),
        ("西湖场只做选育吗?", "不止选育。"),
        ("东湖场在种苗业里只做选育吗?", "文中写到的是:"),
    ],
)
def test_what_stands_before_a_role_and_only_are_held_against_the_clause(
    farms: Assistant, question: str, verdict: str
) -> None:
    answer = farms.ask(question)
    assert answer.text.startswith(verdict)
    assert answer.citations


def test_what_role_a_name_plays_in_a_matter(farms: Assistant) -> None:
    answer = farms.ask("北湾场在休闲渔业里是什么角色?")
    assert answer.status == "answered"
    assert "带动北湾场" in answer.text
    assert farms.ask("北湾场在种苗业里是什么角色?").status == "corrected"


def test_only_in_a_list(farms: Assistant) -> None:
    assert farms.ask("种苗业里哪个渔场只做选育?").members == ("东湖场",)


def test_where_something_is_placed_is_told_without_a_class_word(farms: Assistant) -> None:
    told = farms.ask("休闲渔业主要布局在哪些渔场?").members
    assert farms.ask("休闲渔业主要布局在哪?").members == told == ("月塘场", "荷塘场", "柳塘场")
