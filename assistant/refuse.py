"""When to hold back: three reasons, decided from signals with weights that a script fits on the dev split."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from assistant.evidence import has_figure
from assistant.question import Question
from assistant.types import Kind, Reason
from index import Retrieved, Retriever

WEIGHTS = Path(__file__).with_name("refuse.json")
_MEASURED = re.compile(r"多少(?!个?(组团|分园|园|模式|章|节|条))|多大|百分之几|多久|几年|几次|比例|金额|面积|价格|均价|多高|几[亿万]|多少[亿万元家项人]")


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an answer, each in 0..1: shares of the question's words by rarity, and margins of retrieval."""

    coverage: float
    sentence: float
    unseen: float
    question: float
    text: float
    margin: float
    named: float


def signals(question: Question, retrieved: Retrieved, retriever: Retriever) -> Signals:
    """Read the signals of a retrieval."""
    if not retrieved.hits:
        return Signals(0, 0, 1, 0, 0, 0, 0)
    top = retrieved.hits[0]
    words = [w for w in retriever.tokens.words(question.text) if len(w) > 1]
    unseen = [w for w in words if w in retrieved.unseen]
    return Signals(
        coverage=top.why["coverage"],
        sentence=retrieved.sentences[0].why["coverage"],
        unseen=len(unseen) / max(len(words), 1),
        question=retrieved.asked,
        text=retrieved.similarity,
        margin=retrieved.hits[0].score - retrieved.hits[min(5, len(retrieved.hits) - 1)].score,
        named=1.0 if question.names else 0.0,
    )


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def chance(found: Signals) -> float:
    """The fitted chance (logistic regression) that the text answers the question."""
    weights = _weights()
    z = weights["bias"] + sum(weights[name] * value for name, value in asdict(found).items())
    return 1 / (1 + math.exp(-z))


def decide(question: Question, found: Signals, best_text: str) -> Reason | None:
    """The reason to refuse, or None to answer."""
    weights = _weights()
    answerable = chance(found)
    if question.kind in (Kind.VALUE, Kind.COUNT) and _MEASURED.search(question.text) and not has_figure(best_text, question.text):
        return "unquantified" if answerable >= weights["scope"] else "out_of_scope"
    if answerable >= weights["answer"]:
        return None
    return "absent" if answerable >= weights["scope"] else "out_of_scope"
