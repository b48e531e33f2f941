"""The brackets of a text, each bound to the task that it stands behind."""

import pytest

from assistant.tasks import Task, first_leads, tasks_of
from corpus import parse_text

TEXT = """甲县绿道建设意见

一、主要任务
(一)修建绿道。
1.沿清河修建绿道12公里,设驿站5处。沿线种树。(责任单位:县林业局、各镇(街道)人民政府)
2.申请补助的驿站应当同时具备供水和公厕。
3.绿道夜间照明全部使用节能灯。(牵头单位:县住建局;配合单位:县水务局、县财政局)
(二)开展宣传。利用广播宣传绿道。
牵头单位:县文旅局
配合单位:县教育局
(三)深化合作。支持企业认养绿道。每年认养不少于3段,由认养企业负责日常养护。(县国资委牵头,县财政局、县林业局等配合)

二、保障
(一)压实责任。各项任务中,排在首位的为牵头单位,其余为配合单位。
"""


@pytest.fixture(scope="module")
def tasks() -> tuple[Task, ...]:
    return tasks_of(parse_text(TEXT, "paths"))


def test_each_bracket_is_bound_to_its_own_item(tasks: tuple[Task, ...]) -> None:
    assert [(t.name, t.units) for t in tasks] == [
        ("沿清河修建绿道12公里,设驿站5处", ("县林业局", "各镇(街道)人民政府")),
        ("绿道夜间照明全部使用节能灯", ("县住建局", "县水务局", "县财政局")),
        ("开展宣传", ("县文旅局", "县教育局")),
        ("支持企业认养绿道", ("县国资委", "县财政局", "县林业局")),
    ]


def test_who_leads_is_called_so_or_stands_first(tasks: tuple[Task, ...]) -> None:
    assert [(t.leads, t.ranked) for t in tasks] == [
        (("县林业局",), False),
        (("县住建局",), True),
        (("县文旅局",), True),
        (("县国资委",), True),
    ]


def test_the_clause_that_says_that_the_first_leads_is_found() -> None:
    parsed = parse_text(TEXT, "paths")
    rule = first_leads(parsed)
    assert rule is not None
    assert parsed.document.text[slice(*rule)] == "各项任务中,排在首位的为牵头单位,其余为配合单位。"


def test_a_task_below_a_number_alone_is_one_with_the_figures_of_its_text() -> None:
    long = "新建北岭渡口、云台渡口,分别位于北岭县、云台区,总投资分别为4.5亿元和3.2亿元,2026年11月底前建成。"
    text = f"甲县渡口意见\n\n一、任务\n(一)建设\n1.{long}(责任单位:县交通局)\n2.改造旧渡口。(责任单位:县水务局)\n"
    found = tasks_of(parse_text(text, "ferries"))
    assert [t.units for t in found] == [("县交通局",), ("县水务局",)]
    assert found[0].name.endswith("总投资分别为4.5亿元和3.2亿元")
