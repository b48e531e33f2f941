"""What two names share of what they list, and what one has beyond the other."""

import pytest

from assistant import Assistant
from tests.assistant.test_sets_in_other_words import TEXT as DOCKS
from tests.assistant.toy import over

TEXT = DOCKS.replace("松林码头聚焦冷链、货运等领域", "松林码头聚焦冷链(贮藏)、货运等领域").replace(
    "柳园码头聚焦渔业、冷链等领域", "柳园码头聚焦渔业、冷链(加工)等领域"
)


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "docks", tmp_path_factory)


def test_whether_two_share_anything(docks: Assistant) -> None:
    shared = docks.ask("西湖码头和松林码头有没有共同聚焦的领域?")
    assert shared.text.startswith("有:")
    assert shared.members == ("货运",)
    assert docks.ask("东山码头和荷塘码头有没有重合的领域?").text.startswith("没有:")


def test_what_one_has_beyond_the_other(docks: Assistant) -> None:
    assert docks.ask("西湖码头比东山码头多哪些领域?").members == ("货运",)
    assert docks.ask("荷塘码头比西湖码头少哪些领域?").members == ("游船",)
    assert docks.ask("西湖码头跟东山码头比,又多了哪些领域?").members == ("货运",)
    assert docks.ask("西湖码头有、东山码头没有的领域是什么?").members == ("货运",)


def test_what_stands_in_brackets_belongs_to_its_term(docks: Assistant) -> None:
    answer = docks.ask("冷链(贮藏)和冷链(加工)分别在哪些码头?")
    assert answer.members == ("松林码头", "柳园码头")
    assert docks.ask("哪个码头聚焦冷链(加工)").members == ("柳园码头",)
