"""Vectors in FAISS; each row belongs to a passage. As they are up to `FLAT` rows, as 8-bit codes past it.

Up to `EXACT` rows a query is compared with each. Past it, it visits the nearest cells of an inverted file (IVF, Sivic &
Zisserman 2003) over the codes, and the best of what it finds are scored again by their own vectors, which are kept in
half precision. All of it is memory-mapped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codes import Codes
from index.encoder import Vectors
from index.stores.mapped import mapped
from index.stores.types import Found, RowIds, Scores

FLAT = 5_000
EXACT = 50_000
CELLS = 4  # nlist = CELLS · √rows
TRAINED = 40  # rows a cell that the cells are learnt from
VISITED = 2  # √cells times so many cells are visited: a twelfth of those of 20,000 rows, a thirtieth of a million's
RESCORED = 2  # so many times k are scored again
WRITTEN = 1 << 20  # bytes at once


def cosine(rows: Vectors, one: Vectors) -> Scores:
    """Cosines of unit vectors, shape (n, dim), with one of shape (dim,).

    Row by row: a product with a matrix wakes BLAS threads, which then spin while the encoder works.
    """
    made: Scores = np.vecdot(rows, one)
    return made


class Dense:
    """Cosine search over unit vectors. `kept` are the vectors in half precision where the FAISS index holds codes."""

    def __init__(self, store: Any, kept: NDArray[np.float16] | None = None) -> None:
        import faiss  # here and below: late, so that no command waits for it that does not search

        self._store = store
        self._kept = kept
        self._codes: Codes | None = None
        if kept is not None:
            store.nprobe = min(store.nlist, round(VISITED * store.nlist**0.5))
            store.parallel_mode = 1  # the cells of one query are shared out among the threads
        elif isinstance(store, faiss.IndexScalarQuantizer):
            self._codes = Codes(store)
        else:
            whole = faiss.rev_swig_ptr(store.get_xb(), store.ntotal * store.d) if store.ntotal else np.zeros(0)
            self._rows = np.asarray(whole, dtype=np.float32).reshape(-1, store.d)

    @classmethod
    def build(cls, vectors: Vectors) -> Dense:
        """Index unit vectors of shape (rows, dim)."""
        import faiss

        dim, rows = vectors.shape[1], np.ascontiguousarray(vectors)
        if len(vectors) <= EXACT:
            coded = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
            whole: Any = coded if len(vectors) > FLAT else faiss.IndexFlatIP(dim)
            if len(vectors):
                whole.train(rows)
                whole.add(rows)
            return cls(whole)
        cells = int(CELLS * len(vectors) ** 0.5)
        store: Any = faiss.index_factory(dim, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
        store.cp.niter = 8
        sample = np.random.default_rng(0).choice(len(vectors), min(len(vectors), TRAINED * cells), replace=False)
        store.train(np.ascontiguousarray(vectors[np.sort(sample)]))
        store.add(rows)
        return cls(store, vectors.astype(np.float16))

    @property
    def total(self) -> int:
        """How many rows."""
        return int(self._store.ntotal)

    @property
    def complete(self) -> bool:
        """Whether every row is scored at each query."""
        return self._kept is None

    def search(self, query: Vectors, k: int) -> Found:
        """The k rows nearest to a unit vector of shape (1, dim)."""
        wanted = min(self.total, k if self._kept is None else k * RESCORED)
        if not wanted:
            return Found(np.zeros(0, np.int64), np.zeros(0, np.float32))
        cosines, ids = self._store.search(query, wanted)
        rows = ids[0][ids[0] >= 0]
        if self._kept is None:
            return Found(rows, cosines[0])
        again = self.scores(query, rows)
        best = np.argsort(-again, kind="stable")[:k]
        return Found(rows[best], again[best])

    def scores(self, query: Vectors, rows: RowIds | None = None) -> Scores:
        """Cosine of a unit vector of shape (1, dim) with some rows (or all), in their order."""
        if rows is not None or self._kept is not None:
            return cosine(self.take(np.arange(self.total) if rows is None else rows), query[0])
        return cosine(self._rows, query[0]) if self._codes is None else self._codes.cosines(query[0])

    def take(self, rows: RowIds) -> Vectors:
        """The vectors of some rows, shape (len(rows), dim)."""
        if self._codes is not None:
            return self._codes[rows]
        return np.asarray((self._rows if self._kept is None else self._kept)[rows], dtype=np.float32)

    def save(self, file: Path) -> None:
        """Write the FAISS file, and the vectors beside it where they are kept. OSError where they cannot be.

        FAISS given a path only prints that the last bytes found no room.
        """
        import faiss

        with file.open("wb") as out:
            writer = faiss.PyCallbackIOWriter(out.write, WRITTEN)  # type: ignore[attr-defined]  # not in its stub
            faiss.write_index(self._store, writer)
        if self._kept is not None:
            np.save(file.with_suffix(".half.npy"), self._kept)

    @classmethod
    def load(cls, file: Path) -> Dense:
        """Read what `save` wrote; vectors and codes are mapped."""
        import faiss

        kept = file.with_suffix(".half.npy")
        if not kept.exists():
            return cls(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC))
        store: Any = faiss.read_index(str(file), faiss.IO_FLAG_MMAP)
        lists: Any = faiss.downcast_InvertedLists(store.invlists)
        lists.prefetch_nthread = 0  # it would start 32 threads at each search, which take as long as the search
        return cls(store, mapped(kept))
