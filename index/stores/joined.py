"""Several fields end to end as one: the rows of each follow those of the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, Generic, TypeVar

import numpy as np

from corpus.types import Passage
from index.encoder import Vectors
from index.lexical import Lexical
from index.stores.types import Found, RowIds, Scores, VectorField

F = TypeVar("F", VectorField, Lexical)


class Joined(Generic[F]):
    """What vector and word fields have in common; `sizes` are the rows of each part."""

    def __init__(self, parts: Sequence[F], sizes: Sequence[int]) -> None:
        self.parts: Sequence[F] = parts
        self._firsts = [0, *accumulate(sizes)]

    @property
    def total(self) -> int:
        """How many rows."""
        return self._firsts[-1]

    def search(self, query: Any, k: int) -> Found:
        """The best k rows of all parts."""
        found = [part.search(query, k) for part in self.parts]
        rows = np.concatenate([f.rows + first for f, first in zip(found, self._firsts, strict=False)])
        scores = np.concatenate([f.scores for f in found])
        best = np.argsort(-scores, kind="stable")[:k]
        return Found(rows[best], scores[best])

    def scores(self, query: Any, rows: RowIds | None = None) -> Scores:
        """Scores of some rows (or all), in their order."""
        return self._each(rows, lambda part, own: part.scores(query, own))

    def _each(self, rows: RowIds | None, of: Callable[[F, RowIds | None], Scores]) -> Scores:
        """What each part says of its own of some rows, in their order."""
        if rows is None:
            every: list[Scores] = [of(part, None) for part in self.parts]
            whole = [scores for scores in every if scores.size] or every[:1]
            return whole[0] if len(whole) == 1 else np.concatenate(whole)
        total = np.zeros(len(rows), dtype=np.float32)
        for part, first, end in zip(self.parts, self._firsts, self._firsts[1:], strict=False):
            own = (rows >= first) & (rows < end)
            if own.any():
                total[own] = of(part, rows[own] - first)
        return total


class JoinedVectors(Joined[VectorField]):
    """Vector fields end to end."""

    @property
    def complete(self) -> bool:
        """Whether every part is."""
        return all(part.complete for part in self.parts)

    def take(self, rows: RowIds) -> Vectors:
        """The vectors of some rows."""
        taken = np.zeros((len(rows), self.parts[0].take(rows[:0]).shape[1]), dtype=np.float32)
        for part, first, end in zip(self.parts, self._firsts, self._firsts[1:], strict=False):
            own = (rows >= first) & (rows < end)
            if own.any():
                taken[own] = part.take(rows[own] - first)
        return taken


class JoinedWords(Joined[Lexical]):
    """BM25 indexes end to end."""

    def __init__(self, parts: Sequence[Lexical]) -> None:
        super().__init__(parts, [part.rows for part in parts])

    @property
    def rows(self) -> int:
        """How many rows."""
        return self.total

    def frequencies(self) -> dict[str, int]:
        """How many rows of all parts hold each word."""
        return joint_frequencies(self.parts)

    def weigh(self, weights: dict[str, float], rows: RowIds | None = None) -> Scores:
        """For some rows (or all), the sum of the weights of the words that they hold."""
        return self._each(rows, lambda part, own: part.weigh(weights, own))


class JoinedPassages(Sequence[Passage]):
    """Passages of one sequence after those of another."""

    def __init__(self, *parts: Sequence[Passage]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __getitem__(self, number: int) -> Passage:  # type: ignore[override]
        """A passage by its number; IndexError beyond the last."""
        for part in self._parts:
            if number < len(part):
                return part[number]
            number -= len(part)
        raise IndexError(number)


def joint_frequencies(parts: Sequence[Lexical]) -> dict[str, int]:
    """How many rows of several BM25 indexes hold each word."""
    first, *others = (part.frequencies() for part in parts)
    for other in others:
        for word, count in other.items():
            first[word] = first.get(word, 0) + count
    return first
