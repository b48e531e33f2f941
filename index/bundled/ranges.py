"""How large each column gets that goes into a product: `python -m index.bundled.ranges` writes ranges.npz, which ships.

To be run when the encoder has learnt anew (ten seconds). The texts are of pairs.jsonl, which the evaluation has not.
"""

from __future__ import annotations

import random

import numpy as np
import torch

from index.bundled.additions import additions
from index.bundled.quantized import RANGES
from index.bundled.tuning import Group, Layers, load, passage, query
from index.bundled.weights import Floats

TEXTS = 400


def measured(groups: list[Group]) -> dict[str, Floats]:
    """By product, the largest magnitude of each of its columns, shape (columns,), over some of the texts."""
    texts = [query(text) for _, questions in groups for text, _ in questions]
    texts += [passage(text) for sentences, _ in groups for text in sentences]
    found: dict[str, Floats] = {}

    def keep(name: str, x: torch.Tensor) -> None:
        largest = x.abs().flatten(0, -2).amax(0).numpy()
        found[name] = np.maximum(found.get(name, 0), largest)

    learnt = {name: tuple(map(torch.tensor, pair)) for name, pair in additions().items()}
    layers = Layers(keep)
    with torch.no_grad():
        for text in random.Random(0).sample(texts, min(TEXTS, len(texts))):  # noqa: S311
            layers.above(list(layers.below([text]).values()), learnt)
    return found


if __name__ == "__main__":
    np.savez(RANGES, **{name: row.astype(np.float16) for name, row in sorted(measured(load()).items())})  # type: ignore[arg-type]
