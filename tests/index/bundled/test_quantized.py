"""A matrix in 8 bits: its products are nearly those of the matrix, large columns or not."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index.bundled import quantized
from index.bundled.tensors import PRODUCTS
from index.bundled.weights import Weights

ROWS, COLUMNS = 24, 96
Floats = NDArray[np.float32]


def product(x: Floats, tensors: dict[str, NDArray[Any]]) -> Floats:
    """What the graph computes: DynamicQuantizeMatMul of all columns, and the few in single precision."""
    evened = x * tensors["even"]
    low, high = min(evened.min(), 0), max(evened.max(), 0)
    step = (high - low) / 255
    zero = np.rint(-low / step)
    whole = np.clip(np.rint(evened / step) + zero, 0, 255).astype(np.int64)
    most = (whole - int(zero)) @ tensors["w"].astype(np.int64) * step * tensors["scale"]
    return np.asarray(most + x[:, tensors["few"]] @ tensors["rest"], dtype=np.float32)


@pytest.mark.parametrize("largest", [1, 40, 2000])
def test_a_product_is_nearly_the_matrixs(largest: float) -> None:
    rng = np.random.default_rng(3)
    matrix = rng.normal(size=(ROWS, COLUMNS)).astype(np.float32)
    spread = np.ones(COLUMNS, np.float32)
    spread[[5, 50]] = largest
    x = (rng.normal(size=(8, COLUMNS)) * spread).astype(np.float32)
    made = dict(quantized.tensors(matrix, np.abs(x).max(axis=0)))
    right = x @ matrix.T
    small = x.copy()
    small[:, [5, 50]] = 0
    assert np.abs(product(x, made) - right).max() < 0.04 * (small @ matrix.T).std(), "as if no column were large"


def test_whole_numbers_stay_below_what_older_processors_can_add() -> None:
    matrix = np.random.default_rng(4).normal(size=(ROWS, COLUMNS)).astype(np.float32)
    made = dict(quantized.tensors(matrix, np.ones(COLUMNS, np.float32)))
    assert np.abs(made["w"].astype(int)).max() == quantized.LARGEST
    assert not made["w"][made["few"]].any()


@pytest.mark.model
def test_the_columns_of_every_product_were_measured() -> None:
    sizes = Weights().sizes
    columns = {"qkv": sizes["dim"], "ao": sizes["dim"], "fi": sizes["dim"], "fo": sizes["inner"]}
    known = {name: row.shape for name, row in quantized.ranges().items()}
    assert known == {f"l{n}.{name}": (columns[name],) for n in range(sizes["layers"]) for name in PRODUCTS}
    assert all((row > 0).all() for row in quantized.ranges().values())
