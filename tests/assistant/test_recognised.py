"""Answers from a text read from images carry the mark wherever a citation is shown."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from assistant import Answer, Assistant, Settings, answer_to_json, html
from assistant.export import docx
from assistant.footnotes import notes_of
from assistant.html_source import outline
from assistant.html_texts import review
from assistant.sheet import markdown
from assistant.sheet_reader import read
from assistant.types import Exchange
from corpus.load import Loaded
from corpus.outline import render, report
from corpus.parse import parse_loaded
from corpus.text import lines
from corpus.types import Page
from index import Retriever, Source, build
from tests.index.toy import DATA, ToyEncoder, source

LISTED = "哪些水厂聚焦膜过滤?"
MARK = "识别文本,请核对原件"


def scan(confidence: float) -> Loaded:
    text = (DATA / "water.txt").read_text("utf-8")
    recognised = tuple((start, confidence) for start, _ in lines(text))
    return Loaded(text, (Page(7, 0, confidence),), recognised=recognised)


def opened(home: Path, confidence: float) -> Assistant:
    encoder = ToyEncoder()
    build(home, (Source(parse_loaded(scan(confidence), "water", "water.pdf")),), encoder)
    return Assistant(Retriever.open(home, encoder), Settings(home=home))


@pytest.fixture
def sure(home: Path) -> Assistant:
    return opened(home, 0.97)


def written(answer: Answer) -> str:
    return "\n".join(notes_of(Document(io.BytesIO(docx([Exchange(answer)])))).values())


def test_every_citation_has_the_mark(sure: Assistant, tmp_path: Path) -> None:
    answer = sure.ask(LISTED)
    count = len(answer.citations)
    assert count > 1
    assert {c.confidence for c in answer.citations} == {0.97}
    assert answer.text.endswith(f"\n\n{MARK}。")
    assert [c["caution"] for c in answer_to_json(answer)["citations"]] == [MARK] * count
    assert written(answer).count(f"(原件第7页,{MARK})") == count
    assert markdown(Exchange(answer)).count(f"(原件第7页,{MARK})") == count
    assert html.turn(Exchange(answer), 0).count(f'原件第7页,{MARK})"') >= count
    assert not answer.notices
    sheet = tmp_path / "sheet.md"
    sheet.write_text(markdown(Exchange(answer)), "utf-8")
    (said,) = read(sheet)
    assert len(said.notes) == count
    assert not [note for note in said.notes.values() if MARK in note.where], "the mark is no part of the place"


def test_the_nearest_clauses_of_a_refusal_have_it_too(sure: Assistant) -> None:
    answered = sure.ask(LISTED)
    answer = replace(answered, status="refused", reason="absent", citations=(), nearest=answered.citations[:2])
    assert [c["caution"] for c in answer_to_json(answer)["nearest"]] == [MARK] * 2
    assert html.nearest(answer).count(MARK) == 2


def test_what_the_reader_is_unsure_of_says_how_much(home: Path) -> None:
    answer = opened(home, 0.62).ask(LISTED)
    assert answer.text.endswith("\n\n识别文本,把握 62%,标题把握 62%,请核对原件。")


def test_a_heading_has_the_mark_where_it_is_cited_itself(sure: Assistant) -> None:
    answer = sure.ask("全文共有几章?")
    assert len(answer.citations) > 1
    assert {(c.quote == c.path[-1], c.paragraph, c.page, c.caution) for c in answer.citations} == {(True, 0, 7, MARK)}
    assert "第0段" not in html.turn(Exchange(answer), 0) + markdown(Exchange(answer))


def test_what_stands_under_an_unsure_heading_says_so(home: Path) -> None:
    loaded, unsure = scan(0.97), "第二节 水厂建设"
    place = loaded.text.index(unsure)
    loaded = replace(loaded, recognised=tuple((a, 0.62 if a == place else c) for a, c in loaded.recognised))
    parsed, little = parse_loaded(loaded, "water", "water.pdf"), "识别文本,把握 62%,请核对原件"
    build(home, (Source(parsed),), ToyEncoder())
    answer = Assistant(Retriever.open(home, ToyEncoder()), Settings(home=home)).ask(LISTED)
    assert all(unsure in c.path for c in answer.citations)
    assert {c.caution for c in answer.citations} == {"识别文本,标题把握 62%,请核对原件"}
    assert render(parsed).count(f"  · {little}") == 1
    assert [s["heading"] for s in report(parsed)["sections"] if s["caution"] == little] == [unsure]
    assert outline(parsed.sections).count(little) == 1
    assert review(parsed, "water.pdf", "water", (), None).count(little) == 1


def test_of_two_texts_the_recognised_one_alone_has_the_mark(home: Path) -> None:
    read, encoder = parse_loaded(scan(0.97), "water", "water.pdf"), ToyEncoder()
    build(home, (source("schools"), Source(read)), encoder)
    answer = Assistant(Retriever.open(home, encoder), Settings(home=home)).ask("两部文本第一章分别讲什么?")
    marked = [c.number for c in answer.citations if c.doc_id == "water"]
    assert 0 < len(marked) < len(answer.citations)
    assert answer.text.endswith(f"\n\n{''.join(f'[{n}]' for n in marked)}{MARK}。")
    assert answer.text.count(MARK) == 1


def test_other_texts_have_no_mark(water: Assistant) -> None:
    answer = water.ask(LISTED)
    assert MARK not in answer.text
    assert {c["caution"] for c in answer_to_json(answer)["citations"]} == {""}
