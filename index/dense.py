"""Vectors in FAISS (exact inner product), a row a text; each row belongs to a passage."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors


class Dense:
    """Exact cosine search over unit vectors."""

    def __init__(self, store: faiss.Index) -> None:
        self._store = store

    @classmethod
    def build(cls, vectors: Vectors, dim: int) -> Dense:
        """Index unit vectors of shape (rows, dim)."""
        store = faiss.IndexFlatIP(dim)
        if len(vectors):
            store.add(np.ascontiguousarray(vectors))
        return cls(store)

    def scores(self, query: Vectors) -> NDArray[np.float32]:
        """Cosine of a unit vector of shape (1, dim) with every row, shape (rows,)."""
        rows = self._store.ntotal
        result = np.zeros(rows, dtype=np.float32)
        if rows:
            cosines, ids = self._store.search(query, rows)
            result[ids[0]] = cosines[0]
        return result

    def rows(self, first: int, count: int) -> Vectors:
        """The stored vectors of some rows, shape (count, dim)."""
        return np.asarray(self._store.reconstruct_n(first, count), dtype=np.float32)

    def save(self, file: Path) -> None:
        """Write the FAISS file."""
        faiss.write_index(self._store, str(file))

    @classmethod
    def load(cls, file: Path) -> Dense:
        """Read what `save` wrote."""
        return cls(faiss.read_index(str(file)))
