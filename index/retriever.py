"""Find the passages and sentences that fit a query: fused dense and lexical signals, then the fitted ranker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.types import Passage
from index.adapter import Adapter, load_adapter
from index.content import Content, Entry, load_content, passages_of
from index.dense import cosine
from index.encoder import Encoder, Vectors
from index.fields import tokens_for
from index.lexical import rarity as inverse_frequency
from index.properties import Properties
from index.ranker import Signals, combine, median, named, scale, weights, whys
from index.reranker import Reranker
from index.rows import Nearest, best_of, nearest, rows_of
from index.sentences import Sentences
from index.snapshot import Layout, check_fresh, read_manifest, verify
from index.stores.best import best
from index.stores.local import LocalStore
from index.stores.types import ADAPTED, DENSE, FINDING, POSTINGS, Fields, Owners, RowIds, Scores, Store
from index.tokens import Tokens, fold
from index.types import Hit, Query, SentenceHit

TOP = 20
VARIANT_WEIGHT = 0.5
MOSTLY = 0.5  # of a text's passages have stored questions, where these are to be relied on
CANDIDATES = 400  # of each signal, where not every passage is scored
WRITTEN = 4  # so many times as many by their words and headings, which are cheap to ask
SAMPLED = 1000  # passages by which the median of a vector field is estimated
COMMON = 0.05  # of all passages: a word that more hold brings up no candidates where the query has rarer ones
REMEMBERED = 256  # vectors of the last queries: a question is often retrieved for twice
ENCODED = 500  # characters of a query: what is longer takes seconds and means nothing sharper
SCORED = 8  # queries of which what all rows have to say is kept: threads that ask at once, each for the second time


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a query found: passages and sentences, best first.

    `unseen` are the query's content words that stand nowhere in the documents; `similarity` is the best cosine over
    passages and sentences of the documents asked, `theme` the mean cosine of their sentences (where a corpus has grown:
    of a sample of all), `sentence` the best cosine of a sentence,
    `asked` how near the nearest stored questions are (a soft vote of ten), `ahead` how far the best is ahead of the
    fifth, and `open` how near the questions are that the text leaves open; 0 where there are none.
    """

    hits: tuple[Hit, ...]
    sentences: tuple[SentenceHit, ...]
    unseen: tuple[str, ...]
    similarity: float
    theme: float = 0.0
    sentence: float = 0.0
    asked: float = 0.0
    ahead: float = 0.0
    open: float = 0.0


@dataclass(frozen=True)
class _Near:
    """How near a vector field is to a query.

    `signal` is each passage's best cosine between the median passage and the best; `scores` are the cosines of rows,
    `allowed` says which passages are of the documents asked and `owners` whose the rows are; `sampled` are the cosines
    of some rows in the place of all. What is asked of the rows is made when it is: most searches only rank passages.
    """

    signal: Signals
    scores: Scores
    owners: Owners
    allowed: NDArray[np.bool_]
    sampled: Scores | None = None

    @cached_property
    def _inside(self) -> Scores:
        return self.scores[self.allowed[self.owners]]

    @cached_property
    def nearest(self) -> Nearest:
        """The best of the rows of the documents asked."""
        return nearest(self._inside)

    @cached_property
    def mean(self) -> float | None:
        """The mean over these rows; None where there are none."""
        rows = self._inside if self.sampled is None else self.sampled
        return float(rows.mean()) if rows.size else None


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a query and what they say of every passage: all that its vector is not needed for.

    `parts` is each word's share of their rarity, `covered` the sum of these in each passage's text and heading ({}
    where only candidates are scored), `unseen` the content words that stand nowhere.
    """

    tokens: list[str]
    widened: list[str]
    parts: dict[str, float]
    covered: dict[str, Signals]
    unseen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The passages that fit a query best, their numbers, and what they were ranked by.

    `stored`: most passages of the documents asked have stored questions, which are weighed then.
    """

    hits: tuple[Hit, ...]
    numbers: list[int]
    near: dict[str, _Near]
    said: _Said
    stored: bool


class Retriever:
    """One opened build. Thread-safe: nothing changes after `open`.

    Where every row is few enough to score, all passages are candidates; past that, the best of each signal are, and
    what a field says of a candidate is still exact. A reranker, where there is one, reads the 20 best again.
    """

    def __init__(
        self,
        content: Content,
        fields: Fields,
        encoder: Encoder,
        name: str = "",
        passages: Sequence[Passage] | None = None,
        tokens: Tokens | None = None,
        complete: bool | None = None,
        reranker: Reranker | None = None,
        adapter: Adapter | None = None,
        properties: Properties | None = None,
    ) -> None:
        """Passages and tokenizer are the content's unless told; `complete` scores every passage at any size (slow)."""
        self.content = content
        self.name = name
        self._fields = fields
        self._reranker = reranker
        self._properties = properties
        self.passages: Sequence[Passage] = passages_of(content) if passages is None else passages
        self.tokens = tokens or tokens_for(content)
        self._vector = lru_cache(maxsize=REMEMBERED)(lambda text: encoder.queries([text[:ENCODED]]))
        adapter = adapter or Adapter.none(encoder.dim)
        self._adapted = lru_cache(maxsize=REMEMBERED)(lambda text: adapter.one(self._vector(text)))
        self._sentences = Sentences(content, fields, adapter)
        self._all = lru_cache(maxsize=SCORED * len(DENSE))(self._near_all)
        self._said = lru_cache(maxsize=SCORED)(self._words_of)
        self._complete = all(f.complete for f in fields.dense.values()) if complete is None else complete
        self._folded = [fold(p.text) for p in self.passages] if self._complete and passages is None else None
        self._documents = None if passages is not None else np.array([p.doc_id for p in self.passages])

    @classmethod
    def open(
        cls,
        home: Path,
        encoder: Encoder,
        store: Store | None = None,
        of: str = "",
        reranker: Reranker | None = None,
    ) -> Retriever:
        """Open the current build, or that `of` an older version (ID@VERSION).

        MissingIndexError, StaleIndexError or BrokenIndexError say what to do.
        """
        layout, store = Layout(home, of), store or LocalStore()
        folder = layout.build(layout.name)
        manifest = read_manifest(folder)
        check_fresh(manifest, encoder.fingerprint, store.name)
        verify(folder, manifest)
        content, adapter = load_content(folder / "content.json"), load_adapter(folder, encoder.dim)
        properties = Properties.load(content, folder)
        fields = store.open(folder)
        return cls(content, fields, encoder, layout.name, reranker=reranker, adapter=adapter, properties=properties)

    def entry(self, doc_id: str) -> Entry:
        """A document of this build by id; KeyError when it is not in it."""
        return next_entry(self.content, doc_id)

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Inverse document frequency of every token, as in BM25."""
        total = len(self.passages)
        return {t: inverse_frequency(n, total) for t, n in self._fields.postings["text"].frequencies().items()}

    def asked_of(self, doc_id: str, word: str) -> bool:
        """Whether a word stands in a stored question of a document."""
        return word in self._stored[doc_id]

    @cached_property
    def _stored(self) -> dict[str, str]:
        """All stored questions of each document, one a line."""
        return {
            entry.parsed.document.doc_id: "\n".join(text for row in entry.questions for text in row.questions)
            for entry in self.content
        }

    def properties(self, query: Query, doc_id: str) -> dict[str, float]:
        """How near each of the things that members of a document's large classes are said to do is to a query."""
        return self._properties.near(doc_id, self._vector(query.text)) if self._properties else {}

    @cached_property
    def _asked_about(self) -> NDArray[np.bool_]:
        """Which passages have stored questions."""
        found = np.zeros(len(self.passages), bool)
        found[self._fields.owners["questions"]] = True
        return found

    @cached_property
    def rarest(self) -> float:
        """What a word that stands nowhere counts."""
        return max(self.rarity.values(), default=1.0)

    def retrieve(self, query: Query, top: int = TOP) -> Retrieved:
        """Rank passages and their sentences; the query is encoded once."""
        found = self._ranked(query, top)
        if found is None:
            return Retrieved((), (), (), 0.0)
        near, stored = found.near, found.stored
        cosines = self._all("questions", query.text)[0] if self._complete else None
        sentences = self._sentences.rank(
            query,
            found.hits,
            found.numbers,
            (self._vector(query.text), self._adapted(query.text)),
            found.said.parts,
            stored,
            cosines,
        )
        asked = near["questions"].nearest
        return Retrieved(
            found.hits,
            sentences,
            found.said.unseen,
            similarity=max(near[name].nearest.best for name in ("passages", "sentences")),
            theme=near["sentences"].mean or 0.0,
            sentence=near["sentences"].nearest.best,
            asked=asked.crowd if stored else 0.0,
            ahead=asked.best - asked.fifth if stored else 0.0,
            open=near["open"].nearest.crowd if stored else 0.0,
        )

    def hits(self, query: Query, top: int = TOP) -> tuple[Hit, ...]:
        """The best passages alone, best first."""
        found = self._ranked(query, top)
        return found.hits if found else ()

    def _ranked(self, query: Query, top: int) -> _Ranked | None:
        """The passages that fit best; None where none is of the documents asked."""
        said = self._said(query.text, query.variants)
        rows = None if self._complete else self._candidates(query.text, said, max(top, CANDIDATES))
        numbers = np.arange(len(self.passages)) if rows is None else rows
        allowed = self._allowed(query, numbers)
        if not allowed.any():
            return None
        near = {name: self._near(name, query.text, rows, allowed) for name in DENSE}
        covered = said.covered if rows is None else self._covered(said.parts, rows)
        signals: dict[str, Signals] = {
            "dense": near["passages"].signal,
            "sentence": near["sentences"].signal,
            "question": near["questions"].signal,
            "text": _share(self._lexical("text", said, rows)),
            "asked": _share(self._lexical("asked", said, rows)),
            "coverage": covered["text"],
            "terms": self._terms(query, rows),
            "heading": covered["heading"],
        }
        stored = bool(self._asked_about[numbers][allowed].mean() >= MOSTLY)
        scores = np.where(allowed, combine(named("passage", stored), signals), -1)
        order = [int(i) for i in np.argsort(-scores, kind="stable")[: max(top, TOP)] if scores[i] >= 0]
        if self._reranker is not None:
            order = self._read_again(self._reranker, query.text, order, numbers, scores, signals)
        order = order[:top]
        hits = tuple(
            Hit(self.passages[int(numbers[i])], float(scores[i]), rank, why)
            for rank, (i, why) in enumerate(zip(order, whys(signals, order), strict=True), 1)
        )
        return _Ranked(hits, [int(numbers[i]) for i in order], near, said, stored)

    def _words_of(self, text: str, variants: tuple[str, ...]) -> _Said:
        """What the words of a query say."""
        tokens = self.tokens.search(text)
        widened = [t for v in variants for t in self.tokens.search(v)]
        parts, known = self._parts(tokens, widened), self.rarity
        covered = self._covered(parts) if self._complete else {}
        unseen = tuple(w for w in self.tokens.words(text) if not any(t in known for t in self.tokens.search(w)))
        return _Said(tokens, widened, parts, covered, unseen)

    @property
    def _weighed(self) -> str:
        """The weights by which passages are candidates, in an index where most have stored questions or not."""
        return named("passage", int(self._asked_about.sum()) >= MOSTLY * len(self.passages) > 0)

    def _read_again(
        self,
        reranker: Reranker,
        question: str,
        order: list[int],
        numbers: RowIds,
        scores: Signals,
        signals: dict[str, Signals],
    ) -> list[int]:
        """The order after the best passages are read with the question: their scores are mixed, the rest stay below."""
        best, rest = order[:TOP], order[TOP:]
        read = reranker.scores(question, tuple(self.passages[int(numbers[i])].text for i in best))
        signals["reranker"] = np.zeros_like(scores)
        signals["reranker"][best] = read
        scores[best] += reranker.weight * (read - scores[best])
        return sorted(best, key=lambda i: -scores[i]) + rest

    def _candidates(self, text: str, said: _Said, k: int) -> RowIds:
        """The passages that any signal ranks among its best, ascending."""
        dense = self._fields.dense
        found: list[NDArray[Any]] = [
            self._fields.owners[n][dense[n].search(self._asking(n, text), k).rows] for n in FINDING
        ]
        written: object = self._fields.postings["text"]
        asked = [field for field in self._fields.lexical.values() if field is not written]
        found += [field.search(bag, k).rows for field in asked for bag in (said.tokens, said.widened)]
        found.append(best(self._written(said), WRITTEN * k))
        return np.unique(np.concatenate(found)).astype(np.int64)

    def _covered(self, parts: dict[str, float], rows: RowIds | None = None) -> dict[str, Signals]:
        """The shares of a query's words that some passages (or all) hold, in their text and heading."""
        return {name: self._fields.postings[name].weigh(parts, rows) for name in POSTINGS}

    def _written(self, said: _Said) -> Scores:
        """What the rarer words alone say of every passage: their part of the ranker's sum, from exact postings.

        Words that most of a corpus holds have the longest postings and tell the least apart (as Lucene's
        CommonTermsQuery leaves them to those that the rare ones find).
        """
        least = inverse_frequency(round(COMMON * len(self.passages)), len(self.passages))
        rare = {t: part for t, part in said.parts.items() if self.rarity.get(t, 0.0) > least} or said.parts
        words = [t for t in (*said.tokens, *said.widened) if t in rare]
        weight, covered = weights()[self._weighed], self._covered(rare)
        text = self._fields.postings["text"].scores(words)
        # In place where it can be: at a million passages an array is 4 MB.
        text *= np.float32(weight["text"] / (float(text.max(initial=0)) or 1.0))
        for name, of in (("heading", "heading"), ("coverage", "text")):
            covered[of] *= np.float32(weight[name])
            text += covered[of]
        return text

    def _allowed(self, query: Query, numbers: RowIds) -> NDArray[np.bool_]:
        """Which passages still stand and are of the documents asked."""
        alive = self._fields.alive
        allowed = np.ones(len(numbers), bool) if alive is None else alive[numbers]
        if query.doc_ids:
            if self._documents is None:
                allowed &= np.array([self.passages[int(i)].doc_id in query.doc_ids for i in numbers], dtype=bool)
            else:
                allowed &= np.isin(self._documents[numbers], query.doc_ids)
        return allowed

    def _near(self, name: str, text: str, passages: RowIds | None, allowed: NDArray[np.bool_]) -> _Near:
        """How near a vector field is, passage by passage; `allowed` says which of the passages are of those asked."""
        field, owners, vector = self._fields.dense[name], self._fields.owners[name], self._asking(name, text)
        if passages is None:
            scores, signal = self._all(name, text)
            return _Near(signal, scores, owners, allowed)
        rows, places = rows_of(owners, passages)
        if not rows.size:
            nothing = np.zeros(0, dtype=np.float32)
            return _Near(np.zeros(len(passages), dtype=np.float32), nothing, places, allowed)
        scores = field.scores(vector, rows)
        sampled, sample_places, count = self._sample[name]
        around = cosine(sampled, vector[0])
        signal = scale(best_of(scores, places, len(passages)), median(best_of(around, sample_places, count)))
        return _Near(signal, scores, places, allowed, around)

    def _asking(self, name: str, text: str) -> Vectors:
        """The vector of a query as a field has its rows, shape (1, dim)."""
        return self._adapted(text) if name in ADAPTED else self._vector(text)

    def _near_all(self, name: str, text: str) -> tuple[Scores, Signals]:
        """The cosine of every row of a vector field with a query, and the signal of each passage."""
        scores = self._fields.dense[name].scores(self._asking(name, text))
        return scores, scale(best_of(scores, self._fields.owners[name], len(self.passages)))

    @cached_property
    def _sample(self) -> dict[str, tuple[Vectors, Owners, int]]:
        """For each vector field the vectors of some passages, by which the median of all is estimated."""
        rng = np.random.default_rng(0)
        chosen = np.sort(rng.choice(len(self.passages), min(SAMPLED, len(self.passages)), replace=False))
        taken = {}
        for name in DENSE:
            rows, places = rows_of(self._fields.owners[name], chosen)
            taken[name] = (self._fields.dense[name].take(rows), places, len(chosen))
        return taken

    def _lexical(self, name: str, said: _Said, rows: RowIds | None) -> Signals:
        field = self._fields.lexical[name]
        scores = field.scores(said.tokens, rows)
        return scores + VARIANT_WEIGHT * field.scores(said.widened, rows) if said.widened else scores

    def _parts(self, tokens: list[str], widened: list[str]) -> dict[str, float]:
        """The query's words, each with its share of their rarity; a widened word counts half."""
        known = self.rarity
        parts = {t: known.get(t, self.rarest) for t in tokens}
        parts |= {t: VARIANT_WEIGHT * known[t] for t in widened if t in known and t not in parts}
        total = sum(parts.values()) or 1.0
        return {t: part / total for t, part in parts.items()}

    def _terms(self, query: Query, rows: RowIds | None) -> Signals:
        wanted = (*query.terms, *query.subjects)
        if not wanted:
            return np.zeros(len(self.passages) if rows is None else len(rows), dtype=np.float32)
        numbers = range(len(self.passages)) if rows is None else rows.tolist()
        texts = self._folded or [fold(self.passages[i].text) for i in numbers]
        folded = [fold(w) for w in wanted]
        return np.array([sum(w in text for w in folded) / len(folded) for text in texts], dtype=np.float32)


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
