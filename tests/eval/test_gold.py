"""Gold files: strict form, unique ids, errors with a count and three examples."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import GoldError
from eval.gold import gold_hash, item_to_json, load_gold, parse_item, read_gold, select
from tests.eval.scripted import LINES, gold, gold_line


def write(path: Path, lines: list[Any]) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_the_gold_that_ships_is_well_formed() -> None:
    items = load_gold()
    assert len(items) == len({item.item_id for item in items})


def test_round_trip() -> None:
    for item in gold():
        assert parse_item(item_to_json(item)) == item


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"typo": 1}, "typo"),
        ({"type": "riddle"}, "type"),
        ({"points": [], "members": None}, "points"),
        ({"evidence": []}, "evidence"),
        ({"reason": "absent"}, "reason"),
        ({"answerable": False, "reason": None}, "reason"),
        ({"points": [[""]]}, "空"),
        ({"evidence": [{"section": [], "quote": ""}]}, "quote"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(GoldError, match=message):
        parse_item(LINES[0] | change)


def test_problems_come_with_count_and_three_examples(tmp_path: Path) -> None:
    wrong = [gold_line(f"w{n}", "?", "riddle") for n in range(4)]
    path = write(tmp_path / "gold.jsonl", [*wrong, "{not json", LINES[0], LINES[0]])
    with pytest.raises(GoldError) as caught:
        load_gold([path])
    message = str(caught.value)
    assert "共 6 处" in message
    assert message.count("gold.jsonl 第") == 3
    assert "另有 3 处" in message
    assert "python -m eval audit" in message


def test_what_cannot_be_read_is_a_problem_of_its_line(tmp_path: Path) -> None:
    odd = json.dumps({**LINES[0], "note": "甲\u2028乙"}, ensure_ascii=False)
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(["[" * 50_000, "9" * 5_000, odd]), encoding="utf-8")
    items, problems = read_gold([path])
    assert [item.note for item in items] == ["甲\u2028乙"]
    assert [problem[:16] for problem in problems] == ["gold.jsonl 第 1 行", "gold.jsonl 第 2 行"]


def test_an_id_used_twice_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", [LINES[0], LINES[0]])
    with pytest.raises(GoldError, match=r"已在gold\.jsonl 第 1 行用过"):
        load_gold([path])


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="没有金标文件"):
        load_gold([tmp_path / "none.jsonl"])


def test_select_and_its_error() -> None:
    assert [item.item_id for item in select(gold(), split="test", kind="count")] == ["g-count"]
    assert len(select(gold(), limit=3)) == 3
    with pytest.raises(GoldError, match="没有符合条件的题"):
        select(gold(), group="nothing")


def test_the_hash_is_of_the_set() -> None:
    items = gold()
    assert gold_hash(items) == gold_hash(items[::-1]) != gold_hash(items[1:])
