"""Intervals: they say n, know what is not eligible, and cover as they should."""

import numpy as np
import pytest

from eval.interval import estimate, quantile_estimate
from eval.types import Estimate


def test_not_eligible_is_not_zero() -> None:
    each = estimate([1.0, None, 0.0, None])
    assert (each.mean, each.n) == (0.5, 2)
    assert estimate([None, None]) == Estimate(None, 0)
    assert quantile_estimate([None], 0.5) == Estimate(None, 0)


def test_the_same_values_give_the_same_interval() -> None:
    values = [0.0, 1.0, 0.5, 1.0, 0.25]
    assert estimate(values) == estimate(values)


def test_all_right_is_not_certain() -> None:
    each = estimate([1.0] * 20)
    assert each.low == pytest.approx(0.025 ** (1 / 20))  # 0.8316, Clopper & Pearson
    assert each.high == 1.0
    none = estimate([0.0] * 20)
    assert none.low == 0.0
    assert none.high == pytest.approx(1 - 0.025 ** (1 / 20))


def test_counts_that_are_all_zero_have_no_width() -> None:
    assert estimate([0.0] * 5, bounded=False) == Estimate(0.0, 5, 0.0, 0.0)


def test_quantiles() -> None:
    each = quantile_estimate([float(n) for n in range(1, 101)], 0.95)
    assert each.mean == pytest.approx(95.05)
    assert each.low is not None
    assert each.high is not None
    assert each.low < 95.05 < each.high


@pytest.mark.parametrize(("a", "b", "n"), [(8.0, 2.0, 60), (2.0, 2.0, 40), (0.7, 0.3, 100)])
def test_intervals_cover_the_true_mean(a: float, b: float, n: int) -> None:
    rng = np.random.default_rng(7)
    inside = 0
    for _ in range(400):
        each = estimate(list(rng.beta(a, b, n)))
        assert each.low is not None
        assert each.high is not None
        inside += each.low <= a / (a + b) <= each.high
    assert 0.91 <= inside / 400 <= 0.985


def test_intervals_of_pass_and_fail_cover_the_true_rate() -> None:
    rng = np.random.default_rng(11)
    inside = 0
    for _ in range(400):
        each = estimate([float(v) for v in rng.random(120) < 0.85])
        assert each.low is not None
        assert each.high is not None
        inside += each.low <= 0.85 <= each.high
    assert 0.91 <= inside / 400 <= 0.985
