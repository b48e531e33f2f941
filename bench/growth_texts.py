"""Corpora of any size from a few thousand public texts: the texts themselves, then perturbed copies of them.

The first `ENCODED` texts are encoded by the model. Every other vector is made: the vector of an encoded text moved by
a difference of two others, so that the made ones are spread and clustered as the real ones are.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np

from corpus import key, sentences
from corpus.types import Passage
from index.encoder import Encoder, Vectors
from index.vectors import VectorCache

SEED = 20
ENCODED = 5_000
LONGEST = 400
REPLACED = 0.3  # how often a sentence of a copy is another text's
MOVED = 1.0  # how far a made vector may move; at this, made ones lie as near one another as real ones do
BLOCK = 50_000


Text = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts, each a heading and a list of sentences, and questions that people asked of such texts."""

    texts: tuple[Text, ...]
    questions: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path, questions: int) -> "Texts":
        """Every set in BEIR layout below a folder, in an order that the seed gives; FileNotFoundError without one."""
        files = sorted(folder.glob("**/corpus.jsonl"))
        if not files:
            raise FileNotFoundError(f"{folder} 下没有 corpus.jsonl;用 --texts 给出 BEIR 布局的文件夹")
        read = [(str(line.get("title", "")), str(line["text"])[:LONGEST].strip()) for f in files for line in _lines(f)]
        texts = {key(text): (title.partition(" ")[0], _cut(text)) for title, text in read if text}
        asked = [str(line["text"]) for f in files for line in _lines(f.with_name("queries.jsonl"))]
        rng = np.random.default_rng(SEED)
        kept = list(texts.values())
        return cls(
            tuple(kept[i] for i in rng.permutation(len(kept))),
            tuple(asked[i] for i in rng.permutation(len(asked))[:questions]),
        )

    def take(self, count: int) -> Iterator[Text]:
        """`count` texts: those that were read, then copies of the encoded ones with sentences of others."""
        yield from self.texts[:count]
        rng = np.random.default_rng(SEED + 1)
        pool = len(self.texts)
        for _ in range(count - pool):
            heading, own = self.texts[int(rng.integers(min(ENCODED, pool)))]
            other = self.texts[int(rng.integers(pool))][1]
            swapped = zip(own, rng.random(len(own)) < REPLACED, strict=True)
            yield heading, tuple(other[i % len(other)] if swap else s for i, (s, swap) in enumerate(swapped))


def passage(number: int, text: Text) -> Passage:
    """A passage of one of a thousand documents."""
    heading, cut = text
    ends = list(accumulate(map(len, cut)))
    spans = tuple(zip([0, *ends[:-1]], ends, strict=True))
    name = f"{number:08d}"
    return Passage(name, f"d{number % 1000:03d}", name, (heading,), "".join(cut), 0, ends[-1], 1, None, spans)


def encode(
    texts: Texts, encoder: Encoder, folder: Path, told: Callable[[int, int], None] = lambda done, total: None
) -> tuple[Vectors, Vectors]:
    """The real vectors of the first texts, shape (≤ ENCODED, dim), and of the questions; kept in a folder."""
    cache = VectorCache(folder, encoder)
    real = cache.documents(["".join(cut) for _, cut in texts.texts[:ENCODED]], told)
    cache.save()
    return real, encoder.queries(list(texts.questions))


def vectors(real: Vectors, count: int) -> Iterator[Vectors]:
    """`count` unit vectors in blocks: the real ones, then made ones."""
    yield real[:count]
    rng = np.random.default_rng(SEED + 2)
    made = max(0, count - len(real))
    for begin in range(0, made, BLOCK):
        yield made_vectors(real, min(BLOCK, made - begin), rng)


def made_vectors(real: Vectors, count: int, rng: np.random.Generator) -> Vectors:
    """Unit vectors near real ones: a real vector plus `MOVED` times the difference of two others over √2."""
    parent, one, other = (real[rng.integers(len(real), size=count)] for _ in range(3))
    moved = parent + MOVED * rng.random((count, 1), dtype=np.float32) * (one - other) / np.float32(np.sqrt(2))
    unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return unit


def neighbours(rows: Vectors, sample: int = 500) -> float:
    """The median cosine of a row with its nearest other row, over a sample: how crowded the vectors are."""
    rng = np.random.default_rng(SEED)
    chosen = rng.choice(len(rows), min(sample, len(rows)), replace=False)
    cosines = rows[chosen] @ rows.T
    cosines[np.arange(len(chosen)), chosen] = -1
    return float(np.median(cosines.max(axis=1)))


def _cut(text: str) -> tuple[str, ...]:
    return tuple(text[begin:end] for begin, end in sentences(text) if text[begin:end].strip()) or (text,)


def _lines(file: Path) -> Iterator[dict[str, object]]:
    with file.open(encoding="utf-8") as opened:
        for line in opened:
            if line.strip():
                yield json.loads(line)
