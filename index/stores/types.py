"""What a store of fields offers the retriever, whichever library or server holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.types import Passage
from index.encoder import Vectors

RowIds = NDArray[np.int64]
Scores = NDArray[np.float32]
Owners = NDArray[np.int32]
FINDING = ("passages", "sentences", "questions")  # vector fields by which passages are found
DENSE = (*FINDING, "open")  # and that of the questions that a text leaves open
ADAPTED = ("questions", "open")  # those that an adapter maps, where there is one
LEXICAL = ("text", "asked")
POSTINGS = ("text", "heading")


@dataclass(frozen=True, slots=True)
class Found:
    """The best rows of a field with their scores, best first."""

    rows: RowIds
    scores: Scores


class VectorField(Protocol):
    """Unit vectors. `complete`: few enough that every row is scored at each query."""

    @property
    def total(self) -> int:
        """How many rows."""

    @property
    def complete(self) -> bool:
        """Whether `scores` of every row is meant to be asked for."""

    def search(self, query: Vectors, k: int) -> Found:
        """The k rows nearest to a unit vector of shape (1, dim), by cosine; past `complete` nearly all of them."""

    def scores(self, query: Vectors, rows: RowIds | None = None) -> Scores:
        """Cosine with some rows (or all), in their order."""

    def take(self, rows: RowIds) -> Vectors:
        """The vectors of some rows, shape (len(rows), dim)."""


class WordField(Protocol):
    """Bags of words, a row a passage."""

    def search(self, query: list[str], k: int) -> Found:
        """The k rows of the highest BM25; rows that share no word with the query are not among them."""

    def scores(self, query: list[str], rows: RowIds | None = None) -> Scores:
        """BM25 of some rows (or all), in their order."""


class Postings(Protocol):
    """Which rows hold which words: exact at every size."""

    @property
    def rows(self) -> int:
        """How many rows."""

    def frequencies(self) -> dict[str, int]:
        """How many rows hold each word."""

    def scores(self, query: list[str], rows: RowIds | None = None) -> Scores:
        """BM25 of some rows (or all), in their order."""

    def weigh(self, weights: dict[str, float], rows: RowIds | None = None) -> Scores:
        """For some rows (or all), the sum of the weights of the words that they hold."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What is to be indexed: passages, their bags of words by field, and vectors by field with their passage numbers.

    The fields of `words` are those of LEXICAL and POSTINGS, a bag a passage; those of `vectors` and `owners` are DENSE.
    """

    passages: Sequence[Passage]
    words: Mapping[str, Sequence[list[str]]]
    vectors: dict[str, Vectors]
    owners: dict[str, Owners]


@dataclass(frozen=True, slots=True)
class Fields:
    """What a retriever searches.

    `dense[f]`, `owners[f]`: rows of a vector field and their passage numbers, ascending; `lexical[f]`, `postings[f]`:
    a row a passage. `alive` marks the passages that still stand (all where it is None).
    """

    dense: dict[str, VectorField]
    owners: dict[str, Owners]
    lexical: dict[str, WordField]
    postings: dict[str, Postings]
    alive: NDArray[np.bool_] | None = None


class Store(Protocol):
    """Where the fields of a build are kept. `name` is what the setting `index.store` calls it."""

    name: str

    def save(self, rows: Rows, folder: Path) -> None:
        """Index rows and keep them; `folder` is that of the build."""

    def open(self, folder: Path) -> Fields:
        """The fields of a build; IndexFailure says what to do where they are not to be had."""
