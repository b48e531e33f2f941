"""BM25 over jieba search tokens (bm25s; Robertson & Zaragoza 2009, Lucene's variant)."""

from __future__ import annotations

from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


class Lexical:
    """BM25 scores of every row for a bag of tokens. Immutable; saved as plain arrays and JSON (no pickle)."""

    def __init__(self, model: bm25s.BM25, rows: int) -> None:
        self._model = model
        self.rows = rows

    @classmethod
    def build(cls, rows: list[list[str]]) -> Lexical:
        """Index token lists, one a row; an empty row never matches."""
        model = bm25s.BM25(k1=1.2, b=0.6)
        if any(rows):
            model.index(rows, show_progress=False)
        return cls(model, len(rows))

    def scores(self, tokens: list[str]) -> Scores:
        """BM25 of every row, shape (rows,); zeros where no token is known."""
        vocabulary = getattr(self._model, "vocab_dict", {})
        known = [t for t in tokens if t in vocabulary]
        if not known:
            return np.zeros(self.rows, dtype=np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write into an empty folder."""
        folder.mkdir(parents=True)
        (folder / "rows").write_text(str(self.rows), encoding="utf-8")
        if hasattr(self._model, "vocab_dict"):
            self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> Lexical:
        """Read what `save` wrote, arrays memory-mapped."""
        rows = int((folder / "rows").read_text(encoding="utf-8"))
        if not (folder / "vocab.index.json").exists():
            return cls(bm25s.BM25(), rows)
        return cls(bm25s.BM25.load(str(folder), mmap=True, show_progress=False), rows)
