"""Follow-ups that go on with the set or the names of the last answers."""

import pytest

from assistant import Assistant
from tests.assistant.docks import TEXT
from tests.assistant.toy import over


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "narrowed", tmp_path_factory)


FERRIES = "哪些码头聚焦客运?"  # 东山, 北苑, 南门, 枫桥


@pytest.mark.parametrize(
    ("history", "question", "members"),
    [
        ((FERRIES,), "哪个在南岸片区?", {"南门码头", "枫桥码头"}),
        ((FERRIES,), "有几个在北岸片区?", {"东山码头", "北苑码头"}),
        ((FERRIES,), "不做游船的有哪些?", {"北苑码头", "南门码头"}),
        ((FERRIES, "哪些在北岸片区?"), "哪些做游船?", {"东山码头", "枫桥码头"}),
        ((FERRIES,), "不要东山的", {"北苑码头", "南门码头", "枫桥码头"}),
        ((FERRIES, "不要东山的"), "枫桥也不算", {"北苑码头", "南门码头"}),
        ((FERRIES,), "再加上做游船的", {"东山码头", "枫桥码头"}),
        ((FERRIES,), "要是还想靠近南岸片区呢?", {"南门码头", "枫桥码头"}),
        ((FERRIES, "其中哪些在北岸片区?"), "剩下的呢?", {"南门码头", "枫桥码头"}),
        ((FERRIES, "有几个在北岸片区?"), "不在的呢?", {"南门码头", "枫桥码头"}),
        (("东山码头做冷链吗?",), "哪些码头做?", {"柳园码头", "松林码头"}),
        (
            ("北岸片区有哪些码头?",),
            "那南岸片区呢,有几个?",
            {"南门码头", "竹溪码头", "梅岭码头", "荷塘码头", "枫桥码头"},
        ),
        ((), "南岸片区五个码头里,哪几个没提货运?", {"南门码头", "梅岭码头", "枫桥码头"}),
        (
            (),
            "南岸片区的五个码头,各自走的是哪种经营方式?",
            {"南门码头", "竹溪码头", "梅岭码头", "荷塘码头", "枫桥码头"},
        ),
        (("做渔业的码头有哪些?", "北苑码头打造什么?"), "换成冷链呢?", {"柳园码头", "松林码头"}),
    ],
)
def test_a_set_is_narrowed(docks: Assistant, history: tuple[str, ...], question: str, members: set[str]) -> None:
    assert set(docks.ask(question, history).members) == members


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (("东山码头聚焦什么?", "西湖呢?"), "那两个都做的有哪些?", "东山码头、西湖码头有什么共同点?"),
        (("东山码头聚焦什么?", "西湖呢?", "枫桥呢?"), "三者共同点", "东山码头、西湖码头、枫桥码头有什么共同点?"),
        (("东山码头聚焦什么?", "西湖呢?", "枫桥呢?"), "三个里面谁做货运?", "东山码头、西湖码头、枫桥码头中谁做货运?"),
        (("西湖码头比东山码头多什么?",), "反过来呢?", "东山码头比西湖码头多什么?"),
        (("东山码头做游船吗?",), "那做货运吗?", "东山码头做货运吗?"),
        (("打造冷链中转港的是哪个码头?",), "它还有哪些领域?", "松林码头有哪些领域?"),
        (("西湖码头聚焦哪些领域?", "它的目标是什么?"), "货运算在里面吗?", "西湖码头聚焦货运吗?"),
        (("东山码头和枫桥码头有什么共同点?",), "它们的方式一样吗?", "东山码头、枫桥码头的方式一样吗?"),
        (("东山码头有哪些领域?", "枫桥呢?"), "它们共有的呢?", "东山码头、枫桥码头有什么共同点?"),
        (("码头分几种方式?",), "哪几种?", "码头分哪几种方式?"),
        (("北岸片区有哪些码头?", "梅岭码头走哪种方式?"), "再说回第一个码头,走哪种方式?", "东山码头,走哪种方式?"),
        (
            ("北岸片区有哪些码头?",),
            "它们都走自主经营方式吗?",
            "东山码头、西湖码头、北苑码头、柳园码头、松林码头都走自主经营方式吗?",
        ),
        (("自主经营方式和特许经营方式有什么不同?",), "各有几个码头?", "自主经营方式、特许经营方式各有几个码头?"),
    ],
)
def test_what_was_asked_of_is_carried_over(
    docks: Assistant, history: tuple[str, ...], question: str, standalone: str
) -> None:
    assert docks.ask(question, history).standalone == standalone


def test_where_a_name_stands_is_its_heading(docks: Assistant) -> None:
    answer = docks.ask("梅岭码头属于哪个片区?")
    assert "2.南岸片区" in answer.text
    assert answer.citations[0].quote == "2.南岸片区"


def test_all_of_several_names_are_told_of(docks: Assistant) -> None:
    assert docks.ask("东山码头、枫桥码头都做客运吗?").text.startswith("是:2 个码头都是。")
    assert docks.ask("东山码头、南门码头都在北岸片区吗?").text.startswith("否:文本没有这样写南门码头;写到的是:")


def test_a_table_says_of_which_name_nothing_is_said(docks: Assistant) -> None:
    text = docks.ask("东山码头、西湖码头、竹溪码头、北苑码头分别属于哪种经营方式?").text
    assert "| 北苑码头 | 文中没有写到 |" in text
    assert "| 竹溪码头 | 特许经营方式" in text
    assert "| 北苑码头 | 文中没有写到 |" in docks.ask("东山码头、北苑码头分别属于哪种经营方式?").text


def test_two_counts_are_added_up_and_compared(docks: Assistant) -> None:
    history = ("聚焦游船的码头有几个?", "聚焦客运的呢?")
    assert "合起来是 5 个(有 2 个两处都有,只算一次)。" in docks.ask("加起来多少?", history).text
    each = ("自主经营方式和特许经营方式有什么不同?", "各有几个码头?")
    assert "特许经营方式多 2 个(5 比 3)。" in docks.ask("哪个多?", each).text


def test_a_question_of_words_alone_is_not_refused(docks: Assistant) -> None:
    assert [c.quote for c in docks.ask("建材中转港呢?").citations] == ["西湖码头聚焦游船、货运等领域,打造建材中转港。"]


def test_what_a_second_part_tells_to_say_is_asked(docks: Assistant) -> None:
    text = docks.ask("哪些码头聚焦冷链?请同时说明它们的经营方式。").text
    assert "(2) 它们的经营方式分别是什么" in text
    assert "| 松林码头 | 特许经营方式" in text


def test_the_aims_of_several_names_are_told(docks: Assistant) -> None:
    answer = docks.ask("南岸片区五个码头的定位分别是什么?")
    assert [
        item for item in ("滨水客厅", "粮食港", "水产育苗港", "砂石港", "水上巴士港") if item not in answer.text
    ] == []
    assert "聚焦" not in answer.text
    both = docks.ask("竹溪码头、荷塘码头各自聚焦什么、打造什么?")
    assert all(said in both.text for said in ("聚焦货运领域", "打造粮食港", "打造砂石港"))


def test_whether_all_below_a_heading_do_it_is_counted(docks: Assistant) -> None:
    assert docks.ask("南岸片区的码头都聚焦客运吗?").text.startswith(
        "否:南岸片区的 5 个码头逐一核对,写到客运的有 2 个。"
    )
