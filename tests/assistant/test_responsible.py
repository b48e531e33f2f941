"""Who is responsible where a plan says so in brackets behind what is to be done."""

import pytest

from assistant import Assistant
from tests.assistant.toy import over

TEXT = """县城绿道建设方案

一、主要任务
1.修建滨河绿道。沿清河两岸修建绿道12公里,设驿站5处。(牵头单位:县住建局;配合单位:县水务局)
2.栽植行道树。每年栽植香樟300棵。

责任单位:县林业局、各镇人民政府

二、保障
3.开展宣传。利用广播宣传绿道。
"""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "paths", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("沿清河两岸修建绿道由哪几家负责?", "(牵头单位:县住建局;配合单位:县水务局)"),
        ("栽植行道树归哪些部门管?", "责任单位:县林业局、各镇人民政府"),
    ],
)
def test_the_units_behind_a_task_are_quoted_with_it(paths: Assistant, question: str, told: str) -> None:
    answer = paths.ask(question)
    assert answer.citations[-1].quote == told
    assert len(answer.citations) == 2


def test_units_of_another_section_are_no_answer(paths: Assistant) -> None:
    assert "单位" not in paths.ask("开展宣传由谁负责?").text


def test_a_task_is_told_alone_where_nobody_is_asked_for(paths: Assistant) -> None:
    assert "住建局" not in paths.ask("沿清河两岸修建绿道多少公里?").text
