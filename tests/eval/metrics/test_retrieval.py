"""Ranked retrieval, by hand and against ir-measures."""

from math import log2

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import RR, P, nDCG

from eval.metrics.retrieval import ndcg, recall, reciprocal_rank
from tests.eval.scripted import case, item

RANKING = ["c", "a", "x", "b", "y"]


def test_recall_by_hand() -> None:
    relevant = {"a", "b", "z"}
    assert recall(RANKING, relevant, 1) == 0.0
    assert recall(RANKING, relevant, 3) == pytest.approx(1 / 3)  # a of min(3, 3)
    assert recall(RANKING, relevant, 5) == pytest.approx(2 / 3)  # a and b of 3
    assert recall(["a"], {"a", "b", "z"}, 1) == 1.0  # 1 of min(1, 3): the first place is filled as well as it can be


def test_reciprocal_rank_by_hand() -> None:
    assert reciprocal_rank(RANKING, {"b"}) == 0.25
    assert reciprocal_rank(RANKING, {"b"}, k=3) == 0.0
    assert reciprocal_rank(RANKING, {"c", "b"}) == 1.0


def test_ndcg_by_hand() -> None:
    # relevant at ranks 2 and 4 of three: (1/log2 3 + 1/log2 5) / (1/log2 2 + 1/log2 3 + 1/log2 4)
    expected = (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3) + 1 / 2)
    assert ndcg(RANKING, {"a", "b", "z"}, 10) == pytest.approx(expected)


def test_without_anything_relevant_there_is_no_score() -> None:
    assert recall(RANKING, set(), 5) is reciprocal_rank(RANKING, set()) is ndcg(RANKING, set()) is None


def test_an_answer_s_hits_are_scored() -> None:
    found = case(item("g-list"))
    assert recall(found.answer.ranking, found.placed.relevant, 3) == 1.0


DOCUMENTS = [f"d{n}" for n in range(30)]


@given(
    ranking=st.permutations(DOCUMENTS).flatmap(lambda p: st.integers(1, 30).map(lambda n: p[:n])),
    relevant=st.sets(st.sampled_from(DOCUMENTS), min_size=1, max_size=15),
)
@settings(max_examples=80, deadline=None)
def test_agreement_with_ir_measures(ranking: list[str], relevant: set[str]) -> None:
    qrels = [ir_measures.Qrel("q", each, 1) for each in sorted(relevant)]
    run = [ir_measures.ScoredDoc("q", each, 1000.0 - rank) for rank, each in enumerate(ranking)]
    theirs = {str(k): v for k, v in ir_measures.calc_aggregate([RR @ 10, nDCG @ 10, P @ 5, P @ 10], qrels, run).items()}
    assert reciprocal_rank(ranking, relevant, 10) == pytest.approx(theirs["RR@10"], abs=1e-9)
    assert ndcg(ranking, relevant, 10) == pytest.approx(theirs["nDCG@10"], abs=1e-9)
    for k in (5, 10):  # capped recall is precision at k over the best precision there can be
        best = min(k, len(relevant)) / k
        assert recall(ranking, relevant, k) == pytest.approx(theirs[f"P@{k}"] / best, abs=1e-9)
