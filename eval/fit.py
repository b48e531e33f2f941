"""Fit what is learned and keep it as data: `python -m eval.fit [adapter] [ranker] [refuse]` (never looks at test).

index/adapter.npz: a map of the encoder's vectors, from the questions that ship (index/adapter.py); no gold is in it.
index/ranker.json: weights of the signals of passages and sentences, from pairs (gold evidence, other candidate) by
logistic regression on their differences (Joachims 2002), negative weights set to 0. assistant/refuse.json: logistic
regressions over the signals of assistant/refuse.py: whether the text answers a question, and whether it speaks of its
matter at all. Each is fitted twice: for texts with stored questions, and for texts without any.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from assistant import load_settings, refuse
from assistant.answering import Answering
from assistant.followup import ranking
from assistant.framing import unframed
from assistant.instructions import set_aside
from assistant.opened import Opened
from assistant.slips import tidy
from corpus import Library
from eval import others
from eval.gold import GOLD_DIR, load_gold
from eval.place import place
from eval.subject import library_documents, parsed_texts
from eval.types import Placed
from index import (
    Layout,
    Retrieved,
    Retriever,
    SentenceHit,
    Source,
    build,
    build_library,
    load_encoder,
    sources_of,
    store_of,
)
from index.adapter import FILE, keep, learn
from index.content import enter
from index.ranker import PASSAGE_SIGNALS, SENTENCE_SIGNALS, WEIGHTS, named, weights
from index.shipped import shipped
from index.vectors import VectorCache

UNANSWERED = 0.2  # of the questions that people ask, those that a text does not answer
Pairs = list[tuple[list[float], float]]


@dataclass(frozen=True, slots=True)
class Example:
    """A dev item with what retrieval found for it."""

    placed: Placed
    retrieved: Retrieved
    signals: refuse.Signals


def main(parts: Sequence[str] = ()) -> None:
    """Fit and write the adapter, the ranker over its vectors, the refusal models over that; or only what is named."""
    for name, fit in (("adapter", _fit_adapter), ("ranker", _fit_ranker), ("refuse", _fit_refusal)):
        if not parts or name in parts:
            fit()


def _fit_adapter() -> None:
    settings = load_settings()
    encoder, store, library = load_encoder(settings.encoder.model), store_of(settings.index), Library(settings.home)
    content = tuple(enter(source.parsed, source.questions) for source in sources_of(library, settings.home))
    vectors = VectorCache(Layout(settings.home).vectors, encoder, shipped(encoder))
    keep(learn(content, vectors), FILE, encoder.fingerprint)
    build_library(library, settings.home, encoder, lambda name, done, total: None, store)


def _fit_ranker() -> None:
    ranker = {}
    for bare in (False, True):
        passages, sentences = _pairs(_examples(bare))
        said = "(无预存问题)" if bare else ""
        ranker[named("passage", not bare)] = _rank(passages, PASSAGE_SIGNALS, f"段落{said}")
        ranker[named("sentence", not bare)] = _rank(sentences, SENTENCE_SIGNALS, f"句子{said}")
    _write_ranker(ranker | {ranking.NAME: weights()[ranking.NAME]})
    _write_ranker(ranker | {ranking.NAME: _rank(_followup_pairs(), ranking.SIGNALS, "追问的句子")})


def _write_ranker(ranker: dict[str, dict[str, float]]) -> None:
    WEIGHTS.write_text(json.dumps(ranker, indent=2) + "\n", encoding="utf-8")
    weights.cache_clear()


def _followup_pairs() -> Pairs:
    """Differences of the signals of sentences for the dev items that follow others."""
    settings = load_settings().without_llm()
    encoder, store = load_encoder(settings.encoder.model), store_of(settings.index)
    opened = Opened(Retriever.open(settings.home, encoder, store), settings)
    items = [i for i in load_gold() if i.split == "dev" and i.history]
    texts = library_documents(items, settings.home)
    pairs: Pairs = []
    for item in items:
        placed = place(item, texts)
        found = opened.found(item.question, item.history, item.doc).sentences if isinstance(placed, Placed) else ()
        if isinstance(placed, Placed) and all(hit.why.keys() >= set(ranking.SIGNALS) for hit in found):
            pairs += _sentence_pairs(placed, found, ranking.SIGNALS)
    return pairs


def _fit_refusal() -> None:
    fitted = {}
    for bare in (False, True):
        kept = [e for e in _examples(bare) if e.placed.item.group not in ("premise", "compound")]
        rows = [list(asdict(e.signals).values()) for e in kept]
        items = [e.placed.item for e in kept]
        answered = [i.answerable for i in items]
        in_scope = [i.answerable or i.reason != "out_of_scope" for i in items]
        end, said = ("_bare", "(无预存问题)") if bare else ("", "")
        fitted[f"answer{end}"] = _fit(rows, answered, refuse.SIGNALS, f"作答{said}")
        fitted[f"scope{end}"] = _fit(rows, in_scope, refuse.SIGNALS, f"相关{said}")
    Path(refuse.WEIGHTS).write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")


def _examples(bare: bool) -> list[Example]:
    """The dev items with what is found for them; `bare`: without the stored questions, which most texts do not have.

    Those of the made-up plans, which have none, are asked then too.
    """
    settings = load_settings()
    encoder = load_encoder(settings.encoder.model)
    opened = Retriever.open(settings.home, encoder, store_of(settings.index))
    items = [i for i in load_gold([GOLD_DIR, *([others.FOLDER] if bare else [])]) if i.split == "dev" and not i.history]
    with TemporaryDirectory() as home:
        if bare:
            texts = (*(entry.parsed for entry in opened.content), *parsed_texts(others.texts_in(others.FOLDER)))
            build(Path(home), tuple(map(Source, texts)), encoder)
            opened = Retriever.open(Path(home), encoder)
        documents = {entry.parsed.document.doc_id: entry.parsed for entry in opened.content}
        answering = Answering(opened)
        return [
            Example(placed, *answering.signals(question, item.doc))
            for item in items
            if (question := unframed(set_aside(tidy(item.question))[0]))
            and isinstance(placed := place(item, documents), Placed)
        ]


def _pairs(examples: list[Example]) -> tuple[Pairs, Pairs]:
    """Differences of signals, evidence minus other candidate, for passages and for sentences."""
    passages: Pairs = []
    sentences: Pairs = []
    for e in examples:
        relevant = set(e.placed.relevant)
        good = [h.why for h in e.retrieved.hits if h.passage.passage_id in relevant]
        bad = [h.why for h in e.retrieved.hits if h.passage.passage_id not in relevant]
        passages += _weighted([[g[s] - b[s] for s in PASSAGE_SIGNALS] for g in good[:2] for b in bad])
        sentences += _sentence_pairs(e.placed, e.retrieved.sentences, SENTENCE_SIGNALS)
    return passages, sentences


def _sentence_pairs(placed: Placed, found: Sequence[SentenceHit], names: Sequence[str]) -> Pairs:
    """Differences of signals, the best sentences of the evidence minus others."""
    right: list[dict[str, float]] = []
    wrong: list[dict[str, float]] = []
    for hit in found:
        inside = any(s.start < hit.end and hit.start < s.end and s.doc_id == hit.passage.doc_id for s in placed.spans)
        (right if inside else wrong).append(hit.why)
    return _weighted([[g[s] - b[s] for s in names] for g in right[:2] for b in wrong[:20]])


def _weighted(rows: list[list[float]]) -> Pairs:
    """Every question counts the same, however many pairs it gives."""
    return [(row, 20 / len(rows)) for row in rows]


def _rank(pairs: Pairs, names: tuple[str, ...], label: str) -> dict[str, float]:
    """Weights that sum to 1 and put evidence before other candidates."""
    from sklearn.linear_model import LogisticRegression

    kept = list(range(len(names)))
    x = np.array([row for row, _ in pairs])
    once = np.array([weight for _, weight in pairs])
    while True:
        both = np.vstack([x[:, kept], -x[:, kept]])
        y = np.r_[np.ones(len(x)), np.zeros(len(x))]
        model: Any = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(both, y, np.r_[once, once])
        weights = model.coef_[0]
        if (weights >= 0).all():
            break
        kept = [k for k, w in zip(kept, weights, strict=True) if w >= 0]
    print(f"{label}:{len(x)} 对,排对 {np.mean(x[:, kept] @ weights > 0):.3f}")
    by_name = dict(zip((names[k] for k in kept), weights / weights.sum(), strict=True))
    return {n: round(float(by_name.get(n, 0.0)), 4) for n in names}


def _fit(rows: list[list[float]], labels: list[bool], names: Sequence[str], label: str) -> dict[str, float]:
    """A logistic regression, with what leaving one out says of it."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import LeaveOneOut, cross_val_predict

    x, y = np.array(rows), np.array(labels)
    # The dev split has more near misses than users ask: they count for so much that the share is theirs.
    weights = np.where(y, 1.0, min(1.0, UNANSWERED / (1 - UNANSWERED) * y.sum() / (~y).sum()))
    model: Any = LogisticRegression(C=3.0, max_iter=1000)
    guessed = cross_val_predict(model, x, y, cv=LeaveOneOut(), params={"sample_weight": weights})
    caught, spared = np.mean(~guessed[~y]), np.mean(guessed[y])
    print(f"{label}:n={len(y)} 正类 {y.sum()};留一法:正类留下 {spared:.3f},负类拦下 {caught:.3f}")
    model.fit(x, y, weights)
    fitted = {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 4)} | fitted


if __name__ == "__main__":
    main(sys.argv[1:])
