"""Enumerations: which paragraphs are items, and how many a question that counts them is told of."""

import pytest

from assistant import Answer, Assistant
from assistant.compose import ranked_answer
from assistant.items import enumeration, exceptions
from assistant.sets import ClaimBase
from assistant.types import ListBlock
from index import SentenceHit
from index.content import enter
from tests.assistant.toy import over
from tests.index.toy import made

SHORT = ";".join(f"第{n}段河道的巡查人手不足,夜间尤其缺人" for n in "一二三四五六七八九十")
TEXT = f"""河道巡查办法

第一章 总则
第一条 河道巡查遵循下列原则:
——坚持属地负责。各镇负责本镇河道。
——坚持随报随办。发现问题当日登记。
——坚持公开透明。巡查结果每月公布。

第二条 疏浚的任务分三步:
到2025年,干流通航。
到2028年,支流通航。
到2030年,全部河道通航。

第二章 报送
第三条 申请疏浚河道,应当报送下列材料:
(一)疏浚申请书;
(二)河道断面图;
(三)淤泥处置方案;
(四)其他材料。
第四条 河长由镇长担任。具体办法由县水务局制定。
第五条 巡查日志应当载明时间、河段、水位、处置情况和巡查人等内容。
第六条 巡查发现的证据包括:
(一)照片;
(二)水样。
第八条 本县有上河中心、下河中心和湖区中心。
第九条 保护的定位为清水的源头、候鸟的家园、渔业的基地。
第十条 清水镇以整治为主,带动上河中心、下河中心、湖区中心等一同整治。
第十一条 主要指标:
1. 疏浚河道:30公里,约束性。
2. 新增绿道:12公里,预期性。
3. 水质达标率:95%,约束性。
第十二条 申报单位有下列情形之一的,不予支持:
(一)欠缴水费的;
(二)巡查评价为丙级的。
前款第二项规定的单位开展清淤的,可以申报。
第七条 当前河道保护仍有不足,主要表现在:{SHORT}。
"""


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "rivers", tmp_path_factory)


def items(answer: Answer) -> list[str]:
    return [i.text for b in answer.blocks if isinstance(b, ListBlock) for i in b.items]


def test_a_wrong_number_of_items_is_corrected(rivers: Assistant) -> None:
    answer = rivers.ask("把申请疏浚河道应当报送的六种材料报一遍")
    assert answer.status == "corrected"
    assert "问题说六种,文中列出的是四种" in answer.text
    assert len(items(answer)) == 4
    assert rivers.ask("把申请疏浚河道应当报送的四种材料报一遍").status != "corrected"
    assert rivers.ask("申请疏浚河道同时少了两种材料怎么办").status != "corrected"


def test_what_stands_behind_a_verb_of_the_question_is_counted(rivers: Assistant) -> None:
    answer = rivers.ask("清水镇整治带动的有几家?")
    assert answer.members == ("上河中心", "下河中心", "湖区中心")


def test_which_article_is_no_number_of_items(rivers: Assistant) -> None:
    assert "共列出" not in rivers.ask("申请疏浚河道应当报送材料,是第几条?").text


def test_items_are_counted_and_shown(rivers: Assistant) -> None:
    answer = rivers.ask("申请疏浚河道应当报送的材料总共列了几项?")
    assert answer.status == "answered"
    assert "共列出 4 项" in answer.text
    assert items(answer) == ["(一)疏浚申请书;", "(二)河道断面图;", "(三)淤泥处置方案;", "(四)其他材料。"]
    assert answer.check is not None
    assert answer.check.matched == 4


def test_dashed_items_are_shown_by_their_first_sentence(rivers: Assistant) -> None:
    answer = rivers.ask("河道巡查遵循的原则有几条?")
    assert items(answer) == ["——坚持属地负责。", "——坚持随报随办。", "——坚持公开透明。"]


def test_dated_paragraphs_under_a_colon_are_items(rivers: Assistant) -> None:
    answer = rivers.ask("疏浚的任务分几步?")
    assert items(answer) == ["到2025年,干流通航。", "到2028年,支流通航。", "到2030年,全部河道通航。"]


def test_a_sentence_that_points_back_is_quoted_with_the_one_before(rivers: Assistant) -> None:
    base = ClaimBase(enter(rivers.documents()[0]))
    last = next(p for p in base.entry.parsed.passages if "具体办法" in p.text)
    hit = SentenceHit(last, *last.sentences[-1], score=1.0, why={})
    assert hit.text == "具体办法由县水务局制定。"
    draft = ranked_answer([hit], base, whole=False)
    assert draft.citations[0].quote.endswith("河长由镇长担任。具体办法由县水务局制定。")


def test_a_paragraph_outside_an_enumeration_is_part_of_none(rivers: Assistant) -> None:
    base = ClaimBase(enter(rivers.documents()[0]))
    assert enumeration(base.entry.parsed.passages[1], base) is not None
    assert enumeration(base.entry.parsed.passages[-1], base) is None


def test_what_a_sentence_joins_is_counted(rivers: Assistant) -> None:
    answer = rivers.ask("巡查日志应当载明几方面内容?")
    assert "原句列出 5 方面" in answer.text
    assert [c.quote for c in answer.citations] == ["巡查日志应当载明时间、河段、水位、处置情况和巡查人等内容。"]


def test_the_enumeration_that_names_what_is_counted(rivers: Assistant) -> None:
    assert items(rivers.ask("河道巡查发现的证据一共有多少种?")) == ["(一)照片;", "(二)水样。"]


def test_a_long_list_behind_a_colon_is_quoted_whole(rivers: Assistant) -> None:
    base = ClaimBase(enter(rivers.documents()[0]))
    passage = base.entry.parsed.passages[-1]
    hit = SentenceHit(passage, *passage.sentences[0], score=1.0, why={})
    draft = ranked_answer([hit], base, whole=False)
    assert draft.citations[0].quote.endswith("第十段河道的巡查人手不足,夜间尤其缺人。")


def test_what_a_sentence_joins_is_counted_whatever_the_unit(rivers: Assistant) -> None:
    centres = rivers.ask("本县有几个中心?一个个说")
    assert "原句列出 3 个" in centres.text
    assert centres.members == ("上河中心", "下河中心", "湖区中心")
    told = rivers.ask("保护的定位一共几条?")
    assert told.members == ("清水的源头", "候鸟的家园", "渔业的基地")


ANNOUNCED = """东湖县水务规划
第一章 现状
对照要求,供水还存在三个方面的短板。一是水源单一,旱季缺水。二是管网老化,漏损率偏高。三是监测不足,发现问题慢。
第二章 经营
推行两种经营模式。
推行“统管”模式。由县水务公司统一经营。
推行“联管”模式。由乡镇联合经营。
第三章 保障
配备两台水泵、两辆车。
"""


def test_what_a_sentence_announces_is_told_with_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    water = over(ANNOUNCED, "announced", tmp_path_factory)
    told = water.ask("供水存在哪些短板?").text
    assert all(f"{n}是" in told for n in "一二三")
    told = water.ask("推行哪几种经营模式?").text
    assert "“统管”模式" in told
    assert "“联管”模式" in told
    assert "一是" not in water.ask("配备了哪些水泵和车?").text


def test_items_are_told_by_the_word_that_they_end_in(rivers: Assistant) -> None:
    assert [i[:6] for i in items(rivers.ask("主要指标里哪些是约束性指标?"))] == ["1. 疏浚河", "3. 水质达"]


def test_an_exception_behind_the_items_is_told_with_its_item() -> None:
    base = ClaimBase(enter(made(TEXT, "rivers").parsed))
    first, second = (
        next(p for p in base.entry.parsed.passages if said in p.text) for said in ("欠缴水费", "巡查评价为丙级")
    )
    told = [base.entry.parsed.document.text[slice(*span)] for span in exceptions(second, base)]
    assert told == ["前款第二项规定的单位开展清淤的,可以申报。"]
    assert not exceptions(first, base)


def test_a_bracket_of_units_is_quoted_with_the_heading_that_it_stands_behind() -> None:
    text = "甲县冰雪意见\n\n一、任务\n(一)普及\n1.举办冰雪节。(牵头单位:县文旅局)\n2.建校50所。(牵头单位:县教育局)\n"
    base = ClaimBase(enter(made(text, "ice").parsed))
    passage = next(p for p in base.passages.values() if "教育局" in p.text)
    hit = SentenceHit(passage, *passage.sentences[0], score=1.0, why={})
    draft = ranked_answer([hit], base, whole=False)
    assert [c.quote for c in draft.citations] == ["2.建校50所。", "(牵头单位:县教育局)"]
