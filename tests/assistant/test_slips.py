"""Slips are forgiven where one reading is clear, and what is no slip is left as it is."""

import pytest

from assistant import Assistant
from assistant.question import read
from assistant.slips import mend_names
from corpus.vocabulary import TermClass, Vocabulary
from index.tokens import Tokens
from tests.assistant.toy import over

PARKS = TermClass("园区", "园", ("城北园", "城南园", "平湖园", "柳岸园"))
KNOWN = Vocabulary(("科技创新局", "总体要求", "新能源汽车", "地方政府规章", "200万元", *PARKS.members), (PARKS,))


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("科技创新菊管什么", "科技创新局管什么"),
        ("新能源车放在哪", "新能源汽车放在哪"),
        ("地方政府规张谁定", "地方政府规章谁定"),
    ],
)
def test_a_wrong_or_missing_character_is_mended(question: str, mended: str) -> None:
    assert mend_names(question, KNOWN) == mended


@pytest.mark.parametrize(
    "question", ["科技创新方向的资金占多少", "总要求是什么", "投了200万要退吗", "地方政府规定什么"]
)
def test_common_words_are_no_slips(question: str) -> None:
    assert mend_names(question, KNOWN) == question


def test_a_place_that_a_name_begins_with_does_not_stand_for_it() -> None:
    towns = tuple(
        f"{place}新城组团" for place in ("昌平", "通州", "大兴", "顺义", "房山", "密云", "怀柔", "平谷", "延庆", "海淀")
    )
    known = Vocabulary((*towns, "昌平园", "通州园", "大兴园"), (TermClass("组团", "组团", towns),))
    assert read("昌平新成组团打造什么?", known, Tokens(known.terms)).subjects == ("昌平新城组团",)
    assert "新成" not in read("昌平新成组团打造什么?", known, Tokens(known.terms)).text


PLAN = """港城数字规划

第一章 基础
2025年,全市数字产业增加值412亿元,占生产总值比重9.3%。
第二章 目标
到2027年,全市数字产业增加值突破560亿元,占生产总值比重11%。
到2030年,全市数字产业增加值达到850亿元,占生产总值比重14%。
"""


def test_a_year_that_the_text_has_is_no_false_premise(tmp_path_factory: pytest.TempPathFactory) -> None:
    plan: Assistant = over(PLAN, "digital", tmp_path_factory)
    told = plan.ask("2025年全市数字产业增加值是多少?")
    assert told.status == "answered"
    assert "412亿元" in told.text
    assert plan.ask("2028年全市数字产业增加值突破560亿元,对吗?").status == "corrected"
