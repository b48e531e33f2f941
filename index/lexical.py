"""BM25 over jieba search tokens (bm25s; Robertson & Zaragoza 2009, Lucene's variant), and the postings under it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.stores.best import best
from index.stores.types import Found, RowIds, Scores

if TYPE_CHECKING:
    import bm25s

K1 = 1.2
B = 0.6


class Lexical:
    """BM25 scores of every row for a bag of tokens. Immutable; saved as plain arrays and JSON (no pickle)."""

    def __init__(self, model: bm25s.BM25, rows: int) -> None:
        self._model = model
        self.rows = rows
        self._columns: dict[str, int] = {}
        if hasattr(model, "vocab_dict"):
            arrays: dict[str, NDArray[Any]] = model.scores
            self._data, self._indices, self._starts = (arrays[n] for n in ("data", "indices", "indptr"))
            # bm25s gives the empty word a number beyond the last column.
            self._columns = {t: c for t, c in model.vocab_dict.items() if c + 1 < len(self._starts)}

    @classmethod
    def build(cls, rows: Sequence[list[str]]) -> Lexical:
        """Index token lists, one a row; an empty row never matches."""
        import bm25s  # late: it brings scipy

        model = bm25s.BM25(k1=K1, b=B)
        if any(rows):
            model.index(rows, show_progress=False)
        return cls(model, len(rows))

    def search(self, query: list[str], k: int) -> Found:
        """The k rows of the highest BM25 that share a word with the query."""
        if not self._columns.keys() & set(query):
            return Found(np.zeros(0, np.int64), np.zeros(0, np.float32))
        scores = self.scores(query)
        rows = best(scores, k)
        rows = rows[scores[rows] > 0]
        return Found(rows, scores[rows])

    def scores(self, query: list[str], rows: RowIds | None = None) -> Scores:
        """BM25 of some rows (or all), in their order; zeros where no token is known."""
        total = np.zeros(self.rows if rows is None else len(rows), dtype=np.float32)
        for token in query:
            held, parts = self._posting(token)
            if rows is None:
                total[held] += parts
            else:
                at, found = _places(held, rows)
                total[found] += parts[at[found]]
        return total

    def weigh(self, weights: dict[str, float], rows: RowIds | None = None) -> Scores:
        """For some rows (or all), the sum of the weights of the tokens that they hold."""
        total = np.zeros(self.rows if rows is None else len(rows), dtype=np.float32)
        for token, weight in weights.items():
            held, _ = self._posting(token)
            total[held if rows is None else _places(held, rows)[1]] += weight
        return total

    def frequencies(self) -> dict[str, int]:
        """How many rows hold each token."""
        if not self._columns:
            return {}
        counts = np.diff(self._starts).tolist()
        return {token: counts[column] for token, column in self._columns.items() if counts[column]}

    def with_rarity_of(self, whole: dict[str, int], total: int) -> Lexical:
        """The same rows as a part of a corpus of `total` rows where each token is held by so many (`whole`).

        The part that a token's rarity has in its scores, ln(1 + (N - n + .5)/(n + .5)), becomes the whole corpus's.
        """
        own = self.frequencies()
        if own:
            factors = np.ones(len(self._starts) - 1, dtype=np.float32)
            for token, n in own.items():
                factors[self._columns[token]] = rarity(whole[token], total) / rarity(n, self.rows)
            self._data = self._data * np.repeat(factors, np.diff(self._starts))
        return self

    def save(self, folder: Path) -> None:
        """Write into an empty folder."""
        folder.mkdir(parents=True)
        (folder / "rows").write_text(str(self.rows), encoding="utf-8")
        if self._columns:
            self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> Lexical:
        """Read what `save` wrote, arrays memory-mapped."""
        import bm25s

        rows = int((folder / "rows").read_text(encoding="utf-8"))
        if not (folder / "vocab.index.json").exists():
            return cls(bm25s.BM25(), rows)
        return cls(bm25s.BM25.load(str(folder), mmap=True, show_progress=False), rows)

    def _posting(self, token: str) -> tuple[NDArray[Any], NDArray[Any]]:
        """The rows that hold a token, ascending, and what it adds to the BM25 of each."""
        column = self._columns.get(token)
        if column is None:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        begin, end = int(self._starts[column]), int(self._starts[column + 1])
        return self._indices[begin:end], self._data[begin:end]


def rarity(holding: int, total: int) -> float:
    """BM25's inverse document frequency of a token that so many of all rows hold."""
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))


def _places(held: NDArray[Any], rows: RowIds) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each of some rows would stand in an ascending list, and whether it stands there."""
    at = np.searchsorted(held, rows)
    found = at < len(held)
    found[found] = held[at[found]] == rows[found]
    return at, found
