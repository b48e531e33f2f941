"""Follow-ups about those that were left over, about both of two, and about what one of them has alone."""

import pytest

from assistant import Assistant
from tests.assistant.docks import TEXT
from tests.assistant.toy import over


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "leftover", tmp_path_factory)


ALL = "东山码头、南门码头、西湖码头都走自主经营方式吗?"
SCOPED = ("北岸片区的码头中哪些走特许经营方式?", "哪些走自主经营方式?")
FERRIES = "哪些码头聚焦客运?"


@pytest.mark.parametrize(
    ("history", "question", "standalone", "members"),
    [
        ((ALL,), "哪个不是?", "东山码头、南门码头、西湖码头中哪些不走自主经营方式?", {"西湖码头"}),
        (
            (ALL, "哪个例外?"),
            "那哪些是?",
            "东山码头、南门码头、西湖码头中哪些走自主经营方式?",
            {"东山码头", "南门码头"},
        ),
        (
            ("南岸片区的码头都聚焦客运吗?",),
            "有例外吗?",
            "南岸片区的码头中哪些不聚焦客运?",
            {"竹溪码头", "梅岭码头", "荷塘码头"},
        ),
        (("东山码头是不是合作经营方式?",), "那谁是?", "哪些码头是合作经营方式?", {"梅岭码头"}),
        (SCOPED[:1], SCOPED[1], "北岸片区的码头中哪些走自主经营方式?", {"东山码头"}),
        (SCOPED, "剩下的呢?", "北岸片区的码头中哪些既不走特许经营方式也不走自主经营方式?", {"北苑码头"}),
        ((FERRIES,), "把东山去掉还剩几个?", "除东山码头外,有多少个码头聚焦客运?", {"北苑码头", "南门码头", "枫桥码头"}),
        (
            (FERRIES,),
            "去掉南岸片区的还剩哪些?",
            "东山码头、北苑码头、南门码头、枫桥码头中哪些不在南岸片区?",
            {"东山码头", "北苑码头"},
        ),
        ((FERRIES,), "除了东山,其余的打造什么?", "北苑码头、南门码头、枫桥码头分别打造什么?", set()),
        (("聚焦游船的码头有哪些?",), "聚焦客运的呢?", "聚焦客运的码头有哪些?", set()),
        (
            ("聚焦游船的码头有哪些?", "聚焦客运的呢?"),
            "两个都做的?",
            "哪些码头既聚焦游船又聚焦客运?",
            {"东山码头", "枫桥码头"},
        ),
        (("东山码头聚焦什么?", "西湖呢?"), "只有后者有的?", "西湖码头比东山码头多了哪些?", {"货运"}),
        (("东山码头聚焦什么?", "西湖呢?", "西湖多了哪些?"), "东山呢?", "东山码头比西湖码头多了哪些?", {"客运"}),
        (
            ("东山码头有哪些领域?", "枫桥呢?"),
            "这两个码头都聚焦的领域?",
            "东山码头和枫桥码头共同聚焦的领域有哪些?",
            set(),
        ),
        (
            ("东山码头聚焦什么?", "枫桥呢?"),
            "它们和西湖码头都聚焦什么?",
            "东山码头、枫桥码头和西湖码头都聚焦什么?",
            set(),
        ),
    ],
)
def test_what_is_left_over_is_asked_for(
    docks: Assistant, history: tuple[str, ...], question: str, standalone: str, members: set[str]
) -> None:
    answer = docks.ask(question, history)
    assert answer.standalone == standalone
    assert not members or set(answer.members) == members


def test_a_condition_that_is_no_class_word_is_the_verb(docks: Assistant) -> None:
    assert docks.ask("南门码头、松林码头、柳园码头中哪些不在北岸片区?").members == ("南门码头",)


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (("聚焦客运的码头有几个?",), "列一下", "聚焦客运的码头有哪些?"),
        (("聚焦客运的码头有几个?",), "占多大比例?", "聚焦客运的码头占全部码头的比例是多少?"),
        (("北岸片区有几个码头?",), "加上南岸片区一共多少?", "北岸片区有几个码头?南岸片区有几个码头?"),
        (("北岸片区有几个码头?",), "哪个片区最多?", "哪个片区的码头最多?"),
        (("走特许经营方式的码头有几个?",), "不走这个方式的有多少?", "不走特许经营方式的码头有多少个?"),
        ((FERRIES,), "共有几个聚焦游船?", "东山码头、北苑码头、南门码头、枫桥码头中有几个聚焦游船?"),
        ((FERRIES,), "西湖呢?", "西湖码头聚焦客运吗?"),
        (("聚焦客运的码头有哪些?",), "西湖也聚焦吗?", "西湖码头聚焦客运吗?"),
        (("东山码头、枫桥码头都聚焦游船吗?",), "西湖呢?", "西湖码头聚焦游船吗?"),
        (("枫桥码头走哪种经营方式?",), "和它同方式的还有哪些?", "除枫桥码头外,哪些码头属于自主经营方式?"),
        ((FERRIES,), "南岸片区的有哪些?", "东山码头、北苑码头、南门码头、枫桥码头中哪些在南岸片区?"),
        (("北岸片区有哪些码头?",), "南岸片区的有哪些?", "南岸片区有哪些码头?"),
        ((FERRIES, "哪些在北岸片区?"), "剩下的里哪些聚焦游船?", "南门码头、枫桥码头中哪些聚焦游船?"),
        (("东山码头聚焦游船吗?",), "谁还聚焦?", "除东山码头外,还有哪些码头聚焦游船?"),
        (
            ("自主经营方式和特许经营方式哪个码头多?",),
            "多几个?",
            "自主经营方式的码头比特许经营方式的多几个?",
        ),
    ],
)
def test_what_is_counted_is_carried_on(
    docks: Assistant, history: tuple[str, ...], question: str, standalone: str
) -> None:
    assert docks.ask(question, history).standalone == standalone


def test_a_share_is_told_in_figures(docks: Assistant) -> None:
    assert "占 4/10,约 40.0%。" in docks.ask("占多大比例?", ("聚焦客运的码头有几个?",)).text


def test_where_no_others_do_that_is_said(docks: Assistant) -> None:
    answer = docks.ask("除东山码头、枫桥码头、西湖码头外,还有哪些码头聚焦游船?")
    assert answer.text.startswith("10 个码头逐一核对,除东山码头、枫桥码头、西湖码头外没有符合的;写到的是:")
    assert answer.members == ()


def test_what_another_lists_first_is_not_denied(docks: Assistant) -> None:
    assert docks.ask("北苑码头聚焦客运吗?").text.startswith("是")


YEARS = TEXT.replace(
    "第一节 建设目标\n",
    "第一节 建设目标\n到2026年,建成区域一流的客运港。\n到2030年,建成区域领先的客运港。\n"
    "到2035年,成为水上交通的枢纽。\n",
)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(YEARS, "yearly", tmp_path_factory)


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (("2026年的目标是什么?",), "哪一年要成为枢纽?", "哪一年要成为枢纽?"),
        (("2026年的目标是什么?", "2030年呢?"), "它比2026年的提法高在哪儿?", "2030年和2026年的目标有什么不同?"),
        (
            ("2026年的目标是什么?", "2030年呢?", "它比2026年的提法高在哪儿?"),
            "那2028年呢?",
            "2028年的目标是什么?",
        ),
        (("到2026年建成区域领先的客运港,是吗?",), "那2030年是区域一流对吧?", "2030年是区域一流对吧?"),
    ],
)
def test_a_year_is_asked_for_and_another_one_kept(
    years: Assistant, history: tuple[str, ...], question: str, standalone: str
) -> None:
    assert years.ask(question, history).standalone == standalone


def test_a_year_that_the_text_has_not_is_said_to_be_none(years: Assistant) -> None:
    answer = years.ask("2028年的目标是什么?")
    assert answer.status == "corrected"
    assert answer.text.startswith("文本没有写 2028 年;分年份写到的是2026年、2030年、2035年:")


BRACKETS = TEXT.replace("东山码头聚焦客运、游船", "东山码头聚焦客运(定期)、游船").replace(
    "南门码头聚焦客运领域", "南门码头聚焦客运(包船)领域"
)


@pytest.fixture(scope="module")
def brackets(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(BRACKETS, "bracketed", tmp_path_factory)


def test_what_stands_in_brackets_is_asked_for(brackets: Assistant) -> None:
    answer = brackets.ask("只做包船的呢?", (FERRIES,))
    assert answer.standalone == "哪些码头聚焦客运(包船)?"
    assert answer.members == ("南门码头",)


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("北岸片区里走特许经营方式的?", "北岸片区的码头中哪些走特许经营方式?"),
        ("走特许经营方式的是哪五个?", "走特许经营方式的码头有哪些?"),
        ("聚焦客运的有哪几个?", "聚焦客运的码头有哪些?"),
    ],
)
def test_the_class_word_that_is_left_out_is_added(docks: Assistant, question: str, standalone: str) -> None:
    assert docks.ask(question).standalone == standalone


def test_three_that_were_asked_of_keep_one_class_word(docks: Assistant) -> None:
    history = ("东山码头聚焦什么?", "西湖呢?", "枫桥呢?")
    assert docks.ask("这三个码头分别打造什么?", history).standalone == "东山码头、西湖码头、枫桥码头分别打造什么?"


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (("东山码头聚焦游船吗?",), "那谁聚焦冷链?", "哪些码头聚焦冷链?"),
        (("东山码头聚焦游船吗?", "那谁聚焦冷链?"), "西湖呢?", "西湖码头聚焦冷链吗?"),
        (
            ("东山码头、南门码头都在北岸片区吗?",),
            "哪几个不在?",
            "东山码头、南门码头中哪些不在北岸片区?",
        ),
    ],
)
def test_who_does_is_asked_of_the_same_kind(
    docks: Assistant, history: tuple[str, ...], question: str, standalone: str
) -> None:
    assert docks.ask(question, history).standalone == standalone
