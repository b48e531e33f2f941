"""What the members of classes are said to do, as terms with vectors: who asks in other words means the nearest.

Of a plan with 31 districts these are a hundred terms, which a build encodes in half a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus.claims import spoken_of_apart
from index.content import Content, Entry
from index.encoder import Vectors
from index.vectors import VectorCache

NAME = "properties.npy"  # in the folder of a build


def properties_of(entry: Entry) -> tuple[str, ...]:
    """The terms that stand in clauses beside members of classes that are spoken of one by one, in reading order."""
    large = spoken_of_apart(entry.vocabulary, entry.claims)
    known: dict[str, bool] = {}

    def is_member(term: str) -> bool:
        if term not in known:
            known[term] = any(c.member(term) for c in large)
        return known[term]

    terms = (dict.fromkeys(m.term for m in (*c.subject, *c.topic, *c.objects)) for c in entry.claims) if large else ()
    spoken = (claim for claim in terms if any(map(is_member, claim)))
    return tuple(dict.fromkeys(term for claim in spoken for term in claim if not is_member(term)))


class Properties:
    """The properties of each document of a build with their vectors."""

    def __init__(self, content: Content, rows: Vectors) -> None:
        """`rows` has shape (terms of all documents, dim)."""
        self._of = dict(_sliced(content, rows))

    @classmethod
    def encoded(cls, content: Content, vectors: VectorCache) -> Vectors:
        """The vectors to keep, shape (terms, dim)."""
        return vectors.documents([term for entry in content for term in properties_of(entry)])

    @classmethod
    def load(cls, content: Content, folder: Path) -> Properties:
        """Those of a build."""
        return cls(content, np.load(folder / NAME, allow_pickle=False))

    def near(self, doc_id: str, query: Vectors) -> dict[str, float]:
        """The cosine of each property of a document with a query of shape (1, dim)."""
        terms, rows = self._of.get(doc_id, ((), np.zeros((0, query.shape[1]), np.float32)))
        return dict(zip(terms, np.vecdot(rows, query[0]).tolist(), strict=True))


def _sliced(content: Content, rows: Vectors) -> Iterator[tuple[str, tuple[tuple[str, ...], Vectors]]]:
    first = 0
    for entry in content:
        terms = properties_of(entry)
        yield entry.parsed.document.doc_id, (terms, rows[first : first + len(terms)])
        first += len(terms)
