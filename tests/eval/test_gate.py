"""The gate: strict rules, reasons in words, a baseline that is a small run."""

from pathlib import Path

import pytest

from eval.errors import GateError
from eval.gate import Rules, check, load_baseline, load_rules, save_baseline
from eval.runner import run
from tests.eval.scripted import Oracle, gold, plan
from tests.eval.test_compare import WRONG, record


def names(breaches: object) -> set[tuple[str, str]]:
    return {(each.rule, each.name) for each in breaches}  # type: ignore[attr-defined]


def test_the_rules_that_ship_are_well_formed() -> None:
    rules = load_rules()
    assert set(rules.floor) == {"dev", "test"}
    assert rules.limits.failures == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tolerance]\nexat = 0.1", "exat"),
        ("[floor.train]\nexact = 0.5", "train"),
        ("[floor.dev]\nlatency = 5", "latency"),
        ("[limit]\nfailures = 1", "limit"),
        ("[tolerance", "读不了"),
    ],
)
def test_a_typo_in_the_rules_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gate.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GateError, match=message):
        load_rules(path)


def test_a_right_run_passes() -> None:
    assert check(record(), load_rules(), record()) == ()


def test_floors_fail_by_split() -> None:
    rules = Rules(floor={"dev": {"exact": 0.9}, "test": {"exact": 0.5}})
    (breach,) = check(record(WRONG), rules, None)
    assert (breach.rule, breach.name, breach.split) == ("floor", "exact", "dev")
    assert str(breach) == "[dev] 全对 0.800 未到下限 0.9(n=5)"


def test_tolerances_name_the_items() -> None:
    rules = Rules(tolerance={"exact": 0.1})
    dev, test = check(record(WRONG), rules, record())
    assert dev.items == ("g-value",)
    assert test.items == ("g-fact",)
    assert "1.000 → 0.800" in dev.reason
    assert check(record(WRONG), Rules(tolerance={"exact": 0.4}), record()) == ()


def test_getting_better_is_no_breach() -> None:
    assert check(record(), load_rules(), record(WRONG)) == ()


def test_promises_hold_for_every_answer() -> None:
    bent = {"g-value": {"blocks": [{"type": "statement", "text": "99平方公里", "citation": 1}]}}
    assert ("always", "guard_violations") in names(check(record(bent), load_rules(), None))


def test_failures_and_missing_items_are_breaches() -> None:
    documents = plan()
    oracle = Oracle(documents)
    broken = run(gold(), documents, lambda item: {} if item.item_id == "g-list" else oracle(item))
    assert ("limit", "failures") in names(check(broken, load_rules(), None))
    fewer = run(gold()[:3], documents, oracle)
    assert ("limit", "missing_items") in names(check(fewer, load_rules(), record()))


def test_a_baseline_is_small_and_compares_like_its_run(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    save_baseline(record(), path)
    baseline = load_baseline(path)
    assert all("hits" not in item.answer for item in baseline.items)
    assert check(record(), load_rules(), baseline) == ()
    assert names(check(record(WRONG), load_rules(), baseline)) == names(check(record(WRONG), load_rules(), record()))


def test_a_missing_baseline_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="eval gate --accept"):
        load_baseline(tmp_path / "none.json")
