"""Ranked retrieval: pure functions of a ranking of ids and the set of relevant ids (binary relevance).

Checked against ir-measures in tests/eval/metrics/test_retrieval.py.
"""

from collections.abc import Collection, Sequence
from math import log2

from eval.types import Case


def recall(ranking: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Capped recall: |relevant in top k| / min(k, |relevant|).

    Plain recall cannot reach 1 where more than k passages are relevant; the cap (docs/design.md §4, BEIR's
    "capped recall", Thakur et al. 2021 §4) makes 1.0 mean "nothing that could be there is missing". None without any.
    """
    if not relevant:
        return None
    return sum(1 for each in ranking[:k] if each in relevant) / min(k, len(relevant))


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str], k: int = 10) -> float | None:
    """RR@k = 1 / rank of the first relevant id within the top k, else 0 (Voorhees, TREC-8 QA, 1999)."""
    if not relevant:
        return None
    return next((1 / rank for rank, each in enumerate(ranking[:k], start=1) if each in relevant), 0.0)


def ndcg(ranking: Sequence[str], relevant: Collection[str], k: int = 10) -> float | None:
    """nDCG@k = DCG@k / IDCG@k, DCG@k = Σ rel_i / log2(i + 1), the ideal cut at k (Järvelin & Kekäläinen 2002)."""
    if not relevant:
        return None
    gain = sum(1 / log2(rank + 1) for rank, each in enumerate(ranking[:k], start=1) if each in relevant)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / ideal


def recall_at(case: Case, k: int) -> float | None:
    """Evidence recall@k of an answer's hits; eligible where the item has evidence."""
    return recall(case.answer.ranking, case.placed.relevant, k)


def rr_at_10(case: Case) -> float | None:
    """RR@10 of an answer's hits."""
    return reciprocal_rank(case.answer.ranking, case.placed.relevant, 10)


def ndcg_at_10(case: Case) -> float | None:
    """nDCG@10 of an answer's hits."""
    return ndcg(case.answer.ranking, case.placed.relevant, 10)
