"""Rank the sentences of the passages that were found."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.adapter import Adapter
from index.content import UNTOLD, Content, sentence_texts
from index.dense import cosine
from index.encoder import Vectors
from index.ranker import Signals, combine, named, scale, whys
from index.rows import rows_of
from index.stores.types import Fields, Scores
from index.tokens import fold
from index.types import Hit, Query, SentenceHit


class Sentences:
    """The sentences of one opened build."""

    def __init__(self, content: Content, fields: Fields, adapter: Adapter) -> None:
        self._content, self._fields, self._adapter = content, fields, adapter

    def rank(
        self,
        query: Query,
        hits: tuple[Hit, ...],
        numbers: list[int],
        vectors: tuple[Vectors, Vectors],
        parts: dict[str, float],
        stored: bool,
        questions: Scores | None,
    ) -> tuple[SentenceHit, ...]:
        """The sentences of passages, best first.

        `numbers` are the passage numbers of the hits, `vectors` that of the query, as it is and adapted, `parts` the
        query's words with each one's share, looked for in a sentence by their letters; `stored` says whether the
        documents asked have stored questions, and `questions` are the cosines of all, where they are known.
        """
        rows = [(h, k) for h, hit in enumerate(hits) for k in range(len(hit.passage.sentences))]
        if not rows:
            return ()
        folded = [fold(text) for hit in hits for text in sentence_texts(hit.passage)]
        wanted = [fold(w) for w in (*query.terms, *query.subjects)]
        near = self._near(hits, np.array(numbers), *vectors, questions)
        signals: dict[str, Signals] = near | {
            "coverage": np.array([sum(parts[t] for t in parts if t in text) for text in folded], dtype=np.float32),
            "terms": np.array([sum(w in t for w in wanted) / max(len(wanted), 1) for t in folded], np.float32),
            "passage": np.array([hits[h].score for h, _ in rows], dtype=np.float32),
        }
        total = combine(named("sentence", stored), signals)
        ranked: list[int] = np.argsort(-total, kind="stable").tolist()
        return tuple(
            SentenceHit(
                hits[rows[r][0]].passage,
                *hits[rows[r][0]].passage.sentences[rows[r][1]],
                score=float(total[r]),
                why=why,
            )
            for r, why in zip(ranked, whys(signals, ranked), strict=True)
        )

    def _near(
        self,
        hits: tuple[Hit, ...],
        numbers: NDArray[np.int64],
        vector: Vectors,
        adapted: Vectors,
        questions: Scores | None,
    ) -> dict[str, Signals]:
        """By signal, how near each sentence of the hits is: by itself, and by stored questions (zeros without any).

        "asked" is how near the stored questions are that a sentence answers. Where it is not known which sentence
        answers a passage's questions, those most like the nearest of them do.
        """
        dense, owners = self._fields.dense, self._fields.owners
        rows, _ = rows_of(owners["sentences"], numbers)
        none = np.zeros(sum(len(hit.passage.sentences) for hit in hits), dtype=np.float32)
        if not rows.size:  # a corpus too large for vectors of its sentences
            return {"dense": none, "asked": none, "adapted": none}
        sentences = dense["sentences"].take(rows)
        itself = scale(cosine(sentences, vector[0]))
        asked, places = rows_of(owners["questions"], numbers)
        if not asked.size:
            return {"dense": itself, "asked": none, "adapted": none}
        lengths = self._lengths[rows] if dense["sentences"].complete else self._adapter.lengths(sentences)
        near = scale(dense["questions"].scores(adapted, asked) if questions is None else questions[asked])
        answered = none.copy()
        ends = np.cumsum(np.bincount(places, minlength=len(hits))).tolist()
        at = first = 0
        for hit, end in zip(hits, ends, strict=True):
            own, its = slice(at, at + len(hit.passage.sentences)), near[first:end]
            told = self._answering.get(hit.passage.passage_id)
            if len(hit.passage.sentences) == 1 or not its.size:
                answered[own] = its.max(initial=0)
            elif told is not None:
                known = told != UNTOLD
                np.maximum.at(answered[own], told[known], its[known])
            else:
                nearest = int(np.argmax(its))
                like = dense["questions"].take(asked[first + nearest : first + nearest + 1])
                answered[own] = its[nearest] * scale(self._adapter.cosines(sentences[own], lengths[own], like[0]))
            at, first = own.stop, end
        return {
            "dense": itself,
            "asked": answered,
            "adapted": scale(self._adapter.cosines(sentences, lengths, adapted[0])),
        }

    @cached_property
    def _lengths(self) -> NDArray[np.float32]:
        """How long the adapter makes the vector of every sentence."""
        field = self._fields.dense["sentences"]
        return self._adapter.lengths(field.take(np.arange(field.total)))

    @cached_property
    def _answering(self) -> dict[str, NDArray[np.int64]]:
        """For each passage the sentences that answer its stored questions, in their order, where any is known."""
        known = (q for entry in self._content for q in entry.questions if any(n != UNTOLD for n in q.sentences))
        return {q.passage_id: np.array(q.sentences, dtype=np.int64) for q in known}
