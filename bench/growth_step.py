"""One step of the growth bench in a process of its own: `python -m bench.growth_step JOB SIZE TEXTS WORK`.

build: the corpus to a grown index · truth: the exact nearest of each question · ask: open it, ask, print measures ·
update: add and bury passages, print measures. WORK holds one folder a size, removed by the caller.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.growth_texts import ENCODED, SEED, Text, Texts, encode, made_vectors, neighbours, passage, vectors
from bench.measure import peak_memory, size_on_disk, timed
from index import Query, Retriever, load_encoder
from index.encoder import Encoder, Vectors
from index.stores.local import WORDS
from index.stores.segments import Segments
from index.stores.types import DENSE, Rows
from index.tokens import Tokens

QUESTIONS = 200
K = 10
CHANGED = 100
TIED = 1e-3  # scores as near as this are equal: copies of one text tie
COMPARED = 30  # questions whose fused answer is compared with scoring every passage


def build(size: int, texts: Texts, work: Path) -> dict[str, float]:
    """Index the corpus; vectors and words are at hand before the clock starts."""
    real = encode(texts, load_encoder(), work)[0]
    every = np.concatenate(list(vectors(real, size)))
    made = rows_of(list(texts.take(size)), every)
    _, took = timed(lambda: Segments.create(work / str(size), made))
    folder = work / str(size)
    return {
        "build_s": took.wall,
        "build_cpu_s": took.cpu,
        "build_peak_mb": peak_memory(),
        "disk_mb": size_on_disk([folder]),
        "neighbours_real": neighbours(real),
        "neighbours_all": neighbours(every[: 10 * ENCODED]),
    }


def rows_of(texts: Sequence[Text], rows: Vectors) -> Rows:
    """Passages with their words and vectors; the words of a sentence are cut once however often it is copied."""
    tokens, known = Tokens(), dict[str, list[str]]()

    def words(text: str) -> list[str]:
        if text not in known:
            known[text] = tokens.search(text)
        return known[text]

    bags: dict[str, list[list[str]]] = {
        "heading": [words(heading) for heading, _ in texts],
        "text": [[t for s in (*cut, heading) for t in words(s)] for heading, cut in texts],
        "asked": [[] for _ in texts],
    }
    none = np.zeros((0, rows.shape[1]), dtype=np.float32)
    numbers = np.arange(len(texts), dtype=np.int32)
    return Rows(
        [passage(i, text) for i, text in enumerate(texts)],
        {name: bags[name] for name in WORDS},
        {name: rows if name == "passages" else none for name in DENSE},
        {name: numbers if name == "passages" else numbers[:0] for name in DENSE},
    )


def truth(size: int, texts: Texts, work: Path) -> dict[str, float]:
    """Keep the numbers of the exact K nearest passages of each question, found in single precision."""
    real, asked = encode(texts, load_encoder(), work)
    best = np.full((len(asked), K), -2.0, dtype=np.float32)
    numbers = np.zeros((len(asked), K), dtype=np.int64)
    first = 0
    for block in vectors(real, size):
        scores = np.concatenate([best, asked @ block.T], axis=1)
        ids = np.concatenate([numbers, np.tile(np.arange(first, first + len(block)), (len(asked), 1))], axis=1)
        kept = np.argsort(-scores, axis=1, kind="stable")[:, :K]
        best, numbers = np.take_along_axis(scores, kept, 1), np.take_along_axis(ids, kept, 1)
        first += len(block)
    np.save(work / str(size) / "truth.npy", numbers)
    return {}


def ask(size: int, texts: Texts, work: Path) -> dict[str, float]:
    """Open the index as a reader does, ask every question once, and compare with the truth."""
    encoder = load_encoder()
    folder = work / str(size)
    retriever, opened = timed(lambda: _open(folder))
    for question in texts.questions[-5:]:
        retriever.retrieve(Query(question))
    asked_of = [timed(lambda q=q: encoder.queries([q]))[1].wall * 1000 for q in texts.questions[:50]]  # type: ignore[misc]
    took = [timed(lambda q=q: retriever.retrieve(Query(q)))[1] for q in texts.questions[:-5]]  # type: ignore[misc]
    walls, cpus = (np.array([getattr(t, n) for t in took]) * 1000 for n in ("wall", "cpu"))
    peak = peak_memory()
    given = Given(encoder, texts.questions)
    alone = _open(folder, encoder=given)
    apart = [timed(lambda q=q: alone.retrieve(Query(q)))[1].wall * 1000 for q in texts.questions][:-5]  # type: ignore[misc]
    dense = Segments(folder).fields().dense["passages"]
    asked = encoder.queries(list(texts.questions))
    exact = np.load(folder / "truth.npy")
    found = [dense.search(asked[i : i + 1], K).rows for i in range(len(asked))]
    searched = [timed(lambda i=i: dense.search(asked[i : i + 1], K))[1].wall for i in range(len(asked))]  # type: ignore[misc]
    every = _open(folder, complete=True)
    pairs = [(_scores(retriever, q), _scores(every, q)) for q in texts.questions[:COMPARED]]
    return {
        "open_s": opened.wall,
        "p50_ms": float(np.quantile(walls, 0.5)),
        "p95_ms": float(np.quantile(walls, 0.95)),
        "p99_ms": float(np.quantile(walls, 0.99)),
        "cpu_p50_ms": float(np.quantile(cpus, 0.5)),
        "cpu_p95_ms": float(np.quantile(cpus, 0.95)),
        "dense_p95_ms": float(np.quantile(searched, 0.95)) * 1000,
        "alone_p50_ms": float(np.quantile(apart[5:], 0.5)),
        "alone_p95_ms": float(np.quantile(apart[5:], 0.95)),
        "encode_p50_ms": float(np.median(asked_of)),
        "peak_mb": peak,
        "recall_dense": float(np.mean([len(set(f) & set(e)) / K for f, e in zip(found, exact, strict=True)])),
        "recall_fused": float(np.mean([len(f.keys() & e.keys()) / len(e) for f, e in pairs])),
        "as_good": float(np.mean([np.mean([s >= min(e.values()) - TIED for s in f.values()]) for f, e in pairs])),
    }


def update(size: int, texts: Texts, work: Path) -> dict[str, float]:
    """Add CHANGED passages and bury as many; then look one up and make sure that the buried are gone."""
    folder = work / str(size)
    real = encode(texts, load_encoder(), work)[0]
    rng = np.random.default_rng(SEED + 3)
    added = rows_of(
        [texts.texts[int(i)] for i in rng.integers(len(texts.texts), size=CHANGED)], made_vectors(real, CHANGED, rng)
    )
    removed = set(rng.choice(size, CHANGED, replace=False).tolist())
    _, took = timed(lambda: Segments(folder).update(added, removed))
    retriever, opened = timed(lambda: _open(folder))
    first = retriever.retrieve(Query(added.passages[0].text), top=5).hits
    hits = [h.passage.text for h in first]
    return {
        "update_s": took.wall + opened.wall,
        "update_cpu_s": took.cpu + opened.cpu,
        "added_found": float(added.passages[0].text in hits),
    }


class Given:
    """An encoder whose questions are encoded beforehand: what is timed with it is retrieval alone."""

    def __init__(self, encoder: Encoder, questions: Sequence[str]) -> None:
        self.fingerprint, self.dim, self.documents = encoder.fingerprint, encoder.dim, encoder.documents
        self._known = {q: encoder.queries([q]) for q in questions}

    def queries(self, texts: list[str]) -> Vectors:
        """The vectors that were made, shape (len(texts), dim)."""
        return np.concatenate([self._known[text] for text in texts])


def _open(folder: Path, complete: bool | None = None, encoder: Encoder | None = None) -> Retriever:
    segments = Segments(folder)
    fields = segments.fields()
    return Retriever(
        (), fields, encoder or load_encoder(), passages=segments.passages, tokens=Tokens(), complete=complete
    )


def _scores(retriever: Retriever, question: str) -> dict[str, float]:
    return {h.passage.passage_id: h.score for h in retriever.retrieve(Query(question), top=K).hits}


JOBS = {"build": build, "truth": truth, "ask": ask, "update": update}


def main(job: str, size: str, folder: str, work: str) -> None:
    """Do one job and print its measures as a line of JSON."""
    print(json.dumps(JOBS[job](int(size), Texts.read(Path(folder), QUESTIONS + 5), Path(work))))


if __name__ == "__main__":
    main(*sys.argv[1:])
