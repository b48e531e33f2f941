"""Arrays of a file as numpy maps them, without the subclass that makes every slice of one dearer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def mapped(file: Path) -> NDArray[Any]:
    """The array that `np.save` wrote, memory-mapped and read-only."""
    array: NDArray[Any] = np.load(file, mmap_mode="r", allow_pickle=False)
    return array.view(np.ndarray)
