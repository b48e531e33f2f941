"""Gold against a changed text: moved, changed, gone, and what would mend it."""

from pathlib import Path

import pytest

from eval.audit import Finding, audit
from eval.errors import GoldError
from eval.gold import load_gold
from eval.goldfile import append_items, replace_items, write_items
from eval.nearest import Change, changes, marked_difference
from eval.place import place_all
from tests.eval.scripted import PLAN, WEST, gold, item, plan


def findings(*edits: tuple[str, str], with_previous: bool = True) -> dict[str, Finding]:
    text = PLAN
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    found = audit(gold(), plan(text), plan() if with_previous else None)
    return {each.item.item_id: each for each in found.findings}


def test_an_unchanged_text_has_no_findings() -> None:
    found = audit(gold(), plan())
    assert not found.findings
    assert not found.proposals
    assert found.checked == len(gold())


def test_what_moved_is_found_where_it_is() -> None:
    found = findings((WEST + "\n", ""), ("建设人才公寓", WEST + "\n建设人才公寓"))
    assert found["g-fact"].standing == "moved"
    assert found["g-fact"].mended is not None
    assert found["g-fact"].mended.section == ("第二章 产业布局", "第二节 人才保障")
    assert found["g-fact"].difference.endswith("第二章产业布局 › 第二节人才保障")


def test_a_renamed_section_is_a_move() -> None:
    found = findings(("第二节 规划范围", "第二节 规划期限和范围"))
    assert found["g-value"].standing == "moved"


def test_what_changed_is_shown_beside_what_it_is_now() -> None:
    found = findings(("31平方公里", "32平方公里"))
    assert set(found) == {"g-value", "g-premise"}
    assert found["g-value"].standing == "changed"
    assert found["g-value"].difference == "规划面积为〔31→32〕平方公里"
    assert found["g-value"].changes == (Change("31", "32"),)


def test_a_changed_number_is_proposed_in_what_a_right_answer_says_too() -> None:
    text = PLAN.replace("31平方公里", "32平方公里")
    found = audit(gold(), plan(text), plan())
    proposed = {each.item_id: each for each in found.proposals}
    assert proposed["g-value"].points == (("32平方公里",),)
    assert proposed["g-premise"].correction == (("32平方公里",),)
    placed, misplaced = place_all(found.proposals, plan(text))
    assert len(placed) == 2
    assert not misplaced


@pytest.mark.parametrize("with_previous", [True, False])
def test_what_is_gone_is_gone(with_previous: bool) -> None:
    found = findings(("规划面积为31平方公里,分为", "分为"), with_previous=with_previous)
    assert found["g-value"].standing == "gone"
    assert found["g-value"].mended is None


def test_a_neighbour_that_was_there_before_is_no_new_wording() -> None:
    south = "南港组团聚焦人工智能、航运服务等领域,打造开放门户。\n"
    like_it = "北关组团聚焦人工智能、航运服务等领域,打造开放门户。\n"
    old = PLAN.replace(south, south + like_it)
    new = PLAN.replace(south, like_it)
    with_previous = {f.item.item_id: f for f in audit(gold(), plan(new), plan(old)).findings}
    assert with_previous["g-list"].standing == "gone"
    without = {f.item.item_id: f for f in audit(gold(), plan(new)).findings}
    assert without["g-list"].standing == "changed"


def test_an_item_with_gone_evidence_has_no_proposal() -> None:
    text = PLAN.replace("规划面积为31平方公里,分为", "分为")
    assert not audit(gold(), plan(text), plan()).proposals


def test_a_document_that_is_not_there() -> None:
    assert {each.standing for each in audit(gold(), {}).findings} == {"no_document"}


def test_coverage_lists_the_sections_that_no_item_asks_about() -> None:
    found = audit(gold(), plan())
    counts = {each.path[-1]: each.items for each in found.coverage}
    assert counts == {"第一节 发展目标": 0, "第二节 规划范围": 2, "第一节 重点产业": 4, "第二节 人才保障": 0}
    assert [each.path[-1] for each in found.unasked] == ["第一节 发展目标", "第二节 人才保障"]


def test_a_number_is_one_word_of_a_difference() -> None:
    assert changes("共31个", "共32个") == (Change("31", "32"),)
    assert marked_difference("完善配套服务", "配套服务") == "〔完善→〕配套服务"


def test_lines_are_replaced_by_id_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    write_items(gold(), path)
    before = path.read_text(encoding="utf-8").splitlines()
    mended = audit(gold(), plan(PLAN.replace("31平方公里", "32平方公里")), plan()).proposals
    assert replace_items(mended, [path]) == 2
    after = path.read_text(encoding="utf-8").splitlines()
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 2
    assert [each.item_id for each in load_gold([path])] == [each.item_id for each in gold()]


def test_an_unknown_id_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    write_items(gold()[:1], path)
    before = path.read_bytes()
    with pytest.raises(GoldError, match="g-list"):
        replace_items([item("g-list")], [path])
    assert path.read_bytes() == before


def test_an_id_that_is_taken_is_not_added_twice(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    append_items([item("g-value")], path)
    append_items([item("g-list")], path)
    assert len(load_gold([path])) == 2
    with pytest.raises(GoldError, match="已有 g-list"):
        append_items([item("g-list")], path)
