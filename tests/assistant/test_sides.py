"""Things set side by side: the question of each alone, whatever is said before and behind them."""

import pytest

from assistant.sides import Sides, sides
from corpus.vocabulary import Vocabulary

KNOWN = Vocabulary(("渡口与码头",))


@pytest.mark.parametrize(
    ("question", "names", "questions"),
    [
        ("登记和备案,启动的前提有啥不一样?", ("登记", "备案"), ("登记启动的前提", "备案启动的前提")),
        ("对比一下登记和备案各用哪些办法", ("登记", "备案"), ("登记用哪些办法", "备案用哪些办法")),
        ("建档案库这事,市里跟镇里的要求区别在哪", ("市里", "镇里"), ("建档案库这事,市里要求", "建档案库这事,镇里要求")),
        ("登记、备案、核准这三种,侧重点各是什么", ("登记", "备案", "核准"), ("登记这三种,侧重点是什么",)),
        ("登记和备案谁的期限长", ("登记", "备案"), ("登记期限是多少", "备案期限是多少")),
        ("渡口与码头的东段和西段差在哪", ("渡口与码头的东段", "西段"), ("渡口与码头的东段", "西段")),
    ],
)
def test_each_side_is_asked_of_alone(question: str, names: tuple[str, ...], questions: tuple[str, ...]) -> None:
    told = sides(question, KNOWN)
    assert isinstance(told, Sides)
    assert told.names == names
    assert told.questions[: len(questions)] == questions


@pytest.mark.parametrize(
    "question",
    [
        "登记有什么不同?",
        "我会上明确说了不同意的,也连我一起算账吗",
        "他要是跟大多数人想法不一样咋办",
        "为什么跟以前不一样",
        "它和那个有什么不同",
    ],
)
def test_what_sets_no_two_things_side_by_side(question: str) -> None:
    assert sides(question, KNOWN) is None
