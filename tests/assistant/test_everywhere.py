"""What a question wants all of: every sentence with its words or with a figure; and what is not in the text at all."""

import pytest

from assistant.compose import definition_answer
from assistant.draft import Draft
from assistant.everywhere import everywhere, figures_everywhere, spoken_of
from assistant.premise import _alike, wrong_pair, wrong_structure
from assistant.question import Question, read
from assistant.sets import ClaimBase
from assistant.types import Frame, ListBlock
from assistant.wanted import has_figure
from index.content import enter
from index.fields import tokens_for
from tests.assistant.toy import over
from tests.index.toy import made, source

TEXT = """渡口管理办法

第一章 总则
第一条 本办法所称渡口是指供客船停靠的场所。渡口的名称由县交通局核定。
第二条 渡口关闭的,应当提前公告。具体办法由县人民政府另行制定。
第三条 本办法自2021年3月1日起施行。

第二章 经营
第四条 经营渡口,应当在10日内登记;登记有效期为三年。
第五条 渡船检修,应当于检修前7个工作日告知乘客。超载的,处二百元以上五百元以下罚款。
第六条 渡口改建的具体办法由县人民政府另行制定。
第七条 经营者应当提交的材料:
(一)渡船证书;
(二)船员名单。

第三章 布局
第八条 东湾渡口主要停靠客船,打造沿江旅游首发码头。
第九条 西湾渡口主要停靠货船,打造建材集散中转码头。
第十条 东湾渡口、西湾渡口、南湾渡口、北湾渡口等渡口由县交通局管理。
第十一条 南湾渡口、北湾渡口主要停靠渔船,打造生鲜交易码头。
"""


@pytest.fixture(scope="module")
def ferries() -> ClaimBase:
    return ClaimBase(enter(made(TEXT, "ferries").parsed))


def asked(question: str, base: ClaimBase) -> Question:
    return read(question, base.entry.vocabulary, tokens_for((base.entry,)))


def quotes(draft: Draft | None) -> list[str]:
    return [c.quote for c in draft.citations] if draft else []


def test_what_is_said_of_a_name_below_one_heading(ferries: ClaimBase) -> None:
    told = spoken_of(asked("第三章对东湾渡口怎么安排?", ferries), ferries)
    assert [q[:3] for q in quotes(told)] == ["东湾渡", "东湾渡"]
    elsewhere = spoken_of(asked("第二章里东湾渡口有哪些内容?", ferries), ferries)
    assert elsewhere is not None
    assert elsewhere.blocks[0] == Frame("第二章没有写到“东湾渡口”。")
    assert quotes(elsewhere) == quotes(told)
    assert spoken_of(asked("第九章里东湾渡口有哪些内容?", ferries), ferries) is None


TRADES = """产业布局
1.航运
航运产业主要在东山园、西湖园、南门园、北苑园等分园布局;东山园以研发为主。
2.渔业
渔业产业主要在柳岸园、西湖园、东山园、荷塘园等分园布局,东山园以制造为主。
"""


def test_under_which_headings_a_name_is_spoken_of() -> None:
    base = ClaimBase(enter(made(TRADES, "trades").parsed))
    told = spoken_of(asked("东山园在哪些产业里以制造为主?", base), base)
    assert told is not None
    assert [item.name for b in told.blocks if isinstance(b, ListBlock) for item in b.items] == ["2.渔业"]
    every = spoken_of(asked("东山园涉及哪几个产业?", base), base)
    assert every is not None
    assert {item.name for b in every.blocks if isinstance(b, ListBlock) for item in b.items} == {"1.航运", "2.渔业"}


def test_all_sentences_with_the_words_of_a_question(ferries: ClaimBase) -> None:
    draft = everywhere(asked("哪些事项的具体办法由县人民政府另行制定,请逐条列出", ferries), ferries)
    assert quotes(draft) == [
        "渡口关闭的,应当提前公告。具体办法由县人民政府另行制定。",
        "渡口改建的具体办法由县人民政府另行制定。",
    ]
    assert draft is not None
    assert draft.check is not None
    assert draft.check.matched == 2
    assert everywhere(asked("具体办法是由县人民政府另行制定吗", ferries), ferries) is None
    assert everywhere(asked("哪些渡口停靠货船", ferries), ferries) is None


def test_all_figures_of_a_kind(ferries: ClaimBase) -> None:
    found = quotes(figures_everywhere(asked("写了天数的期限都有哪些,找全", ferries), ferries))
    assert [("10日" in q, "7个工作日" in q) for q in found] == [(True, False), (False, True)]
    assert figures_everywhere(asked("登记的期限是几天", ferries), ferries) is None


def test_where_a_word_stands(ferries: ClaimBase) -> None:
    assert len(quotes(spoken_of(asked("哪些地方提到“具体办法”?", ferries), ferries))) == 2
    assert spoken_of(asked("“具体办法”由谁制定?", ferries), ferries) is None


def test_words_that_open_an_enumeration_give_its_items(ferries: ClaimBase) -> None:
    found = quotes(everywhere(asked("经营者应当提交的材料都有哪些?", ferries), ferries))
    assert found[1:] == ["(一)渡船证书;", "(二)船员名单。"]


@pytest.mark.parametrize(
    ("text", "question", "has"),
    [
        ("处二百元以上五百元以下罚款。", "超载最多罚多少钱?", True),
        ("每日按百分之三加处罚款。", "拖一天加罚多少?", True),
        ("从违法之日起计算。", "期限从哪天算?", True),
        ("不承担听证的费用。", "听证费用要交多少?", True),
        ("不承担交通局组织的听证的费用。", "听证费用要交多少?", True),
        ("依据《总体规划(2016年-2035年)》编制。", "几年评一次?", False),
        ("本办法自2021年3月1日起施行。", "有效期是几年?", False),
        ("重点建设31个渡口。", "总投资几个亿?", False),
        ("建设31个渡口。", "要造多少艘船?", True),
        ("船员参加培训的补助2000元。", "船员工资最低多少?", False),
        ("船员工资不低于4000元。", "船员工资最低多少?", True),
        ("按贷款利息的50%给予贴息。", "年利率是多少?", False),
        ("投保责任险,限额不低于1000万元。", "一年保费多少钱?", False),
    ],
)
def test_a_figure_is_of_the_unit_that_is_asked_for(text: str, question: str, has: bool) -> None:
    assert has_figure(text, question) is has


def test_a_definition_is_the_sentence_that_defines(ferries: ClaimBase) -> None:
    found = definition_answer(asked("“渡口”是什么意思", ferries), ferries)
    assert quotes(found) == ["本办法所称渡口是指供客船停靠的场所。"]
    assert definition_answer(asked("“沿江旅游”的定义是什么", ferries), ferries) is None


def test_words_of_another_of_its_kind_are_a_wrong_premise() -> None:
    base = ClaimBase(enter(source("water").parsed))
    wrong = wrong_pair(asked("双桥水厂要打造循环利用的示范厂,它服务哪里?", base), base)
    assert wrong is not None
    assert wrong[:2] == ("双桥水厂", "打造循环利用的示范厂")
    assert [base.text(c) for c in wrong[2]] == ["服务城东新区", "打造循环利用的示范厂"]
    assert wrong_pair(asked("白石水厂要打造循环利用的示范厂,它聚焦什么?", base), base) is None


def test_a_number_in_the_name_of_an_article_is_no_count(ferries: ClaimBase) -> None:
    assert wrong_structure(asked("第三十二条列的那几种请写出", ferries), ferries) is None
    assert wrong_structure(asked("全文三十二条讲了什么", ferries), ferries) == ("条", 32, 11)


def test_nouns_that_begin_alike_are_not_one() -> None:
    assert not _alike("发展区", "发展渡口")
    assert _alike("发展渡口", "渡口都在")
    assert _alike("渡口都在", "渡口分为")


THROUGHOUT = """校车管理办法
第一章 车辆
第一条 校车由县交通局登记。
第二条 校车每年检验两次。
第二章 人员
第三条 驾驶员应当在县交通局培训,取得合格证。
第四条 照管员由学校聘用。
第三章 监督
第五条 县交通局每月抽查一次。
"""


def test_a_text_that_is_to_be_read_through_is_quoted_wherever_it_says_so(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    buses = over(THROUGHOUT, "buses", tmp_path_factory)
    told = buses.ask("通读全文,县交通局都管些啥,找全")
    assert all("县交通局" in c.quote for c in told.citations)
    assert len(told.citations) == 3
    placed = buses.ask("哪几条说到了县交通局?")
    assert all(f"第{n}条" in placed.text for n in "一三五")
    assert "照管员" not in placed.text
