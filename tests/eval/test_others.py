"""Plans of one's own, without stored questions, asked from a folder of texts and gold questions."""

import json
from pathlib import Path

import pytest

from eval.errors import EvalError, GoldError
from eval.gold import load_gold
from eval.others import FOLDER, asked_of
from eval.place import place_all
from eval.subject import parsed_texts

TEXT = "河道巡查办法\n\n第一条 巡查每周不少于两次。\n\n第二条 河长由镇长担任。\n"


def item(number: int, question: str, kind: str, point: str, quote: str) -> str:
    """A gold line about TEXT."""
    fields: dict[str, object] = {"id": f"r-{number}", "doc": "rivers", "question": question, "history": []}
    fields |= {"type": kind, "split": "dev", "group": "plain", "answerable": True, "points": [[point]], "members": None}
    fields |= {"forbidden": [], "evidence": [{"quote": quote, "section": []}], "reason": None, "correction": []}
    return json.dumps(fields | {"note": ""}, ensure_ascii=False)


@pytest.mark.model
def test_a_folder_is_asked_and_nothing_is_written_to_it(tmp_path: Path) -> None:
    (tmp_path / "rivers.txt").write_text(TEXT, encoding="utf-8")
    lines = [
        item(1, "巡查每周几次?", "value", "两次", "巡查每周不少于两次"),
        item(2, "河道每周要巡查多少次?", "value", "两次", "巡查每周不少于两次"),
    ]
    (tmp_path / "rivers.jsonl").write_text("\n".join(lines), encoding="utf-8")
    record = asked_of(tmp_path)
    assert [each.scores["exact"] for each in record.items] == [1.0, 1.0]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["rivers.jsonl", "rivers.txt"]


@pytest.mark.model
def test_a_followup_that_finds_nothing_with_what_was_asked_is_asked_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "rivers.txt").write_text(TEXT, encoding="utf-8")
    line = json.loads(item(3, "镇长担任的是什么?", "fact", "河长", "河长由镇长担任"))
    line["history"] = ["巡查每周几次?", "桥梁由谁加固?"]
    (tmp_path / "rivers.jsonl").write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    (each,) = asked_of(tmp_path).items
    assert each.scores["exact"] == 1.0


def test_a_folder_without_texts_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="没有读得了的文本"):
        asked_of(tmp_path)


def test_a_folder_without_questions_is_not_asked_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "rivers.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(GoldError, match="没有金标题目"):
        asked_of(tmp_path)


def test_the_questions_that_ship_stand_in_their_texts() -> None:
    items = load_gold([FOLDER])
    placed, misplaced = place_all(items, {p.document.doc_id: p for p in parsed_texts(sorted(FOLDER.glob("*.txt")))})
    assert not misplaced
    assert len(placed) == len(items)
    tests = [each for each in items if each.split == "test"]
    assert len(tests) * 5 >= len(items) * 2
