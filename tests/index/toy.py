"""A toy encoder and a tiny library of the project's own texts: no model, no network."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus import parse_file, parse_text
from index import Source
from index.content import Questions
from index.encoder import Vectors

DATA = Path(__file__).parent.parent / "data"
DIM = 64


class ToyEncoder:
    """A vector is the counts of a text's characters, hashed to 64 places; `seen` counts the document texts encoded."""

    dim = DIM

    def __init__(self, fingerprint: str = "toy/64") -> None:
        self.fingerprint = fingerprint
        self.seen = 0

    def queries(self, texts: list[str]) -> Vectors:
        return np.stack([_counts(t) for t in texts])

    def documents(self, texts: list[str]) -> Vectors:
        self.seen += len(texts)
        return self.queries(texts)


def _counts(text: str) -> Vectors:
    vector = np.zeros(DIM, dtype=np.float32)
    for char in text:
        vector[ord(char) * 2654435761 % 2**32 % DIM] += 1
    return vector / max(float(np.linalg.norm(vector)), 1.0)


def source(name: str, asked: Sequence[tuple[int, str]] = ()) -> Source:
    """A text of tests/data as a source; `asked` are (passage number, question)."""
    return _with(Source(parse_file(DATA / f"{name}.txt")), asked)


def made(text: str, doc_id: str = "made", asked: Sequence[tuple[int, str]] = ()) -> Source:
    """A text written in a test as a source."""
    return _with(Source(parse_text(text, doc_id)), asked)


def _with(bare: Source, asked: Sequence[tuple[int, str]]) -> Source:
    passages = bare.parsed.passages
    return Source(bare.parsed, tuple(Questions(passages[i].passage_id, (text,)) for i, text in asked))
