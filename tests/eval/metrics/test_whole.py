"""Exact items, refusals, guard violations, kind, length and latency, by hand."""

from typing import Any

import pytest

from eval.metrics import BY_NAME, MEASURES, guard, refusal, score, whole
from eval.types import Case
from tests.eval.scripted import LINES, case, item, plan, scripted_answer


def changed(item_id: str, **changes: Any) -> Case:
    return case(item(item_id), scripted_answer(item(item_id), plan()) | changes)


def test_every_right_answer_is_exact() -> None:
    for line in LINES:
        assert whole.exact(case(item(line["id"]))) == 1.0, line["id"]


@pytest.mark.parametrize(
    ("item_id", "changes"),
    [
        ("g-value", {"text": "30平方公里"}),
        ("g-value", {"status": "refused", "reason": "absent"}),
        ("g-fact", {"text": "生物医药和航运服务"}),
        ("g-list", {"blocks": [{"type": "list", "items": [{"name": "东湾组团"}]}]}),
        (
            "g-list",
            {"blocks": [{"type": "list", "items": [{"name": n} for n in ("东湾组团", "南港组团", "西岭组团")]}]},
        ),
        ("g-premise", {"text": "因为规划如此"}),
        ("g-absent", {"status": "answered"}),
    ],
)
def test_what_is_not_exact(item_id: str, changes: dict[str, Any]) -> None:
    assert whole.exact(changed(item_id, **changes)) == 0.0


def test_follow_up_is_exact_over_items_with_history() -> None:
    assert whole.follow_up(case(item("g-follow"))) == 1.0
    assert whole.follow_up(case(item("g-fact"))) is None


def test_refusals() -> None:
    due, wrong = case(item("g-absent")), changed("g-value", status="refused", reason="absent")
    assert (refusal.precision(due), refusal.recall(due), refusal.right_reason(due)) == (1.0, 1.0, 1.0)
    assert (refusal.precision(wrong), refusal.recall(wrong), refusal.false_refusal(wrong)) == (0.0, None, 1.0)
    missed = changed("g-absent", status="answered")
    assert (refusal.precision(missed), refusal.recall(missed), refusal.right_reason(missed)) == (None, 0.0, None)
    assert refusal.right_reason(changed("g-figure", reason="absent")) == 0.0
    assert refusal.false_refusal(due) is None


def test_a_premise_is_corrected_in_words_and_in_status() -> None:
    assert refusal.premise_corrected(case(item("g-premise"))) == 1.0
    assert refusal.premise_corrected(changed("g-premise", status="answered")) == 0.0
    assert refusal.premise_corrected(changed("g-premise", text="不是")) == 0.0
    assert refusal.premise_corrected(case(item("g-fact"))) is None


def test_guard_counts_what_the_citations_do_not_carry() -> None:
    assert guard.violations(case(item("g-value"))) == 0.0
    number = [{"type": "statement", "text": "规划面积为32平方公里", "citation": 1}]
    assert guard.violations(changed("g-value", blocks=number)) == 1.0
    marker = [{"type": "statement", "text": "规划面积", "citation": 7}]
    assert guard.violations(changed("g-value", blocks=marker)) == 1.0
    bare = [{"type": "list", "items": [{"name": "北关组团", "text": "", "citations": []}]}]
    assert guard.violations(changed("g-list", blocks=bare)) == 1.0
    invented = [{"type": "list", "items": [{"name": "北关组团", "text": "", "citations": [1]}]}]
    assert guard.violations(changed("g-list", blocks=invented)) == 1.0
    inherited = [{"type": "list", "items": [{"name": "西岭组团", "text": "", "citations": [1]}]}]
    assert guard.violations(changed("g-list", blocks=inherited)) == 0.0
    cell = [{"type": "table", "rows": [[{"text": "甲"}, {"text": "99家", "citations": [1]}]]}]
    assert guard.violations(changed("g-value", blocks=cell)) == 1.0
    assert guard.violations(case(item("g-absent"))) is None


def test_guard_compares_the_count_with_the_members_shown() -> None:
    assert guard.violations(changed("g-list", check={"class": "组团", "checked": 3, "matched": 2})) == 0.0
    assert guard.violations(changed("g-list", check={"class": "组团", "checked": 3, "matched": 3})) == 1.0


def test_kind_length_and_latency() -> None:
    assert whole.kind_recognised(changed("g-value", understood={"kind": "fact"})) == 0.0
    assert whole.kind_recognised(case(item("g-absent"))) is None
    # evidence 规划面积为31平方公里 is 11 characters
    assert whole.length_ratio(changed("g-value", text="规划面积为31平方公里[1]")) == 1.0
    assert whole.length_ratio(changed("g-value", text="31 平方公里")) == pytest.approx(6 / 11)
    assert whole.latency(changed("g-value", timings_ms={"total": 8})) == 8.0
    assert whole.latency(changed("g-value", timings_ms={})) is None


def test_every_measure_has_a_name_a_title_and_a_definition() -> None:
    assert len(BY_NAME) == len(MEASURES)
    assert all(measure.title and measure.definition for measure in MEASURES)
    assert set(score(case(item("g-value")))) == set(BY_NAME)
