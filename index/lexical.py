"""BM25 over jieba search tokens (bm25s; Robertson & Zaragoza 2009, Lucene's variant), and the postings under it."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.stores.best import best
from index.stores.mapped import mapped
from index.stores.types import Found, RowIds, Scores

K1 = 1.2
B = 0.6
ARRAYS = ("data", "indices", "starts")


class Lexical:
    """BM25 scores of every row for a bag of tokens. Immutable; saved as plain arrays and JSON (no pickle).

    `arrays` are by column what each row adds, the rows, and where each column starts; `columns` is that of a token.
    """

    def __init__(self, rows: int, columns: dict[str, int], *arrays: NDArray[Any]) -> None:
        self.rows = rows
        self._columns = columns
        if columns:
            self._data, self._indices, self._starts = arrays

    @classmethod
    def build(cls, rows: Sequence[list[str]]) -> Lexical:
        """Index token lists, one a row; an empty row never matches."""
        import bm25s  # late: it brings scipy, for which no question need wait

        if not any(rows):
            return cls(len(rows), {})
        model = bm25s.BM25(k1=K1, b=B)
        model.index(rows, show_progress=False)
        starts = model.scores["indptr"]
        # bm25s gives the empty word a number beyond the last column.
        columns = {token: column for token, column in model.vocab_dict.items() if column + 1 < len(starts)}
        return cls(len(rows), columns, model.scores["data"], model.scores["indices"], starts)

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
        known = {"rows": self.rows, "columns": self._columns}
        (folder / "words.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        if self._columns:
            for name, array in zip(ARRAYS, (self._data, self._indices, self._starts), strict=True):
                np.save(folder / f"{name}.npy", array)

    @classmethod
    def load(cls, folder: Path) -> Lexical:
        """Read what `save` wrote, arrays memory-mapped."""
        known = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        names = ARRAYS if known["columns"] else ()
        arrays = (mapped(folder / f"{name}.npy") for name in names)
        return cls(known["rows"], known["columns"], *arrays)

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
