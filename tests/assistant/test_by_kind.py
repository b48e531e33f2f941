"""Sets of one class by what the text says of the kinds that its members belong to."""

import pytest

from assistant import Assistant
from tests.assistant.docks import TEXT
from tests.assistant.toy import over

MORE = """第三节 配套设施
重点配备冷库、堆场、候船厅、加油站四类码头设施。
自主经营方式、合作经营方式重点配备堆场和候船厅,特许经营方式四类设施均可配备。
"""


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT + MORE, "by_kind", tmp_path_factory)


@pytest.mark.parametrize("question", ["哪些码头可以配备冷库?", "四类码头设施都能配备的码头有哪些?"])
def test_what_is_said_of_a_kind_holds_of_its_members(docks: Assistant, question: str) -> None:
    answer = docks.ask(question)
    assert set(answer.members) == {"西湖码头", "松林码头", "竹溪码头", "荷塘码头", "柳园码头"}
    assert answer.check is not None
    assert (answer.check.checked, answer.check.matched) == (10, 5)
    assert "特许经营方式四类设施均可配备" in answer.text


def test_what_the_class_itself_is_said_to_do_needs_no_kind(docks: Assistant) -> None:
    assert "方式" not in docks.ask("哪些码头聚焦货运?").text
