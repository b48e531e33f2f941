"""What is asked of a text itself: since when, by whom, which number; and what a question takes for granted of it."""

import pytest

from assistant import Assistant
from tests.assistant.toy import over

TEXT = """东河县古树保护办法
(2021年3月5日 东河县人民政府令第18号公布)

第一章 总则
第一条 为保护古树,制定本办法。
第二条 古树是指树龄在一百年以上的树木。养护责任人由县林业局确定(以下简称责任人),责任人应当每年检查一次。
第三条 古树管理分为三类。

第二章 附则
第四条 本办法自2021年6月1日起施行。
"""


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "trees", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("这个办法是什么时候公布的?", "(2021年3月5日 东河县人民政府令第18号公布)"),
        ("办法哪一年印发的", "(2021年3月5日 东河县人民政府令第18号公布)"),
        ("办法从哪天起施行?", "本办法自2021年6月1日起施行"),
        ("生效日期是什么时候", "本办法自2021年6月1日起施行"),
        ("这份文件的全称是什么", "东河县古树保护办法"),
    ],
)
def test_what_a_text_says_of_itself(trees: Assistant, question: str, quoted: str) -> None:
    assert quoted in trees.ask(question).citations[0].quote


def test_what_else_is_announced_is_not_the_text(trees: Assistant) -> None:
    assert all("18号" not in c.quote for c in trees.ask("古树检查结果什么时候公布").citations)


def test_a_wrong_day_is_corrected(trees: Assistant) -> None:
    answer = trees.ask("办法2021年3月5日就施行了,去年的古树也要登记吗")
    assert answer.status == "corrected"
    assert "2021年6月1日" in answer.citations[0].quote


def test_the_title_is_no_answer(trees: Assistant) -> None:
    assert all(c.quote != "东河县古树保护办法" for c in trees.ask("古树保护不力怎么办").citations)


@pytest.mark.parametrize("question", ["什么叫古树?", "古树是什么意思", "条例里“古树”这个概念怎么理解"])
def test_a_definition_is_found_by_what_is_asked(trees: Assistant, question: str) -> None:
    assert [c.quote for c in trees.ask(question).citations] == ["古树是指树龄在一百年以上的树木。"]


def test_a_short_form_is_quoted_with_its_sentence(trees: Assistant) -> None:
    assert "每年检查一次" in trees.ask("责任人是什么意思").text


def test_a_wrong_number_without_a_noun_is_corrected(trees: Assistant) -> None:
    answer = trees.ask("古树管理分成的那五类是什么")
    assert answer.status == "corrected"
    assert "“三类”" in answer.text
