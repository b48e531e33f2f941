"""Rows of vector fields and the passages that they belong to."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from index.ranker import Signals, median
from index.stores.types import Owners, RowIds, Scores

VOTING = 10  # of the nearest, so many say how near a field is
SPREAD = 0.05  # of cosines: what is so much further away counts 1/e


@dataclass(frozen=True, slots=True)
class Nearest:
    """The best score, the best but four (or the least of fewer), and the soft maximum of the ten best."""

    best: float
    fifth: float
    crowd: float


def rows_of(owners: Owners, passages: RowIds) -> tuple[RowIds, Owners]:
    """The rows of some passages (owners ascend) and, for each row, the place of its passage among them."""
    first = np.searchsorted(owners, passages, side="left")
    counts = np.searchsorted(owners, passages, side="right") - first
    places = np.repeat(np.arange(len(passages)), counts)
    begins = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    return begins + np.arange(len(places)), places.astype(np.int32)


def best_of(scores: Signals, owners: Owners, passages: int) -> Signals:
    """The best row of each passage; the median of all rows for a passage without one."""
    best = np.full(passages, -1, dtype=np.float32)
    np.maximum.at(best, owners, scores)
    if (best < 0).any():
        best[best < 0] = median(scores) if scores.size else 0
    return best


def nearest(scores: Scores) -> Nearest:
    """The best of some scores; zeros for none."""
    if not scores.size:
        return Nearest(0.0, 0.0, 0.0)
    few = min(VOTING, scores.size)
    highest = np.sort(np.partition(scores, -few)[-few:])[::-1].tolist()
    crowd = SPREAD * math.log(sum(math.exp((score - highest[0]) / SPREAD) for score in highest))
    return Nearest(highest[0], highest[: min(5, few)][-1], highest[0] + crowd)
