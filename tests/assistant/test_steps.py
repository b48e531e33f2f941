"""What a clause says of a whole class (三类设施均可配备) is said of each, and yes or no by a class between."""

import pytest

from assistant import Assistant
from tests.assistant.test_sets_in_other_words import TEXT as DOCKS
from tests.assistant.toy import over

TEXT = DOCKS.replace("特许经营方式重点配备堆场、地磅", "特许经营方式六类设施均可配备").replace(
    "设施。\n", "设施。\n重点建设候船楼、售票亭、堆场、地磅、冷库和晒场六类设施。\n"
)


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "docks", tmp_path_factory)


def test_a_whole_class_stands_for_its_members(docks: Assistant) -> None:
    assert docks.ask("冷库适合哪些经营方式?").members == ("特许经营方式", "合作经营方式")


@pytest.mark.parametrize(
    ("question", "verdict"), [("荷塘码头可以配备地磅吗?", "是。"), ("梅岭码头可以配备地磅吗?", "否:")]
)
def test_yes_or_no_by_a_class_between(docks: Assistant, question: str, verdict: str) -> None:
    answer = docks.ask(question)
    assert answer.text.startswith(verdict)
    assert len(answer.citations) == 2
