"""Citations against evidence, by hand."""

from typing import Any

import pytest

from eval.metrics import citation
from tests.eval.scripted import WEST, case, item, plan, scripted_answer
from tests.eval.scripted import citation as cite


def answer(item_id: str, *quotes: str, **changes: Any) -> dict[str, Any]:
    """The right answer to an item with these words cited instead."""
    documents = plan()
    parsed = documents["linjiang"]
    text = parsed.document.text
    given = scripted_answer(item(item_id), documents) | changes
    from eval.types import DocSpan

    spans = [DocSpan("linjiang", text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    return given | {"citations": [cite(number, span, parsed) for number, span in enumerate(spans, start=1)]}


def test_precision_and_recall_by_hand() -> None:
    # two evidence spans (东湾, 南港); cited: 东湾 and 西岭 → 1 of 2 right, 1 of 2 found
    given = case(item("g-list"), answer("g-list", "东湾组团聚焦集成电路", WEST))
    assert citation.precision(given) == 0.5
    assert citation.recall(given) == 0.5


def test_a_citation_that_names_a_member_counts() -> None:
    # 规划范围 is no evidence, but it names 东湾组团
    given = case(item("g-list"), answer("g-list", "分为东湾组团、西岭组团、南港组团3个组团。"))
    assert citation.precision(given) == 1.0
    assert citation.recall(given) == 0.0


def test_overlap_by_hand() -> None:
    # evidence 规划面积为31平方公里 (11 characters); cited 31平方公里,分为 (9): 6 shared → 2·6 / (11 + 9)
    given = case(item("g-value"), answer("g-value", "31平方公里,分为"))
    assert citation.overlap(given) == pytest.approx(2 * 6 / 20)


def test_nothing_cited_is_no_precision_but_no_recall_either() -> None:
    given = case(item("g-value"), answer("g-value"))
    assert citation.precision(given) is None
    assert citation.recall(given) == 0.0
    assert citation.overlap(given) == 0.0
    assert citation.verbatim(given) is None


def test_items_without_answer_are_not_eligible() -> None:
    given = case(item("g-absent"))
    assert citation.precision(given) is citation.recall(given) is citation.overlap(given) is None


def test_a_quote_off_by_one_is_not_verbatim() -> None:
    right = answer("g-value", "规划面积为31平方公里")
    assert citation.verbatim(case(item("g-value"), right)) == 1.0
    right["citations"][0]["start"] += 1
    right["citations"][0]["end"] += 1
    assert citation.verbatim(case(item("g-value"), right)) == 0.0


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (WEST, 1.0),
        (WEST[:-1], 1.0),
        ("打造健康谷。", 1.0),
        (WEST[1:], 0.0),  # begins inside a word
        (WEST[:-2], 0.0),  # ends inside a word
        ("," + "打造健康谷", 0.0),  # begins with a comma
    ],
)
def test_whole_clauses(quote: str, expected: float) -> None:
    assert citation.whole(case(item("g-fact"), answer("g-fact", quote))) == expected
