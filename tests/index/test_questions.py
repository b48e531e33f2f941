"""Questions beside a plan: read by hash of the passage, dropped when the passage changed."""

import json
from pathlib import Path

import pytest

from corpus import parse_text
from index.content import UNTOLD
from index.questions import passage_hash, read_questions

PARSED = parse_text("第一章 供水\n东岭水厂供应城东。\n白石水厂供应城西。", "water")


def line(text: str, *questions: str, **more: str) -> str:
    return json.dumps({"hash": passage_hash(text), "questions": questions, **more}, ensure_ascii=False)


def test_questions_find_their_passage(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{line('东岭水厂供应城东。', '城东用谁的水?')}\n\n", "utf-8")
    (tmp_path / "b.jsonl").write_text(line(" 东岭水厂供应城东。\n", "东岭供哪里?", by="某人", at="2024-01-01"), "utf-8")
    found = read_questions(PARSED, tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "none.jsonl")
    assert [(q.passage_id, q.questions) for q in found] == [
        (PARSED.passages[0].passage_id, ("城东用谁的水?", "东岭供哪里?"))
    ]


def test_questions_of_a_changed_passage_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line("东岭水厂供应城东和城北。", "城北用谁的水?"), "utf-8")
    assert read_questions(PARSED, tmp_path / "a.jsonl") == ()


def test_a_question_knows_the_sentence_that_answers_it(tmp_path: Path) -> None:
    parsed = parse_text("第一章 供水\n东岭水厂供应城东。白石水厂供应城西。", "water")
    row = {
        "hash": passage_hash(parsed.passages[0].text),
        "questions": ["城西用谁的水?", "城东呢?", "城北呢?", "谁供水?"],
    }
    told = {"answers": ["白石水厂", "东岭水厂供应城东", "南山水厂"]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row | told, ensure_ascii=False), "utf-8")
    assert [q.sentences for q in read_questions(parsed, tmp_path / "a.jsonl")] == [(1, 0, UNTOLD, UNTOLD)]


def test_questions_that_are_left_open_are_no_questions_of_the_passage(tmp_path: Path) -> None:
    row = {"hash": passage_hash("东岭水厂供应城东。"), "questions": [], "open": ["水费多少?"]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    (found,) = read_questions(PARSED, tmp_path / "a.jsonl")
    assert (found.questions, found.open) == ((), ("水费多少?",))


def test_more_answers_than_questions_are_an_error(tmp_path: Path) -> None:
    row = {"hash": "0", "questions": ["谁供水?"], "answers": ["东岭水厂", "白石水厂"]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), "utf-8")
    with pytest.raises(ValueError, match=r"a\.jsonl 第 1 行.*answers"):
        read_questions(PARSED, tmp_path / "a.jsonl")


def test_an_unknown_field_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line("东岭水厂供应城东。", "城东?", aswer="typo"), "utf-8")
    with pytest.raises(ValueError, match="aswer"):
        read_questions(PARSED, tmp_path / "a.jsonl")
