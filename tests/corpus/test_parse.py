"""The whole way from a text to its outline: the shipped plan, the shared texts, and generated plans."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz.checks import faults
from corpus import Parsed, key, parse_file, parse_text
from tests.corpus.generate import Plan, laws, plans

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "plans"
OUTLINES = sorted(SHARED.glob("*.outline.json")) if SHARED.is_dir() else []
CASES = [
    pytest.param(outline, SHARED / name, id=name)
    for outline in OUTLINES
    for name in json.loads(outline.read_text(encoding="utf-8"))["files"]
    if (SHARED / name).exists()
]


def check(parsed: Parsed) -> None:
    """Hold what holds of every parsed document."""
    assert not list(faults(parsed))


@pytest.mark.parametrize(("outline", "path"), CASES)
def test_shared_texts(outline, path):
    expected = json.loads(outline.read_text(encoding="utf-8"))
    parsed = parse_file(path)
    check(parsed)
    headings = [s for s in parsed.sections[1:] if s.family != "条"]
    assert [key(s.heading) for s in headings][: len(expected["first_headings"])] == [
        key(h) for h in expected["first_headings"]
    ]
    assert key(headings[-1].heading if headings else "") == key(expected["last_heading"])
    counts = Counter(key(s.family) for s in parsed.sections)
    for family, count in expected["heading_counts"].items():
        assert counts[key(family)] == count, family
    assert counts["章"] == expected["chapters"]
    assert counts["节"] == expected["sections"]
    assert any(d.kind == "contents" for d in parsed.document.dropped) == expected["has_toc"]
    for depth, count in expected.get("markdown_counts", {}).items():
        assert sum(s.level == len(depth) - 1 for s in parsed.sections) == count


def test_shipped_plan():
    parsed = parse_file(ROOT / "corpus" / "plans" / "zgc-2020-2035.txt")
    check(parsed)
    document = parsed.document
    assert document.doc_id == "zgc-2020-2035"
    assert document.title.startswith("中关村国家自主创新示范区统筹发展规划")
    assert document.front.date is not None
    assert document.front.edition is not None
    assert (document.front.date.text, document.front.edition.text) == ("二〇二〇年九月", "简版")
    assert [d.kind for d in document.dropped] == ["contents", "furniture", "furniture"]
    assert Counter(s.family for s in parsed.sections[1:]) == {"序言": 1, "章": 6, "节": 23, "1.": 23}
    assert parsed.sections[1].path == ("序 言",)
    threes = [s.heading for s in parsed.sections if s.path[:2] == ("第三章 加强空间整合集聚", "第二节 聚焦发展组团")]
    assert threes[1:] == ["1.三城一区", "2.核心区和中心城区", "3.副中心和多点地区", "3.生态涵养区"]
    caption = next(p for p in parsed.passages if p.text.startswith("图3-1"))
    assert caption.path == ("第三章 加强空间整合集聚", "第二节 聚焦发展组团")


@given(plans() | laws())
@settings(max_examples=80, deadline=None)
def test_generated_plans_give_back_their_outline(plan: Plan):
    parsed = parse_text(plan.text, "d")
    check(parsed)
    assert [s.path for s in parsed.sections[1:]] == list(plan.paths)


@given(st.text(alphabet="第一二章节条、。（）1.#* \n目录附件：甲乙-", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_its_characters(text):
    if text.strip():
        parsed = parse_text(text, "d")
        assert parsed.document.text == text
        assert parsed.sections[0].start == 0
        assert parsed.sections[-1].end == len(text)
        for p in parsed.passages:
            assert text[p.start : p.end] == p.text


def test_a_title_is_not_fetched_from_behind_what_is_dropped():
    parsed = parse_text("规划\n第九章\n目录\n组团布局\n正文一。\n正文二。\n", "d")
    check(parsed)
    assert [s.heading for s in parsed.sections[1:]] == ["第九章"]
