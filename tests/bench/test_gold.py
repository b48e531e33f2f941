"""Evidence by characters: sums worked by hand."""

import pytest

from bench.gold import Asked, covered, documents, questions, recall, sample, within
from eval.types import DocSpan
from tests.conftest import ROOT


def at(start: int, end: int, doc: str = "a") -> DocSpan:
    return DocSpan(doc, start, end)


def test_a_quote_may_be_covered_by_two_texts_that_touch() -> None:
    assert covered(at(5, 15), [at(10, 20), at(0, 10)])
    assert not covered(at(5, 15), [at(0, 9), at(10, 20)])
    assert not covered(at(5, 15), [at(0, 20, "b")])


@pytest.mark.parametrize(
    ("found", "evidence", "expected"),
    [
        ([at(0, 10)], [], None),
        ([], [at(0, 5)], 0.0),
        ([at(0, 10)], [at(0, 5), at(20, 25)], 0.5),
        ([at(0, 100)], [at(i, i + 1) for i in range(8)], 1.0),
        ([at(i, i + 1) for i in range(8)], [at(i, i + 1) for i in range(8)], 1.0),
        ([at(90, 99)] * 5 + [at(0, 5)], [at(0, 5)], 0.0),
    ],
    ids=["none", "nothing found", "half", "one large text", "capped at k", "sixth place"],
)
def test_recall(found: list[DocSpan], evidence: list[DocSpan], expected: float | None) -> None:
    assert recall(found, evidence) == expected


def test_a_budget_cuts_the_text_it_ends_in() -> None:
    assert within([at(0, 60), at(100, 160), at(200, 260)], 100) == [at(0, 60), at(100, 140)]
    assert within([at(0, 60)], 0) == []


def test_questions_are_asked_of_the_shipped_texts(home: object) -> None:
    known = documents(ROOT / "var" / "nothing-here")
    asked = questions(known)
    assert len(asked) > 200
    assert len({(a.question, a.history) for a in asked}) == len(asked)
    assert any(not a.evidence for a in asked)


def test_a_sample_gives_each_kind_its_share() -> None:
    asked = [
        Asked(f"{kind}{n}", kind, (), "", ()) for kind, count in (("a", 60), ("b", 30), ("c", 10)) for n in range(count)
    ]
    some = sample(asked, 20)
    assert [sum(a.kind == kind for a in some) for kind in "abc"] == [12, 6, 2]
    assert some == sample(asked, 20) != sample(asked, 20, seed=1)
    assert [asked.index(a) for a in some] == sorted(asked.index(a) for a in some)
    assert sample(asked, 1000) == tuple(asked)
