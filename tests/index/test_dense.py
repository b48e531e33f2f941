"""Vectors: exact cosine with every row, in row order, before and after saving."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.dense import Dense


@given(st.integers(0, 30), st.integers(0, 2**32 - 1))
def test_scores_are_cosines_in_row_order(rows: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(rows, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) if rows else 1
    query = vectors[:1] if rows else np.ones((1, 8), dtype=np.float32)
    assert np.allclose(Dense.build(vectors).scores(query), vectors @ query[0], atol=1e-5)


def test_saved_and_loaded_it_scores_the_same(tmp_path: Path) -> None:
    vectors = np.eye(4, dtype=np.float32)
    Dense.build(vectors).save(tmp_path / "rows.faiss")
    assert Dense.load(tmp_path / "rows.faiss").scores(vectors[2:3]).tolist() == [0, 0, 1, 0]
