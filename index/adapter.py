"""A linear map under which questions that one sentence answers lie close together, and close to that sentence.

An embedding adapter: one matrix behind a frozen encoder, learnt with in-batch negatives (InfoNCE, van den Oord et al.
2018) from stored questions, which know the sentence that answers them. The questions that a text leaves open are groups
of their own, a passage each, so that they come apart from those that are answered. What ships is learnt from the plans
that ship (`python -m eval.fit adapter`); with questions of one's own a build learns it anew, in about ten seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.atomic import replacing
from index.content import Content, sentence_texts
from index.encoder import Vectors, unit
from index.vectors import DAMAGED, VectorCache, key_of

FILE = Path(__file__).with_name("adapter.npz")
NAME = "adapter.npy"  # in the folder of a build
BATCH = 256
ROUNDS = 6
TEMPERATURE = 0.03
RATE = 1e-3
AXES = 192  # of what it maps to: those that the questions vary along most; half as many rank worse
LEAST = 500  # answered questions to learn from


@dataclass(frozen=True, slots=True)
class Adapter:
    """`matrix` has shape (axes, dim)."""

    matrix: Vectors

    @classmethod
    def none(cls, dim: int) -> Adapter:
        """The map that leaves every vector as it is."""
        return cls(np.eye(dim, dtype=np.float32))

    def __call__(self, vectors: Vectors) -> Vectors:
        """Unit vectors of shape (rows, dim) as the map has them, shape (rows, axes), of length 1 again."""
        return unit(vectors @ self.matrix.T, len(self.matrix))

    def one(self, vector: Vectors) -> Vectors:
        """The same of one vector of shape (1, dim), without BLAS: its threads would spin while the encoder works."""
        return unit(np.vecdot(self.matrix, vector[0]), len(self.matrix))

    def lengths(self, vectors: Vectors) -> NDArray[np.float32]:
        """How long the map makes each of some unit vectors, shape (rows,)."""
        found: NDArray[np.float32] = np.linalg.norm(vectors @ self.matrix.T, axis=1)
        return found

    def cosines(self, vectors: Vectors, lengths: NDArray[np.float32], mapped: Vectors) -> NDArray[np.float32]:
        """Cosines of vectors, once mapped, with one of shape (axes,) that is mapped already; `lengths` are theirs."""
        back = np.einsum("ij,i->j", self.matrix, mapped)
        found: NDArray[np.float32] = np.vecdot(vectors, back) / lengths
        return found

    def save(self, folder: Path) -> None:
        """Write into the folder of a build, whose vectors it made."""
        np.save(folder / NAME, self.matrix)


def load_adapter(folder: Path, dim: int) -> Adapter:
    """The adapter of a build, or where it has none that which changes nothing."""
    file = folder / NAME
    return Adapter(np.load(file, allow_pickle=False)) if file.exists() else Adapter.none(dim)


def adapter_for(content: Content, vectors: VectorCache, shipped: Mapping[str, Vectors], file: Path) -> Adapter | None:
    """The adapter for the stored questions of some documents, None where they have too few to learn from.

    It is the one that ships where they are all among the questions that ship (`shipped`, vectors by key); else it is
    learnt, once for the same questions, and kept in `file`.
    """
    asked = [text for entry in content for q in entry.questions for text in (*q.questions, *q.open)]
    if all(key_of(text) in shipped for text in asked):
        return kept(FILE, vectors.fingerprint) if asked else None
    rows, sentences = list(groups_of(content)), len(list(_sentences(content)))
    if sum(group < sentences for group, _ in rows) < LEAST:
        return None
    made_from = f"{vectors.fingerprint} {hashlib.sha256(repr(rows).encode()).hexdigest()}"
    if (known := kept(file, made_from)) is not None:
        return known
    learnt = learn(content, vectors)
    keep(learnt, file, made_from)
    return learnt


def kept(file: Path, made_from: str) -> Adapter | None:
    """What `keep` wrote; None where the file is missing, damaged or made from something else."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
            if str(stored["made_from"]) != made_from:
                return None
            return Adapter(stored["matrix"].astype(np.float32))
    except DAMAGED:
        return None


def keep(adapter: Adapter, file: Path, made_from: str) -> None:
    """Write in half precision, atomically; `made_from` names the encoder, and the questions where they do not ship."""
    with replacing(file) as out:
        np.savez(out, made_from=np.array(made_from), matrix=adapter.matrix.astype(np.float16))


def learn(content: Content, vectors: VectorCache) -> Adapter:
    """The adapter that the stored questions of some documents teach."""
    rows = list(groups_of(content))
    questions = vectors.documents([text for _, text in rows])
    sentences = vectors.documents(list(_sentences(content)))
    return Adapter(fit(questions, np.array([group for group, _ in rows]), sentences))


def _sentences(content: Content) -> Iterator[str]:
    return (text for entry in content for passage in entry.parsed.passages for text in sentence_texts(passage))


def groups_of(content: Content) -> Iterator[tuple[int, str]]:
    """Stored questions with the number of the sentence that answers them; past the last, those left open."""
    first, sentences = 0, sum(1 for _ in _sentences(content))
    for entry in content:
        stored = {q.passage_id: q for q in entry.questions}
        for passage in entry.parsed.passages:
            if asked := stored.get(passage.passage_id):
                alone = len(passage.sentences) == 1
                told = [0] * len(asked.questions) if alone else asked.sentences
                yield from ((first + n, text) for n, text in zip(told, asked.questions, strict=False) if n >= 0)
                yield from ((sentences + first, text) for text in asked.open)
            first += len(passage.sentences)


def fit(questions: Vectors, groups: NDArray[np.int64], sentences: Vectors) -> Vectors:
    """The matrix, from unit vectors of questions, shape (n, dim), and of the sentences that answer them.

    A question's group is the number of the sentence that answers it; groups without a sentence have numbers past the
    last. The order is drawn from a fixed start: the same rows give the same matrix. Of what the questions become the
    axes are kept that they vary along most (principal components): fewer numbers a row, the same neighbours.
    """
    import torch
    from torch.nn.functional import cross_entropy, normalize

    draw, dim = np.random.default_rng(0), questions.shape[1]
    asked, answers, group = torch.tensor(questions), torch.tensor(sentences), torch.tensor(groups)
    alike = [np.flatnonzero(groups == each) for each in range(groups.max() + 1)]
    matrix = torch.eye(dim, requires_grad=True)
    steps = ROUNDS * (len(groups) // BATCH)
    optimizer = torch.optim.AdamW([matrix], lr=RATE, weight_decay=0)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, steps)
    for _ in range(ROUNDS):
        order = draw.permutation(len(groups))
        for first in range(0, len(groups) - BATCH + 1, BATCH):
            chosen = order[first : first + BATCH]
            others = [draw.choice(alike[groups[each]]) for each in chosen]
            one, other = (normalize(asked[rows] @ matrix.T, dim=1) for rows in (chosen, others))
            own = group[chosen]
            same = (own[:, None] == own[None]) & ~torch.eye(BATCH, dtype=torch.bool)
            told = own < len(answers)
            loss = cross_entropy((one @ other.T / TEMPERATURE).masked_fill(same, -1e4), torch.arange(BATCH))
            if told.any():
                near = one[told] @ normalize(answers @ matrix.T, dim=1).T / TEMPERATURE
                loss = loss + cross_entropy(near, own[told])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    learnt: Vectors = matrix.detach().numpy()
    mapped = Adapter(learnt)(questions)
    _, axes = np.linalg.eigh(mapped.T @ mapped)  # in the order of how much varies along them, the least first
    found: Vectors = axes[:, : -AXES - 1 : -1].T @ learnt
    return found
