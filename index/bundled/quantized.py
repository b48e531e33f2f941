"""A product's matrix in 8 bits, and what 8 bits would lose in single precision.

All that goes into a product is rounded by one scale, so that one large column would leave the others few steps. How
large a column gets is evened out between it and its row of the matrix (SmoothQuant, Xiao et al. 2023), and the few
largest columns are multiplied in single precision (LLM.int8(), Dettmers et al. 2022). How large each gets was measured
on the texts of pairs.jsonl: `python -m index.bundled.ranges` writes ranges.npz.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.bundled.weights import Floats

RANGES = Path(__file__).with_name("ranges.npz")
FEW = 16  # columns in single precision
SHARE = 0.6  # of a column's size is taken over by the matrix
# Processors without VNNI add two products in 16 bits: up to here 6 of ten million pairs are too large for them, up to
# 127 one of ten thousand.
LARGEST = 90


@lru_cache(maxsize=1)
def ranges() -> dict[str, Floats]:
    """By product ("l8.qkv"): the largest that went into each of its columns, shape (columns,)."""
    with np.load(RANGES, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def tensors(matrix: Floats, sizes: Floats) -> Iterator[tuple[str, NDArray[Any]]]:
    """The tensors of a product by their names in the graph, of a matrix of shape (rows, columns).

    `even` (columns,) is what its input is multiplied by, zero at the columns `few` (FEW,), whose part of the matrix is
    `rest` (FEW, rows); `w` (columns, rows) are whole numbers and `scale` (rows,) what they stand for.
    """
    largest, few = np.abs(matrix).max(axis=0), np.sort(np.argsort(-sizes, kind="stable")[:FEW])
    even = largest ** (1 - SHARE) / np.maximum(sizes, 1e-5) ** SHARE
    apart = matrix[:, few].T
    shifted = matrix / even
    shifted[:, few] = even[few] = 0
    scale = np.abs(shifted).max(axis=1) / LARGEST
    yield "even", even
    yield "w", np.rint(shifted / scale[:, None]).astype(np.int8).T.copy()
    yield "scale", scale
    yield "few", few
    yield "rest", apart.copy()
