"""What units are told to do, from the unit to its tasks."""

import pytest

from assistant import Assistant
from assistant.types import ListBlock
from tests.assistant.toy import over

TEXT = """禾县养老服务意见

一、主要任务
(一)完善服务设施。
1.新建小区按每百户30平方米配建养老用房。(责任单位:县自然资源和规划局、县民政局)
2.每个乡镇建设1个养老服务中心。(责任单位:县民政局、县财政局)
3.申请补助的养老机构应当有30张床位。
(二)开展探访关爱。对独居老人每周探访1次。(责任单位:县民政局、县卫生健康委员会)
(三)支持院校办学。鼓励甲学院开设养老专业,每年招生100人。(责任单位:县教育局)
(四)推动签约合作。养老机构与医院签约率达到100%。(责任单位:县卫生健康委员会、县民政局)

二、保障措施
(一)压实责任。各项任务中,排在首位的为牵头单位,其余为配合单位。
(二)加强考核。养老服务纳入年度考核。(责任单位:县民政局)
"""
RULE = "各项任务中,排在首位的为牵头单位,其余为配合单位。"


NOT_ALONE = (
    "新建小区按每百户30平方米配建养老用房",
    "每个乡镇建设1个养老服务中心",
    "开展探访关爱",
    "推动签约合作",
)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "county", tmp_path_factory)


def test_the_only_task_of_a_unit_is_told_whole(county: Assistant) -> None:
    assert county.ask("县教育局负责什么?").text == (
        "6 项写明责任单位的任务逐一核对,1 项符合(写有县教育局):\n\n"
        "1. **支持院校办学** 鼓励甲学院开设养老专业,每年招生100人。(责任单位:县教育局)[1]"
    )


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("卫健委负责哪些任务?", ("开展探访关爱", "推动签约合作")),
        ("卫健委牵头的有哪几项?", ("推动签约合作",)),
        ("卫健委不牵头、只当配合单位的任务有几项?", ("开展探访关爱",)),
        ("哪些任务只由民政局一家负责?", ("加强考核",)),
        ("县民政局和县财政局共同负责哪些任务?", ("每个乡镇建设1个养老服务中心",)),
        ("哪些任务的责任单位里同时有卫健委和民政局?", ("开展探访关爱", "推动签约合作")),
        ("民政局牵头、财政局配合的有哪些?", ("每个乡镇建设1个养老服务中心",)),
        ("民政局没有参与的任务有哪些?", ("支持院校办学",)),
        ("除了县民政局牵头的,卫健委还参与哪些?", ("推动签约合作",)),
        ("完善服务设施里民政局负责哪几项?", ("新建小区按每百户30平方米配建养老用房", "每个乡镇建设1个养老服务中心")),
        ("财政局或者卫健委牵头的有哪些?", ("推动签约合作",)),
        ("民政局牵头但没有财政局参与的任务有哪些?", ("开展探访关爱", "加强考核")),
        ("责任单位最多的任务是哪一项?", NOT_ALONE),
        ("卫健委光配合不牵头的有几项?", ("开展探访关爱",)),
        ("教育局单独扛的任务有吗?", ("支持院校办学",)),
        ("财政局、教育局分别负责什么?", ("每个乡镇建设1个养老服务中心", "支持院校办学")),
        ("除了探访关爱,卫健委还负责什么?", ("推动签约合作",)),
        ("只有一家单位负责的任务有哪些?", ("支持院校办学", "加强考核")),
    ],
)
def test_the_tasks_of_units_are_listed_by_their_part(county: Assistant, question: str, tasks: tuple[str, ...]) -> None:
    assert county.ask(question).members == tasks


def test_who_leads_is_told_with_the_clause_that_says_so(county: Assistant) -> None:
    assert county.ask("卫健委牵头的有哪几项?").citations[-1].quote == RULE
    assert county.ask("签约合作谁牵头?").text.endswith(f"排在首位的是县卫生健康委员会。\n\n{RULE}[3]")


def test_that_there_is_no_such_task_is_said_with_those_of_the_unit(county: Assistant) -> None:
    answer = county.ask("有没有只由县财政局负责的任务?")
    assert answer.text.startswith("6 项写明责任单位的任务逐一核对,没有符合的(只写有县财政局)。写有县财政局的有 1 项:")
    assert answer.check is not None
    assert answer.check.matched == 0


def test_who_has_the_most_is_counted(county: Assistant) -> None:
    answer = county.ask("哪个部门牵头的任务最多?")
    assert answer.members == ("县民政局",)
    assert answer.text.startswith("6 项写明责任单位的任务逐一核对,牵头最多的是县民政局,3 项:")


def test_all_units_are_counted(county: Assistant) -> None:
    assert county.ask("一共有多少个责任单位?").text.startswith("6 项写明责任单位的任务逐一核对,5 家单位负责的项数:")


def test_whether_a_unit_does_something_is_answered_by_the_bracket(county: Assistant) -> None:
    assert county.ask("探访关爱是县教育局负责吗?").text.startswith("否。依据:")
    assert county.ask("探访关爱卫健委参与吗?").text.startswith("是。依据:")


def test_which_part_a_unit_has_is_told(county: Assistant) -> None:
    assert county.ask("探访关爱里卫健委是牵头还是配合?").text.startswith("县卫生健康委员会配合。依据:")


def test_who_else_leads_is_counted(county: Assistant) -> None:
    items = [block for block in county.ask("除了民政局,还有哪些部门牵头?").blocks if isinstance(block, ListBlock)]
    assert [item.name for item in items[0].items] == [
        "县自然资源和规划局",
        "县卫生健康委员会",
        "县教育局",
    ]


def test_a_unit_that_the_text_does_not_have_has_no_task(county: Assistant) -> None:
    assert county.ask("县水利局负责什么?").status == "refused"


@pytest.mark.parametrize(
    ("history", "question", "tasks"),
    [
        (["卫健委负责哪些任务?"], "其中牵头的有哪几项?", ("推动签约合作",)),
        (["卫健委负责哪些任务?"], "只配合的呢?", ("开展探访关爱",)),
        (["民政局负责什么?"], "教育局呢?", ("支持院校办学",)),
        (["民政局负责什么?", "卫健委呢?"], "这两家共同负责的是哪项?", ("开展探访关爱", "推动签约合作")),
        (["民政局牵头的有哪几项?", "财政局呢?"], "那教育局呢?", ("支持院校办学",)),
        (["哪个部门牵头的任务最多?"], "它配合的有哪几项?", ("新建小区按每百户30平方米配建养老用房", "推动签约合作")),
    ],
)
def test_a_follow_up_goes_on_about_the_unit(
    county: Assistant, history: list[str], question: str, tasks: tuple[str, ...]
) -> None:
    assert county.ask(question, history).members == tasks


def test_a_follow_up_goes_on_about_the_only_task(county: Assistant) -> None:
    history = ["县财政局参与哪项工作?"]
    answer = county.ask("还有哪些单位一起负责?", history)
    assert answer.standalone == "每个乡镇建设1个养老服务中心由哪些单位一起负责?"
    assert answer.citations[-1].quote == "(责任单位:县民政局、县财政局)"


def test_an_item_without_a_bracket_has_nobody(county: Assistant) -> None:
    assert "单位" not in county.ask("申请补助的养老机构应当有30张床位由谁负责?").text
