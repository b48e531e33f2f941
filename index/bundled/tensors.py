"""The tensors of the encoder's graph, in the order in which they lie in one file beside it.

Matrices stay in 4 bits, laid out as ONNX Runtime's MatMulNBits wants them: pairs of neighbours in a byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.bundled.additions import additions
from index.bundled.weights import WIDTH, Weights

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
    for name, (down, up) in sorted(additions().items()):
        yield f"{name}.down", down
        yield f"{name}.up", up


def compile_tensors(weights: Weights, folder: Path) -> None:
    """Write the tensors one behind the other."""
    with (folder / FILE).open("wb") as out:
        for _, tensor in tensors(weights):
            out.write(tensor.tobytes())


def _norm(weights: Weights, name: str) -> Iterator[tuple[str, NDArray[Any]]]:
    for part in ("w", "b"):
        yield f"{name}.{part}", weights.floats(f"{name}.{part}")


def _product(weights: Weights, name: str, parts: list[str]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Nibbles, shape (rows, blocks, 16), scales, shape (rows, blocks), and bias of the rows of some matrices."""
    bias = np.concatenate([weights.floats(f"{part}.b") for part in parts])
    blocks = np.concatenate([weights.blocks(f"{part}.w") for part in parts]).reshape(len(bias), -1)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=-1)
    yield f"{name}.w", nibbles[..., 0:WIDTH:2] | nibbles[..., 1:WIDTH:2] << 4
    yield f"{name}.scale", blocks["scale"].astype(np.float32)
    yield f"{name}.b", bias
