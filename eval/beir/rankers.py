"""The project's retrieval over plain documents: BM25 over its tokens, its encoder, and both with its fitted weights.

A document longer than a passage is cut at sentence ends; its dense score is that of its best piece. Signals that need
a plan's structure (headings, questions written for a passage, mined terms) do not exist here, so `fused` is the
ranker's weighted sum over the signals that do.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus import sentences
from index import Encoder
from index.dense import Dense
from index.lexical import Lexical
from index.ranker import scale, weights
from index.tokens import Tokens

Scores = NDArray[np.float32]
PIECE = 320
_BREAK = re.compile(r"\n+")


class Ranker(Protocol):
    """Scores every document for a query."""

    def scores(self, query: str) -> Scores:
        """A score for each document, in the corpus's order."""


class LexicalRanker:
    """BM25 over the project's search tokens."""

    def __init__(self, documents: Sequence[str]) -> None:
        self.tokens = Tokens()
        self.rows = [self.tokens.search(text) for text in documents]
        self._index = Lexical.build(self.rows)

    def scores(self, query: str) -> Scores:
        """BM25 of each document."""
        return self._index.scores(self.tokens.search(query))


class DenseRanker:
    """Cosine with the best piece of each document."""

    def __init__(self, documents: Sequence[str], encoder: Encoder, embed: Callable[[list[str]], Scores]) -> None:
        pieces = [(number, piece) for number, text in enumerate(documents) for piece in cut(text)]
        self._owners = np.array([number for number, _ in pieces], dtype=np.int64)
        self._index = Dense.build(embed([piece for _, piece in pieces]))
        self._encoder = encoder
        self._documents = len(documents)

    def scores(self, query: str) -> Scores:
        """The cosine of each document's best piece."""
        best = np.full(self._documents, -1, dtype=np.float32)
        np.maximum.at(best, self._owners, self._index.scores(self._encoder.queries([query])))
        return best


class FusedRanker:
    """The fitted weighted sum of dense, BM25 and coverage."""

    def __init__(self, lexical: LexicalRanker, dense: DenseRanker) -> None:
        self._lexical = lexical
        self._dense = dense
        fitted = weights()["passage"]
        # What plans have in several fields (sentences, questions) one field stands for here.
        self._weights = {
            "dense": fitted["dense"] + fitted.get("sentence", 0) + fitted.get("question", 0),
            "text": fitted["text"] + fitted.get("asked", 0),
            "coverage": fitted["coverage"],
        }
        self._postings: dict[str, list[int]] = {}
        for number, row in enumerate(lexical.rows):
            for token in set(row):
                self._postings.setdefault(token, []).append(number)

    def scores(self, query: str) -> Scores:
        """The weighted sum for each document."""
        text = self._lexical.scores(query)
        best = float(text.max(initial=0))
        signals = {
            "dense": scale(self._dense.scores(query)),
            "text": text / best if best > 0 else text,
            "coverage": self._coverage(query),
        }
        fused: Scores = np.sum([self._weights[name] * each for name, each in signals.items()], axis=0, dtype=np.float32)
        return fused

    def _coverage(self, query: str) -> Scores:
        """The share of the query's rarity that each document covers."""
        rows = len(self._lexical.rows)
        covered = np.zeros(rows, dtype=np.float32)
        total = 0.0
        for token in Counter(self._lexical.tokens.search(query)):
            found = self._postings.get(token, [])
            rarity = log(1 + (rows - len(found) + 0.5) / (len(found) + 0.5))
            total += rarity
            covered[found] += rarity
        return covered / total if total else covered


def cut(text: str, longest: int = PIECE) -> Iterator[str]:
    """Pieces of about `longest` characters, cut at lines and sentence ends; a text without any is cut by length."""
    piece = ""
    for line in filter(str.strip, _BREAK.split(text)):
        for start, end in sentences(line):
            for part in _parts(line[start:end], longest):
                if piece and len(piece) + len(part) > longest:
                    yield piece
                    piece = ""
                piece += part
    if piece:
        yield piece


def _parts(sentence: str, longest: int) -> Iterator[str]:
    for start in range(0, len(sentence), longest):
        yield sentence[start : start + longest]


def top(scores: Scores, ids: Sequence[str], k: int = 100) -> list[str]:
    """The ids of the k best documents; equals stay in the corpus's order, and what scores nothing is not ranked."""
    order = np.argsort(-scores, kind="stable")[:k]
    return [ids[number] for number in order if scores[number] > 0]
