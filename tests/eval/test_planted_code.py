"""The same faults planted in the code itself, from parser to answer; the unchanged code passes."""

import shutil
from pathlib import Path
from typing import Any

import pytest

import assistant.draft
import assistant.listing
import assistant.refuse
import corpus.parse
from corpus.library import PLANS
from eval.gate import Rules, check, load_rules
from eval.record import RunRecord
from index import Retriever
from tests.eval.toy import PLAN, toy_run


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> RunRecord:
    return toy_run(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The gate's rules without floors, which the toy encoder does not reach."""
    return load_rules().model_copy(update={"floor": {}})


def caught(record: RunRecord, rules: Rules, baseline: RunRecord) -> set[tuple[str, str]]:
    return {(each.rule, each.name) for each in check(record, rules, baseline)}


def test_the_unchanged_code_passes_and_gives_the_same_record(tmp_path: Path, rules: Rules, baseline: RunRecord) -> None:
    again = toy_run(tmp_path)
    assert check(again, rules, baseline) == ()
    one, two = baseline.stable(), again.stable()
    assert {name: one[name] for name in one if name != "code"} == {name: two[name] for name in two if name != "code"}


def test_a_retriever_that_drops_the_third_hit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Rules, baseline: RunRecord
) -> None:
    retrieve = Retriever.retrieve

    def dropping(self: Retriever, *args: Any, **options: Any) -> Any:
        from dataclasses import replace

        found = retrieve(self, *args, **options)
        left = [hit for hit in found.hits if hit.rank != 3]
        return replace(found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(left, start=1)))

    monkeypatch.setattr(Retriever, "retrieve", dropping)
    found = caught(toy_run(tmp_path), rules, baseline)
    assert any(rule == "tolerance" and name.startswith("recall@") for rule, name in found)
    assert not any(name.startswith(("citation_verbatim", "guard")) for _, name in found)


def test_a_parser_that_loses_a_paragraph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Rules, baseline: RunRecord
) -> None:
    passages = vars(corpus.parse)["passages"]

    def losing(*args: Any, **options: Any) -> Any:
        found = passages(*args, **options)
        return found[:10] + found[11:]

    monkeypatch.setattr(corpus.parse, "passages", losing)
    assert ("limit", "lost_characters") in caught(toy_run(tmp_path), rules, baseline)


def test_a_composer_that_drops_a_list_member(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Rules, baseline: RunRecord
) -> None:
    block = vars(assistant.listing)["ListBlock"]
    monkeypatch.setattr(assistant.listing, "ListBlock", lambda items, **options: block(items[:-1], **options))
    found = caught(toy_run(tmp_path), rules, baseline)
    assert {("tolerance", "member_recall"), ("tolerance", "exact"), ("always", "guard_violations")} <= found
    assert not any(name.startswith(("recall@", "refusal")) for _, name in found)


def test_a_refusal_rule_that_answers_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Rules, baseline: RunRecord
) -> None:
    monkeypatch.setattr(assistant.refuse, "decide", lambda *args, **options: None)
    found = caught(toy_run(tmp_path), rules, baseline)
    assert ("tolerance", "refusal_recall") in found
    assert not any(name.startswith(("member", "citation_verbatim", "guard", "false_refusal")) for _, name in found)


def test_a_citation_shifted_by_one_character(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Rules, baseline: RunRecord
) -> None:
    trimmed = assistant.draft.trimmed

    def shifted(text: str, span: Any) -> Any:
        start, end = trimmed(text, span)
        return start + 1, end + 1

    monkeypatch.setattr(assistant.draft, "trimmed", shifted)
    found = caught(toy_run(tmp_path), rules, baseline)
    assert ("tolerance", "citation_whole") in found
    assert not any(name.startswith(("recall@", "refusal")) for _, name in found)


def test_a_document_edit_that_changes_31_to_32(tmp_path: Path, rules: Rules, baseline: RunRecord) -> None:
    plans = tmp_path / "plans"
    shutil.copytree(PLANS, plans)
    path = plans / f"{PLAN}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("31", "32"), encoding="utf-8")
    assert ("limit", "stale") in caught(toy_run(tmp_path / "home", plans), rules, baseline)
