"""What a question is wrapped in is set aside, and what it asks is left as it is."""

import pytest

from assistant.framing import unframed


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("您好,城北校区有几门课?", "城北校区有几门课?"),
        ("作为一名公共管理专业的学生,我想了解校区的定位是怎样表述的", "校区的定位是怎样表述的"),
        ("我是河西农村的,想翻盖住房得先问谁", "想翻盖住房得先问谁"),
        ("记者想核实一下:新校区定了哪年挂牌?", "新校区定了哪年挂牌?"),
        ("给家长讲课用:学费减免都有哪些情况", "学费减免都有哪些情况"),
        ("书记的工资由谁来发,文件里讲了吗?", "书记的工资由谁来发"),
        ("城北校区有几门课?谢谢", "城北校区有几门课"),
    ],
)
def test_a_wrapping_is_set_aside(question: str, left: str) -> None:
    assert unframed(question) == left


@pytest.mark.parametrize(
    "question",
    [
        "我们做无人机,适合去哪个校区?",
        "我是做无人机的,适合去哪个校区?",
        "作为补充,还规定了什么?",
        "规划里讲了足球吗?",
        "哪些校区这么说:先试点?",
        "你好?",
    ],
)
def test_what_is_asked_is_left(question: str) -> None:
    assert unframed(question) in (question, question.removeprefix("作为补充,"))
