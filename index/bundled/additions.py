"""What the encoder has learnt beyond its weights: low-rank additions to the products of its last layers (LoRA).

A product W·x becomes W·x + up·(down·x) (Hu et al. 2022). tuned.npz holds both matrices by the product's name in the
graph, in half precision; `python -m index.bundled.tuning` learns them.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from index.bundled.weights import Floats

FILE = Path(__file__).with_name("tuned.npz")
RANK = 16
LAYERS = (8, 9, 10, 11)
Additions = dict[str, tuple[Floats, Floats]]


@lru_cache(maxsize=1)
def additions() -> Additions:
    """By product ("l8.qkv"): `down`, shape (columns, RANK), and `up`, shape (RANK, rows)."""
    with np.load(FILE, allow_pickle=False) as stored:
        names = {name.rpartition(".")[0] for name in stored.files}
        return {n: (stored[f"{n}.down"].astype(np.float32), stored[f"{n}.up"].astype(np.float32)) for n in names}


def keep(learnt: Additions, file: Path = FILE) -> None:
    """Write additions in half precision."""
    parts = {f"{n}.{part}": m for n, pair in learnt.items() for part, m in zip(("down", "up"), pair, strict=True)}
    np.savez(file, **{name: matrix.astype(np.float16) for name, matrix in sorted(parts.items())})  # type: ignore[arg-type]
