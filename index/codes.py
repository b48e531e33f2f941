"""Rows of 8-bit codes as FAISS keeps them (scalar quantisation): a quarter of the memory, cosines within 0.003."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import simsimd
from numpy.typing import NDArray

from index.encoder import Vectors
from index.stores.types import RowIds, Scores

HALF = 32767  # the most that a signed number of 16 bits can be


class Codes:
    """The codes of a FAISS IndexScalarQuantizer (QT_8bit), read where they lie.

    A code c of axis d stands for low[d] + (c + ½) · step[d]: a cosine is one product of codes with the query scaled by
    the steps, and a constant. FAISS itself offers no scores of every row in their order.
    """

    def __init__(self, store: Any) -> None:
        import faiss  # late, so that no command waits for it that does not search

        trained = faiss.vector_to_array(store.sq.trained).reshape(2, store.d)
        whole: Any = faiss.rev_swig_ptr(store.codes.data(), store.ntotal * store.d)
        self._codes: NDArray[np.uint8] = whole.reshape(-1, store.d)
        self._step: Vectors = trained[1] / np.float32(255)
        self._low: Vectors = trained[0] + self._step / 2

    def __getitem__(self, rows: RowIds) -> Vectors:
        """The vectors of some rows, shape (len(rows), dim), as far as the codes tell."""
        found: Vectors = self._codes[rows].astype(np.float32)
        found *= self._step
        found += self._low
        return found

    def cosines(self, one: Vectors) -> Scores:
        """Cosines of all rows with a unit vector of shape (dim,).

        The query's 16 bits an axis are multiplied as two rows of 8, the way codes are, so that nothing is made whole.
        """
        scaled = one * self._step
        unit = float(np.abs(scaled).max()) / HALF or 1.0
        halves = np.divmod(np.rint(scaled / unit).astype(np.int32) + HALF, 256)
        products = _products(self._codes, np.array(halves, dtype=np.uint8))
        found: NDArray[np.float64] = np.vecdot(products, (256 * unit, unit))
        found -= self._sums * (HALF * unit) - float(np.vecdot(one, self._low))
        return found.astype(np.float32)

    @cached_property
    def _sums(self) -> NDArray[np.float64]:
        """The sum of each row's codes: what the shift of the query's numbers to 0 and more adds."""
        return _products(self._codes, np.ones((1, self._codes.shape[1]), dtype=np.uint8))[:, 0]


def _products(codes: NDArray[np.uint8], with_these: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The product of each row of codes with each of some rows, shape (rows, these); numpy has none for bytes."""
    found: NDArray[np.float64] = np.asarray(simsimd.cdist(codes, with_these, metric="dot"))
    return found
