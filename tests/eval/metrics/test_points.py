"""Points, forbidden words and numbers, by hand."""

from eval.metrics import numbers
from eval.metrics.points import nothing_forbidden, points
from tests.eval.scripted import case, item, plan, scripted_answer


def said(item_id: str, text: str, **changes: object) -> float | None:
    answer = scripted_answer(item(item_id), plan()) | {"text": text} | changes
    return points(case(item(item_id), answer))


def test_points_by_hand() -> None:
    assert said("g-list", "东湾组团聚焦人工智能。") == 0.5
    assert said("g-list", "东湾组团、南港组团") == 1.0
    assert said("g-list", "西岭组团") == 0.0


def test_a_refusal_makes_no_point_even_if_its_nearest_clauses_do() -> None:
    assert said("g-value", "规划没有说。最近的:规划面积为31平方公里", status="refused") == 0.0


def test_a_number_is_not_found_in_a_longer_one() -> None:
    assert said("g-count", "共12个组团") == 0.0
    assert said("g-count", "共 2 个组团") == 1.0
    assert said("g-value", "规划面积为131平方公里") == 0.0


def test_list_numbers_and_markers_are_no_answer() -> None:
    assert said("g-count", "1. 东湾组团[1]\n2. 南港组团[2]") == 0.0


def test_items_without_answer_have_no_points() -> None:
    assert points(case(item("g-absent"))) is None


def test_forbidden() -> None:
    fact = item("g-fact")
    assert nothing_forbidden(case(fact)) == 1.0
    wrong = scripted_answer(fact, plan()) | {"text": "生物医药、航运服务"}
    assert nothing_forbidden(case(fact, wrong)) == 0.0
    assert nothing_forbidden(case(item("g-value"))) is None


def test_number_accuracy() -> None:
    value = item("g-value")
    assert numbers.accuracy(case(value)) == 1.0
    assert numbers.accuracy(case(value, scripted_answer(value, plan()) | {"text": "32平方公里"})) == 0.0
    assert numbers.accuracy(case(item("g-fact"))) is None
