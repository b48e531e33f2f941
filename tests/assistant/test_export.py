"""The Word file says what the page says."""

import io

from docx import Document

from assistant.export import docx
from assistant.footnotes import notes_of
from assistant.types import Exchange
from tests.scripted import RESEARCH, Scripted

SCRIPT = Scripted()


def written(*questions):
    return Document(io.BytesIO(docx([Exchange(SCRIPT.ask(question)) for question in questions])))


def lines(document):
    return [paragraph.text for paragraph in document.paragraphs]


def test_statement_with_its_source():
    document = written(RESEARCH)
    quote = "其中研发服务主要在海淀园、怀柔园、大兴园等区域布局"
    assert lines(document)[:3] == [RESEARCH, "✓ 已回答", quote]
    (note,) = (words for number, words in notes_of(document).items() if number > 0)
    assert note.startswith(quote)
    assert "(简版)》第二章第三节,第1段〔zgc-2020-2035@" in note
    assert lines(document)[-1].startswith("依据:《")


def test_list_and_table_of_a_conversation():
    document = written("哪些组团聚焦无人机?", "它们分别属于什么模式?")
    assert "1. 窦店组团 聚焦高端医疗器械、智能装备、新能源汽车、无人机等领域" in lines(document)
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows][:2] == [
        ["组团", "发展模式"],
        ["窦店组团", "高端产业集群模式"],
    ]


def test_refusal_says_that_the_nearest_is_no_answer():
    assert "最接近的条文(不是答案):" in lines(written("平谷园组团规划面积多少?"))


def test_characters_that_xml_cannot_hold_are_left_out():
    assert lines(written("a<b\x00\x0b天气"))[0] == "a<b天气"


def test_notes_are_numbered_through_a_conversation():
    notes = notes_of(written("哪些组团聚焦无人机?", RESEARCH))
    assert [number for number in notes if number > 0] == [1, 2, 3]
