"""Names said together, sets by what a question means, places under headings, counts set side by side."""

import pytest

from assistant import Assistant
from assistant.together import said_together
from corpus import parse_text
from corpus.terms import mine
from tests.assistant.toy import over

TEXT = """临河县码头布局规划

第一章 总体要求
在柳林南区码头、柳林北区码头、东山码头、北苑码头、竹溪码头、松林码头、梅岭码头、荷塘码头、枫桥码头、桃源码头等码头增设护栏。
发展客运、游船、冷链运输、货物集散、渔业等领域。
实行自主经营方式、特许经营方式、合作经营方式等经营方式。

第二章 布局
第一节 沿河码头
1.河东片
柳林南区码头聚焦客运、游船等领域,打造游客集散中心。
柳林北区码头聚焦游船、冷链运输等领域,打造水产交易港。
东山码头聚焦客运、货物集散等领域,打造滨水客厅。
北苑码头聚焦渔业等领域,打造渔家市集。
竹溪码头聚焦货物集散领域,打造粮食港。
2.河西片
松林码头聚焦冷链运输、货物集散等领域,打造冷链中转港。
梅岭码头聚焦渔业领域,打造水产育苗港。
荷塘码头聚焦货物集散领域,打造砂石港。
枫桥码头聚焦客运、游船等领域,打造水上巴士港。
桃源码头聚焦渔业领域,打造垂钓乐园。
第二节 经营方式
引导柳林南区码头、东山码头、枫桥码头向自主经营方式发展。
引导松林码头、竹溪码头、荷塘码头、柳林北区码头、北苑码头向特许经营方式发展。
支持梅岭码头、桃源码头向合作经营方式发展。

第三章 产业
第一节 发挥两个主导产业作用
1.水产加工
水产加工以柳林北区码头为核心。
2.内河旅游
内河旅游以柳林南区码头为核心。
第二节 提升重点产业质量
1.砂石装卸
砂石装卸以荷塘码头为核心。
"""


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "docks", tmp_path_factory)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("柳林的南区和北区两个码头比一比", "柳林南区码头和柳林北区码头比一比"),
        ("柳林南北两个码头有何异同", "柳林南区码头和柳林北区码头有何异同"),
        ("除了柳林那两个还有哪些", "除了柳林北区码头和柳林南区码头还有哪些"),
        ("东山和竹溪这两个码头", "东山码头和竹溪码头"),
        ("东山、竹溪、枫桥三个码头比一比", "东山码头和竹溪码头和枫桥码头比一比"),
        ("竹溪那个码头做什么", "竹溪码头做什么"),
        ("柳林那三个码头", "柳林那三个码头"),
        ("柳林南、北两区各做什么", "柳林南区码头和柳林北区码头各做什么"),
        ("柳林南区、北区码头比一比", "柳林南区码头和柳林北区码头比一比"),
        # What only looks like it stays.
        ("南北两个发展区", "南北两个发展区"),
        ("柳林南北向通道怎么建", "柳林南北向通道怎么建"),
        ("柳林这两家公司", "柳林这两家公司"),
        ("柳林那两个月", "柳林那两个月"),
        ("东山、竹溪、枫桥这两个码头", "东山、竹溪、枫桥这两个码头"),
    ],
)
def test_names_said_together_are_written_out(said: str, written: str) -> None:
    assert said_together(said, mine(parse_text(TEXT, "docks"))) == written


def test_those_said_together_are_left_out_of_a_set(docks: Assistant) -> None:
    assert docks.ask("聚焦游船的码头,除了柳林那两个还有哪些").members == ("枫桥码头",)


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The toy encoder is near to nothing: nothing is refused for that."""
    monkeypatch.setattr("assistant.refuse.decide", lambda *_: None)


def test_a_list_of_names_is_left_out_to_its_end(docks: Assistant) -> None:
    listed = "柳林南区码头、柳林北区码头、东山码头、北苑码头"
    assert docks.ask(f"除了{listed},河东片还剩几个码头").members == ("竹溪码头",)


@pytest.mark.parametrize("question", ["哪些码头没有聚焦渔业", "哪些码头做客运但不做游船", "除了", "除了东山码头"])
def test_a_negation_at_the_end_of_a_question_is_read(docks: Assistant, question: str) -> None:
    assert docks.ask(question).error is None


def test_which_of_two_does_a_thing(docks: Assistant) -> None:
    assert docks.ask("东山码头和北苑码头谁做集散").members == ("东山码头",)


@pytest.mark.usefixtures("sure")
def test_what_a_question_means_is_looked_for_when_the_text_has_not_its_words(docks: Assistant) -> None:
    answer = docks.ask("我们公司做冷链车运的,去哪些地方合适?")
    assert set(answer.members) == {"柳林北区码头", "松林码头"}
    assert "文中没有逐字这样写;意思最近的是“冷链运输”" in answer.text
    assert "冷链运输" in answer.understood.constraint


@pytest.mark.usefixtures("sure")
def test_where_one_place_is_asked_for_the_nearest_sentence_answers(docks: Assistant) -> None:
    assert "意思最近的是" not in docks.ask("我们公司做冷链车运的,哪一块最合适?").text


@pytest.mark.parametrize(
    ("question", "status"), [("东山码头是算在河东片里的吗", "answered"), ("东山码头属于河西片吗", "corrected")]
)
def test_whether_a_name_stands_under_a_heading(docks: Assistant, question: str, status: str) -> None:
    answer = docks.ask(question)
    assert answer.status == status
    assert "东山码头列在“1.河东片”之下" in answer.text


def test_a_name_that_is_put_under_the_wrong_heading_is_corrected(docks: Assistant) -> None:
    answer = docks.ask("东山码头归在河西片,它打造什么")
    assert answer.status == "corrected"
    assert "打造滨水客厅" in answer.text


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("砂石装卸算主导产业吧", "corrected", "不在“第一节 发挥两个主导产业作用”之下"),
        ("砂石装卸作为主导产业之一,另一个主导产业是什么", "corrected", "2.内河旅游"),
        ("内河旅游是主导产业吗", "answered", "是:“2.内河旅游”列在“第一节 发挥两个主导产业作用”之下"),
    ],
)
def test_of_which_kind_a_heading_is(docks: Assistant, question: str, status: str, said: str) -> None:
    answer = docks.ask(question)
    assert answer.status == status
    assert said in answer.text


def test_headings_without_a_name_are_of_no_kind(tmp_path_factory: pytest.TempPathFactory) -> None:
    rules = over("用水办法\n第一章 总则\n第一条 本办法管用水。\n第二条 节水归水务部门管。\n", "rules", tmp_path_factory)
    assert rules.ask("节水算哪个重点领域的事,属于主要任务吗").error is None


def test_what_stands_under_a_heading_is_listed_and_counted(docks: Assistant) -> None:
    listed = docks.ask("河西片下面都有哪些")
    assert len(listed.members) == 5
    assert docks.ask("数一下几个", history=("河西片下面都有哪些",)).check == listed.check


@pytest.mark.parametrize("question", ["河西片下面有几个乡镇", "河西片下面哪些不通公路"])
def test_what_is_asked_of_other_things_under_a_heading_is_no_list_of_its_names(docks: Assistant, question: str) -> None:
    assert len(docks.ask(question).members) < 5


@pytest.mark.parametrize("question", ["东山码头在发展过程中支持河东片吗", "东山码头是不是不属于河西片"])
def test_other_relations_to_a_heading_are_no_verdict_on_it(docks: Assistant, question: str) -> None:
    assert "之下" not in docks.ask(question).text


def test_a_condition_behind_a_pronoun_is_kept(docks: Assistant) -> None:
    assert "客运" in docks.ask("它们有几个聚焦客运", history=("哪些码头聚焦游船",)).standalone


def test_none_of_those_that_are_asked_of_has_it(docks: Assistant) -> None:
    answer = docks.ask("里面聚焦渔业的是哪几个", history=("哪些码头聚焦游船",))
    assert "所问的 3 个码头里没有符合的;文中写到的是:" in answer.text
    assert "梅岭码头" in answer.text
    assert answer.members == ()


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (
            ("自主经营方式下有哪些码头", "特许经营方式下又有哪些"),
            "两边数量比一下,谁多",
            "自主经营方式下有多少个码头?特许经营方式下有多少个",
        ),
        (("河东片有哪些码头", "它们都聚焦什么"), "河西片几个", "河西片几个码头"),
        (
            ("哪些码头聚焦游船", "柳林南北两个码头都算上了?"),
            "还差谁",
            "除柳林南区码头、柳林北区码头外,哪些码头聚焦游船",
        ),
        (("聚焦货物集散的码头有哪些", "东山码头有吧"), "拢共几家", "聚焦货物集散的码头有多少个"),
        (("哪些码头聚焦游船", "我老板更关心渔业,那个呢"), "换成客运", "哪些码头聚焦客运"),
        (("东山码头聚焦什么", "聚焦货物集散,行"), "它走哪种经营方式", "东山码头走哪种经营方式"),
    ],
)
def test_follow_ups_behind_more_than_one_turn(
    docks: Assistant, history: tuple[str, ...], question: str, standalone: str
) -> None:
    assert docks.ask(question, history=history).standalone.rstrip("?？") == standalone


def test_a_polite_request_to_count_counts(docks: Assistant) -> None:
    assert len(docks.ask("能不能告诉我有几个码头聚焦游船").members) == 3


def test_two_counts_are_set_side_by_side(docks: Assistant) -> None:
    history = ("有几个码头聚焦游船", "货物集散呢")
    assert docks.ask("这俩哪个多,多几个", history=history).text.endswith("货物集散多 1 个(4 比 3)。")
