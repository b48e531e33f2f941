"""Sets and counts of gold items are recomputed from their own quotes."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval.audit import audit
from eval.audit_tables import audit_tables
from eval.console import console
from eval.gold import load_gold
from eval.goldfile import write_items
from eval.recount import recount
from eval.types import GoldItem
from eval.upkeep import audit_gold
from tests.eval.scripted import gold, item, plan

LIST, COUNT = item("g-list"), item("g-count")


def test_the_dev_sets_that_ship_follow_from_their_evidence() -> None:
    items = [each for each in load_gold() if each.split == "dev"]
    assert [each.item.item_id for each in recount(items)] == []
    assert sum(bool(each.members) for each in items) >= 100


def test_sound_sets_are_passed_over() -> None:
    assert recount(gold()) == ()
    assert recount([replace(COUNT, points=(("两个",),))]) == ()
    assert recount([replace(LIST, members=(("东湾组团", "东湾 组团"), ("南港",)))]) == ()


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (replace(LIST, evidence=LIST.evidence[:1]), "1 个成员不在任何一条引文里:南港组团"),
        (replace(LIST, members=(*(LIST.members or ()), ("西岭组团",))), "1 个成员不在任何一条引文里:西岭组团"),
        (replace(LIST, members=(*(LIST.members or ()), ("东湾",))), "有两个成员写法相同:东湾"),
        (replace(COUNT, points=(("3个", "三个"),)), "成员有 2 个,要点说的不是这个数"),
        (replace(COUNT, points=(("12个",),)), "成员有 2 个,要点说的不是这个数"),
    ],
)
def test_what_does_not_follow_is_named(wrong: GoldItem, problem: str) -> None:
    assert [(each.item, each.problem) for each in recount([wrong])] == [(wrong, problem)]


def test_an_audit_lists_dev_and_only_counts_test() -> None:
    short = replace(LIST, evidence=LIST.evidence[:1])
    hidden = replace(COUNT, evidence=COUNT.evidence[:1])
    found = audit([short, hidden], plan())
    assert [each.item for each in found.to_mend] == [short]
    with console.capture() as captured:
        console.print(audit_tables(found))
    shown = captured.get()
    assert "g-list 1 个成员不在任何一条引文里" in shown
    assert (shown.count("g-list"), shown.count("g-count")) == (1, 1)
    assert shown.count("南港组团") == 1


@pytest.mark.parametrize("quotes", [None, 1])
def test_a_dev_set_that_does_not_follow_fails_the_audit(home: Path, quotes: int | None) -> None:
    wide = next(each for each in load_gold() if each.split == "dev" and each.type == "list" and len(each.evidence) > 3)
    write_items([replace(wide, evidence=wide.evidence[:quotes])], home / "gold.jsonl")
    assert audit_gold((home / "gold.jsonl",), None) == (quotes is None)
