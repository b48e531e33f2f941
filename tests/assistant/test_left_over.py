"""Follow-ups about those that were left over, about both of two, and about what one of them has alone."""

import pytest

from assistant import Assistant
from tests.assistant.docks import TEXT
from tests.assistant.toy import over


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "leftover", tmp_path_factory)


ALL = "东山码头、南门码头、西湖码头都走自主经营方式吗?"
SCOPED = ("北岸片区的码头中哪些走特许经营方式?", "哪些走自主经营方式?")
FERRIES = "哪些码头聚焦客运?"


@pytest.mark.parametrize(
    ("history", "question", "standalone", "members"),
    [
        ((ALL,), "哪个不是?", "东山码头、南门码头、西湖码头中哪些不走自主经营方式?", {"西湖码头"}),
        (
            (ALL, "哪个例外?"),
            "那哪些是?",
            "东山码头、南门码头、西湖码头中哪些走自主经营方式?",
            {"东山码头", "南门码头"},
        ),
        (
            ("南岸片区的码头都聚焦客运吗?",),
            "有例外吗?",
            "南岸片区的码头中哪些不聚焦客运?",
            {"竹溪码头", "梅岭码头", "荷塘码头"},
        ),
        (("东山码头是不是合作经营方式?",), "那谁是?", "哪些码头是合作经营方式?", {"梅岭码头"}),
        (SCOPED[:1], SCOPED[1], "北岸片区的码头中哪些走自主经营方式?", {"东山码头"}),
        (SCOPED, "剩下的呢?", "北岸片区的码头中哪些既不走特许经营方式也不走自主经营方式?", {"北苑码头"}),
        ((FERRIES,), "把东山去掉还剩几个?", "除东山码头外,有多少个码头聚焦客运?", {"北苑码头", "南门码头", "枫桥码头"}),
        (
            (FERRIES,),
            "去掉南岸片区的还剩哪些?",
            "东山码头、北苑码头、南门码头、枫桥码头中哪些不在南岸片区?",
            {"东山码头", "北苑码头"},
        ),
        ((FERRIES,), "除了东山,其余的打造什么?", "北苑码头、南门码头、枫桥码头分别打造什么?", set()),
        (("聚焦游船的码头有哪些?",), "聚焦客运的呢?", "聚焦客运的码头有哪些?", set()),
        (
            ("聚焦游船的码头有哪些?", "聚焦客运的呢?"),
            "两个都做的?",
            "哪些码头既聚焦游船又聚焦客运?",
            {"东山码头", "枫桥码头"},
        ),
        (("东山码头聚焦什么?", "西湖呢?"), "只有后者有的?", "西湖码头比东山码头多了哪些?", {"货运"}),
        (("东山码头聚焦什么?", "西湖呢?", "西湖多了哪些?"), "东山呢?", "东山码头比西湖码头多了哪些?", {"客运"}),
        (
            ("东山码头有哪些领域?", "枫桥呢?"),
            "这两个码头都聚焦的领域?",
            "东山码头和枫桥码头共同聚焦的领域有哪些?",
            set(),
        ),
        (
            ("东山码头聚焦什么?", "枫桥呢?"),
            "它们和西湖码头都聚焦什么?",
            "东山码头、枫桥码头和西湖码头都聚焦什么?",
            set(),
        ),
    ],
)
def test_what_is_left_over_is_asked_for(
    docks: Assistant, history: tuple[str, ...], question: str, standalone: str, members: set[str]
) -> None:
    answer = docks.ask(question, history)
    assert answer.standalone == standalone
    assert not members or set(answer.members) == members


def test_a_condition_that_is_no_class_word_is_the_verb(docks: Assistant) -> None:
    assert docks.ask("南门码头、松林码头、柳园码头中哪些不在北岸片区?").members == ("南门码头",)
