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
            rows = unit(stored["rows"].astype(np.float32), encoder.dim)
            return dict(zip(stored["keys"].astype(str).tolist(), rows, strict=True))
    except DAMAGED:
        return {}


def write(texts: list[str], encoder: Encoder, file: Path = FILE) -> None:
    """Encode what the file has not yet and write all in 8 bits, each row by its largest part (cosine above 0.9999)."""
    known = shipped(encoder, file)
    new = [text for text in texts if key_of(text) not in known]
    known |= dict(zip(map(key_of, new), encoder.documents(new), strict=True)) if new else {}
    keys = [key_of(text) for text in texts]
    rows = np.stack([known[key] for key in keys])
    coded = np.rint(rows * (127 / np.abs(rows).max(axis=1, keepdims=True))).astype(np.int8)
    np.savez(file, fingerprint=np.array(encoder.fingerprint), keys=np.array(keys).astype("S"), rows=coded)


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
