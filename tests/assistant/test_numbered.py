"""Numbered items below an article or a chapter."""

import pytest

from assistant import Assistant
from tests.assistant.toy import over

TEXT = """青川县行动方案
第一章 任务
第一条 设施。
1.编制航线方案,2024年完成。(责任单位:县发展局)
2.建设服务中心。
第二条 场景。
3.开通航线20条。
4.推广巡检。
5.开展试点。
第二章 保障
第三条 成立小组。
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "numbered", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told", "items"),
    [
        ("第二条有几项?", "3 项", 3),
        ("第一章一共多少项任务?", "5 项", 5),
    ],
)
def test_numbered_items_are_counted_below_an_article_and_a_chapter(
    plan: Assistant, question: str, told: str, items: int
) -> None:
    answer = plan.ask(question)
    assert told in answer.text
    assert len(answer.citations) == items


def test_articles_are_counted_as_before(plan: Assistant) -> None:
    assert plan.ask("第一章有几条?").text.startswith("第一章 任务共 2 条")
