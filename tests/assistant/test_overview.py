"""What is said of a chapter, and of the stages of a plan, is whole where it is little."""

import pytest

from assistant import Assistant
from tests.assistant.toy import over

PLAN = """城南绿地规划
第一章 目标
到2025年,建成三座公园。绿道贯通。
到2030年,建成五座公园。湿地得到恢复。
到2035年,建成全域公园。
第二章 养护
第一节 浇灌
绿地用再生水浇灌。旱季每周浇灌两次。水表每月读一次。
第二节 修剪
乔木每年修剪一次。枯枝随时清理。修剪下来的枝条堆肥。堆肥还给绿地。
"""


@pytest.fixture(scope="module")
def green(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(PLAN, "green", tmp_path_factory)


@pytest.mark.parametrize("question", ["三个阶段的目标分别是什么?", "各阶段的目标是什么?", "分阶段的目标是怎么定的?"])
def test_the_stages_of_a_plan_are_all_told(green: Assistant, question: str) -> None:
    text = green.ask(question).text
    assert all(f"到{year}年" in text for year in (2025, 2030, 2035))


def test_a_short_chapter_is_told_whole(green: Assistant) -> None:
    text = green.ask("第二章讲了什么?").text
    assert all(said in text for said in ("再生水", "每周浇灌两次", "水表每月读一次", "枯枝", "堆肥还给绿地"))


@pytest.mark.parametrize(
    "question",
    ["这个规划分几大部分", "这份文件总体上讲了哪几大块内容", "文件的框架是什么", "全文结构是怎样的", "规划目录"],
)
def test_what_a_text_is_made_of_is_its_headings(green: Assistant, question: str) -> None:
    text = green.ask(question).text
    assert "分为 2 个部分" in text
    assert "第一节 浇灌" in text  # two chapters say little


@pytest.mark.parametrize("question", ["绿地的结构是怎样的", "规划要建几座公园"])
def test_what_is_asked_of_a_thing_in_it_is_not_of_the_text(green: Assistant, question: str) -> None:
    assert "分为 2 个部分" not in green.ask(question).text
