"""Whether a difference between two runs of the same items is real: exact where that is possible, else resampled."""

from collections.abc import Sequence
from itertools import product
from math import comb

import numpy as np

from eval.interval import SEED, percentile_interval, resampled_means

EXACT_UP_TO = 14
SAMPLES = 20_000


def mcnemar(gained: int, lost: int) -> float:
    """Exact two-sided p of McNemar's test (1947) on items that flipped.

    Under no change each flip is a fair coin: p = min(1, 2 · Σ_{i ≤ min(gained, lost)} C(n, i) / 2^n), n = the sum.
    """
    n = gained + lost
    if n == 0:
        return 1.0
    tail = float(sum(comb(n, i) for i in range(min(gained, lost) + 1)) / 2**n)
    return min(1.0, 2 * tail)


def permutation(differences: Sequence[float]) -> float:
    """Two-sided p of the paired sign-flip permutation test of the mean difference (Fisher 1935).

    Every assignment of signs is tried up to 14 differences that are not zero; beyond, 20,000 are drawn with a fixed
    seed and p = (1 + as extreme) / (1 + drawn).
    """
    nonzero = np.array([each for each in differences if each != 0], dtype=float)
    if len(nonzero) == 0:
        return 1.0
    observed = abs(nonzero.sum()) - 1e-12
    if len(nonzero) <= EXACT_UP_TO:
        signs = np.array(list(product((1.0, -1.0), repeat=len(nonzero))))
        return float(np.mean(np.abs(signs @ nonzero) >= observed))
    drawn = np.random.default_rng(SEED).choice((1.0, -1.0), (SAMPLES, len(nonzero)))
    return float((1 + np.sum(np.abs(drawn @ nonzero) >= observed)) / (1 + SAMPLES))


def paired_interval(differences: Sequence[float]) -> tuple[float, float]:
    """95 % percentile bootstrap interval of the mean difference, over items."""
    return percentile_interval(resampled_means(np.array(differences, dtype=float)))
