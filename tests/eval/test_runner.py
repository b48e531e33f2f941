"""A run: failures apart from scores, the same record twice, written whole or not at all."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from eval.errors import GoldError, RunError
from eval.record import FailureRecord, RunRecord, list_runs, load_run, save_run
from eval.runner import run
from eval.summary import by_split, chapter_of, false_refusals, group_of, grouped, kind_of, shown
from eval.types import GoldItem
from tests.eval.scripted import LINES, PLAN, Oracle, gold, plan


def scored(**options: Any) -> RunRecord:
    documents = plan()
    return run(gold(), documents, Oracle(documents), **options)


def test_a_right_assistant_scores_one() -> None:
    record = scored()
    assert not record.failures
    for summary in by_split(record).values():
        for name in ("exact", "points", "recall@5", "mrr@10", "ndcg@10", "citation_precision", "citation_recall"):
            assert summary[name].mean == 1.0, name
        assert summary["guard_violations"].mean == 0.0
        assert summary["false_refusal"].mean == 0.0


def test_not_eligible_is_not_zero() -> None:
    dev = by_split(scored())["dev"]
    assert dev["exact"].n == 5
    assert dev["recall@5"].n == 4  # one item has no evidence
    assert dev["refusal_recall"].n == 1
    assert dev["follow_up"].n == 1
    assert dev["latency_p50"].mean == 12.0


def test_two_runs_give_the_same_record_but_for_times() -> None:
    assert scored().stable() == scored().stable()


def test_failures_are_apart_and_have_no_score() -> None:
    documents = plan()
    oracle = Oracle(documents)

    def ask(item: GoldItem) -> Mapping[str, Any]:
        if item.item_id == "g-value":
            raise ZeroDivisionError("oops")
        if item.item_id == "g-list":
            return oracle(item) | {"status": "error", "error": "模型没有回应"}
        if item.item_id == "g-fact":
            return {"status": "answered"}
        return oracle(item)

    record = run(gold(), documents, ask)
    assert {failure.item_id: failure.error for failure in record.failures} == {
        "g-value": "ZeroDivisionError: oops",
        "g-list": "模型没有回应",
        "g-fact": "答案缺少 text、blocks、citations、hits;格式见 docs/design.md §4",
    }
    assert len(record.items) == len(LINES) - 3
    assert by_split(record)["dev"]["exact"].n == 3


def test_stale_gold_stops_a_run_unless_it_is_allowed() -> None:
    documents = plan(PLAN.replace("31平方公里", "32平方公里"))
    with pytest.raises(GoldError, match="共 2 处"):
        run(gold(), documents, Oracle(documents))
    record = run(gold(), documents, Oracle(documents), allow_stale=True)
    assert {f.item_id for f in record.failures if f.stale} == {"g-value", "g-premise"}


def test_groups() -> None:
    record = scored()
    assert set(grouped(record.items, kind_of, ["exact"])) == {"value", "list", "count", "fact", "why"}
    assert grouped(record.items, group_of, ["exact"])["aggregate"]["exact"].n == 2
    assert grouped(record.items, chapter_of, ["exact"])["第二章 产业布局"]["exact"].n == 4


def test_false_refusals_are_counted_by_reason() -> None:
    documents = plan()
    oracle = Oracle(documents)
    refuse = {"status": "refused", "reason": "absent", "citations": []}
    record = run(gold(), documents, lambda item: oracle(item) | refuse)
    assert false_refusals(record.items) == {"absent": 6}


def test_shown() -> None:
    assert (shown("exact", None), shown("exact", 1 / 3), shown("latency_p95", 12.4), shown("length_ratio", 1.234)) == (
        "—",
        "0.333",
        "12",
        "1.23",
    )


def test_a_record_is_found_by_id_by_its_start_and_by_last(tmp_path: Path) -> None:
    first = scored().model_copy(update={"run_id": "20200101-000000-abc", "at": "2020-01-01"})
    second = scored().model_copy(update={"run_id": "20200102-000000-abc", "at": "2020-01-02"})
    path = save_run(first, tmp_path)
    save_run(second, tmp_path)
    assert load_run("last", tmp_path) == second
    assert load_run("20200101", tmp_path) == load_run(str(path), tmp_path) == first
    assert [each.run_id for each in list_runs(tmp_path)] == [first.run_id, second.run_id]
    with pytest.raises(RunError, match="不止一个"):
        load_run("2020", tmp_path)
    with pytest.raises(RunError, match="没有以 1999"):
        load_run("1999", tmp_path)
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_damaged_record_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "20200101-000000.json").write_text('{"format": 1}', encoding="utf-8")
    with pytest.raises(RunError, match="读不了"):
        load_run("last", tmp_path)
    assert list_runs(tmp_path) == []


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(RunError, match=r"disk full.*--out"):
        save_run(scored(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_failure_records_are_strict() -> None:
    with pytest.raises(ValueError):
        FailureRecord.model_validate({"item_id": "a", "split": "dev", "question": "?", "error": "x", "typo": 1})
