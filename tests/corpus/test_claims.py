"""Claims: a clause and the subject that governs it; neighbours in a sentence do not share what is said of one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import parse_file, parse_text
from corpus.claims import claims_of
from corpus.terms import mine
from corpus.types import Claim, Parsed

DATA = Path(__file__).parent.parent / "data"
# What makes the names known: two lists, as every plan has some.
KNOWN = "东岭水厂、白石水厂、双桥水厂和南塘水厂承担供水任务,污泥处置、深度净化、臭氧消毒和紫外消毒等工艺由各厂分工。"


def claims(parsed: Parsed) -> tuple[Claim, ...]:
    return claims_of(parsed, mine(parsed))


def of(sentence: str, heading: str = "生产任务") -> list[tuple[str, set[str], set[str]]]:
    """The clauses of a sentence: (text, subjects with the wider topic, objects)."""
    parsed = parse_text(f"第一章 {heading}\n{sentence}\n第二章 附则\n{KNOWN}", "made")
    first = parsed.passages[0].passage_id
    return [
        (parsed.document.text[c.start : c.end], {m.term for m in (*c.subject, *c.topic)}, {m.term for m in c.objects})
        for c in claims(parsed)
        if c.passage_id == first
    ]


def told(clauses: list[tuple[str, set[str], set[str]]], process: str) -> set[str]:
    """The plants that stand in one claim with a process."""
    plants = {"东岭水厂", "白石水厂", "双桥水厂", "南塘水厂"}
    return {
        n for _, subjects, objects in clauses for n in (subjects | objects) & plants if process in subjects | objects
    }


WORDINGS = [
    ("深度净化主要在东岭水厂、双桥水厂等水厂布局,污泥处置主要在白石水厂布局。", {"东岭水厂", "双桥水厂"}, {"白石水厂"}),
    ("其中深度净化放在东岭水厂和双桥水厂;污泥处置放在白石水厂。", {"东岭水厂", "双桥水厂"}, {"白石水厂"}),
    ("东岭水厂、双桥水厂负责深度净化,白石水厂负责污泥处置。", {"东岭水厂", "双桥水厂"}, {"白石水厂"}),
    ("由东岭水厂、双桥水厂承担深度净化,由白石水厂承担污泥处置。", {"东岭水厂", "双桥水厂"}, {"白石水厂"}),
    ("在东岭水厂发展深度净化,在白石水厂、南塘水厂发展污泥处置。", {"东岭水厂"}, {"白石水厂", "南塘水厂"}),
    ("深度净化以东岭水厂为核心,双桥水厂配套,污泥处置以白石水厂为核心。", {"东岭水厂", "双桥水厂"}, {"白石水厂"}),
    ("深度净化(含膜过滤)集中到东岭水厂,污泥处置集中到白石水厂。", {"东岭水厂"}, {"白石水厂"}),
    ("东岭水厂以深度净化为主,白石水厂和南塘水厂以污泥处置为主。", {"东岭水厂"}, {"白石水厂", "南塘水厂"}),
    ("支持东岭水厂开展深度净化;同时白石水厂开展污泥处置。", {"东岭水厂"}, {"白石水厂"}),
]


@pytest.mark.parametrize(("sentence", "purify", "sludge"), WORDINGS, ids=[w[0][:12] for w in WORDINGS])
def test_what_is_said_of_one_clause_is_not_said_of_the_next(sentence: str, purify: set[str], sludge: set[str]) -> None:
    clauses = of(sentence)
    assert told(clauses, "深度净化") == purify
    assert told(clauses, "污泥处置") == sludge


def test_a_clause_without_a_subject_inherits_the_one_before() -> None:
    first, second = of("东岭水厂负责深度净化,并承担污泥处置。")
    assert first[1] == second[1] == {"东岭水厂"}
    assert second[2] == {"污泥处置"}


def test_a_sentence_without_a_subject_is_about_the_heading() -> None:
    parsed = parse_text(f"第一章 水厂\n1.东岭水厂\n重点发展深度净化。每年检修一次。\n第二章 附则\n{KNOWN}", "made")
    found = [c for c in claims(parsed) if c.start < parsed.document.text.index("第二章")]
    assert [([m.term for m in c.subject], c.inherited_from) for c in found] == [(["东岭水厂"], "heading")] * 2


def test_a_later_sentence_returns_to_the_paragraphs_subject() -> None:
    clauses = of("东岭水厂负责深度净化。每年检修一次。")
    assert clauses[1][1] == {"东岭水厂"}


def test_where_a_subject_stands_is_told() -> None:
    parsed = parse_file(DATA / "water.txt")
    text = parsed.document.text
    by_text = {text[c.start : c.end]: c for c in claims(parsed)}
    opened = by_text["柳湾水厂聚焦发展紫外消毒、雨水调蓄、智能加药等工艺"]
    assert ([m.term for m in opened.subject], opened.inherited_from, opened.cue) == (["柳湾水厂"], None, "发展")
    assert [m.term for m in opened.objects] == ["紫外消毒", "雨水调蓄", "智能加药"]
    follows = by_text["与下游各县共用一条输水干线"]
    assert ([m.term for m in follows.subject], follows.inherited_from) == (["柳湾水厂"], "clause")
    assert follows.subject == opened.subject, "the same words, at their own place"


def test_each_school_has_its_own_courses() -> None:
    parsed = parse_file(DATA / "schools.txt")
    courses = {
        c.subject[0].term: {m.term for m in c.objects}
        for c in claims(parsed)
        if c.cue == "开设" and c.inherited_from is None
    }
    assert courses == {
        "城北小学": {"航模", "书法", "合唱"},
        "临江小学": {"书法", "游泳", "围棋"},
        "青石小学": {"游泳", "围棋", "陶艺"},
        "河东小学": {"航模", "合唱", "陶艺"},
        "向阳小学": {"足球", "书法", "围棋"},
    }


@settings(deadline=None, max_examples=150)
@given(st.text("东岭白石水厂、,。;等和及发展聚焦深度净化其中()\n第一章1.", max_size=160))
def test_claims_are_clauses_of_their_passages(text: str) -> None:
    parsed = parse_text(text, "made")
    passages = {p.passage_id: p for p in parsed.passages}
    found = claims(parsed)
    assert [c.start for c in found] == sorted(c.start for c in found)
    for claim in found:
        passage = passages[claim.passage_id]
        assert passage.start <= claim.start < claim.end <= passage.end
        for mention in (*claim.subject, *claim.topic, *claim.objects):
            assert parsed.document.text[mention.start : mention.end] == mention.term
        assert (claim.inherited_from is None) >= (not claim.subject)
