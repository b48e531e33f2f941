"""Score the project's retrieval on a dataset: lexical, dense, fused, with time and memory."""

import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.beir.dataset import Dataset
from eval.beir.measures import NAMES, measure
from eval.beir.rankers import DenseRanker, FusedRanker, LexicalRanker, Ranker, top
from eval.interval import estimate
from eval.types import Estimate
from index import Encoder
from index.encoder import Vectors
from index.vectors import VectorCache

Way = Literal["lexical", "dense", "fused"]
PORTION = 512
WAYS: tuple[Way, ...] = ("lexical", "dense", "fused")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way of retrieving: its measures with intervals, seconds to build, milliseconds a query, peak memory in MB."""

    way: Way
    measures: dict[str, Estimate]
    build_seconds: float
    query_ms: float
    peak_mb: float


def run_beir(
    data: Dataset,
    encoder: Callable[[], Encoder],
    cache: Path,
    ways: Sequence[Way] = WAYS,
    *,
    limit: int | None = None,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,
) -> list[Outcome]:
    """Score each way on the queries that have a positive. Vectors are kept in `cache`, so a second run is quick.

    The build time of `fused` is what it adds to the two others.
    """
    ids, texts = list(data.documents), list(data.documents.values())
    queries = list(data.queries.items())[:limit]
    rankers: dict[Way, Ranker] = {}
    outcomes = []
    for way in ("lexical", "dense", "fused"):
        if way not in ways and "fused" not in ways:
            continue
        began = time.perf_counter()
        rankers[way] = _build(way, texts, rankers, encoder, cache, progress)
        built = time.perf_counter() - began
        if way in ways:
            outcomes.append(_score(way, rankers[way], data, ids, queries, built, progress))
    return outcomes


def _build(
    way: Way,
    texts: Sequence[str],
    rankers: dict[Way, Ranker],
    encoder: Callable[[], Encoder],
    cache: Path,
    progress: Callable[[str, int, int], None],
) -> Ranker:
    if way == "lexical":
        return LexicalRanker(texts)
    if way == "dense":
        model = encoder()
        return DenseRanker(texts, model, lambda pieces: _embed(pieces, VectorCache(cache, model), progress))
    lexical, dense = rankers["lexical"], rankers["dense"]
    assert isinstance(lexical, LexicalRanker)  # noqa: S101  built above, in this order
    assert isinstance(dense, DenseRanker)  # noqa: S101
    return FusedRanker(lexical, dense)


def _embed(pieces: list[str], vectors: VectorCache, progress: Callable[[str, int, int], None]) -> Vectors:
    """Vectors of the pieces, kept after each portion, so that a run that is broken off loses little."""
    for start in range(0, len(pieces), PORTION):
        vectors.documents(pieces[start : start + PORTION])
        vectors.save()
        progress("编码", min(start + PORTION, len(pieces)), len(pieces))
    return vectors.documents(pieces)


def _score(
    way: Way,
    ranker: Ranker,
    data: Dataset,
    ids: Sequence[str],
    queries: Sequence[tuple[str, str]],
    built: float,
    progress: Callable[[str, int, int], None],
) -> Outcome:
    began = time.perf_counter()
    scored: list[dict[str, float]] = []
    for number, (query_id, text) in enumerate(queries, start=1):
        scored.append(measure(top(ranker.scores(text), ids), data.qrels[query_id]))
        progress(way, number, len(queries))
    seconds = time.perf_counter() - began
    return Outcome(
        way=way,
        measures={name: estimate(_column(scored, name)) for name in NAMES},
        build_seconds=built,
        query_ms=1000 * seconds / max(1, len(queries)),
        peak_mb=peak_megabytes(),
    )


def _column(scored: Iterable[dict[str, float]], name: str) -> list[float | None]:
    return [each[name] for each in scored]


def peak_megabytes() -> float:
    """The most memory the process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
