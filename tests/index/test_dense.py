"""Vectors: exact cosine with every row, in row order, before and after saving."""

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index import dense
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


@given(st.integers(6, 3000), st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_past_a_size_rows_are_codes_that_score_nearly_the_same(rows: int, seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(rows, 24)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with patch.object(dense, "FLAT", 5), TemporaryDirectory() as folder:
        Dense.build(vectors).save(Path(folder) / "rows.faiss")
        coded = Dense.load(Path(folder) / "rows.faiss")
    chosen = np.array([rows - 1, 0, rows // 2])
    assert coded.complete
    assert coded.total == rows
    assert np.allclose(coded.scores(vectors[:1]), vectors @ vectors[0], atol=0.01)
    assert np.allclose(coded.scores(vectors[:1], chosen), coded.scores(vectors[:1])[chosen], atol=1e-4)
    assert np.allclose(coded.take(chosen), vectors[chosen], atol=0.01)
    assert coded.search(vectors[:1], 1).rows.tolist() == [int(np.argmax(coded.scores(vectors[:1])))]
