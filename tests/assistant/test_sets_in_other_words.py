"""Sets that are asked for without the class word beside the interrogative, and steps from one class to another."""

import pytest

from assistant import Assistant
from assistant.question import find_names
from assistant.slips import mend_names
from corpus.vocabulary import TermClass, Vocabulary
from tests.assistant.toy import over

TEXT = """青河县码头发展规划

第一章 总体要求
第一节 建设目标
在东山码头、西湖码头、南门码头、北苑码头、柳园码头、松林码头、竹溪码头、梅岭码头、荷塘码头、枫桥码头等码头增设护栏。
全县码头总面积 12 平方公里。
实行自主经营方式、特许经营方式、合作经营方式、联合经营方式、委托经营方式等经营方式。

第二章 布局
第一节 重点码头
东山码头聚焦客运、游船等领域,打造游客集散中心。
西湖码头聚焦游船、货运等领域,打造建材中转港。
南门码头聚焦客运领域,打造滨水客厅。
北苑码头聚焦渔业等领域,打造渔家市集。
柳园码头聚焦渔业、冷链等领域,打造水产交易港。
松林码头聚焦冷链、货运等领域,打造冷链中转港。
竹溪码头聚焦货运领域,打造粮食港。
梅岭码头聚焦渔业领域,打造水产育苗港。
荷塘码头聚焦货运领域,打造砂石港。
枫桥码头聚焦客运、游船等领域,打造水上巴士港。
第二节 管理方式
引导东山码头、南门码头、枫桥码头向自主经营方式发展。
引导西湖码头、松林码头、竹溪码头、荷塘码头、柳园码头向特许经营方式发展。
支持柳园码头、梅岭码头向合作经营方式发展。
自主经营方式重点配备候船楼、售票亭,特许经营方式重点配备堆场、地磅,合作经营方式重点配备冷库、晒场。
配备候船楼、售票亭、堆场、地磅、冷库、晒场等设施。
"""


@pytest.fixture(scope="module")
def docks(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "docks", tmp_path_factory)


@pytest.mark.parametrize("question", ["冷链交给了谁,按码头说", "冷链这摊活,码头里都有谁接了"])
def test_the_best_sentence_stands_for_all_that_say_so(docks: Assistant, question: str) -> None:
    assert set(docks.ask(question).members) == {"柳园码头", "松林码头"}


def test_only_one_is_no_set(docks: Assistant) -> None:
    assert len(docks.ask("谁只做渔业").members) <= 1


def test_a_property_of_a_property_is_found_in_two_steps(docks: Assistant) -> None:
    answer = docks.ask("枫桥码头该配备什么样的设施")
    assert answer.members == ("候船楼", "售票亭")
    assert any("自主经营方式发展" in c.quote for c in answer.citations)


def test_what_the_members_of_a_named_set_each_do(docks: Assistant) -> None:
    answer = docks.ask("合作经营方式名单上的码头,各自聚焦什么")
    assert answer.members == ("柳园码头", "梅岭码头")
    assert all(clause in answer.text for clause in ("聚焦渔业、冷链等领域", "聚焦渔业领域"))


def test_what_two_share_is_counted(docks: Assistant) -> None:
    answer = docks.ask("东山码头和枫桥码头撞上了几项")
    assert "共同提到 2 项" in answer.text
    assert answer.members == ("客运", "游船")


def test_who_belongs_to_no_kind_or_to_several(docks: Assistant) -> None:
    none = docks.ask("五种经营方式里都找不到名字的码头是谁")
    assert none.members == ("北苑码头",)
    assert none.check is not None
    assert none.check.checked == 10
    assert docks.ask("有没有哪个码头,五种经营方式里一个都没提到它").members == none.members
    several = docks.ask("哪个码头同时出现在两种经营方式里")
    assert several.members == ("柳园码头",)


@pytest.mark.parametrize(
    "question",
    ["哪个码头脚踩两种经营方式?分别是哪两种", "身兼两种经营方式的码头是哪个", "哪个码头被列入了两种经营方式"],
)
def test_who_belongs_to_two_kinds_however_it_is_said(docks: Assistant, question: str) -> None:
    assert docks.ask(question).members == ("柳园码头",)


def test_a_kind_named_without_its_class_word_narrows_a_set(docks: Assistant) -> None:
    assert set(docks.ask("往特许经营引导的码头当中,谁还要搞冷链?").members) == {"松林码头", "柳园码头"}


def test_what_kind_each_of_a_set_belongs_to(docks: Assistant) -> None:
    answer = docks.ask("聚焦冷链的码头走的是哪种经营方式?")
    assert answer.members == ("柳园码头", "松林码头")
    assert "特许经营方式" in answer.text
    assert "合作经营方式" in answer.text


@pytest.mark.parametrize("question", ["南门码头的面积有多大?", "每个码头的占地面积各是多少?"])
def test_an_area_of_the_whole_is_not_that_of_one(docks: Assistant, question: str) -> None:
    answer = docks.ask(question)
    assert (answer.status, answer.reason) == ("refused", "unquantified")


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("只做一个领域的码头有哪些?", {"南门码头", "北苑码头", "竹溪码头", "梅岭码头", "荷塘码头"}),
        ("只做两个领域的码头有哪些?", {"东山码头", "西湖码头", "柳园码头", "松林码头", "枫桥码头"}),
        ("渔业或者冷链,沾其中一样就行,把码头列全", {"北苑码头", "柳园码头", "梅岭码头", "松林码头"}),
        ("做客运、但没把游船列进去的码头有哪些?", {"南门码头"}),
        ("做客运的码头里,没有把游船写进去的有哪些?", {"南门码头"}),
        ("货运这块,西湖码头太远不考虑,剩下还有哪些码头?", {"松林码头", "竹溪码头", "荷塘码头"}),
        ("被引导去自主经营的是哪些码头?", {"东山码头", "南门码头", "枫桥码头"}),
        ("哪些码头要往特许经营走、但又不做货运?", {"柳园码头"}),
        ("哪些码头做货运,不算特许经营方式那些?", set()),
        ("不走特许经营方式、聚焦冷链的码头有哪些", set()),
        ("既不走特许经营方式、又聚焦渔业的码头", {"北苑码头", "梅岭码头"}),
        ("哪些码头名称里有“湖”字", {"西湖码头"}),
        ("名字里带松的码头是哪些", {"松林码头"}),
        ("东山码头、西湖码头、南门码头中哪些名字里带“西湖”?", {"西湖码头"}),
        ("东山码头、南门码头、西湖码头里哪个不走自主经营方式的路子?", {"西湖码头"}),
        ("东山码头、西湖码头、南门码头、柳园码头中聚焦领域里写了冷链的有哪几个", {"柳园码头"}),
        ("码头里没被分到五种经营方式中的任何一种的是谁", {"北苑码头"}),
    ],
)
def test_what_is_left_out_or_enough(docks: Assistant, question: str, members: set[str]) -> None:
    assert set(docks.ask(question).members) == members


def test_of_each_of_what_was_listed(docks: Assistant) -> None:
    listed = docks.ask("被引导去自主经营的是哪些码头?分别要打造成啥")
    assert all(goal in listed.text for goal in ("游客集散中心", "滨水客厅", "水上巴士港"))
    assert "水产交易港" not in listed.text


@pytest.mark.parametrize(
    "question", ["往合作经营方式发展的码头,每个都聚焦哪些领域", "往合作经营方式发展的码头聚焦哪些领域"]
)
def test_none_of_a_set_is_left_out_of_what_is_said_of_them(docks: Assistant, question: str) -> None:
    said = docks.ask(question).text
    assert all(clause in said for clause in ("柳园码头聚焦渔业、冷链", "梅岭码头聚焦渔业"))


def test_two_things_are_each_listed_with_who_does_them(docks: Assistant) -> None:
    said = docks.ask("冷链和渔业各由哪些码头来做,麻烦分开说").text
    assert said.index("冷链:") < said.index("松林码头") < said.index("渔业:") < said.index("北苑码头")


def test_where_none_does_both_it_is_said_who_does_either(docks: Assistant) -> None:
    answer = docks.ask("哪些码头既做渔业又做客运?")
    assert answer.text.startswith("10 个码头逐一核对,没有同时写到两者的;分别是:")
    assert "梅岭码头" in answer.text
    assert "南门码头" in answer.text
    assert not answer.members


def test_that_none_is_there_is_said_only_where_the_text_tells_of_such_things(docks: Assistant) -> None:
    assert docks.ask("联合经营方式里有没有码头?").text.startswith("没有")


def test_where_one_is_asked_for_is_not_what_stands_beside_it(docks: Assistant) -> None:
    assert not docks.ask("枫桥码头在哪个区?").members


def test_what_two_share_is_told_alone(docks: Assistant) -> None:
    assert "共同提到 1 项" in docks.ask("东山码头与南门码头共同聚焦的是什么?").text


def test_a_kind_is_known_by_the_end_of_its_name() -> None:
    kinds = TermClass(
        "模式", "模式", ("创新型总部经济模式", "研发创新模式", "双创社区模式", "特色小镇模式", "集群模式")
    )
    assert find_names("甲走总部经济模式吗", Vocabulary(kinds.members, (kinds,)))[0] == "甲走创新型总部经济模式吗"


def test_only_among_those_that_are_named(docks: Assistant) -> None:
    assert docks.ask("松林码头、柳园码头、南门码头里谁只做一个领域?").members == ("南门码头",)


def test_a_name_with_a_plus_in_it() -> None:
    arts = TermClass("科技", "科技", ("文化科技", "城市科技", "体育科技"))
    assert mend_names("文化+科技在哪些园", Vocabulary(arts.members, (arts,))) == "文化科技在哪些园"


def test_two_that_are_only_named_together_are_compared_by_what_is_said_of_each(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = """文物保护规划
第一章 工程
实施青河文庙、白山古渡、双桥马店、柳湾石塔四处保护工程,由县文物局牵头。
青河文庙为省级文物,修缮方案报省文物局批准。白山古渡为县级文物,修缮方案由县文物局审批。
双桥马店修缮后恢复通行。柳湾石塔每年检查一次。
第二章 保障
保护工程由县财政安排资金。
"""
    answer = over(text, "relics", tmp_path_factory).ask("青河文庙跟白山古渡,修缮方案审批上有什么不一样?")
    assert "报省文物局批准" in answer.text
    assert "由县文物局审批" in answer.text


PARTS = """白河县渡口规划
第一章 总体要求
在东山渡口、西湖渡口、南门渡口、北苑渡口、柳园渡口、松林渡口、竹溪渡口、梅岭渡口、荷塘渡口、枫桥渡口等渡口增设护栏。
第一节 分区
一、城区
东山渡口聚焦客运、游船等领域。
西湖渡口聚焦游船、货运等领域。
南门渡口聚焦客运领域。
二、郊区
北苑渡口聚焦渔业等领域。
柳园渡口聚焦渔业、冷链等领域。
松林渡口聚焦冷链、货运等领域。
竹溪渡口聚焦货运领域。
梅岭渡口聚焦渔业领域。
三、山区
荷塘渡口聚焦货运领域。
枫桥渡口聚焦客运、游船等领域。
"""


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(PARTS, "parts", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("渡口按片区分成三块,哪一块的渡口最多,多少个?", "郊区,5 个"),
        ("哪个片区的渡口最少?", "山区,2 个"),
    ],
)
def test_the_heading_with_most_members_below_it(parts: Assistant, question: str, told: str) -> None:
    answer = parts.ask(question)
    assert "城区 3 个、郊区 5 个、山区 2 个" in answer.text
    assert told in answer.text


def test_what_does_not_stand_below_a_heading(parts: Assistant) -> None:
    assert set(parts.ask("做货运的渡口里,不在郊区的有哪些?").members) == {"西湖渡口", "荷塘渡口"}
