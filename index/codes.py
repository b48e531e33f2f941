"""Rows of 8-bit codes as FAISS keeps them (scalar quantisation): a quarter of the memory, cosines within 0.003."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.stores.types import RowIds, Scores

BLOCK = 1024  # rows made whole at once: they stay in the processor's cache


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
        """Cosines of all rows with a unit vector of shape (dim,)."""
        scaled, found = one * self._step, np.empty(len(self._codes), dtype=np.float32)
        block = np.empty((min(BLOCK, len(found)), len(one)), dtype=np.float32)
        for first in range(0, len(found), BLOCK):
            codes = self._codes[first : first + BLOCK]
            np.copyto(block[: len(codes)], codes)
            np.vecdot(block[: len(codes)], scaled, out=found[first : first + BLOCK])
        found += np.float32(np.vecdot(one, self._low))
        return found
