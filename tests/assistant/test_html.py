"""What the page shows, without a page: every word escaped, every marker and offset in its place."""

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from assistant import html, html_picture, html_source
from assistant.html import Kept, Pending
from assistant.matrix import Mark, Matrix
from assistant.places import place
from assistant.types import (
    Answer,
    Cell,
    Check,
    Citation,
    Exchange,
    Frame,
    Kind,
    ListBlock,
    ListItem,
    Statement,
    TableBlock,
    Understood,
)
from corpus import Parsed, parse_text
from tests.scripted import XSS, Scripted

SCRIPT = Scripted()
CITATION = Citation(1, "plan", "v", "规划", ("第一章 总则", "第二节 目标", "1.近期"), 4, None, "到2025年", 10, 16)


class Seen(HTMLParser):
    """The tags with their attributes, and the text, as a browser reads them; void elements are not counted open."""

    VOID = frozenset({"br", "input", "img"})

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def classed(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for _, attrs in self.tags if name in (attrs.get("class") or "").split()]


def answer(*blocks: Statement | ListBlock | TableBlock | Frame, **changes: Any) -> Answer:
    made = Answer("问", "问", Understood(Kind.FACT), "answered", None, blocks, "文", (CITATION,), ())
    return replace(made, **changes)


def seen(it: Answer) -> Seen:
    return Seen(html.turn(Exchange(it), 0, last=True))


@pytest.mark.parametrize(
    ("status", "reason", "words"),
    [
        ("answered", None, "✓ 已回答"),
        ("corrected", None, "✎ 已更正"),
        ("refused", "absent", "∅ 规划未涉及"),
        ("refused", "unquantified", "∅ 规划未给出数值"),
        ("refused", "out_of_scope", "∅ 与本规划无关"),
        ("refused", None, "∅ 规划未涉及"),
        ("error", "invalid", "⚠ 请改一改问题"),
        ("error", None, "⚠ 出错"),
    ],
)
def test_status_is_told_in_sign_and_word(status, reason, words):
    assert "".join(Seen(html.status(answer(status=status, reason=reason))).text) == words


def test_statement_carries_its_marker_as_a_labelled_button():
    page = seen(answer(Statement("到2025年", 1)))
    (marker,) = page.classed("cite")
    assert marker["data-key"] == "1"
    assert marker["aria-label"] == "出处 1:第一章 › 第二节 › 1.近期 › 第4段"
    assert "到2025年" in "".join(page.text)


def test_marker_without_citation_is_left_out():
    assert not seen(answer(Statement("到2025年", 7))).classed("cite")


def test_list_says_name_then_the_rest_of_the_clause():
    page = html.block(
        ListBlock((ListItem("甲园", "甲园聚焦芯片", (1,)), ListItem("乙园", "乙园聚焦软件", (1,)))), {1: CITATION}
    )
    assert [tag for tag, _ in Seen(page).tags].count("li") == 2
    assert "".join(Seen(page).text) == "甲园聚焦芯片1乙园聚焦软件1"


def test_list_of_one_clause_says_the_clause_once():
    items = tuple(ListItem(name, "引导甲园、乙园发展", (1,)) for name in ("甲园", "乙园"))
    page = Seen(html.block(ListBlock(items), {1: CITATION}))
    assert "".join(page.text).count("引导") == 1
    assert len(page.classed("cite")) == 1


def test_empty_cell_says_that_the_text_is_silent():
    page = Seen(html.block(TableBlock(("园", "领域"), ((Cell("甲园"), Cell("")),)), {}))
    assert any(attrs.get("aria-label") == "规划未提到" for _, attrs in page.tags)
    assert [attrs.get("scope") for tag, attrs in page.tags if tag == "th"] == ["col", "col", "row"]


def test_completeness_line_is_said_once():
    check = Check("组团", 31, 2)
    assert "31 个组团逐一核对,2 个符合" in html.check(answer(check=check))
    assert html.check(answer(Frame("31 个组团逐一核对,2 个符合:"), check=check)) == ""


def test_nearest_clauses_are_no_answer():
    page = seen(answer(Frame("没有给出。"), status="refused", reason="absent", citations=(), nearest=(CITATION,)))
    assert "不是答案" in "".join(page.text)
    assert page.classed("near")[0]["data-key"] == "n1"
    assert not page.classed("cite")


def test_turn_hands_its_citations_to_the_script():
    (turn,) = seen(answer(Statement("到2025年", 1))).classed("turn")
    (cite,) = json.loads(turn["data-cites"] or "")
    assert cite == {
        "key": "1", "doc": "plan", "version": "v", "start": 10, "end": 16, "path": "第一章 › 第二节 › 1.近期",
        "paragraph": 4, "quote": "到2025年",
    }  # fmt: skip


def test_understanding_is_shown_where_it_differs():
    assert html.understood(answer()) == ""
    page = Seen(html.understood(answer(standalone="甲园的目标?")))
    assert "".join(page.text) == "理解为:甲园的目标?"
    assert [attrs for tag, attrs in page.tags if tag == "button" and "data-correct" in attrs]


def test_follow_ups_stand_under_the_last_turn_only():
    it = Exchange(answer(follow_ups=("那乙园呢?",)))
    assert "那乙园呢?" in html.turn(it, 0, last=True)
    assert "那乙园呢?" not in html.turn(it, 0)


def test_verdict_is_shown_as_pressed():
    page = Seen(html.turn(Exchange(answer(), "wrong"), 0))
    pressed = {attrs["data-verdict"]: attrs["aria-pressed"] for _, attrs in page.tags if "data-verdict" in attrs}
    assert pressed == {"helpful": "false", "wrong": "true"}


def test_copied_words_name_each_source():
    page = Seen(html.turn(Exchange(answer(Statement("到2025年", 1))), 0))
    text = "".join(page.text)
    assert "## 问\n\n✓ 已回答" in text
    assert "[1] 到2025年\n    ——《规划》第一章第二节 1.近期,第4段\n" in text


def test_years_are_told_with_their_clauses():
    cites = tuple(replace(CITATION, number=n) for n in (1, 2, 3))
    it = Exchange(answer(citations=cites), years={1: "到2025年", 3: "到2025年", 2: "到2030年"})
    assert "".join(Seen(html.years(it)).text) == "说的是:到2025年 13  到2030年 2"
    assert html.years(Exchange(answer())) == ""


def test_an_answer_from_an_older_version_says_so():
    assert "已有新版本" in html.turn(Exchange(answer(), aged=True), 0)
    assert "已有新版本" not in html.turn(Exchange(answer()), 0)


def test_a_question_that_is_asked_again_waits_in_its_place():
    turns = tuple(Exchange(answer(question=q)) for q in ("甲?", "乙?", "丙?"))
    page = Seen(html.thread(turns, Pending("乙?", "key", at=1)))
    assert [(attrs["id"], "data-turn" in attrs) for attrs in page.classed("turn")] == [
        ("turn-0", True),
        ("turn-1", False),
        ("turn-2", True),
    ]
    assert [attrs["data-stop"] for _, attrs in page.tags if "data-stop" in attrs] == ["key"]


def test_an_answer_that_is_still_written_says_so_and_can_be_stopped():
    waiting = Seen(html.thread((), Pending("甲?", "key")))
    (turn,) = waiting.classed("turn")
    assert turn["aria-busy"] == "true"
    assert "已回答" not in "".join(waiting.text)
    so_far = answer(Statement("到2025年", 1), standalone="甲园?", partial=True)
    page = Seen(html.thread((), Pending("甲?", "key", so_far=so_far)))
    (turn,) = page.classed("turn")
    assert "aria-busy" not in turn
    assert "data-turn" not in turn
    assert [cite["key"] for cite in json.loads(turn["data-cites"] or "")] == ["1"]
    assert "".join(page.text) == "甲?理解为:甲园?… 模型在写,逐句核对停止到2025年1"
    assert [attrs["data-stop"] for _, attrs in page.tags if "data-stop" in attrs] == ["key"]
    assert not page.classed("tools")


@pytest.mark.parametrize(("time", "words"), [(0.2, "1 毫秒"), (18.4, "18 毫秒"), (1312.0, "1.3 秒")])
def test_duration(time, words):
    assert html.duration(time) == words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), "文前"),
        (("序 言",), "序 言"),
        (("第四章 提升", "第一节 建立", "3.集群模式"), "第四章 › 第一节 › 3.集群模式"),
        (("第四章提升", "第一节建立", "(一)集群", "3.模式"), "第四章 › 第一节 › (一)集群 › 3.模式"),
    ],
)
def test_place(path, words):
    assert place(path) == words


def document_of(words: str) -> Parsed:
    """A document whose every word is these, parsed from harmless words of the same length; headings are short."""
    short = words[:20]

    def swap(text: str) -> str:
        return text.replace("甲" * len(words), words).replace("乙" * len(short), short)

    harmless, heading = "甲" * len(words), "乙" * len(short)
    parsed = parse_text(f"{heading}规划\n第一章 {heading}\n{harmless}。{harmless}。\n{harmless}。\n", words)
    it = replace(parsed.document, text=swap(parsed.document.text), title=swap(parsed.document.title), version=words)
    parts = (replace(s, heading=swap(s.heading), path=tuple(swap(p) for p in s.path)) for s in parsed.sections)
    return replace(parsed, document=it, sections=tuple(parts))


def every_part(words: str) -> str:
    """All that the page can show, made of these words."""
    cite = replace(CITATION, title=words, path=(words,), quote=words, doc_id=words)
    blocks = (
        Statement(words, 1),
        Frame(words),
        ListBlock((ListItem(words, words, (1,)), ListItem(words, words + "。", (1,))), words),
        ListBlock((ListItem(words, words, (1,)), ListItem(words, words, (1,)))),
        TableBlock((words,), ((Cell(words, (1,)), Cell(words, (1,))),)),
    )
    it = answer(
        *blocks, question=words, standalone=words + "?", citations=(cite,), nearest=(cite,), notices=(words,),
        text=words, error=words, follow_ups=(words,), check=Check(words, 7310, 1),
    )  # fmt: skip
    plan = document_of(words)
    turns = (Exchange(it, years={1: words}, aged=True),)
    picture = Matrix(words, words, (words,), (words,), (Mark(0, 0, (cite,)),), 1)
    return "".join(
        [
            html.thread(turns), html.thread(turns, Pending(words, words)), html.thread((), examples=(words,)),
            html.thread((), Pending(words, words, so_far=it)),
            html_source.document(plan), html_source.document(plan, newest=False), html.finder(),
            html_picture.overview(plan, ()), html_picture.overview(plan, (picture,)),
            html.masthead((plan,)), html.masthead((plan, plan)),
            html.rail(
                [Kept(words, words, date(2026, 1, 1), words)], words, turns * 2, date(2026, 1, 1), words,
                Kept(words, words, date(2026, 1, 1)), words,
            ),
            html.rail((), "", (), date(2026, 1, 1), words),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("words", [XSS, "'><svg onload=alert(1)>", "</pre></section>&lt;b&gt;", '" data-ask="x'])
def test_no_word_becomes_markup(words):
    harmless = [(tag, sorted(attrs)) for tag, attrs in Seen(every_part("无害的词")).tags]
    assert [(tag, sorted(attrs)) for tag, attrs in Seen(every_part(words)).tags] == harmless


def test_every_part_is_closed():
    assert Seen(every_part("词")).open == []


def test_document_shows_the_whole_body_at_its_offsets():
    parsed = SCRIPT.parsed
    page = html_source.document(parsed)
    spans = re.findall(r'<span class="s" data-a="(\d+)" data-b="(\d+)">([^<]*)</span>', page)
    assert [int(a) for a, _, _ in spans] == sorted(int(a) for a, _, _ in spans)
    shown = Seen("".join(f"<i>{words}</i>" for _, _, words in spans)).text
    assert shown == [parsed.document.text[int(a) : int(b)] for a, b, _ in spans]
    covered = {i for a, b, _ in spans for i in range(int(a), int(b))}
    missing = [p.text for p in parsed.passages if not covered >= set(range(p.start, p.end))]
    assert not missing
    headings = [s.heading for s in parsed.sections if s.level and not covered >= set(range(*s.heading_span))]
    assert not headings


def test_document_numbers_its_paragraphs_and_lists_its_outline():
    page = Seen(html_source.document(SCRIPT.parsed))
    assert len(page.classed("para")) == len({(p.section_id, p.paragraph) for p in SCRIPT.parsed.passages if p.path})
    targets = [attrs["data-to"] for _, attrs in page.tags if "data-to" in attrs]
    starts = {attrs["data-a"] for attrs in page.classed("part")}
    assert len(targets) == len(SCRIPT.parsed.sections) - 1
    assert set(targets) <= starts


def test_rail_groups_by_day_and_marks_the_open_one():
    today = date(2026, 3, 10)
    days = [today, date(2026, 3, 9), date(2026, 3, 5), date(2025, 1, 1)]
    kept = [Kept(str(i), f"第{i}个", d) for i, d in enumerate(days)]
    page = Seen(html.rail(kept, "1", (), today))
    assert [w for w in page.text if w in ("今天", "昨天", "近七天", "更早")] == ["今天", "昨天", "近七天", "更早"]
    assert [attrs["data-open"] for attrs in page.classed("open") if "aria-current" in attrs] == ["1"]


def test_rail_offers_to_bring_back_and_says_what_is_wrong():
    gone = Kept("7", "旧的", date(2026, 3, 10))
    page = Seen(html.rail((), "", (), date(2026, 3, 10), "词", gone, "占用"))
    assert [attrs["data-restore"] for _, attrs in page.tags if "data-restore" in attrs] == ["7"]
    assert "".join(page.text) == "⚠ 占用已删除“旧的” 撤销没有找到"


def test_cross_references_lead_to_the_sections_they_mean():
    parsed = parse_text("办法\n第一条 依照第二条、第九条和附件1办理。\n第二条 见第二条。\n附件1\n表格\n内容。", "d")
    page = Seen(html_source.document(parsed))
    to = {part.start: part.heading for part in parsed.sections}
    links = [to[int(attrs["data-to"] or "")] for tag, attrs in page.tags if "转到" in (attrs.get("aria-label") or "")]
    assert links == ["第二条", "附件1 表格", "第二条"]
    assert "第九条</button>" not in html_source.document(parsed)
