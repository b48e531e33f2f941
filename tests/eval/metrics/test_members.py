"""Lists and counts, by hand."""

import pytest

from eval.metrics import members
from eval.types import Case
from tests.eval.scripted import case, item, plan, scripted_answer


def listing(*names: str, label: str = "") -> Case:
    """The list question answered with these names."""
    each = item("g-list")
    block = {"type": "list", "label": label, "items": [{"name": n, "text": n, "citations": [1]} for n in names]}
    return case(each, scripted_answer(each, plan()) | {"blocks": [block], "text": "、".join(names)})


def test_by_hand() -> None:
    # members 东湾, 南港; shown 东湾, 西岭, 全区: P = 1/3, R = 1/2, F1 = 2·(1/3)(1/2) / (5/6) = 0.4
    given = listing("东湾组团", "西岭组团", "全区")
    assert members.precision(given) == pytest.approx(1 / 3)
    assert members.recall(given) == 0.5
    assert members.f1(given) == pytest.approx(0.4)


def test_forms_and_longer_names() -> None:
    given = listing("东湾", "南港组团(新)")
    assert members.f1(given) == 1.0


def test_nothing_right_is_zero() -> None:
    assert members.f1(listing("西岭组团")) == 0.0


def test_merely_related_lists_are_not_the_answer() -> None:
    assert members.precision(listing("西岭组团", label="相关")) is None


def test_tables_show_members_in_their_first_column() -> None:
    each = item("g-list")
    rows = [[{"text": "东湾组团"}, {"text": "设计高地", "citations": [1]}], [{"text": "南港组团"}, {"text": ""}]]
    block = {"type": "table", "header": ["组团", "定位"], "rows": rows}
    given = case(each, scripted_answer(each, plan()) | {"blocks": [block]})
    assert members.f1(given) == 1.0


def test_an_answer_in_sentences_has_recall_only() -> None:
    each = item("g-list")
    given = case(each, scripted_answer(each, plan()) | {"blocks": [], "text": "东湾组团聚焦人工智能。"})
    assert members.recall(given) == 0.5
    assert members.precision(given) is members.f1(given) is None


def test_a_refusal_shows_nothing() -> None:
    each = item("g-list")
    given = case(each, scripted_answer(each, plan()) | {"status": "refused"})
    assert (members.recall(given), members.precision(given), members.f1(given)) == (0.0, None, 0.0)


def test_items_without_members_are_not_eligible() -> None:
    assert members.recall(case(item("g-fact"))) is None


def test_the_longest_form_decides() -> None:
    assert members.member_of("海淀园东区组团", (("海淀园",), ("海淀园东区",))) == 1
    assert members.member_of("海淀园", (("海淀园东区",), ("海淀园",))) == 1
    assert members.member_of("亦庄", (("海淀园",),)) is None
