"""The bundled encoder as a sentence-transformers input module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

from index.encoder import BundledEncoder


class BundledModule(InputModule):
    """Text in, `sentence_embedding` out. The encoder adds the prefixes of e5, `query: ` and `passage: `, itself."""

    save_in_root = True

    def __init__(self) -> None:
        super().__init__()
        self._encoder = BundledEncoder()

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, task: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """Encode at once: there is no tensor to hand on between tokenizer and model."""
        texts = [f"{prompt or ''}{text}" for text in inputs]
        rows = self._encoder.queries(texts) if task == "query" else self._encoder.documents(texts)
        return {"sentence_embedding": torch.from_numpy(rows)}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The vectors were made in `preprocess`."""
        return features

    def get_embedding_dimension(self) -> int:
        """Width of a vector."""
        return self._encoder.dim

    def save(self, output_path: str | Path, *_: Any, **__: Any) -> None:
        """Nothing to save: the weights come with the package."""

    @classmethod
    def load(cls, *_: Any, **__: Any) -> BundledModule:
        """A fresh module."""
        return cls()
