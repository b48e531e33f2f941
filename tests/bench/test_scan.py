"""A part of the shipped plan printed, scanned badly and read again with the real models."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from bench.scan import SHIPPED, printed, right, scanned
from corpus import key, parse_file, parse_text
from corpus.load_pdf import load_pdf
from corpus.parse import parse_loaded
from index import Retriever, Source, build, load_encoder

FACTS = (
    ("新一代信息技术产业以哪个分园为核心?", "海淀园"),
    ("到2035年要建成什么?", "全球科技创新的主要引擎和关键枢纽"),
    ("本规划属于什么性质的规划?", "专项规划"),
)


def test_what_is_right_is_counted_in_order():
    assert right("第一章,总则", "第一章，总 则") == 1
    assert right("一二三四", "一二四") == 0.75
    assert right("一二三四", "四三二一") == 0.25


@pytest.mark.model
def test_a_bad_scan_gives_back_its_text_its_outline_and_its_facts(chromium: str, home: Path) -> None:
    whole = parse_file(SHIPPED)
    until = next(s.start for s in whole.sections if s.heading.startswith("第二节 提升四个"))
    after = next(d.end for d in whole.document.dropped if d.kind == "contents")
    text = whole.document.text
    parsed = parse_text(text[: whole.document.dropped[0].start] + text[after:until], "plan")
    read = parse_loaded(load_pdf(scanned(printed(parsed, chromium)), "scan.pdf"), "plan", "scan.pdf")
    assert right(parsed.document.text, read.document.text) >= 0.995
    assert [key(s.heading) for s in read.sections] == [key(s.heading) for s in parsed.sections]
    assert all(p.confidence is not None and p.page is not None for p in read.passages)
    encoder = load_encoder()
    build(home, (Source(read),), encoder)
    asked = Assistant(Retriever.open(home, encoder), Settings(home=home))
    for question, fact in FACTS:
        answer = asked.ask(question)
        assert key(fact) in key(answer.text)
        assert all(c.caution for c in answer.citations)
        assert "请核对原件" in answer.text
