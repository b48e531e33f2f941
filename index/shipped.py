"""Vectors of the questions that ship beside the plans, by hash of the question: a first build need not make them.

`python -m index.shipped` writes the file, to be run when the questions or the bundled encoder change. What is not in it
is encoded as ever, and another encoder passes it over. No passage and no sentence is in it: a build is for those.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors, unit
from index.settings import ROOT
from index.vectors import DAMAGED, key_of

FILE = ROOT / "corpus" / "plans" / "questions.vectors.npz"


def shipped(encoder: Encoder, file: Path = FILE) -> dict[str, Vectors]:
    """The unit vectors by key; none where the file is missing, damaged or of another encoder."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
            if str(stored["fingerprint"]) != encoder.fingerprint:
                return {}
            return dict(zip(stored["keys"].astype(str).tolist(), unit(stored["rows"], encoder.dim), strict=True))
    except DAMAGED:
        return {}


def write(texts: list[str], encoder: Encoder, file: Path = FILE) -> None:
    """Encode texts and write their vectors in half precision (cosine above 0.99999, between processors 0.9999)."""
    rows = encoder.documents(texts).astype(np.float16)
    keys = np.array([key_of(text) for text in texts]).astype("S")
    np.savez(file, fingerprint=np.array(encoder.fingerprint), keys=keys, rows=rows)


def shipped_questions() -> list[str]:
    """Every question that ships, answered or open, each once."""
    from index.questions import lines_of

    files = sorted(FILE.parent.glob("*.questions.jsonl"))
    return list(
        dict.fromkeys(text for file in files for line in lines_of(file) for text in (*line.questions, *line.open))
    )


if __name__ == "__main__":
    from index.encoder import load_encoder

    write(shipped_questions(), load_encoder())
