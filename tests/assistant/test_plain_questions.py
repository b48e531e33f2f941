"""Short questions as people put them first: names of a class, what a heading stands over, who is ahead, the whole."""

import pytest

from assistant import Assistant
from assistant.question import read
from corpus.terms import mine
from index.fields import tokens_for
from tests.assistant.toy import over

TEXT = """白河县公园发展规划

第一章 总体要求
第一节 建设目标
在东山公园、西湖公园、南门公园、北苑公园、柳园公园、松林公园、竹溪公园、梅岭公园、荷塘公园、枫桥公园、桃源公园等公园增设座椅。
到2028年,建成五座公园。绿道连成一体,公厕全部改造。
第二节 空间布局原则
坚持沿河布局。坚持就近服务。

第二章 优化园林结构
第一节 发挥两个主导功能作用
1.科普教育
科普教育主要在东山公园、西湖公园布局。
2.体育健身
体育健身主要在南门公园、北苑公园、西湖公园布局。
第二节 聚焦特色公园
1.中心城区和河东片区
东山公园聚焦科普教育、自然观察等领域,建成亲子公园。
西湖公园聚焦科普教育、体育健身、水上运动等领域,建成综合公园。
2.河西片区
南门公园聚焦体育健身、夜间经济等领域。
北苑公园聚焦体育健身领域。
柳园公园聚焦湿地保护等领域,承接中心城区外溢的客流。
第三节 合理安排设施
茶亭、书屋、球场、步道等设施按需安排。东山公园和西湖公园先行试点。

第三章 组织实施
第一节 加强评估
每两年评估一次实施情况。
"""


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "parks", tmp_path_factory)


PARKS = "东山 西湖 南门 北苑 柳园 松林 竹溪 梅岭 荷塘 枫桥 桃源"
EVERY = {f"{name}公园" for name in PARKS.split()}


@pytest.mark.parametrize("question", ["公园名单", "一共有哪些公园?", "11个公园都叫什么"])
def test_all_names_of_a_class(parks: Assistant, question: str) -> None:
    assert set(parks.ask(question).members) == EVERY


def test_what_a_heading_stands_over(parks: Assistant) -> None:
    assert parks.ask("主导功能是啥").members == ("科普教育", "体育健身")
    found = parks.ask("空间布局原则有哪些")
    assert [c.quote for c in found.citations] == ["坚持沿河布局。", "坚持就近服务。"]


def test_a_heading_that_joins_places_is_said(parks: Assistant) -> None:
    found = parks.ask("中心城区有几个公园?")
    assert found.members == ("东山公园", "西湖公园")
    assert any("中心城区和河东片区" in notice for notice in found.notices)


def test_the_most_often_named(parks: Assistant) -> None:
    found = parks.ask("哪个公园提到的次数最多")
    assert found.members == ("西湖公园",)
    assert "5 次" in found.text


def test_what_is_not_measured_is_not_ranked(parks: Assistant) -> None:
    assert parks.ask("面积最大的公园是哪个").reason == "unquantified"


def test_an_exception_leaves_out_what_is_named_in_it_only(parks: Assistant) -> None:
    assert parks.ask("除了西湖公园,还有哪些公园布局科普教育").members == ("东山公园",)


def test_a_short_question_for_places(parks: Assistant) -> None:
    assert parks.ask("自然观察布局").members == ("东山公园",)


def test_a_whole_text_is_its_chapters(parks: Assistant) -> None:
    found = parks.ask("总结一下这份规划")
    assert [c.quote.strip() for c in found.citations] == ["第一章 总体要求", "第二章 优化园林结构", "第三章 组织实施"]


def test_what_a_year_brings_is_its_paragraph(parks: Assistant) -> None:
    assert "公厕全部改造" in parks.ask("2028年目标是什么").text


def test_what_is_not_spoken_of_is_not_answered(parks: Assistant) -> None:
    assert parks.ask("规划里有没有说碳中和").reason == "absent"
    assert parks.ask("规划里有没有说科普教育").status == "answered"


def test_a_business_that_is_not_written_is_said_to_be_none(parks: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.refuse.decide", lambda *_: None)  # the toy encoder finds nothing near
    assert "没有逐字写到" in parks.ask("我们做绿道和公厕改造,去哪个公园合适").text


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("哪些公园布局科普教育", "公园"),
        ("东山公园和西湖公园哪个更适合做体育健身", None),
        ("规划和公园总体什么关系", None),
    ],
)
def test_the_class_that_is_asked_for(parks: Assistant, question: str, label: str | None) -> None:
    target = read(question, mine(parks.documents()[0]), tokens_for(())).target
    assert (target.label if target else None) == label


@pytest.mark.parametrize(
    "question",
    ["做体育健身的公园,全规划数下来一共几个?", "聚焦体育健身的公园有哪几个(只要公园名)?", "体育健身布局在哪三个公园"],
)
def test_a_class_word_is_found_where_other_words_stand_between(parks: Assistant, question: str) -> None:
    assert set(parks.ask(question).members) == {"南门公园", "北苑公园", "西湖公园"}


def test_what_a_sentence_lists_by_a_class_word_is_counted(parks: Assistant) -> None:
    found = parks.ask("河东片区点了几个领域")
    assert found.members == ("科普教育", "体育健身", "水上运动")
    assert "原句列出 3 个领域" in found.text


def test_one_is_asked_for_and_no_heading(parks: Assistant) -> None:
    assert parks.ask("想做自然观察,找哪个公园好").members == ("东山公园",)


def test_a_section_is_found_by_the_words_of_its_heading(parks: Assistant) -> None:
    answer = parks.ask("体育和健身的内容写在哪一章哪一节")
    assert answer.citations[0].path[-1] == "2.体育健身", "other clauses speak of it too"


def test_what_the_title_names_is_not_beside_the_text(parks: Assistant) -> None:
    answer = parks.ask("白河县今年引进了几名院士")
    assert answer.status == "refused"
    assert answer.reason != "out_of_scope"
