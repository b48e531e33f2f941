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
        ("采访提纲要写现状,城北校区办得怎么样?", "城北校区办得怎么样?"),
        ("老师让查校区的定位,分几种?", "分几种?"),
        ("搬走的小店怎么补偿?规划里怎么说?", "搬走的小店怎么补偿?"),
        ("预留的地块有哪些,能列个名单吗", "预留的地块有哪些"),
        ("河东片那几个校区按顺序说说", "河东片有哪些校区?"),
        ("啥叫城北校区啊", "啥叫城北校区"),
        ("嗯……校区里的事儿靠哪些会来议?", "校区里的事儿靠哪些会来议?"),
        ("城北都有哪些校区?我想写篇报道,麻烦列全。", "城北都有哪些校区?"),
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
        "关于补偿,规划里怎么说?",
        "老师上课提到“东校区”,这个词是什么含义?",
        "刚才说的那几个校区都讲讲",
        "想写篇足球的稿子,哪些校区开设这个?",
    ],
)
def test_what_is_asked_is_left(question: str) -> None:
    assert unframed(question) in (question, question.removeprefix("作为补充,"))
