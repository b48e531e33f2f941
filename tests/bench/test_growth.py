"""The corpora of the growth bench, their table and their curves."""

import json
from pathlib import Path

import numpy as np
import pytest

from bench import growth_texts
from bench.growth import Growth, table
from bench.growth_plot import draw
from bench.growth_step import rows_of
from bench.growth_texts import Texts, made_vectors, neighbours, passage, vectors
from bench.types import Machine
from index.tokens import Tokens

LINES = [
    {"_id": str(i), "title": f"某法 第{i}条", "text": f"第{i}条规定。主管部门应当在{i}日内答复。"} for i in range(40)
]


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    (tmp_path / "set").mkdir()
    for name, lines in (("corpus", LINES), ("queries", [{"_id": "1", "text": "多久答复?"}])):
        (tmp_path / "set" / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return Texts.read(tmp_path, questions=5)


def test_copies_follow_the_texts_and_differ_from_them(texts: Texts) -> None:
    made = list(texts.take(100))
    assert made[:40] == list(texts.texts)
    assert made == list(texts.take(100)), "the same each time"
    known = {sentence for _, cut in texts.texts for sentence in cut}
    assert all(set(cut) <= known for _, cut in made[40:])
    assert any(text not in made[:40] for text in made[40:])


def test_a_passage_is_tiled_by_its_sentences(texts: Texts) -> None:
    made = passage(3, texts.texts[0])
    assert made.sentences[0][0] == 0
    assert made.sentences[-1][1] == len(made.text)
    assert "".join(made.text[a:b] for a, b in made.sentences) == made.text


def test_words_of_sentences_are_the_words_of_the_whole(texts: Texts) -> None:
    few = list(texts.take(5))
    rows = rows_of(few, np.eye(5, dtype=np.float32))
    tokens = Tokens()
    assert rows.words["text"] == [tokens.search("\n".join((*cut, heading))) for heading, cut in few]


def test_made_vectors_are_unit_and_near_real_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    real = rng.normal(size=(200, 16)).astype(np.float32) + 3
    real /= np.linalg.norm(real, axis=1, keepdims=True)
    monkeypatch.setattr(growth_texts, "BLOCK", 300)
    every = np.concatenate(list(vectors(real, 1000)))
    assert every.shape == (1000, 16)
    assert np.allclose(np.linalg.norm(every, axis=1), 1, atol=1e-5)
    assert np.array_equal(every[:200], real)
    assert neighbours(made_vectors(real, 200, rng)) == pytest.approx(neighbours(real), abs=0.05)


def test_no_texts_are_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="--texts"):
        Texts.read(tmp_path, 1)


def test_table_and_curves(tmp_path: Path) -> None:
    machine = Machine(cores=2, processor="x", memory_gb=8, python="3.11", load_before=0, load_after=0)
    measures = {
        "p50_ms": 1.25,
        "p95_ms": 2.0,
        "cpu_p95_ms": 2.0,
        "alone_p95_ms": 1.0,
        "peak_mb": 9.0,
        "disk_mb": 1.0,
        "recall_dense": 1.0,
    }
    measures |= {"recall_fused": 1.0, "build_cpu_s": 1.0, "update_s": 0.5}
    growth = Growth(machine=machine, sizes={1000: measures, 10_000: measures}, made={})
    assert "| 段落数 | 1,000 | 10,000 |" in table(growth)
    assert "| 检索 p50 (ms) | 1.2 | 1.2 |" in table(growth)
    draw(growth.sizes, tmp_path / "growth.png")
    assert (tmp_path / "growth.png").read_bytes().startswith(b"\x89PNG")
