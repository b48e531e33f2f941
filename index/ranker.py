"""A linear ranker over the signals of retrieval; its weights are data, fitted on the gold questions' dev split."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Signals = NDArray[np.float32]
PASSAGE_SIGNALS = ("dense", "sentence", "question", "text", "asked", "coverage", "terms", "heading")
SENTENCE_SIGNALS = ("dense", "asked", "adapted", "coverage", "terms", "passage")
WEIGHTS = Path(__file__).with_name("ranker.json")


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The fitted weights: {"passage": {signal: weight}, "sentence": {…}}, each summing to 1.

    "passage_bare" and "sentence_bare" are of texts without stored questions.
    """
    loaded: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def named(name: str, stored: bool) -> str:
    """The weights of a name, for texts with stored questions or without."""
    return name if stored else f"{name}_bare"


def combine(name: str, signals: dict[str, Signals]) -> Signals:
    """The weighted sum of signals that each lie in 0..1, shape (rows,)."""
    total: Signals = np.sum([w * signals[s] for s, w in weights()[name].items()], axis=0, dtype=np.float32)
    return total


def median(scores: Signals) -> float:
    """The median of some scores, of an even number the mean of the middle two; numpy's own takes ten times as long."""
    low, high = (len(scores) - 1) // 2, len(scores) // 2
    middle = np.partition(scores, (low, high))
    return float((middle[low] + middle[high]) / 2)


def scale(scores: Signals, low: float | None = None) -> Signals:
    """Scores to 0..1 between their median and their best; e5's cosines are crowded, their raw size says little.

    `low` is the median where the scores are those of the best only.
    """
    if not scores.size:
        return scores
    low, high = median(scores) if low is None else low, float(scores.max())
    return np.clip((scores - low) / (high - low), 0, 1) if high > low else np.zeros_like(scores)


def whys(signals: dict[str, Signals], rows: list[int]) -> list[dict[str, float]]:
    """The part that each signal has in some rows, in their order."""
    parts = np.array([signal[rows] for signal in signals.values()], dtype=np.float64).round(4).T.tolist()
    return [dict(zip(signals, part, strict=True)) for part in parts]
