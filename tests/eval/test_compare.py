"""Two runs, item by item."""

from typing import Any

from eval.compare import compare, text_diff
from eval.compare_tables import comparison_text, flip_counts
from eval.gold import parse_item
from eval.record import RunRecord
from eval.runner import RunInfo, run
from eval.types import GoldItem
from tests.eval.scripted import LINES, PLAN, Oracle, gold, plan


def record(bend: dict[str, dict[str, Any]] | None = None, items: tuple[GoldItem, ...] | None = None) -> RunRecord:
    """A run of the small plan in which some answers are bent."""
    documents = plan()
    oracle = Oracle(documents)
    return run(items or gold(), documents, lambda item: oracle(item) | (bend or {}).get(item.item_id, {}))


WRONG = {"g-value": {"text": "30平方公里"}, "g-fact": {"text": "航运服务"}}


def test_nothing_changed() -> None:
    same = compare(record(), record())
    assert not same.flips
    assert not same.changed_answers
    assert not same.notices
    assert all(row.delta == 0 and row.p == 1.0 for rows in same.differences.values() for row in rows)


def test_differences_by_hand() -> None:
    found = compare(record(), record(WRONG))
    rows = {row.measure.name: row for row in found.differences["dev"]}
    # dev: one of five items turned wrong
    assert (rows["exact"].before, rows["exact"].after, rows["exact"].n) == (1.0, 0.8, 5)
    assert rows["exact"].test == "mcnemar"
    assert rows["exact"].p == 1.0  # one flip is a coin
    assert rows["exact"].low < 0 <= rows["exact"].high
    assert rows["exact"].worse
    assert rows["points"].test == "permutation"


def test_flips_have_both_answers_and_what_moved() -> None:
    found = compare(record(), record(WRONG))
    flips = {flip.after.item_id: flip for flip in found.flips}
    assert set(flips) == {"g-value", "g-fact"}
    assert not flips["g-value"].gained
    assert flips["g-value"].answer_diff == (
        "-规划说:31平方公里",
        "-",
        "-规划面积为31平方公里[1]",
        "+30平方公里",
    )
    assert flips["g-value"].moved == ("exact", "points", "number_accuracy", "length_ratio")
    assert flip_counts(found).startswith("由错变对 0 题,由对变错 2 题")
    assert flip_counts(compare(record(WRONG), record())).startswith("由错变对 2 题")


def test_runs_with_other_gold_are_compared_on_what_is_common() -> None:
    changed = parse_item(LINES[0] | {"question": "面积?"})
    found = compare(record(), record(items=(changed, *gold()[1:-1])))
    assert "两轮的题目不同(8 题与 7 题),只比较相同的 6 题" in found.notices
    assert sum(row.n for rows in found.differences.values() for row in rows if row.measure.name == "exact") == 6


def test_other_documents_settings_and_encoders_are_said() -> None:
    documents = plan(PLAN.replace("完善配套服务", "完善配套设施"))
    other = run(gold(), documents, Oracle(documents), info=RunInfo(settings={"top": 5}, encoder="toy/8"))
    notices = compare(record(), other).notices
    assert notices[0].startswith("文档 linjiang 的版本不同")
    assert notices[1:] == ("编码器不同:未记 → toy/8", "设置不同")


def test_the_text_for_a_commit_names_what_moved() -> None:
    text = comparison_text(compare(record(), record(WRONG)))
    assert "dev exact 1.0000 -> 0.8000 (-0.2000" in text
    assert "recall@5" not in text


def test_text_diff() -> None:
    assert text_diff("甲\n乙", "甲\n丙") == ("-乙", "+丙")
