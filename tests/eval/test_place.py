"""Where evidence stands: spans, passages, and what a parser lost."""

from dataclasses import replace

import pytest

from eval.errors import GoldError
from eval.gold import load_gold, parse_item
from eval.place import Misplaced, place, place_all, require_placed, uncovered
from eval.runner import run
from eval.subject import library_documents
from eval.types import Placed
from tests.eval.scripted import GOALS, LINES, Oracle, evidence, gold, item, plan


def test_a_quote_becomes_the_span_where_it_stands() -> None:
    documents = plan()
    placed = place(item("g-list"), documents)
    assert isinstance(placed, Placed)
    text = documents["linjiang"].document.text
    assert [text[s.start : s.end] for s in placed.spans] == [piece.quote for piece in placed.item.evidence]
    by_id = {p.passage_id: p for p in documents["linjiang"].passages}
    assert all(any(s.start < by_id[i].end and by_id[i].start < s.end for s in placed.spans) for i in placed.relevant)


def test_a_chapter_s_path_covers_its_sections() -> None:
    wider = parse_item(LINES[0] | {"evidence": evidence(["第一章 总体要求"], "规划面积为31平方公里")})
    assert isinstance(place(wider, plan()), Placed)


def test_the_named_section_is_where_it_is_looked_for() -> None:
    elsewhere = parse_item(LINES[0] | {"evidence": evidence(GOALS, "规划面积为31平方公里")})
    assert isinstance(place(elsewhere, plan()), Misplaced)


def test_an_item_without_document_is_looked_for_in_all() -> None:
    assert isinstance(place(replace(item("g-value"), doc=""), plan()), Placed)


def test_an_unknown_document_is_named() -> None:
    wrong = place(replace(item("g-value"), doc="other"), plan())
    assert isinstance(wrong, Misplaced)
    assert "other" in wrong.problem


def test_a_lost_paragraph_is_counted_and_named() -> None:
    documents = plan()
    parsed = documents["linjiang"]
    lost = next(p for p in parsed.passages if "规划面积" in p.text)
    documents["linjiang"] = replace(parsed, passages=tuple(p for p in parsed.passages if p is not lost))
    assert uncovered(documents["linjiang"]) == len(lost.text)
    _, misplaced = place_all(gold(), documents)
    assert {each.item.item_id for each in misplaced} == {"g-value", "g-premise"}
    with pytest.raises(GoldError, match="解析时丢失"):
        require_placed(misplaced)


def test_nothing_is_lost_of_the_small_plan() -> None:
    assert uncovered(plan()["linjiang"]) == 0


def test_the_gold_that_ships_stands_in_the_texts_that_ship(home) -> None:
    items = load_gold()
    documents = library_documents(items, home)
    _, misplaced = place_all(items, documents)
    require_placed(misplaced)
    assert {doc_id: uncovered(parsed) for doc_id, parsed in documents.items()} == dict.fromkeys(documents, 0)


def test_every_item_that_ships_can_be_answered_exactly(home) -> None:
    """A right answer made from an item's own fields is exact: no item asks for what its fields contradict."""
    items = load_gold()
    documents = library_documents(items, home)
    record = run(items, documents, Oracle(documents))
    assert [item.item_id for item in record.items if item.scores["exact"] != 1.0] == []
    assert not record.failures
