"""Find the passages and sentences that fit a query: fused dense and lexical signals, then the fitted ranker."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from corpus.types import Passage
from index.content import Content, Entry, load_content, passages_of
from index.encoder import Encoder
from index.fields import DENSE, Fields, sentence_texts, tokens_for
from index.ranker import Signals, combine, scale
from index.snapshot import Layout, check_fresh, read_manifest, verify
from index.tokens import Tokens, fold
from index.types import Hit, Query, SentenceHit

TOP = 20
VARIANT_WEIGHT = 0.5
REMEMBERED = 256  # vectors of the last queries: a question is often retrieved for twice


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a query found: passages and sentences, best first.

    `unseen` are the query's content words that stand nowhere in the documents; `similarity` is the best cosine over
    passages, sentences and stored questions of the documents asked, `theme` the mean cosine of their stored questions,
    or else of their sentences.
    """

    hits: tuple[Hit, ...]
    sentences: tuple[SentenceHit, ...]
    unseen: tuple[str, ...]
    similarity: float
    theme: float = 0.0


class Retriever:
    """One opened build. Thread-safe: nothing changes after `open`."""

    def __init__(self, content: Content, fields: Fields, encoder: Encoder, name: str = "") -> None:
        self.content = content
        self.name = name
        self._fields = fields
        self._encoder = encoder
        self.passages = passages_of(content)
        self.tokens = tokens_for(content)
        self._words = [frozenset(self.tokens.search(f"{p.text}\n{' '.join(p.path)}")) for p in self.passages]
        self._headings = [frozenset(self.tokens.search(" ".join(p.path))) for p in self.passages]
        self._folded = [fold(p.text) for p in self.passages]
        self._vector = lru_cache(maxsize=REMEMBERED)(lambda text: encoder.queries([text]))
        self._documents = np.array([p.doc_id for p in self.passages])

    @classmethod
    def open(cls, home: Path, encoder: Encoder, of: str = "") -> Retriever:
        """Open the current build, or that `of` an older version (ID@VERSION).

        MissingIndexError, StaleIndexError or BrokenIndexError say what to do.
        """
        layout = Layout(home, of)
        folder = layout.build(layout.name)
        manifest = read_manifest(folder)
        check_fresh(manifest, encoder.fingerprint)
        verify(folder, manifest)
        return cls(load_content(folder / "content.json"), Fields.load(folder), encoder, layout.name)

    def entry(self, doc_id: str) -> Entry:
        """A document of this build by id; KeyError when it is not in it."""
        return next_entry(self.content, doc_id)

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Inverse document frequency of every token, as in BM25."""
        counts = Counter(t for words in self._words for t in words)
        total = len(self._words)
        return {t: math.log(1 + (total - n + 0.5) / (n + 0.5)) for t, n in counts.items()}

    @cached_property
    def rarest(self) -> float:
        """What a word that stands nowhere counts."""
        return max(self.rarity.values(), default=1.0)

    def retrieve(self, query: Query, top: int = TOP) -> Retrieved:
        """Rank passages and their sentences; the query is encoded once."""
        allowed = np.isin(self._documents, query.doc_ids) if query.doc_ids else np.ones(len(self.passages), bool)
        if not allowed.any():
            return Retrieved((), (), (), 0.0)
        vector = self._vector(query.text)
        tokens = self.tokens.search(query.text)
        widened = [t for v in query.variants for t in self.tokens.search(v)]
        raw = {name: self._fields.dense[name].scores(vector) for name in DENSE}
        best = {name: self._best_of(name, raw[name]) for name in DENSE}
        text = self._lexical("text", tokens, widened)
        signals: dict[str, Signals] = {
            "dense": scale(best["passages"]),
            "sentence": scale(best["sentences"]),
            "question": scale(best["questions"]),
            "text": _share(text),
            "asked": _share(self._lexical("asked", tokens, widened)),
            "coverage": self._coverage(tokens, widened, self._words),
            "terms": self._terms(query),
            "heading": self._coverage(tokens, widened, self._headings),
        }
        scores = np.where(allowed, combine("passage", signals), -1)
        order = [int(i) for i in np.argsort(-scores, kind="stable")[:top] if scores[i] >= 0]
        hits = tuple(
            Hit(self.passages[i], float(scores[i]), rank, {s: round(float(v[i]), 4) for s, v in signals.items()})
            for rank, i in enumerate(order, 1)
        )
        sentences = self._sentences(query, order, raw["sentences"], raw["questions"], scores, tokens, widened)
        known = self.rarity
        unseen = tuple(w for w in self.tokens.words(query.text) if not any(t in known for t in self.tokens.search(w)))
        inside = {name: raw[name][allowed[self._fields.owners[name]]] for name in DENSE}
        similarity = max(float(v.max(initial=0)) for v in inside.values())
        theme = inside["questions"] if inside["questions"].size else inside["sentences"]
        return Retrieved(hits, sentences, unseen, similarity, float(theme.mean()))

    def _best_of(self, name: str, scores: Signals) -> Signals:
        """The best row of each passage in a vector field."""
        best = np.full(len(self.passages), -1, dtype=np.float32)
        np.maximum.at(best, self._fields.owners[name], scores)
        if (best < 0).any():
            best[best < 0] = np.median(scores) if scores.size else 0
        return best

    def _lexical(self, name: str, tokens: list[str], widened: list[str]) -> Signals:
        scores = self._fields.lexical[name].scores(tokens)
        return scores + VARIANT_WEIGHT * self._fields.lexical[name].scores(widened) if widened else scores

    def _coverage(self, tokens: list[str], widened: list[str], rows: list[frozenset[str]]) -> Signals:
        """The share of the query's rarity that each row covers; a widened word counts half."""
        known = self.rarity
        parts = {t: known.get(t, self.rarest) for t in tokens}
        parts |= {t: VARIANT_WEIGHT * known[t] for t in widened if t in known and t not in parts}
        total = sum(parts.values()) or 1.0
        return np.array([sum(parts[t] for t in parts.keys() & row) / total for row in rows], dtype=np.float32)

    def _terms(self, query: Query) -> Signals:
        wanted = (*query.terms, *query.subjects)
        if not wanted:
            return np.zeros(len(self.passages), dtype=np.float32)
        folded = [fold(w) for w in wanted]
        return np.array([sum(w in text for w in folded) / len(folded) for text in self._folded], dtype=np.float32)

    def _sentences(
        self,
        query: Query,
        order: list[int],
        cosines: Signals,
        questions: Signals,
        scores: Signals,
        tokens: list[str],
        widened: list[str],
    ) -> tuple[SentenceHit, ...]:
        rows = [(i, k) for i in order for k in range(len(self.passages[i].sentences))]
        if not rows:
            return ()
        firsts = self._first_sentence_row
        texts = [sentence_texts(self.passages[i])[k] for i, k in rows]
        words = [frozenset(self.tokens.search(t)) for t in texts]
        wanted = [fold(w) for w in (*query.terms, *query.subjects)]
        asked = {i: self._asked_best(i, questions) for i in order}
        signals: dict[str, Signals] = {
            "dense": scale(np.array([cosines[firsts[i] + k] for i, k in rows], dtype=np.float32)),
            "asked": np.array([asked[i][k] for i, k in rows], dtype=np.float32),
            "coverage": self._coverage(tokens, widened, words),
            "terms": np.array([sum(w in fold(t) for w in wanted) / max(len(wanted), 1) for t in texts], np.float32),
            "passage": np.array([scores[i] for i, _ in rows], dtype=np.float32),
        }
        total = combine("sentence", signals)
        ranked = np.argsort(-total, kind="stable")
        return tuple(
            SentenceHit(
                self.passages[rows[r][0]],
                *self.passages[rows[r][0]].sentences[rows[r][1]],
                score=float(total[r]),
                why={s: round(float(v[r]), 4) for s, v in signals.items()},
            )
            for r in (int(r) for r in ranked)
        )

    def _asked_best(self, passage: int, cosines: Signals) -> Signals:
        """For each sentence of a passage, how much it answers the stored question that is nearest to the query."""
        count = len(self.passages[passage].sentences)
        first = self._first_sentence_row[passage]
        rows = np.flatnonzero(self._fields.owners["questions"] == passage)
        if not rows.size or count == 1:
            return np.ones(count, dtype=np.float32)
        nearest = int(rows[np.argmax(cosines[rows])])
        sentences = self._fields.dense["sentences"].rows(first, count)
        return scale(sentences @ self._fields.dense["questions"].rows(nearest, 1)[0])

    @cached_property
    def _first_sentence_row(self) -> list[int]:
        counts = [len(p.sentences) for p in self.passages]
        return [0, *np.cumsum(counts).tolist()]


def next_entry(content: Content, doc_id: str) -> Entry:
    """The entry of a document; KeyError when there is none."""
    for entry in content:
        if entry.parsed.document.doc_id == doc_id:
            return entry
    raise KeyError(doc_id)


def _share(scores: Signals) -> Signals:
    best = float(scores.max(initial=0))
    return scores / best if best > 0 else scores


__all__ = ["Passage", "Retrieved", "Retriever", "Tokens"]
