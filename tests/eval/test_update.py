"""After a text's update: what changed, which questions it touches, what got worse."""

import pytest

from eval.runner import run
from eval.textchange import alterations
from eval.update import Update, examine_update
from tests.eval.scripted import EAST, PLAN, WEST, Oracle, gold, plan


def updated(text: str, bend: dict[str, str] | None = None) -> Update:
    before, after = plan(), plan(text)
    last = run(gold(), before, Oracle(before))
    oracle = Oracle(after)

    def ask(item):
        answer = oracle(item)
        return answer | {"text": bend[item.item_id]} if bend and item.item_id in bend else answer

    record = run(gold(), after, ask, allow_stale=True)
    return examine_update(gold(), before, after, record, last)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("31平方公里", "32平方公里", [("changed", "第二节 规划范围")]),
        (WEST + "\n", "", [("removed", "第一节 重点产业")]),
        (EAST, EAST + "\n北关组团聚焦文化旅游等产业。", [("added", "第一节 重点产业")]),
        ("第二节 人才保障", "第二节 人才服务", [("moved", "第二节 人才服务")]),
        ("无此文字", "", []),
    ],
)
def test_alterations(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    found = alterations(plan(), plan(PLAN.replace(old, new)))
    assert [(each.what, each.path[-1]) for each in found] == expected


def test_an_update_touches_the_items_of_what_changed() -> None:
    found = updated(PLAN.replace("31平方公里", "32平方公里"))
    assert {item.item_id for item in found.touched} == {"g-value", "g-premise"}
    assert {failure.item_id for failure in found.record.failures} == {"g-value", "g-premise"}
    assert len(found.audit.proposals) == 2


def test_an_item_in_a_changed_passage_is_touched_though_its_quote_stands() -> None:
    found = updated(PLAN.replace("西岭组团、南港组团3个组团", "西岭组团、南港组团、北关组团4个组团"))
    assert not found.audit.findings
    assert {item.item_id for item in found.touched} == {"g-value", "g-premise"}


def test_what_got_worse_is_named() -> None:
    found = updated(PLAN.replace("完善配套服务", "完善配套设施"), {"g-fact": "航运服务"})
    assert found.worse == ("g-fact",)
    assert found.comparison is not None
    assert found.comparison.notices[0].startswith("文档 linjiang 的版本不同")


def test_a_version_that_is_not_kept_is_said_to_be_unknown() -> None:
    before, after = plan(), plan(PLAN.replace("31平方公里", "32平方公里"))
    last = run(gold(), before, Oracle(before))
    record = run(gold(), after, Oracle(after), allow_stale=True)
    assert examine_update(gold(), {}, after, record, last).unknown == ("linjiang",)
    assert examine_update(gold(), {}, after, record, None).comparison is None
