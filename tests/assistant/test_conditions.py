"""A condition that a question sets is met by every member that is listed, or none is listed."""

import pytest

from assistant import Assistant
from tests.assistant.test_sets_in_other_words import TEXT as DOCKS
from tests.assistant.toy import over

TEXT = (
    DOCKS.replace("第一节 重点码头", "第一节 东岸")
    .replace("柳园码头聚焦", "第二节 西岸\n柳园码头聚焦")
    .replace("第二节 管理方式", "第三节 管理方式")
    .replace("滨水客厅", "滨水示范区")
    .replace("水产育苗港", "育苗示范区")
) + "引进航运企业、渔业企业、物流企业、旅游企业、建材企业。\n"


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "docks", tmp_path_factory)


def test_a_negation_ends_where_the_question_turns(docks: Assistant) -> None:
    assert docks.ask("哪些码头没有聚焦货运但属于西岸?").members == ("柳园码头", "梅岭码头", "枫桥码头")


def test_quoted_words_are_a_condition(docks: Assistant) -> None:
    assert docks.ask("提到“示范区”的码头定位有哪些?").members == ("南门码头", "梅岭码头")


def test_the_fewest_of_all(docks: Assistant) -> None:
    assert docks.ask("聚焦领域最少的码头有哪些?").members == (
        "南门码头",
        "北苑码头",
        "竹溪码头",
        "梅岭码头",
        "荷塘码头",
    )


def test_a_smaller_kind_is_not_counted_by_the_larger(docks: Assistant) -> None:
    answer = docks.ask("云泽现在有多少家考核合格企业?")
    assert not answer.members
    assert answer.check is None


def test_what_was_not_done_is_left_out(docks: Assistant) -> None:
    assert docks.ask("西岸里没走特许经营方式的码头有哪些?").members == ("梅岭码头", "枫桥码头")
