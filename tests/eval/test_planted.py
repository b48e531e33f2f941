"""Planted faults: each is caught by the gate for the right reason, and the unchanged code passes.

The faults are put into right answers to the gold that ships, so that they are caught whatever the assistant is like.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus import parse_text
from eval.gate import Breach, check, load_rules
from eval.gold import load_gold
from eval.place import Documents
from eval.record import RunRecord
from eval.runner import run
from eval.subject import library_documents
from eval.types import GoldItem
from tests.eval.scripted import Oracle, text_of

Bend = Callable[[GoldItem, dict[str, Any]], dict[str, Any]]
GOLD = tuple(item for item in load_gold() if item.doc == "zgc-2020-2035")[::3]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    return library_documents(GOLD, Path(tmp_path_factory.mktemp("home")))


def scored(documents: Documents, bend: Bend = lambda item, answer: answer, **options: Any) -> RunRecord:
    oracle = Oracle(documents)
    return run(GOLD, documents, lambda item: bend(item, oracle(item)), **options)


@pytest.fixture(scope="module")
def baseline(documents: Documents) -> RunRecord:
    return scored(documents)


def caught(record: RunRecord, baseline: RunRecord) -> dict[tuple[str, str], Breach]:
    return {(each.rule, each.name): each for each in check(record, load_rules(), baseline)}


def test_the_unchanged_code_passes(documents: Documents, baseline: RunRecord) -> None:
    assert check(scored(documents), load_rules(), baseline) == ()


def test_a_retriever_that_drops_the_third_hit(documents: Documents, baseline: RunRecord) -> None:
    def bend(item: GoldItem, answer: dict[str, Any]) -> dict[str, Any]:
        left = [hit for hit in answer["hits"] if hit["rank"] != 3]
        return answer | {"hits": [hit | {"rank": rank} for rank, hit in enumerate(left, start=1)]}

    found = caught(scored(documents, bend), baseline)
    assert ("tolerance", "recall@3") in found or ("tolerance", "recall@5") in found
    assert ("tolerance", "ndcg@10") in found
    assert not any(name.startswith(("citation", "member", "refusal", "exact")) for _, name in found)


def test_a_parser_that_loses_a_paragraph(documents: Documents, baseline: RunRecord) -> None:
    (doc_id, parsed), *_ = documents.items()
    lost = parsed.passages[len(parsed.passages) // 2]
    worse = {doc_id: replace(parsed, passages=tuple(p for p in parsed.passages if p is not lost))}
    found = caught(scored(worse, allow_stale=True), baseline)
    assert f"{len(lost.text)} 字不在任何段落" in found["limit", "lost_characters"].reason


def test_a_parser_that_loses_a_cited_paragraph_names_the_items(documents: Documents, baseline: RunRecord) -> None:
    (doc_id, parsed), *_ = documents.items()
    lost = next(p for p in parsed.passages if p.passage_id in baseline.items[0].relevant)
    worse = {doc_id: replace(parsed, passages=tuple(p for p in parsed.passages if p is not lost))}
    found = caught(scored(worse, allow_stale=True), baseline)
    assert baseline.items[0].item_id in found["limit", "stale"].items


def test_a_composer_that_drops_a_list_member(documents: Documents, baseline: RunRecord) -> None:
    def bend(item: GoldItem, answer: dict[str, Any]) -> dict[str, Any]:
        blocks = [
            block | {"items": block["items"][:-1]} if block["type"] == "list" else block for block in answer["blocks"]
        ]
        return answer | {"blocks": blocks, "text": text_of(blocks)}

    found = caught(scored(documents, bend), baseline)
    assert {("tolerance", "member_recall"), ("tolerance", "member_f1"), ("tolerance", "exact")} <= set(found)
    assert ("tolerance", "member_precision") not in found
    assert not any(name.startswith(("recall@", "refusal")) for _, name in found)


def test_three_dropped_members_are_enough(documents: Documents, baseline: RunRecord) -> None:
    victims = [item for item in GOLD if item.members and item.split == "test"][:3]

    def bend(item: GoldItem, answer: dict[str, Any]) -> dict[str, Any]:
        if item not in victims:
            return answer
        frame, listing, *rest = answer["blocks"]
        return answer | {"blocks": [frame, listing | {"items": listing["items"][1:]}, *rest]}

    found = caught(scored(documents, bend), baseline)
    assert set(found["tolerance", "exact"].items) == {victim.item_id for victim in victims}
    assert found["tolerance", "exact"].split == "test"


def test_a_refusal_rule_that_answers_everything(documents: Documents, baseline: RunRecord) -> None:
    def bend(item: GoldItem, answer: dict[str, Any]) -> dict[str, Any]:
        if answer["status"] != "refused":
            return answer
        return answer | {"status": "answered", "reason": None, "text": "规划提出了相关要求。"}

    found = caught(scored(documents, bend), baseline)
    assert {("floor", "refusal_recall"), ("tolerance", "refusal_recall"), ("tolerance", "exact")} <= set(found)
    assert not any(name.startswith(("recall@", "member", "citation")) for _, name in found)


def test_a_refusal_rule_that_refuses_what_is_answerable(documents: Documents, baseline: RunRecord) -> None:
    victims = [item.item_id for item in GOLD if item.answerable][:3]

    def bend(item: GoldItem, answer: dict[str, Any]) -> dict[str, Any]:
        refusal = {"status": "refused", "reason": "absent", "citations": [], "blocks": [], "text": "规划没有说。"}
        return answer | refusal if item.item_id in victims else answer

    found = caught(scored(documents, bend), baseline)
    assert set(found["tolerance", "false_refusal"].items) == set(victims)


@pytest.mark.parametrize("shifted", [("start",), ("start", "end"), ("start", "end", "quote")])
def test_a_citation_shifted_by_one_character(
    documents: Documents, baseline: RunRecord, shifted: tuple[str, ...]
) -> None:
    texts = {doc_id: parsed.document.text for doc_id, parsed in documents.items()}

    def shift(citation: Mapping[str, Any]) -> dict[str, Any]:
        moved = {name: citation[name] + 1 for name in shifted if name != "quote"}
        new = dict(citation) | moved
        if "quote" in shifted:
            new["quote"] = texts[new["doc_id"]][new["start"] : new["end"]]
        return new

    def bend(item: GoldItem, answer: dict[str, Any]) -> dict[str, Any]:
        return answer | {"citations": [shift(each) for each in answer["citations"]]}

    found = caught(scored(documents, bend), baseline)
    assert ("tolerance", "citation_whole") in found
    assert ("tolerance", "citation_overlap") in found
    assert (("always", "citation_verbatim") in found) is ("quote" not in shifted)


def test_a_document_edit_that_changes_31_to_32(documents: Documents, baseline: RunRecord) -> None:
    (doc_id, parsed), *_ = documents.items()
    assert "31" in parsed.document.text
    edited = {doc_id: parse_text(parsed.document.text.replace("31", "32"), doc_id, parsed.document.source)}
    found = caught(scored(edited, allow_stale=True), baseline)
    stale = found["limit", "stale"]
    assert stale.items
    touched = [item for item in GOLD if any("31" in piece.quote for piece in item.evidence)]
    assert set(stale.items) == {item.item_id for item in touched}
    assert "python -m eval audit" in stale.reason
