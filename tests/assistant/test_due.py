"""Tasks by when they are to be done."""

import pytest

from assistant import Assistant
from tests.assistant.toy import over

TEXT = """禾县气象意见

一、主要任务
1.编制航线方案,2024年12月底前完成。(责任单位:县发展局、县交通局)
2.建设服务中心,2025年6月底前投入运行。(责任单位:县交通局、县数据局)
3.新建监测站18个,2025年底前完成。(责任单位:县气象局)
4.实现网络覆盖,2026年底前完成。(责任单位:县通信局、县数据局)
5.实施节能诊断,每年不少于30家。(责任单位:县数据局)
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "weather", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("县数据局负责的任务里2025年底前要完成的有哪些?", ["建设服务中心"]),
        ("2025年底前要完成的任务有哪些?", ["编制航线方案", "建设服务中心", "新建监测站18个"]),
        ("2025年内要完成哪些任务?", ["建设服务中心", "新建监测站18个"]),
        ("没有写完成时间的任务有哪些?", ["实施节能诊断"]),
        ("县数据局牵头参与几项任务?", ["建设服务中心", "实现网络覆盖", "实施节能诊断"]),
    ],
)
def test_tasks_are_chosen_by_when_they_are_due(county: Assistant, question: str, tasks: list[str]) -> None:
    assert [name.split(",")[0] for name in county.ask(question).members] == tasks
