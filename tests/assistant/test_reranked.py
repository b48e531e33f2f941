"""The assistant asks the reranker which its settings name."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant import Assistant, Settings, assistant
from index import build
from tests.index.toy import ToyEncoder, source

LIKED = "坚持节水优先"


class Likes:
    """A reranker that likes one passage."""

    weight = 1.0

    def scores(self, question: str, texts: tuple[str, ...]) -> NDArray[np.float32]:
        return np.array([float(LIKED in text) for text in texts], dtype=np.float32)


def test_the_scores_of_the_reranker_are_those_of_an_answer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(home, (source("water"),), ToyEncoder())
    monkeypatch.setattr(assistant, "load_encoder", lambda model: ToyEncoder())
    monkeypatch.setattr(assistant, "reranker_of", lambda settings: Likes())
    opened = Assistant.open(Settings(home=home))
    hits = opened.ask("哪些水厂聚焦膜过滤?").hits
    assert sorted(hit.score for hit in hits)[-2:] == [0.0, 1.0]
    assert all(hit.score == float(LIKED in hit.text) for hit in hits)
