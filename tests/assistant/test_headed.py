"""Headings that are names: they are a class, and a clause that does not say its name is shown under it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant import Assistant, html, sheet
from assistant.export import docx
from assistant.types import Answer, Exchange, Statement
from assistant.verify import verify
from corpus import Library
from tests.assistant.toy import over

TEXT = """果蔬基地规划
第一章 总体要求
第一节 指导思想
坚持绿色发展,提高果蔬质量。
第二节 发展目标
到2030年,产量达到20万吨。
第二章 空间布局
全县重点建设六个果蔬片区:
1.青河草莓谷。位于青河镇,主要布局草莓育苗和采摘。
2.白山番茄园。位于白山镇,主要布局番茄种植和冷链仓储。
3.双桥蓝莓园。位于双桥镇,主要布局蓝莓育种。
4.柳湾葡萄园。位于柳湾镇,主要布局葡萄种植,面向合作社开放冷链仓储。
5.石桥蔬菜园。位于石桥镇,主要布局叶菜种植和净菜加工。
6.东坡柑橘谷。位于东坡镇,主要布局柑橘种植和果汁加工。
第三章 保障
果蔬片区由县农业农村局统一管理。
规划期内安排果蔬片区建设用地300亩,其中青河草莓谷80亩、白山番茄园120亩、双桥蓝莓园100亩。
"""


@pytest.fixture(scope="module")
def farms(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over(TEXT, "farms", tmp_path_factory)


def about(answer: Answer) -> list[str]:
    return [b.about for b in answer.blocks if isinstance(b, Statement)]


def test_headings_are_what_the_text_counts_them_as(farms: Assistant) -> None:
    answer = farms.ask("一共有哪些果蔬片区?")
    assert set(answer.members) == {"青河草莓谷", "白山番茄园", "双桥蓝莓园", "柳湾葡萄园", "石桥蔬菜园", "东坡柑橘谷"}
    assert "6 个果蔬片区" in farms.ask("有冷链仓储的果蔬片区有哪些?").text


def test_a_clause_is_shown_under_the_name_that_it_does_not_say(farms: Assistant) -> None:
    answer = farms.ask("青河草莓谷主要布局什么?")
    assert about(answer)[0] == "青河草莓谷"
    assert answer.text.startswith("**青河草莓谷** 位于青河镇,主要布局草莓育苗和采摘。[1]")
    (first,) = [c for c in answer.citations if c.number == 1]
    assert first.quote.startswith("位于青河镇"), "the citation stays verbatim"


def test_one_is_set_beside_another_in_what_was_asked_of_it(farms: Assistant) -> None:
    answer = farms.ask("跟白山番茄园比呢,谁多", ["青河草莓谷建设用地有多少?"])
    assert list(answer.members) == ["青河草莓谷", "白山番茄园"]
    assert answer.text.endswith("白山番茄园比青河草莓谷多 40亩。")


def test_other_headings_are_no_names(farms: Assistant) -> None:
    assert not any(about(farms.ask("2030年产量达到多少?")))
    assert not any(about(farms.ask("果蔬片区由谁管理?")))


def test_the_name_is_in_the_page_and_in_sheets_that_can_be_checked(farms: Assistant, tmp_path: Path) -> None:
    answer = farms.ask("青河草莓谷主要布局什么?")
    assert '<p class="said"><b>青河草莓谷</b> ' in html.blocks(answer)
    exchange = Exchange(answer, number=1, at=datetime(2035, 1, 31, tzinfo=UTC))
    marked, word = tmp_path / "sheet.md", tmp_path / "sheet.docx"
    marked.write_text(sheet.conversation("提问", [exchange]), "utf-8")
    word.write_bytes(docx([exchange], "提问"))
    text, library = tmp_path / "farms.txt", Library(tmp_path)
    text.write_text(TEXT, "utf-8")
    library.add(text)
    assert not verify(marked, library).problems
    assert not verify(word, library).problems
    wrong = tmp_path / "wrong.md"
    wrong.write_text(re.sub(r"\*\*青河草莓谷\*\*", "**白山番茄园**", marked.read_text("utf-8")), "utf-8")
    assert verify(wrong, library).problems
