"""A grown index: cells of codes find what exact search finds, and base, delta and tombstones are one corpus."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Passage
from index import MissingIndexError, Query, Retriever
from index import dense as dense_module
from index.dense import Dense
from index.lexical import Lexical
from index.stores.best import BLOCK, best
from index.stores.segments import Segments
from index.stores.shelf import Shelf
from index.stores.types import DENSE, Rows
from index.tokens import Tokens
from tests.index.toy import ToyEncoder

WORDS = ("水厂", "膜过滤", "围棋", "课程", "漏损率", "学校", "节水", "泵站")
TOKENS = Tokens()


def rows_of(texts: list[str], first: int = 0) -> Rows:
    encoder = ToyEncoder()
    whole = encoder.queries(texts)
    none = np.zeros((0, encoder.dim), dtype=np.float32)
    owners = np.arange(len(texts), dtype=np.int32)
    return Rows(
        [
            Passage(f"p{first + i}", f"d{i % 3}", "s", ("章",), t, 0, len(t), 1, None, ((0, len(t)),))
            for i, t in enumerate(texts)
        ],
        {
            "text": [TOKENS.search(f"{t}\n章") for t in texts],
            "heading": [["章"] for _ in texts],
            "asked": [[] for _ in texts],
        },
        {name: whole if name == "passages" else none for name in DENSE},
        {name: owners if name == "passages" else owners[:0] for name in DENSE},
    )


def texts(count: int, seed: int = 0) -> list[str]:
    rng = np.random.default_rng(seed)
    return ["、".join(rng.choice(WORDS, 5)) + f"{i}号" for i in range(count)]


def retriever(segments: Segments, complete: bool | None = None) -> Retriever:
    return Retriever((), segments.fields(), ToyEncoder(), passages=segments.passages, tokens=TOKENS, complete=complete)


def found(segments: Segments, question: str = "膜过滤的泵站", top: int = 10) -> list[tuple[str, float]]:
    hits = retriever(segments).retrieve(Query(question), top=top).hits
    return [(h.passage.text, round(h.score, 4)) for h in hits]


@given(st.lists(st.integers(0, 9), max_size=3 * BLOCK), st.integers(1, 40))
def test_the_best_are_those_of_a_whole_sort(scores: list[int], k: int) -> None:
    array = np.array(scores, dtype=np.float32)
    assert best(array, k).tolist() == np.argsort(-array, kind="stable")[:k].tolist()


def test_the_best_of_many_blocks() -> None:
    scores = np.random.default_rng(0).integers(0, 500, 40 * BLOCK + 7).astype(np.float32)
    assert best(scores, 20).tolist() == np.argsort(-scores, kind="stable")[:20].tolist()


def test_cells_of_codes_find_what_exact_search_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(40, 16))
    vectors = (np.repeat(centres, 50, axis=0) + 0.3 * rng.normal(size=(2000, 16))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    exact = Dense.build(vectors)
    assert exact.complete
    monkeypatch.setattr(dense_module, "EXACT", 1000)
    Dense.build(vectors).save(tmp_path / "rows.faiss")
    grown = Dense.load(tmp_path / "rows.faiss")
    assert not grown.complete
    shared = [
        len(set(grown.search(vectors[i : i + 1], 10).rows) & set(exact.search(vectors[i : i + 1], 10).rows))
        for i in range(0, 2000, 40)
    ]
    assert np.mean(shared) > 9
    assert np.allclose(grown.scores(vectors[:1]), exact.scores(vectors[:1]), atol=2e-3)
    assert np.allclose(grown.take(np.array([5, 1])), vectors[[5, 1]], atol=1e-3)


def test_candidates_score_as_they_do_when_every_passage_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense_module, "EXACT", 500)
    segments = Segments.create(tmp_path / "grown", rows_of(texts(1500)))
    few, every = retriever(segments), retriever(segments, complete=True)
    for question in ("膜过滤的泵站", "围棋课程", "节水的学校在3号"):
        assert few.retrieve(Query(question)).hits[0].score == pytest.approx(
            every.retrieve(Query(question)).hits[0].score, abs=0.02
        )


def test_an_updated_index_is_one_corpus(tmp_path: Path) -> None:
    """Base, delta and tombstones find what an index built of the same passages at once finds, up to old counts."""
    every = texts(60)
    updated = Segments.create(tmp_path / "grown", rows_of(every[:50])).update(rows_of(every[50:], 50), removed=[3, 7])
    kept = [t for i, t in enumerate(every) if i not in (3, 7)]
    whole = Segments.create(tmp_path / "whole", rows_of(kept))
    assert len(found(updated, top=100)) == 58
    assert {t for t, _ in found(updated, top=100)} == set(kept)
    assert [t for t, _ in found(updated, every[55], 1)] == [every[55]]
    scores = dict(found(whole, top=100))
    assert all(score == pytest.approx(scores[text], abs=0.1) for text, score in found(updated, top=100))


def test_merged_it_is_as_built_at_once(tmp_path: Path) -> None:
    every = texts(60)
    grown = Segments.create(tmp_path / "grown", rows_of(every[:50]))
    assert not grown.due
    grown = grown.update(rows_of(every[50:], 50), removed=[3])
    assert grown.due
    merged = grown.merge()
    assert not merged.due
    whole = Segments.create(tmp_path / "whole", rows_of([t for i, t in enumerate(every) if i != 3]))
    assert found(merged) == found(whole)


def test_updates_follow_one_another(tmp_path: Path) -> None:
    every = texts(30)
    grown = Segments.create(tmp_path / "grown", rows_of(every[:20]))
    reader = retriever(grown)
    grown = grown.update(rows_of(every[20:25], 20)).update(rows_of(every[25:], 25), removed=[0, 21])
    assert {t for t, _ in found(Segments(tmp_path / "grown"), top=50)} == set(every) - {every[0], every[21]}
    assert len(reader.retrieve(Query("水厂"), top=50).hits) == 20, "what was opened before stays as it was"


def test_a_delta_takes_on_the_rarity_of_the_whole(tmp_path: Path) -> None:
    part = Lexical.build([["水厂"], ["学校"]]).with_rarity_of({"水厂": 1, "学校": 900}, 1000)
    assert part.scores(["水厂"])[0] > 5 * part.scores(["学校"])[1] > 0


def test_a_shelf_gives_back_what_was_put(tmp_path: Path) -> None:
    rows = rows_of(texts(5))
    bags = [{"text": words} for words in rows.words["text"]]
    Shelf.write(tmp_path, rows.passages, bags)
    shelf = Shelf(tmp_path)
    assert list(shelf) == list(rows.passages)
    assert shelf.words(2) == bags[2]
    with pytest.raises(IndexError):
        shelf[5]


def test_no_grown_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingIndexError, match="create"):
        Segments(tmp_path)
