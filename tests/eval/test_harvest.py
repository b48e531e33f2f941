"""From feedback to gold."""

import json
from pathlib import Path

import pytest

from eval.errors import GoldError
from eval.gold import load_gold, parse_item
from eval.harvest import accept, candidates, is_right, read_feedback, without_known
from tests.eval.scripted import Oracle, gold, item, plan


def feedback(question: str, verdict: object, **more: object) -> dict[str, object]:
    return {"question": question, "answer": "不知道", "verdict": verdict, "note": "", "at": "2026-01-01"} | more


@pytest.mark.parametrize(
    ("verdict", "right"),
    [
        ("up", True),
        ("wrong", False),
        ("down", False),
        (True, True),
        (False, False),
        (1, True),
        (-1, False),
        ("对", True),
    ],
)
def test_verdicts(verdict: object, right: bool) -> None:
    assert is_right(verdict) is right


def test_wrong_answers_become_candidates_once() -> None:
    lines = [
        feedback("甲?", "wrong", note="少了一个"),
        feedback("甲?", "wrong", note="还是少"),
        feedback("乙?", "wrong"),
        feedback("乙?", "right"),  # the last mark decides
        feedback("丙?", "right"),
        feedback("规划面积多大?", "wrong"),  # the gold asks this
    ]
    (found,) = candidates(lines, gold())
    assert found["question"] == "甲?"
    assert "还是少" in found["note"]
    assert found["group"] == "feedback"


def test_a_candidate_keeps_what_was_cited_and_is_no_gold_until_it_is_edited() -> None:
    answer = Oracle(plan())(item("g-fact"))
    (found,) = candidates([feedback("西岭呢?", "wrong", answer=answer)], gold())
    assert found["evidence"] == [
        {"section": ["第二章 产业布局", "第一节 重点产业"], "quote": item("g-fact").evidence[0].quote}
    ]
    with pytest.raises(GoldError, match="points"):
        parse_item(found)
    edited = parse_item(found | {"points": [["生物医药"]], "note": ""})
    assert edited.doc == "linjiang"


def test_accepting_checks_form_place_and_that_it_was_edited(tmp_path: Path) -> None:
    answer = Oracle(plan())(item("g-fact"))
    (found,) = candidates([feedback("西岭呢?", "wrong", answer=answer)], gold())
    path, target = tmp_path / "candidates.jsonl", tmp_path / "gold.jsonl"

    def write(**changes: object) -> None:
        path.write_text(json.dumps(found | changes, ensure_ascii=False), encoding="utf-8")

    write(points=[["生物医药"]])
    with pytest.raises(GoldError, match="待编辑"):
        accept(path, target, plan())
    write(points=[["生物医药"]], note="", evidence=[{"section": [], "quote": "没有这句话"}])
    with pytest.raises(GoldError, match="没有这句话"):
        accept(path, target, plan())
    assert not target.exists()
    write(points=[["生物医药"]], note="")
    accept(path, target, plan())
    assert [each.question for each in load_gold([target])] == ["西岭呢?"]


def test_candidates_that_wait_are_not_written_over(tmp_path: Path) -> None:
    found = candidates([feedback("甲?", "wrong"), feedback("乙?", "wrong")], gold())
    path = tmp_path / "candidates.jsonl"
    path.write_text(json.dumps(found[0], ensure_ascii=False) + "\n", encoding="utf-8")
    assert without_known(found, path) == [found[1]]


def test_a_line_cut_short_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    path.write_bytes((json.dumps(feedback("甲?", "wrong")) + '\n{"question": "乙').encode()[:-1])
    assert [line["question"] for line in read_feedback(path)] == ["甲?"]
    with pytest.raises(GoldError, match="还没有反馈"):
        read_feedback(tmp_path / "none.jsonl")
