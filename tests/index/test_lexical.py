"""BM25: a row a passage; saved and loaded it scores the same."""

import math
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import Lexical

WORD = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=2)
ROWS = st.lists(st.lists(WORD, max_size=6), max_size=6)


@given(ROWS, st.lists(WORD, max_size=4))
def test_saved_and_loaded_it_scores_the_same(rows: list[list[str]], query: list[str]) -> None:
    built = Lexical.build(rows)
    with tempfile.TemporaryDirectory() as folder:
        built.save(Path(folder) / "text")
        loaded = Lexical.load(Path(folder) / "text")
        scores = loaded.scores(query)
    assert scores.shape == (len(rows),)
    assert np.array_equal(scores, built.scores(query))
    assert all(scores[i] == 0 for i, row in enumerate(rows) if not set(row) & set(query))


def test_score_by_hand() -> None:
    """BM25 (Lucene): idf = ln(1 + (N - n + .5)/(n + .5)); tf part = f / (f + k1 (1 - b + b len/avg)); N=2, n=1."""
    scores = Lexical.build([["水厂", "消毒"], ["学校", "课程", "操场", "书法"]]).scores(["水厂"])
    expected = math.log(1 + 1.5 / 1.5) * 1 / (1 + 1.2 * (1 - 0.6 + 0.6 * 2 / 3))
    assert scores[0] == np.float32(expected) or abs(scores[0] - expected) < 1e-5
    assert scores[1] == 0


def test_unknown_words_and_no_words_score_nothing() -> None:
    built = Lexical.build([["水厂"], []])
    assert built.scores(["学校"]).tolist() == [0, 0]
    assert built.scores([]).tolist() == [0, 0]
    assert Lexical.build([]).scores(["水厂"]).shape == (0,)
    assert Lexical.build([[], []]).scores(["水厂"]).tolist() == [0, 0]
