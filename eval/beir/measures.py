"""BEIR's measures over a ranking with graded positives; checked against ir-measures in tests/eval/beir."""

from collections.abc import Mapping, Sequence
from math import log2

from eval.metrics.retrieval import reciprocal_rank

NAMES = ("ndcg@10", "recall@5", "recall@10", "recall@100", "mrr@10")


def graded_ndcg(ranking: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """DCG@k / IDCG@k with linear gains, Σ grade_i / log2(i + 1), as trec_eval has it (Järvelin & Kekäläinen 2002)."""
    gain = sum(grades.get(each, 0) / log2(rank + 1) for rank, each in enumerate(ranking[:k], start=1))
    best = sorted(grades.values(), reverse=True)[:k]
    return gain / sum(grade / log2(rank + 1) for rank, grade in enumerate(best, start=1))


def plain_recall(ranking: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """|positives in the top k| / |positives|: uncapped, as published BEIR numbers are."""
    return sum(1 for each in ranking[:k] if each in grades) / len(grades)


def measure(ranking: Sequence[str], grades: Mapping[str, int]) -> dict[str, float]:
    """All of NAMES for one query."""
    return {
        "ndcg@10": graded_ndcg(ranking, grades, 10),
        "recall@5": plain_recall(ranking, grades, 5),
        "recall@10": plain_recall(ranking, grades, 10),
        "recall@100": plain_recall(ranking, grades, 100),
        "mrr@10": reciprocal_rank(ranking, grades, 10) or 0.0,
    }
