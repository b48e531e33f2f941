import pytest

from corpus.headings import Line, marked, read


def heading(text: str):
    line = marked(Line(0, len(text), text))
    return read(line)


@pytest.mark.parametrize(
    ("text", "family", "numbers"),
    [
        ("第一编 总则", "编", (1,)),
        ("第 十 二 章　附　　则", "章", (12,)),
        ("第3节 布局", "节", (3,)),
        ("第二章中小企业发展", "章", (2,)),
        ("第一百二十条 本法自公布之日起施行。", "条", (120,)),
        ("第五条之一 自然人享有权益。", "条", (5, 1)),
        ("一、总体要求", "一、", (1,)),
        ("一、2023年工作回顾", "一、", (1,)),
        ("（十一）强化保障", "(一)", (11,)),
        ("(1)指标", "(1)", (1,)),
        ("1.发展环境", "1.", (1,)),
        ("１．发展环境", "1.", (1,)),
        ("1、申请书", "1、", (1,)),
        ("5.1.2　重伤二级", "1.1.1", (5, 1, 2)),
        ("## 三", "一、", (3,)),
        ("### **第一节 一般规定**", "节", (1,)),
        ("## 范围", "#2", ()),
        ("附则 名词解释", "序言", ()),
        ("名词解释", "序言", ()),
        ("序 言", "序言", ()),
        ("附件2", "附件", (2,)),
        ("附表 A 指标表", "附件", (1,)),
    ],
)
def test_families(text, family, numbers):
    found = heading(text)
    assert found is not None
    assert (found.family, found.numbers) == (family, numbers)


@pytest.mark.parametrize(
    "text",
    [
        "第三章的规定适用于本规划。",
        "第三章、第四章另行制定",
        "第三条第二款规定的情形除外。",
        "第三条和第四条",
        "按照第三章做好工作",
        "2025年,全市完成建设",
        "1.5亿元的投资规模",
        "3.5%的增速",
        "一、二线城市的住房",
        "附件1所列项目",
        "附件:1.任务分工表",
        "图3-1 示意图",
        "序言中提出的目标",
        "一是加强领导",
    ],
)
def test_running_text_is_no_heading(text):
    assert heading(text) is None


def test_run_in_heading_ends_before_its_full_stop():
    text = "（一）夯实基础。深入实施战略。"
    found = heading(text)
    assert found is not None
    assert (text[: found.end], text[found.body :], found.form) == ("（一）夯实基础", "深入实施战略。", "run_in")


def test_a_numbered_sentence_is_an_item():
    for text in ("（一）行政机关数据；", "1.企业应当提交申请。审核后公布。"):
        found = heading(text)
        assert found is not None
        assert found.form == "item"


def test_article_label_ends_before_the_text():
    text = "第一条 【目的】为了规范，制定本法。"
    found = heading(text)
    assert found is not None
    assert text[: found.end] == "第一条 【目的】"
    assert text[found.body :] == "为了规范，制定本法。"


def test_a_closing_mark_is_taken_off_in_no_time():
    assert marked(Line(0, 11, "## 总则 甲 ##")).text == "总则 甲"
    spaces = "# 甲" + " " * 90_000 + "乙"
    assert marked(Line(0, len(spaces), spaces)).text == spaces[2:]
