"""Who is responsible where a plan says so in brackets behind what is to be done."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.question import read
from assistant.wanted import acted, lacks_actor
from index import Query, Retriever, build
from tests.assistant.toy import over
from tests.index.toy import ToyEncoder, made

TEXT = """县城绿道建设方案

一、主要任务
1.修建滨河绿道。沿清河两岸修建绿道12公里,设驿站5处。(牵头单位:县住建局;配合单位:县水务局)
2.栽植行道树。每年栽植香樟300棵。

责任单位:县林业局、各镇人民政府

二、保障
3.开展宣传。利用广播宣传绿道。
4.建设预约平台。建设覆盖全县的绿道预约平台,2026年上线,具备导览、预约和报修功能。平台由县文旅局主管。
5.加强领导。成立绿道建设专班,由县长任组长。
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


def test_who_acts_may_be_told_in_a_sentence_of_the_same_section(tmp_path: Path) -> None:
    question = "绿道预约平台由谁主管?"
    build(tmp_path, (made(TEXT, "paths"),), ToyEncoder())
    retriever = Retriever.open(tmp_path, ToyEncoder())
    found = retriever.retrieve(Query(question))
    asked = read(question, retriever.content[0].vocabulary, retriever.tokens)
    best, behind, elsewhere = (
        next(h for h in found.sentences if said in h.text) for said in ("2026年上线", "文旅局", "清河两岸")
    )
    ranked = (replace(best, score=1.0), replace(elsewhere, score=0.9), replace(behind, score=0.8))
    assert [h.text for h in acted(asked, replace(found, sentences=ranked))] == ["平台由县文旅局主管。"]
    assert not acted(asked, replace(found, sentences=(*ranked[:2], replace(behind, score=0.6))))


@pytest.mark.parametrize(
    ("text", "lacks"),
    [("由县长任组长", False), ("副主任分管", False), ("2026年上线", True), ("组长每月巡查", True)],
)
def test_who_holds_an_office_acts(text: str, lacks: bool) -> None:
    assert lacks_actor(text, "专班的组长由谁担任?") == lacks
