"""Tests of differences, by hand and on simulated data."""

import numpy as np
import pytest

from eval.significance import mcnemar, paired_interval, permutation


def test_mcnemar_by_hand() -> None:
    # 1 gained, 6 lost: 2 · (C(7,0) + C(7,1)) / 2^7 = 2 · 8 / 128
    assert mcnemar(1, 6) == mcnemar(6, 1) == pytest.approx(0.125)
    assert mcnemar(0, 6) == pytest.approx(2 / 64)
    assert mcnemar(0, 0) == mcnemar(3, 3) == 1.0


def test_permutation_by_hand() -> None:
    # differences 1, 1, 1: of 8 sign patterns only +++ and --- are as extreme
    assert permutation([1.0, 1.0, 1.0, 0.0]) == pytest.approx(2 / 8)
    assert permutation([]) == permutation([0.0, 0.0]) == 1.0


def test_many_differences_are_drawn_and_the_same_each_time() -> None:
    rng = np.random.default_rng(3)
    moved = list(rng.normal(0.5, 1.0, 60))
    assert permutation(moved) == permutation(moved) < 0.01


def test_no_change_is_called_real_as_rarely_as_it_should_be() -> None:
    rng = np.random.default_rng(5)
    rejected = sum(permutation(list(rng.normal(0, 1, 12))) < 0.05 for _ in range(300))
    assert rejected / 300 <= 0.08


def test_paired_intervals_cover_the_true_difference() -> None:
    rng = np.random.default_rng(9)
    inside = 0
    for _ in range(300):
        low, high = paired_interval(list(rng.normal(0.1, 0.4, 80)))
        inside += low <= 0.1 <= high
    assert 0.91 <= inside / 300 <= 0.985
