"""A cross-encoder that reads the best passages together with the question; optional, by the setting `index.reranker`.

Its score, through a sigmoid, is mixed with the fused one and does not replace it: both lie in 0..1, as sentences and
refusals expect of a passage's score, and a model that was made for other texts cannot throw out what the words of the
question fit. A weight of 1 is its order alone.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import RerankerError
from index.settings import StoreSettings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

REMEMBERED = 64  # readings: a question is often retrieved for twice
HEADS = ("ForSequenceClassification", "ForCausalLM")  # what can score a pair; any other model would get a random head
FIX = "CEWEN_INDEX__RERANKER 应是本机的交叉编码器(如 bge-reranker-base)的文件夹;不用就去掉这个设置"


class Reranker(Protocol):
    """Scores passages for a question; `weight` is its share in the score of a passage."""

    weight: float

    def scores(self, question: str, texts: tuple[str, ...]) -> NDArray[np.float32]:
        """How well each text answers, 0..1, shape (len(texts),)."""


class CrossEncoderReranker:
    """A sentence-transformers `CrossEncoder` with one score a pair: a folder, or a name in the local cache."""

    def __init__(self, model: str, weight: float) -> None:
        """Raises RerankerError where there is no such model here, or it is no cross-encoder."""
        self.weight = weight
        self._model = _load(model)
        self._lock = threading.Lock()
        self.scores = lru_cache(maxsize=REMEMBERED)(self._read)

    def _read(self, question: str, texts: tuple[str, ...]) -> NDArray[np.float32]:
        from torch.nn import Sigmoid

        pairs = [(question, text) for text in texts]
        with self._lock:
            read: Any = self._model.predict(pairs, activation_fn=Sigmoid(), show_progress_bar=False)
        return np.asarray(read, dtype=np.float32)


def reranker_of(settings: StoreSettings) -> Reranker | None:
    """The reranker that the settings name, loaded once a process; None where they name none."""
    return _reranker(settings.reranker, settings.reranker_weight) if settings.reranker else None


@lru_cache(maxsize=2)
def _reranker(model: str, weight: float) -> Reranker:
    return CrossEncoderReranker(model, weight)


def _load(model: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    try:
        loaded = CrossEncoder(model, device="cpu", local_files_only=True)
    except Exception as e:
        raise RerankerError(f"读不了重排模型 {model};{FIX}") from e
    made_as = (loaded.config.architectures or ("",))[0]
    if loaded.num_labels != 1 or (len(loaded) == 1 and not made_as.endswith(HEADS)):
        raise RerankerError(f"{model} 不是给一问一段打一个分的模型({made_as},{loaded.num_labels} 个分);{FIX}")
    return loaded
