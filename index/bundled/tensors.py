"""The tensors of the encoder's graph, in the order in which they lie in one file beside it.

A matrix of the package, in blocks of 4 bits, and what was learnt beside it become one of 8 bits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.bundled import quantized
from index.bundled.additions import FILE as LEARNT
from index.bundled.additions import additions
from index.bundled.weights import Floats, Weights, whole

FILE = "tensors"
NORMS = ("aln", "oln")
# What a layer multiplies by: its name in the graph, and the matrices of the package's file whose rows it has.
PRODUCTS = {"qkv": ("q", "k", "v"), "ao": ("ao",), "fi": ("fi",), "fo": ("fo",)}


def tensors(weights: Weights) -> Iterator[tuple[str, NDArray[Any]]]:
    """Every tensor by its name in the graph."""
    yield from _norm(weights, "emb.ln")
    for layer in range(weights.sizes["layers"]):
        for name, parts in PRODUCTS.items():
            yield from _product(weights, f"l{layer}.{name}", [f"l{layer}.{part}" for part in parts])
        for name in NORMS:
            yield from _norm(weights, f"l{layer}.{name}")


@lru_cache(maxsize=1)
def digest() -> str:
    """What tells one tuning, or one rounding, from another, in eight characters."""
    made = hashlib.sha256(f"{quantized.FEW} {quantized.SHARE} {quantized.LARGEST}".encode())
    for file in (LEARNT, quantized.RANGES):
        made.update(file.read_bytes())
    return made.hexdigest()[:8]


def compile_tensors(weights: Weights, folder: Path) -> None:
    """Write the tensors one behind the other."""
    with (folder / FILE).open("wb") as out:
        for _, tensor in tensors(weights):
            out.write(tensor.tobytes())


def _norm(weights: Weights, name: str) -> Iterator[tuple[str, NDArray[Any]]]:
    for part in ("w", "b"):
        yield f"{name}.{part}", weights.floats(f"{name}.{part}")


def _product(weights: Weights, name: str, parts: list[str]) -> Iterator[tuple[str, NDArray[Any]]]:
    for part, tensor in quantized.tensors(matrix(weights, name, parts), quantized.ranges()[name]):
        yield f"{name}.{part}", tensor
    yield f"{name}.b", np.concatenate([weights.floats(f"{part}.b") for part in parts])


def matrix(weights: Weights, name: str, parts: list[str]) -> Floats:
    """What a layer multiplies by, shape (rows, columns): the rows of some matrices, and what was learnt."""
    rows = sum(weights.floats(f"{part}.b").size for part in parts)
    found = np.concatenate([whole(weights.blocks(f"{part}.w")) for part in parts]).reshape(rows, -1)
    if name in additions():
        down, up = additions()[name]
        found += (down @ up).T
    return found
