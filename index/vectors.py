"""Vectors kept by hash of the embedded text, so that what did not change is never embedded twice."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from corpus.atomic import replacing
from index.encoder import Encoder, Vectors

BATCH = 16
DAMAGED = (OSError, ValueError, KeyError, EOFError, RuntimeError, BadZipFile, struct.error, zlib.error)


class VectorCache:
    """One file of rows and one of their hashes for each encoder; written whole and swapped in atomically.

    `made` are vectors by key that were made elsewhere with this encoder; those that are asked for are kept as well.
    """

    def __init__(self, folder: Path, encoder: Encoder, made: Mapping[str, Vectors] | None = None) -> None:
        self._file = file_of(folder, encoder.fingerprint)
        self.fingerprint = encoder.fingerprint
        self._encoder = encoder
        self._rows = _read(self._file, encoder.dim) or {}
        self._made = made or {}
        self._saved = len(self._rows)
        self.encoded = 0

    def documents(self, texts: list[str], progress: Callable[[int, int], None] = lambda done, total: None) -> Vectors:
        """Unit vectors of texts, shape (len(texts), dim); only texts never seen are encoded."""
        keys = [key_of(t) for t in texts]
        self._rows.update({k: self._made[k] for k in keys if k in self._made and k not in self._rows})
        missing = list({k: t for k, t in zip(keys, texts, strict=True) if k not in self._rows}.items())
        for begin in range(0, len(missing), BATCH):
            batch = missing[begin : begin + BATCH]
            rows = self._encoder.documents([t for _, t in batch])
            self._rows.update(zip((k for k, _ in batch), rows, strict=True))
            self.encoded += len(batch)
            progress(min(begin + BATCH, len(missing)), len(missing))
        if not keys:
            return np.zeros((0, self._encoder.dim), dtype=np.float32)
        return np.stack([self._rows[k] for k in keys])

    def save(self) -> None:
        """Write atomically; a build that is killed before this loses only its own work."""
        if len(self._rows) == self._saved:
            return
        with replacing(self._file) as out:
            np.savez(out, keys=np.array(list(self._rows)), rows=np.stack(list(self._rows.values())))
        self._saved = len(self._rows)


def file_of(folder: Path, fingerprint: str) -> Path:
    """Where an encoder's vectors are kept."""
    return folder / f"{hashlib.sha256(fingerprint.encode()).hexdigest()[:16]}.npz"


def is_whole(file: Path) -> bool:
    """Whether a store is there and can be read to its end; its format checks every row that is read."""
    return _read(file) is not None


def _read(file: Path, dim: int | None = None) -> dict[str, Vectors] | None:
    """The stored rows by key; None when the file is missing or damaged: its texts are encoded again."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
            keys, rows = stored["keys"].tolist(), stored["rows"]
        if rows.shape != (len(keys), rows.shape[-1] if dim is None else dim) or rows.dtype != np.float32:
            return None
        return dict(zip(keys, rows, strict=True))
    except DAMAGED:
        return None


def key_of(text: str) -> str:
    """What a text's vector is kept under."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
