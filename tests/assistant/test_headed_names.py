"""Names that head paragraphs of their own and that the text calls by one character only (…智造园, …新材料园)."""

import pytest

from assistant import Assistant
from tests.assistant.toy import over

TEXT = """云港开发区扶持措施

一、总体格局
构建“五园”格局。“五园”即栖山智造园、鹭洲新材料园、沐光电路园、杏坞医药园、青港临港园。
入驻栖山智造园、沐光电路园标准厂房、租赁面积在1000平方米以上的企业,前三年按租金的60%给予补贴。
电子化学品项目应当与沐光电路园形成配套。

二、各园区
(一)栖山智造园
规划面积21.5平方公里,重点发展工业机器人、数控机床。
(二)鹭洲新材料园
规划面积14.3平方公里,重点发展高性能纤维、特种合金。
(三)沐光电路园
规划面积9.6平方公里,重点发展功率半导体、传感器芯片。专用变电站由沐光开发公司负责建设。
(四)杏坞医药园
规划面积6.8平方公里,重点发展创新药制剂、诊断试剂。
(五)青港临港园
规划面积18.4平方公里,重点发展海工装备、风电叶片。
"""


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "parks", tmp_path_factory)


@pytest.mark.parametrize("question", ["五个园各自重点发展什么", "每个园区分别发展什么产业"])
def test_what_each_of_them_all_does(parks: Assistant, question: str) -> None:
    answer = parks.ask(question)
    assert len(answer.members) == 5
    assert all(said in answer.text for said in ("数控机床", "特种合金", "传感器芯片", "诊断试剂", "风电叶片"))
    assert parks.ask("六个园各自重点发展什么").status == "corrected"


def test_the_figures_of_them_all(parks: Assistant) -> None:
    answer = parks.ask("各园区面积分别多大")
    assert all(
        said in answer.text for said in ("21.5平方公里", "14.3平方公里", "9.6平方公里", "6.8平方公里", "18.4平方公里")
    )


@pytest.mark.parametrize("question", ["沐光电路园主要做什么", "沐光电路园发展哪些产业"])
def test_what_one_mainly_does_is_told_in_its_own_paragraph(parks: Assistant, question: str) -> None:
    assert [c.quote for c in parks.ask(question).citations] == ["重点发展功率半导体、传感器芯片"]


def test_the_smallest_is_that_of_the_least_area(parks: Assistant) -> None:
    assert parks.ask("五个园区里哪个最小?").members == ("杏坞医药园",)


@pytest.mark.parametrize("question", ["栖山智造园和沐光电路园比,哪个园大?", "栖山和青港哪个园更大?"])
def test_which_is_larger_is_the_area(parks: Assistant, question: str) -> None:
    answer = parks.ask(question)
    assert "21.5平方公里" in answer.text
    assert "栖山智造园比" in answer.text
