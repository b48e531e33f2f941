"""Rank the sentences that were found for a follow-up again, by what the follow-up itself says.

Written out, a question has the words of the one before it, and the sentence that answered that one holds them all.
The weights are fitted like those of every other signal (index/ranker.json, "followup").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.types import Turn
from index import Query, Retrieved, Retriever
from index.ranker import combine

SIGNALS = ("whole", "alone", "new", "there")
NAME = "followup"


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it was put in a conversation, and the turn before it."""

    text: str
    before: Turn


def ranked(put: Put, found: Retrieved, doc_id: str, retriever: Retriever) -> Retrieved:
    """What was found for a question that was written out, its sentences in the order that the conversation asks for.

    Signals, each in 0..1: `whole`, the sentence's score for the question written out; `alone`, that for the question as
    it was put; `new`, the share of its words that the last question lacks, by rarity; `there`, whether it stands under
    the headings of the last answer.
    """
    if not found.sentences:
        return found
    alone = {(h.start, h.end): h.score for h in retriever.retrieve(Query(put.text, doc_ids=(doc_id,))).sentences}
    before = set(retriever.tokens.search(put.before.standalone))
    new = {t: retriever.rarity.get(t, retriever.rarest) for t in retriever.tokens.search(put.text) if t not in before}
    rows = [
        (
            hit.score,
            alone.get((hit.start, hit.end), 0.0),
            _share(new, retriever.tokens.search(hit.text)),
            float(any(hit.passage.path[: len(place)] == place for place in put.before.places)),
        )
        for hit in found.sentences
    ]
    signals = dict(zip(SIGNALS, np.array(rows, dtype=np.float32).T, strict=True))
    scores = combine(NAME, signals).tolist()
    hits = [
        replace(hit, score=score, why=hit.why | dict(zip(SIGNALS, map(float, row), strict=True)))
        for hit, score, row in zip(found.sentences, scores, rows, strict=True)
    ]
    return replace(found, sentences=tuple(sorted(hits, key=lambda hit: -hit.score)))


def _share(words: dict[str, float], held: Sequence[str]) -> float:
    """The share of some words, by weight, that are held; 0 of none."""
    total = sum(words.values())
    return sum(words[t] for t in words.keys() & set(held)) / total if total else 0.0
