"""The searchable fields of a build: passages, sentences and questions as vectors, passages and questions as words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.types import Passage
from index.content import Content, passages_of
from index.dense import Dense
from index.encoder import Encoder
from index.lexical import Lexical
from index.tokens import Tokens
from index.vectors import VectorCache

Progress = Callable[[str, int, int], None]
Owners = NDArray[np.int32]
DENSE = ("passages", "sentences", "questions")
LEXICAL = ("text", "asked")


@dataclass(frozen=True, slots=True)
class Fields:
    """`dense[f]`, `owners[f]`: rows of a vector field and their passage numbers; `lexical[f]`: a row a passage."""

    dense: dict[str, Dense]
    owners: dict[str, Owners]
    lexical: dict[str, Lexical]

    def save(self, folder: Path) -> None:
        """Write every field below a folder."""
        for name, dense in self.dense.items():
            dense.save(folder / f"{name}.faiss")
            np.save(folder / f"{name}.owners.npy", self.owners[name])
        for name, lexical in self.lexical.items():
            lexical.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> Fields:
        """Read what `save` wrote."""
        return cls(
            {n: Dense.load(folder / f"{n}.faiss") for n in DENSE},
            {n: np.load(folder / f"{n}.owners.npy", allow_pickle=False) for n in DENSE},
            {n: Lexical.load(folder / n) for n in LEXICAL},
        )


def tokens_for(content: Content) -> Tokens:
    """The tokenizer of a build: the terms of all its documents are words."""
    return Tokens(t for entry in content for t in entry.vocabulary.terms)


def build_fields(content: Content, encoder: Encoder, vectors: VectorCache, progress: Progress) -> Fields:
    """Embed and index; only texts that the vector store has not seen are encoded."""
    passages = passages_of(content)
    numbers = {p.passage_id: i for i, p in enumerate(passages)}
    asked = [(numbers[q.passage_id], text) for e in content for q in e.questions for text in q.questions]
    rows = {
        "passages": [(i, p.text) for i, p in enumerate(passages)],
        "sentences": [(i, text) for i, p in enumerate(passages) for text in sentence_texts(p)],
        "questions": asked,
    }
    dense, owners = {}, {}
    for name in DENSE:
        texts = [text for _, text in rows[name]]
        embedded = vectors.documents(texts, lambda done, total, name=name: progress(name, done, total))  # type: ignore[misc]
        dense[name] = Dense.build(embedded, encoder.dim)
        owners[name] = np.array([owner for owner, _ in rows[name]], dtype=np.int32)
    tokens = tokens_for(content)
    questions: list[list[str]] = [[] for _ in passages]
    for owner, text in asked:
        questions[owner].extend(tokens.search(text))
    lexical = {
        "text": Lexical.build([tokens.search(f"{p.text}\n{' '.join(p.path)}") for p in passages]),
        "asked": Lexical.build(questions),
    }
    return Fields(dense, owners, lexical)


def sentence_texts(passage: Passage) -> list[str]:
    """The sentences of a passage as texts."""
    return [passage.text[s - passage.start : e - passage.start] for s, e in passage.sentences]
