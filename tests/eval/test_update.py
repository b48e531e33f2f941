"""After a text's update: what changed, which questions it touches, what got worse."""

from eval.runner import run
from eval.update import Update, examine_update
from tests.eval.scripted import EAST, PLAN, Oracle, gold, plan


def updated(text: str, bend: dict[str, str] | None = None) -> Update:
    before, after = plan(), plan(text)
    last = run(gold(), before, Oracle(before))
    oracle = Oracle(after)

    def ask(item):
        answer = oracle(item)
        return answer | {"text": bend[item.item_id]} if bend and item.item_id in bend else answer

    record = run(gold(), after, ask, allow_stale=True)
    return examine_update(gold(), before, after, record, last)


def test_an_update_touches_the_items_of_what_changed() -> None:
    found = updated(PLAN.replace("31平方公里", "32平方公里"))
    assert {item.item_id for item in found.touched} == {"g-value", "g-premise"}
    assert {failure.item_id for failure in found.record.failures} == {"g-value", "g-premise"}
    assert len(found.audit.proposals) == 2


def test_an_item_in_a_changed_passage_is_touched_though_its_quote_stands() -> None:
    found = updated(PLAN.replace("西岭组团、南港组团3个组团", "西岭组团、南港组团、北关组团4个组团"))
    assert not found.audit.findings
    assert {item.item_id for item in found.touched} == {"g-value", "g-premise"}


def test_a_sentence_that_comes_in_touches_the_lists_of_its_section() -> None:
    found = updated(PLAN.replace(EAST, EAST + "\n北关组团聚焦人工智能等领域。"))
    assert not found.audit.findings
    assert {item.item_id for item in found.touched} == {"g-list", "g-count"}


def test_a_renamed_section_touches_what_stands_in_it() -> None:
    found = updated(PLAN.replace("第二节 规划范围", "第二节 规划期限和范围"))
    assert {item.item_id for item in found.touched} == {"g-value", "g-premise"}
    assert [change.kinds for change in found.differences[0].sections] == [("renamed",)]


def test_nothing_changed() -> None:
    found = updated(PLAN)
    assert (found.sections, found.touched, found.worse, found.unknown) == (0, (), (), ())


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
