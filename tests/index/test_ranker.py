"""The median that cosines are scaled by, held against numpy's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranker import median, scale


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=40))
def test_the_median_is_numpys(scores: list[float]) -> None:
    row = np.array(scores, dtype=np.float32)
    assert median(row) == float(np.median(row))


def test_scores_are_drawn_out_between_their_median_and_their_best() -> None:
    assert scale(np.array([0.8, 0.9, 1.0, 0.7], dtype=np.float32)).tolist() == pytest.approx([0, 1 / 3, 1, 0], abs=1e-6)
