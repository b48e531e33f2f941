"""How sure a mean is: bootstrap intervals over items."""

from collections.abc import Sequence

import numpy as np

from eval.types import Estimate

RESAMPLES = 2000
SEED = 20200935
LEVEL = 0.95


def estimate(values: Sequence[float | None], *, bounded: bool = True) -> Estimate:
    """The mean of the eligible values with its 95 % interval.

    Percentile bootstrap over items (Efron 1979; Efron & Tibshirani 1993 §13.3) with a fixed seed. Where every value
    of a share is 0 or every one is 1 resampling says nothing, and the exact bound (Clopper & Pearson 1934) stands in:
    20 of 20 right is [0.83, 1]. `bounded` says that the values are shares in 0..1.
    """
    eligible = np.array([value for value in values if value is not None], dtype=float)
    n = len(eligible)
    if n == 0:
        return Estimate(None, 0)
    mean = float(eligible.mean())
    if bounded and mean in (0.0, 1.0) and np.all(eligible == mean):
        tail = ((1 - LEVEL) / 2) ** (1 / n)
        return Estimate(mean, n, tail, 1.0) if mean == 1.0 else Estimate(mean, n, 0.0, 1 - tail)
    low, high = percentile_interval(resampled_means(eligible))
    return Estimate(mean, n, low, high)


def quantile_estimate(values: Sequence[float | None], q: float) -> Estimate:
    """A quantile (0..1) of the eligible values with its 95 % bootstrap interval."""
    eligible = np.array([value for value in values if value is not None], dtype=float)
    if len(eligible) == 0:
        return Estimate(None, 0)
    picks = np.random.default_rng(SEED).integers(0, len(eligible), (RESAMPLES, len(eligible)))
    low, high = percentile_interval(np.quantile(eligible[picks], q, axis=1))
    return Estimate(float(np.quantile(eligible, q)), len(eligible), low, high)


def resampled_means(values: np.ndarray, seed: int = SEED) -> np.ndarray:
    """Means of RESAMPLES samples drawn with replacement, each as large as `values`."""
    picks = np.random.default_rng(seed).integers(0, len(values), (RESAMPLES, len(values)))
    means: np.ndarray = values[picks].mean(axis=1)
    return means


def percentile_interval(samples: np.ndarray) -> tuple[float, float]:
    """The middle 95 % of the samples."""
    low, high = np.quantile(samples, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
